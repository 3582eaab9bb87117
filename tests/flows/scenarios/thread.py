"""What became of what somebody told, and how often they want to hear of it."""

from __future__ import annotations

from tests.flows import thread_examples as examples
from tests.flows.scenarios.scenario import Scenario

THREAD = {
    "thread-read-to-the-end": Scenario(
        "thread",
        examples.thread(),
        """
        3 x [Next]
        [Back to the menu]
        """,
    ),
    "thread-left-early": Scenario(
        "thread",
        examples.thread(),
        """
        [Next]
        [Back]
        [Back to the menu]
        """,
    ),
    "thread-of-one-story": Scenario(
        "thread",
        examples.thread(examples.WAITING),
        """
        [Back to the menu]
        """,
    ),
    "often-weekly": Scenario(
        "often",
        examples.often(),
        """
        [Once a week, on Mondays]
        """,
    ),
    "often-paused": Scenario(
        "often",
        examples.often("about_me"),
        """
        [Pause until a day that I choose]
        [A month: until Monday, 4 May 2026]
        """,
    ),
    "often-left-as-it-is": Scenario(
        "often",
        examples.often("weekly", examples.JUNE),
        """
        [Pause until a day that I choose]
        [Back]
        [Leave it as it is]
        """,
    ),
}
