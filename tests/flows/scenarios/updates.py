"""Updates: written, looked after, corrected, read and answered."""

from __future__ import annotations

from bot.i18n.texts import Moment
from tests.flows import update_examples as updates
from tests.flows.scenarios.scenario import Scenario

UPDATES = {
    "write-update": Scenario(
        "write_update",
        updates.writing(),
        """
        [Patients: 10]
        [Done]
        [No, for all languages]
        [All of them]
        From Monday on somebody calls you.
        [Skip this]
        a picture, please
        [Skip this]
        3, 99
        3, 12
        [Priority 2: Quiet after ten]
        [Done]
        [Change the words: Cymraeg]
        O ddydd Llun bydd rhywun yn eich ffonio.
        [Yes, go on]
        [Send it now]
        """,
    ),
    "write-update-first-for-nobody": Scenario(
        "write_update",
        updates.writing(subjects=()),
        """
        [Carers and family: 1]
        [Done]
        [Cymraeg]
        [Done]
        [All of them]
        [Choose again who it is for]
        [Patients: 10]
        [Done]
        From Monday on somebody calls you.
        [Skip this]
        [Skip this]
        [Yes, go on]
        [Send it now]
        """,
    ),
    "write-update-for-a-round-and-plan-it": Scenario(
        "write_update",
        updates.writing(subjects=(), quiet_until=Moment(updates.WRITING.times[0].at, updates.ZONE)),
        """
        [Patients: 10]
        [Done]
        [No, for all languages]
        [Who was asked in one round]
        [Round 1: Stories]
        [Those who have not taken part]
        Please tell us how the nights were.
        [Skip this]
        [Skip this]
        [Change: all of them or some]
        [Who told or rated one part of care]
        [The ward]
        [Yes, go on]
        [Send it another time]
        [Monday, 18 January 2027]
        [18:00]
        """,
    ),
    "write-update-to-nobody": Scenario("write_update", updates.writing(groups=()), ""),
    "updates": Scenario(
        "updates",
        updates.desk(),
        """
        [Update 4: 1 new answer]
        [Back]
        [Update 3]
        [Take it back]
        [Yes, take it back]
        """,
    ),
    "updates-answers": Scenario(
        "updates",
        updates.desk(updates.shown(answers=2)),
        """
        [Update 4]
        [Read 2 answers]
        """,
    ),
    "updates-planned-one-stays": Scenario(
        "updates",
        updates.desk(updates.shown("planned"), begun=True),
        """
        [Update 4]
        [Take it back]
        [No, let it go out]
        """,
    ),
    "updates-taken-back": Scenario(
        "updates",
        updates.desk(updates.shown("cancelled")),
        """
        [Update 4]
        [Back to the updates]
        """,
    ),
    "correct-update": Scenario(
        "correct_update",
        updates.correcting(),
        """
        From Monday on somebody calls you.
        [Skip this]
        [Change the words: Cymraeg]
        O ddydd Llun bydd rhywun yn eich ffonio.
        [Yes, correct it]
        """,
    ),
    "correct-update-not": Scenario(
        "correct_update",
        updates.correcting(),
        """
        [Skip this]
        [Skip this]
        [Leave it as it was]
        """,
    ),
    "update-answers": Scenario("update_answers", updates.answers(), "[Show what was before]"),
    "read-update": Scenario("read_update", updates.reading(reaction="thanks"), "[I am glad about this]"),
    "read-update-where-nothing-is-kept": Scenario(
        "read_update", updates.reading(can_answer=False), "[Nothing more]"
    ),
    "answer-update": Scenario("answer_update", updates.answering(), "When do you call?"),
    "answer-update-nothing": Scenario("answer_update", updates.answering(), "[Skip this]"),
    "news": Scenario("news", updates.NEWS, "[New: From Monday on somebody c… (Monday, 18 January 2027)]"),
}
