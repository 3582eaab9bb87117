"""Questions to the team, what it answers, and “this is not what I meant”: from both sides."""

from __future__ import annotations

from bot.flows.exchange_words import to_and_fro
from tests.flows import examples
from tests.flows import question_examples as asked
from tests.flows.scenarios.scenario import Scenario

TEAM_WRITES = {"agreed": frozenset({"text", "voice"})}

ASKING = {
    "ask-team": Scenario(
        "ask_team",
        asked.asking(),
        """
        Who comes to the meeting?
        [Add a first name]
        Rose
        And when is it?
        [Send it to the team]
        """,
    ),
    "ask-team-changing-all-of-it": Scenario(
        "ask_team",
        asked.asking(name="Rose"),
        """
        Who comes?
        [Also this name: Rose]
        [Change the words]
        Who comes to the meeting?
        [Change the name]
        [Only “patient 2”]
        [Send it to the team]
        """,
    ),
    "ask-team-without-words": Scenario(
        "ask_team",
        asked.asking(allowed=("voice",)),
        "(voice)\n[Do not send it]",
        {"agreed": frozenset({"voice"})},
    ),
    "ask-team-skipped": Scenario("ask_team", asked.asking(allowed=("text",)), "[Skip this]"),
    "my-data-without-a-first-name": Scenario(
        "my_data", examples.my_data(first_name="Rose"), "[Take away my first name]"
    ),
}

READING = {
    "my-questions": Scenario("my_questions", asked.mine(), "[New: Question 4: Who comes to the…]"),
    "my-question": Scenario("my_question", asked.one(), "[Thank you, that is answered]"),
    "my-question-asking-on": Scenario(
        "my_question", asked.one(), "At what time?\n[Write back]\nOn which day, and at what time?"
    ),
    "my-question-that-waits": Scenario("my_question", asked.still_waiting(), "[Take it back]\n[No, keep it]"),
    "my-question-taken-back": Scenario(
        "my_question", asked.still_waiting(allowed=()), "[Take it back]\n[Yes, take it back]"
    ),
    "my-question-answered-by-voice": Scenario("my_question", asked.spoken(), "[Thank you, that is answered]"),
    "my-question-with-a-voice-on-its-way": Scenario(
        "my_question", asked.spoken(spoken=(), missing=1), "[Back to the menu]"
    ),
    "my-question-closed": Scenario("my_question", asked.one(closed=True), "[Back to the menu]"),
    "story-answered": Scenario("my_question", asked.replied(), "[This is not what I meant]"),
    "object": Scenario("object", asked.objecting(), "It was the room.\n[Yes, tell the team]"),
    "object-without-words": Scenario("object", asked.objecting(), "[Skip this]\n[No, leave it]"),
    "object-where-nothing-is-kept": Scenario(
        "object", asked.objecting(allowed=()), "[Yes, tell the team]", {"agreed": frozenset()}
    ),
}

ANSWERING = {
    "questions": Scenario("questions", asked.waiting(), "[Overdue: Question 4, from patient 2, 15 days]"),
    "questions-none": Scenario("questions", asked.waiting(waiting=()), "[Back]"),
    "answer-question": Scenario(
        "answer_question",
        asked.answering(files=(asked.VOICE,), missing=1),
        """
        [Answer]
        Two nurses.
        [Add a first name]
        Fern
        [Change the words]
        Two nurses, and all of you.
        [Send it]
        """,
        TEAM_WRITES,
    ),
    "answer-question-by-voice": Scenario(
        "answer_question",
        asked.answering(),
        """
        [Answer]
        (voice)
        Two nurses come.
        [Only “facilitator 1”]
        [Change what stands in writing]
        Two nurses come, and all of you.
        [Send it]
        """,
        TEAM_WRITES,
    ),
    "answer-question-by-voice-then-in-words": Scenario(
        "answer_question",
        asked.answering(),
        """
        [Answer]
        (voice)
        Two nurses come.
        [Only “facilitator 1”]
        [Say it anew]
        Two nurses, and all of you.
        [Send it]
        """,
        TEAM_WRITES,
    ),
    "answer-question-nothing-left": Scenario(
        "answer_question",
        asked.answering(said=to_and_fro(asked.ANSWERED, asked.ROSE), answered_before=True, days=0),
        "[I have read it. There is nothing to answer]",
        TEAM_WRITES,
    ),
    "answer-objection": Scenario(
        "answer_question",
        asked.answering(kind="objection", number=6, about=asked.MADE_OF_IT, overdue=True, days=15),
        "[Answer]\nWe take it out.\n[Only “facilitator 1”]\n[Do not send it]",
        TEAM_WRITES,
    ),
    "reply-to-story": Scenario(
        "reply_to_story",
        asked.replying(),
        "Thank you. We move the bins.\n[Also this name: Fern]\n[Send it]",
        TEAM_WRITES,
    ),
    "reply-to-story-skipped": Scenario("reply_to_story", asked.replying(), "[Skip this]", TEAM_WRITES),
}

FOR_WORKSHOP = {
    "for-workshop": Scenario(
        "for_workshop",
        asked.for_workshop(),
        """
        Please keep the lights on.
        [From a patient]
        [Change the words]
        Please keep the lights low.
        [Change who it comes from]
        [Only from somebody who takes part]
        [Send it for the workshop]
        """,
    ),
    "for-workshop-by-voice": Scenario(
        "for_workshop",
        asked.for_workshop(role="carer"),
        "(voice)\n[From a carer or family member]\n[Send it for the workshop]",
        {"agreed": frozenset({"text", "voice"})},
    ),
    "for-workshop-not-sent": Scenario(
        "for_workshop",
        asked.for_workshop(role="staff", allowed=("text",)),
        "We hear you.\n[From a member of staff]\n[Do not send it]",
    ),
    "for-workshop-skipped": Scenario("for_workshop", asked.for_workshop(), "[Skip this]"),
    "my-message": Scenario("my_question", asked.own_message(), "[Change it]"),
    "my-message-taken-back": Scenario(
        "my_question", asked.own_message(allowed=()), "[Take it back]\n[Yes, take it back]"
    ),
    "my-message-read-out": Scenario("my_question", asked.read_out(), "[Thank you, I have read it]"),
    "my-message-not-read-out": Scenario(
        "my_question", asked.read_out(said=to_and_fro(asked.NOT_READ_OUT)), "[Erase it]\n[No, keep it]"
    ),
    "questions-for-the-workshop": Scenario(
        "questions",
        asked.waiting(),
        "[To be read out in the workshop (1)]\n[For the workshop (M8), from patient 2, 2 days]",
    ),
    "message-read-out": Scenario(
        "answer_question", asked.message(), "[It was read out]\n[Monday, 11 January 2027]", TEAM_WRITES
    ),
    "message-not-read-out": Scenario(
        "answer_question",
        asked.message(files=(asked.VOICE,)),
        "[It was not, and this is why]\nThe lights are changed already.",
        TEAM_WRITES,
    ),
}

QUESTIONS = ASKING | READING | ANSWERING | FOR_WORKSHOP
