"""The menus: home, my data, leaving, and the team's."""

from __future__ import annotations

from bot.i18n.texts import _
from tests.flows import examples
from tests.flows.scenarios.scenario import Scenario

AT_REST = {
    "home": Scenario(
        "home",
        examples.at_home(),
        """
        [Tell a story]
        """,
    ),
    "home-with-much-to-do": Scenario(
        "home",
        examples.at_home(
            waiting_story=True,
            several_projects=True,
            change_story=3,
            change_until=examples.HALF_PAST_TEN,
        ),
        """
        I remembered something.
        [Go on with my story]
        """,
    ),
    "home-where-nothing-is-kept": Scenario(
        "home",
        examples.at_home(can_tell=False),
        """
        Hello?
        [My data]
        """,
        {"agreed": frozenset()},
    ),
    "home-of-a-facilitator": Scenario(
        "home",
        examples.at_home(facilitator=True, can_tell=False),
        """
        [For facilitators]
        """,
    ),
    "language": Scenario(
        "language",
        examples.choosing_language(),
        """
        cymraeg
        """,
    ),
    "projects": Scenario(
        "projects",
        examples.choosing_project(),
        """
        [A kinder arrival]
        """,
    ),
}

MY_DATA = {
    "my-data-seen": Scenario(
        "my_data",
        examples.my_data(),
        """
        [See what I told]
        [Go on]
        [Back]
        2 x [Go on]
        """,
    ),
    "my-data-with-ratings": Scenario(
        "my_data",
        examples.my_data(stories=(), more=(examples.AS_RATED,)),
        """
        [See what I told]
        2 x [Go on]
        """,
    ),
    "my-data-without-a-story": Scenario(
        "my_data",
        examples.my_data(stories=()),
        """
        [See what I told]
        [Go on]
        """,
    ),
    "my-data-downloaded": Scenario(
        "my_data",
        examples.my_data(),
        """
        [Download it as a file]
        """,
    ),
    "my-data-consent-taken-back": Scenario(
        "my_data",
        examples.my_data(),
        """
        [See and change what I agreed to]
        [Keeping my voice: I agree]
        [No, I do not agree]
        """,
    ),
    "my-data-consent-given": Scenario(
        "my_data",
        examples.my_data(),
        """
        [See and change what I agreed to]
        [Keeping my words: I agree]
        [Back]
        [Quoting me in publications: I do not agree]
        [Yes, I agree]
        """,
    ),
    "my-data-consents-left": Scenario(
        "my_data",
        examples.my_data(),
        """
        [See and change what I agreed to]
        [Back]
        [See and change what I agreed to]
        [Leave everything as it is]
        """,
    ),
    "my-data-leaving": Scenario(
        "my_data",
        examples.my_data(),
        """
        [Leave or erase]
        """,
    ),
    "my-data-nothing": Scenario(
        "my_data",
        examples.my_data(),
        """
        [Nothing, go to the menu]
        """,
    ),
    "leave-for-a-break": Scenario(
        "leave",
        examples.leaving(),
        """
        [Take a break. Keep my place]
        """,
    ),
    "leave-stopping-messages": Scenario(
        "leave",
        examples.leaving(),
        """
        [No more messages. Keep what I told]
        """,
    ),
    "leave-erasing": Scenario(
        "leave",
        examples.leaving(),
        """
        [Erase everything about me]
        [Yes, erase everything]
        """,
    ),
    "leave-not-sure-about-erasing": Scenario(
        "leave",
        examples.leaving(stories=0, files=0, waiting_story=False),
        """
        [Erase everything about me]
        [No, keep it]
        """,
    ),
    "leave-staying": Scenario(
        "leave",
        examples.leaving(),
        """
        [Erase everything about me]
        [Back]
        [Go back, I stay]
        """,
    ),
}

TEAMWORK = {
    "team": Scenario(
        "team",
        examples.team_at_work(),
        """
        [Read the next new story]
        """,
    ),
    "team-with-nothing-yet": Scenario(
        "team",
        examples.team_at_work(unread=0, stories=0, people=1, overdue=0),
        """
        [Back to the menu]
        """,
    ),
    "read-story": Scenario(
        "read_story",
        examples.reading(),
        """
        [Yes, show it]
        [I have read it. Next story]
        """,
    ),
    "read-story-without-hard-feelings": Scenario(
        "read_story",
        examples.reading(hard_feelings=(), files=()),
        """
        yes
        [Back]
        [Yes, show it]
        [I have read it. That is enough for now]
        """,
    ),
    "read-story-not-now": Scenario(
        "read_story",
        examples.reading(),
        """
        [Not now]
        """,
    ),
    "read-story-with-a-file-on-its-way": Scenario(
        "read_story",
        examples.reading(missing=1, teller=_("member of staff")),
        """
        [Yes, show it]
        [I have read it. Next story]
        """,
    ),
}
