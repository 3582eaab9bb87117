"""Projects worked out by hand, for the tests of drift. The arithmetic stands beside each figure."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.codesign.drift import Facts, Override

_PLAN = Facts(
    today=date(2026, 6, 1),
    reply_days=14,
    people=12,
    # Gathering until the end of March, both sides together from 20 April: 20 days by plan.
    gathering_ends=date(2026, 3, 31),
    codesign_planned=date(2026, 4, 20),
)

HEALTHY = msgspec.structs.replace(
    _PLAN,
    contributors=12,
    # 12 stories, 4 suggestions, 10 ballots and 6 ratings: 12 + 4 + 10 + 6 = 32.
    from_people=32,
    first_contribution=date(2026, 2, 2),
    # Of the 26 stories, suggestions and ballots: 24 in time, 1 late, 1 with its day still to come.
    # 24 + 1 = 25 were due.
    # 24/25 is 0.96, and at least 9/10 is well.
    answered_in_time=24,
    answered_late=1,
    waiting=1,
    # Told last on 22 May: 10 days before 1 June, within the 14.
    last_word=date(2026, 5, 22),
    # 12 people were told of 3 outcomes, and 4 of their suggestions: 12 * 3 + 4 = 40, no fewer than 32.
    words=40,
    asks=24,
    priorities=5,
    priorities_traced=5,
    actions=3,
    actions_traced=3,
    # 10 of 12 voted after they had told: 10/12 is 0.83, and at least 1/2 is well.
    in_two_phases=10,
    second_phase_began=date(2026, 4, 20),
    # Together from 24 April: 24 days after 31 March, within 42.
    codesign_began=date(2026, 4, 24),
)

CONSULTATION = msgspec.structs.replace(
    _PLAN,
    contributors=9,
    # 9 people told 11 stories. Nobody of them was answered or told anything.
    from_people=11,
    first_contribution=date(2026, 2, 10),
    # All 11 were due 14 days after they were told; the last story is of 20 March, so its day was 3 April.
    overdue=11,
    # 7 people told one story, 2 told two: 7 + 2 * 2 = 11. 7 of 9 is more than a quarter.
    once_unheard=7,
    # From 10 February to 1 June: 18 + 31 + 30 + 31 + 1 = 111 days of silence, more than 2 * 14.
    # 12 people were asked to tell, and 12 reminded.
    asks=24,
    # The team wrote 4 priorities by itself.
    priorities=4,
    priorities_traced=0,
    in_two_phases=0,
    second_phase_began=date(2026, 4, 20),
    # Nothing was worked on together: from 31 March to 1 June are 30 + 31 + 1 = 62 days, more than 42.
)

JUST_BEGUN = msgspec.structs.replace(
    _PLAN,
    today=date(2026, 2, 6),
    people=4,
    contributors=2,
    # Two people told a story four and three days ago. Both hear back within 14 days: nothing is due.
    from_people=2,
    first_contribution=date(2026, 2, 2),
    waiting=2,
)

WITH_OVERRIDES = msgspec.structs.replace(
    HEALTHY,
    # 20 in time, 3 late, 2 overdue: 20 of 25 is 0.8, at least 1/2 and less than 9/10.
    answered_in_time=20,
    answered_late=3,
    overdue=2,
    # One of the two told nothing else, and 1 of 12 is less than a quarter.
    once_unheard=1,
    # Three rounds were opened all the same: from three on it is a habit.
    overrides=(
        Override(date(2026, 4, 21), 1, "The workshop is on Thursday."),
        Override(date(2026, 5, 4), 2, "Fay is ill."),
        Override(date(2026, 5, 20), 1, "The trust wants the figures."),
    ),
)

POLITE = msgspec.structs.replace(
    HEALTHY,
    # Everybody was answered, and none of the 5 priorities and 3 actions comes from what they said.
    priorities_traced=0,
    actions_traced=0,
)
