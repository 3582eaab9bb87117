"""Actions: written down, taken on, read by everybody, and whether they made a difference."""

from __future__ import annotations

from bot.flows.changes import ChangesContext, ChangeView
from tests.flows import action_examples as examples
from tests.flows.priority_examples import LANGUAGES
from tests.flows.scenarios.scenario import Scenario

ACTIONS = {
    "actions-none-yet": Scenario(
        "actions", examples.empty_desk(), "[Go on with the action that I was writing]"
    ),
    "actions-only-visible": Scenario("actions", examples.visible(), "[Back to the team]"),
    "actions-step": Scenario(
        "actions",
        examples.desk(),
        """
        [1: The bins are emptied after eight. (Done)]
        [Say where it stands now]
        """,
    ),
    "actions-linked": Scenario(
        "actions",
        examples.desk(),
        """
        [1: The bins are emptied after eight. (Done)]
        [Change what it comes from]
        [Done]
        [Story 2, member of staff 1]
        [Done]
        """,
        {"answers": examples.ticked()},
    ),
    "actions-somebody-asked": Scenario(
        "actions",
        examples.desk(),
        """
        [2: A clock hangs in each room. (Not taken forward)]
        [Ask somebody to look after it]
        [Carers and family]
        [carer or family member 1]
        """,
    ),
    "actions-given-back": Scenario(
        "actions",
        examples.desk(),
        """
        [1: The bins are emptied after eight. (Done)]
        [Give it back to the service]
        [Yes, the service]
        """,
    ),
    "actions-edited": Scenario(
        "actions",
        examples.edited_desk(),
        """
        [1: The bins are emptied after eight. (Proposed)]
        [Put it in other words]
        """,
    ),
    "changes-edited": Scenario(
        "changes",
        ChangesContext((ChangeView(examples.edited()),)),
        """
        [1: The bins are emptied after eight. (Proposed)]
        [Back to the menu]
        """,
    ),
    "edit-action": Scenario(
        "edit_action",
        examples.editing(),
        """
        [What will change]
        [By when]
        [Done]
        The bins are emptied after nine.
        [Tuesday, 20 April 2027]
        [Yes, write it]
        [Done]
        [No, leave it out]
        [Change something else as well]
        [Who sees to it]
        [Done]
        [Skip this]
        [Put it in these words]
        """,
        {"answers": examples.said_before()},
    ),
    "edit-action-left": Scenario("edit_action", examples.editing(), "[Nothing]"),
    "edit-action-dropped": Scenario(
        "edit_action",
        examples.editing(languages=LANGUAGES[:1]),
        """
        [What kind of change it is]
        [How far it reaches]
        [Done]
        [Information]
        [How one team works]
        [Leave it as it is]
        """,
    ),
    "write-action": Scenario(
        "write_action",
        examples.writing(),
        """
        The bins are emptied after nine.
        Ward 4
        The ward manager
        People told that they woke up of it.
        [How things are done]
        [A small change]
        [Tuesday, 2 February 2027]
        [Yes, write it]
        Caiff y biniau eu gwagio ar ôl wyth.
        [Skip this]
        [Skip this]
        [Skip this]
        [No, leave it out]
        [Change: what]
        The bins are emptied after eight.
        [Put it on the list]
        """,
    ),
    "write-action-dropped": Scenario(
        "write_action",
        examples.writing(),
        """
        The bins are emptied after eight.
        Ward 4
        [Skip this]
        People told that they woke up of it.
        [The place: rooms, things, signs]
        [How organisations work together]
        [There is no day yet]
        [No, leave it out]
        [No, leave it out]
        [Do not write it down]
        """,
    ),
    "action-step-done": Scenario(
        "action_step",
        examples.stepping(),
        """
        [Done]
        [Monday, 18 January 2027]
        Nobody empties a bin before eight.
        It was easy.
        [No, leave it out]
        [No, leave it out]
        [Write it down]
        """,
    ),
    "action-step-not-taken-forward": Scenario(
        "action_step",
        examples.stepping(),
        """
        [Not taken forward]
        [Today, Tuesday, 19 January 2027]
        The bins are full by then.
        [No, leave it out]
        [No, leave it out]
        [Write it down]
        """,
    ),
    "action-step-not-to-be-closed-yet": Scenario(
        "action_step", examples.stepping("done"), "[Leave it as it is]"
    ),
    "action-step-closed-with-nobody-to-ask": Scenario(
        "action_step",
        examples.closing(),
        """
        [Closed]
        [Today, Tuesday, 19 January 2027]
        It stays like this.
        [Write it down]
        """,
    ),
    "action-answers": Scenario("action_answers", examples.answered(), "[Back to the actions]"),
    "changes": Scenario(
        "changes",
        examples.changes(),
        """
        [2: A clock hangs in each room. (Not taken forward)]
        [Back to the menu]
        """,
    ),
    "changes-given-back": Scenario(
        "changes",
        examples.changes(),
        """
        [1: The bins are emptied after eight. (Done)]
        [I no longer want to look after it]
        """,
    ),
    "own-action": Scenario("own_action", examples.owning(), "[Yes, I look after it]"),
    "own-action-declined": Scenario("own_action", examples.owning(), "[No, thank you]"),
    "difference": Scenario(
        "difference",
        examples.asked(),
        """
        [🙂 Good]
        [I cannot tell]
        I sleep now.
        [Change: what made it so]
        I sleep until seven now.
        [Send it to the team]
        """,
    ),
    "difference-of-the-change-itself": Scenario(
        "difference",
        examples.asked(known=False, spoken=False),
        """
        [😢 Very bad]
        [Send it to the team]
        """,
    ),
}
