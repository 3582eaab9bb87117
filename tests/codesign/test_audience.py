"""Who belongs to an audience, and how many they are."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.codesign.audience import Audience, Reach, Traits, fits, grouped, reach, without_translation
from bot.codesign.project import QuietHours
from bot.codesign.update_report import counted
from bot.codesign.updates import Update, times_to_send, twins

ANN = Traits("patient", "en", told=True, touchpoints=frozenset({"ward"}), asked=frozenset({1, 2}))
BOB = Traits("patient", "cy", told=False, asked=frozenset({1}), answered=frozenset({1}))
CAT = Traits("carer", "ar", told=True)
EVERYBODY = grouped([ANN, ANN, BOB, CAT])


@pytest.mark.parametrize(
    ("audience", "people", "told"),
    [
        (Audience(("patient",)), 3, 2),
        (Audience(("patient", "carer")), 4, 3),
        (Audience(("staff",)), 0, 0),
        (Audience(("patient", "carer"), languages=("cy", "ar")), 2, 1),
        (Audience(("patient", "carer"), touchpoint="ward"), 2, 2),
        (Audience(("patient",), round=1), 3, 2),
        (Audience(("patient",), round=1, answered=True), 1, 0),
        (Audience(("patient",), round=1, answered=False), 2, 2),
        (Audience(("patient", "carer"), round=2), 2, 2),
        (Audience(("carer",), round=1, answered=False), 0, 0),
    ],
)
def test_an_audience_is_counted(audience: Audience, people: int, told: int) -> None:
    assert reach(audience, EVERYBODY) == Reach(people, told)


def test_nobody_is_asked_who_was_not_asked() -> None:
    assert not fits(Audience(("carer",), round=1, answered=False), CAT)


def test_who_reads_what_is_not_written_is_counted_by_language() -> None:
    both = Audience(("patient", "carer"))
    assert without_translation(both, EVERYBODY, ("en",)) == {"ar": 1, "cy": 1}
    assert without_translation(both, EVERYBODY, ("en", "cy", "ar")) == {}
    assert without_translation(Audience(("patient",)), EVERYBODY, ("en",)) == {"cy": 1}


def test_a_report_adds_up_whatever_became_of_each() -> None:
    people = {
        "chosen": 1,
        "waiting": 2,
        "sending": 3,
        "delivered": 4,
        "unreachable": 5,
        "told_not": 6,
        "left": 7,
        "withdrawn": 8,
        "failed": 9,
        "dropped": 10,
        "something new": 11,
    }
    report = counted(people, 3, 2, {"thanks": 2, "unsure": 0, "from the future": 4})
    assert report.recipients == sum(people.values())
    assert (report.waiting, report.opted_out, report.not_sent) == (6, 21, 30)
    assert report.reactions == {"thanks": 2}
    assert report.reacted == 2


def test_the_same_words_for_the_same_people_are_twins_whoever_made_them() -> None:
    one = Update({"en": "Hello"}, Audience(("patient",)), 1)
    assert twins(one, Update({"en": "Hello"}, Audience(("patient",)), 2))
    assert not twins(one, Update({"en": "Hello"}, Audience(("carer",)), 1))
    assert not twins(one, Update({"en": "Hello!"}, Audience(("patient",)), 1))


def test_times_to_send_are_to_come_and_not_in_the_quiet_hours() -> None:
    zone, hours = ZoneInfo("Europe/London"), QuietHours(starts="17:00", ends="10:00")
    now = datetime(2027, 3, 27, 12, 30, tzinfo=UTC)  # the clock goes forward in the night after
    found = times_to_send(now, hours, zone, days=3)
    assert [each.astimezone(zone).strftime("%d %H:%M") for each in found] == [
        "28 10:00",
        "28 12:00",
        "29 10:00",
        "29 12:00",
        "30 10:00",
    ]
    assert all(each > now for each in found)
