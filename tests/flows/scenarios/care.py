"""Help, calls, concerns, and the wording that may be shared: from both sides."""

from __future__ import annotations

from bot.flows.home import Entry
from bot.i18n.texts import _
from tests.flows import care_examples as care
from tests.flows import examples
from tests.flows.scenarios.scenario import Scenario

TEAM_WRITES = {"agreed": frozenset({"text"})}

REACHING = {
    "help": Scenario("help", care.helping(), "[Ask somebody to contact me]"),
    "help-to-complain": Scenario("help", care.helping(), "complain\n[I want to complain]"),
    "help-and-back": Scenario("help", care.helping(interrupted=False), "[Go to the menu]"),
    "call-with-words": Scenario("call", care.called(), "Please ring my daughter."),
    "call-without-words": Scenario("call", care.called(kind="complaint"), "[Skip this]"),
    "my-data-complaining": Scenario("my_data", examples.my_data(), "[I want to complain]"),
}

LOOKING_AFTER = {
    "join-for-safety": Scenario(
        "join_as_facilitator",
        examples.joining(role="safeguarding"),
        "2 x [Go on]\n[I promise]",
        {"agreed": frozenset()},
    ),
    "look-after": Scenario("look_after", care.matters(), "[Concern 1: not seen yet]"),
    "look-after-nothing": Scenario("look_after", care.matters(matters=()), "[Back]"),
    "answer-call-taking-it": Scenario("answer_call", care.answering(), "[I take this]", TEAM_WRITES),
    "answer-call": Scenario(
        "answer_call",
        care.taken(overdue=True, files=(care.VOICE,)),
        "[Answer in this chat]\nI have rung her.",
        TEAM_WRITES,
    ),
    "answer-call-closing-it": Scenario(
        "answer_call",
        care.taken(),
        "[It is done: say what was done]\nWe spoke on the telephone.",
        TEAM_WRITES,
    ),
    "answer-call-of-a-colleague": Scenario(
        "answer_call", care.taken(mine=False, kind="complaint", words=None), "[I take this over]", TEAM_WRITES
    ),
    "see-concern": Scenario("see_concern", care.concern(), "[I have seen this]", TEAM_WRITES),
    "see-concern-done": Scenario(
        "see_concern",
        care.concern(seen=True, done=("I rang the ward.",)),
        "[Say what was done]\nI have spoken with them.",
        TEAM_WRITES,
    ),
    "see-concern-of-an-erased-story": Scenario(
        "see_concern",
        care.concern(story=None, teller=None, safety=False),
        "[Who to call, and what came of it]",
    ),
    "audit": Scenario("audit", care.record(), "[Show what was before]"),
    "queue-words": Scenario("queue_words", care.queue_words(), "[Back]"),
    "audit-empty": Scenario("audit", care.record(lines=(), older=False), "[Back]"),
    "concern": Scenario("concern", care.worrying(), "They are afraid at home.", TEAM_WRITES),
    "concern-after-ratings": Scenario(
        "concern", care.worrying(kind="ratings"), "They are afraid at home.", TEAM_WRITES
    ),
    "concern-after-a-suggestion": Scenario(
        "concern", care.worrying(kind="suggestion"), "They are afraid at home.", TEAM_WRITES
    ),
    "see-concern-after-ratings": Scenario(
        "see_concern", care.concern(kind="ratings"), "[I have seen this]", TEAM_WRITES
    ),
    "see-concern-after-a-suggestion": Scenario(
        "see_concern", care.concern(kind="suggestion"), "[I have seen this]", TEAM_WRITES
    ),
    "concern-not-raised": Scenario("concern", care.worrying(), "[Skip this]", TEAM_WRITES),
    "reach-lead": Scenario("reach_lead", care.reaching(), "[I have spoken with Nia Prosser]"),
    "reach-lead-nobody": Scenario("reach_lead", care.reaching(), "[I have called and reached nobody]"),
    "team-with-a-pressing-call": Scenario(
        "team",
        examples.team_at_work(
            pressing=1,
            entries=(
                Entry("calls:", _("{n} call or concern is open", n=1)),
                Entry("queue:", _("Wordings on offer")),
            ),
        ),
        "1",
    ),
}

SHARING = {
    "read-story-then-share": Scenario(
        "read_story",
        examples.reading(
            ways=(
                Entry("share", _("It can be shared: make the wording")),
                Entry("worry", _("I am worried about somebody's safety")),
                Entry("decline", _("We cannot use it: say why")),
            )
        ),
        "[Yes, show it]\n[It can be shared: make the wording]",
    ),
    "moderate": Scenario(
        "moderate",
        care.moderating(),
        """
        [“at 3 am” may stay (instead of “at a certain time”)]
        [Done]
        [Share it like this]
        [Write down what was said]
        The lights were on all night.
        [Share it like this]
        [Change part 3]
        [Leave this part out]
        [Send it to the teller]
        """,
        TEAM_WRITES,
    ),
    "moderate-own-words": Scenario(
        "moderate",
        care.moderating(),
        """
        [Take all of it out]
        [Change the words myself]
        A nurse held my hand at night.
        [Leave this part out]
        [Leave this part out]
        [Not now. Throw this away]
        """,
        TEAM_WRITES,
    ),
    "moderate-nothing-left": Scenario(
        "moderate",
        care.moderating(parts=care.moderating().parts[1:]),
        """
        [Leave this part out]
        [Leave this part out]
        [Not now. Throw this away]
        """,
        TEAM_WRITES,
    ),
    "wording-accepted": Scenario("wording", care.offered(), "[Yes, like this]"),
    "wording-refused": Scenario("wording", care.offered(silent_on=None), "[No, do not share it]"),
    "wording-later": Scenario("wording", care.offered(), "[I decide later]"),
    "wording-changed": Scenario(
        "wording",
        care.offered(),
        """
        [Yes, but I change the words]
        [Part 1]
        Somebody held my hand.
        [Change something else]
        [Part 2]
        The tea and the toast.
        [Send it to the team]
        """,
    ),
    "wording-of-one-part-changed": Scenario(
        "wording",
        care.offered(pairs=care.offered().pairs[:1]),
        "[Yes, but I change the words]\nSomebody held my hand.\n[Send it to the team]",
    ),
    "decline": Scenario(
        "decline",
        care.declining(),
        """
        It is about another place.
        [Change the words]
        It is about another hospital.
        [Send it to the teller]
        """,
        TEAM_WRITES,
    ),
    "decline-skipped": Scenario("decline", care.declining(), "[Skip this]", TEAM_WRITES),
    "decline-not": Scenario(
        "decline", care.declining(), "It is too short.\n[Do not decline it]", TEAM_WRITES
    ),
    "declined": Scenario("declined", care.declined(), "But it was this hospital."),
    "declined-where-nothing-is-kept": Scenario("declined", care.declined(allowed=()), "[Go on]"),
    "desk": Scenario("desk", care.desk(), "[Story 3: the teller changed the wording, 2 days ago]"),
    "desk-empty": Scenario("desk", care.desk(items=(), offered=1), "[Back]"),
    "see-answer": Scenario("see_answer", care.answered(), "[Use these words]"),
    "see-answer-to-a-no": Scenario(
        "see_answer", care.answered(what="disputed", files=(care.VOICE,)), "[I have read it. It stays a no]"
    ),
}

CARE = REACHING | LOOKING_AFTER | SHARING
