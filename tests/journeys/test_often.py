"""How often people are messaged unasked: as they chose, nothing lost, and no answer held back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.codesign.frequency import About, pause_ends
from bot.i18n.texts import Own, Quote, Text, _
from bot.rehearsal.phones import Phone
from bot.services import notices, projects
from bot.services.notices import NotNeutral
from storage import memberships
from tests.journeys.caring import facilitator, presses
from tests.journeys.rounds import NEW, RESULT, STILL, at, opened, written_outcome
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.suggestions import read_all
from tests.journeys.threads import NEWS, often
from tests.journeys.worded import SHARED, offers, teller, usable
from tests.room import Room

WEEKLY, ABOUT_ME, PAUSE = "Once a week", "Only what is about me", "Pause until"
YES_OR_NO = "Something waits for your yes or no."


async def to_monday(room: Room, hour: int = 10) -> None:
    """Turn the clock on to the next Monday, at this hour."""
    at(room, hour)
    while room.clock.now().astimezone(ZoneInfo(room.project.time_zone)).weekday() != 0:
        room.clock.turn(timedelta(days=1))
    await room.quiet()


async def told(
    room: Room,
    phone: Phone,
    words: Text,
    *,
    about: About = "me",
    subject: str = "",
    until: datetime | None = None,
) -> bool:
    """Somebody is told something unasked, as a service does it."""
    place = await place_of(room, phone)
    async with room.house.database.transaction() as tx:
        project = await projects.load(room.house, tx, place.project_id)
        member = await memberships.member(tx, place.membership_id)
        assert member is not None
        will_be = await notices.tell(
            room.house, tx, project, member, words, about=about, subject=subject, until=until
        )
    await room.quiet()
    return will_be


async def days(room: Room, count: int) -> None:
    """So many days go by, one after the other."""
    for _day in range(count):
        room.clock.turn(timedelta(days=1))
        await room.quiet()


ONE, TWO = _("Something waits for your yes or no. To see it, send /start."), _("It is open.")


async def test_two_things_of_a_day_do_not_come_on_it(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    assert await told(room, ann, ONE)
    assert said(ann, YES_OR_NO) == 1
    assert await told(room, ann, TWO)
    assert await told(room, ann, ONE)
    assert (said(ann, YES_OR_NO), said(ann, "It is open.")) == (1, 0)
    at(room, 9)
    await room.quiet()
    assert (said(ann, YES_OR_NO), said(ann, "It is open.")) == (2, 1)
    # Both in one message.
    assert any("It is open." in each.text and YES_OR_NO in each.text for each in ann.messages)
    all_well(room)


async def test_weekly_is_on_mondays_all_in_one_message(room: Room, tmp_path: Path) -> None:
    await to_monday(room)
    ann = await room.joined()
    await often(room, ann, WEEKLY)
    assert said(ann, "I have written it down. It holds from now on.") == 1
    await opened(room, tmp_path, hours=24 * 20, roles='"patient"')
    await told(room, ann, ONE)
    await days(room, 6)
    assert (said(ann, NEW), said(ann, YES_OR_NO)) == (0, 0)
    await days(room, 1)
    assert (said(ann, NEW), said(ann, YES_OR_NO)) == (1, 1)
    all_well(room)


async def test_a_round_that_ends_before_monday_is_not_told(room: Room, tmp_path: Path) -> None:
    await to_monday(room)
    ann = await room.joined()
    await often(room, ann, WEEKLY)
    await opened(room, tmp_path, hours=72)
    await days(room, 8)
    assert (said(ann, NEW), said(ann, STILL)) == (0, 0)


async def test_a_reminder_takes_the_place_of_an_opening_that_waits(room: Room, tmp_path: Path) -> None:
    await to_monday(room)
    ann = await room.joined()
    await often(room, ann, WEEKLY)
    await opened(room, tmp_path, hours=24 * 8, roles='"patient"')
    await days(room, 7)
    assert (said(ann, NEW), said(ann, STILL)) == (0, 1)


async def test_who_found_it_on_the_menu_and_answered_is_not_told_any_more(room: Room, tmp_path: Path) -> None:
    await to_monday(room)
    ann, ben = await room.joined(), await room.joined(name="Ben (example)")
    for phone in (ann, ben):
        await often(room, phone, WEEKLY)
    await opened(room, tmp_path, hours=24 * 9 + 20)
    await room.told(ann, "They came every day.")
    await days(room, 7)
    assert (said(ann, NEW), said(ben, NEW)) == (0, 1)


async def test_only_about_me_leaves_rounds_on_the_menu(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await often(room, ann, ABOUT_ME)
    await opened(room, tmp_path, hours=72)
    await room.write(ann, "/start")
    assert "Tell a story for this" in ann.buttons()
    await days(room, 4)
    await written_outcome(room, fay)
    assert (said(ann, NEW), said(ann, STILL), said(ann, RESULT)) == (0, 0, 0)
    await told(room, ann, ONE)
    assert said(ann, YES_OR_NO) == 1


async def test_what_came_of_what_one_took_part_in_is_about_oneself(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await opened(room, tmp_path, hours=72)
    await room.told(ann, "They came every day.")
    await often(room, ann, ABOUT_ME)
    await days(room, 4)
    await written_outcome(room, fay)
    at(room, 9)
    await room.quiet()
    assert said(ann, RESULT) == 1


async def test_in_a_pause_nothing_comes_and_at_its_end_everything_at_once(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    await room.told(ann, "The doors banged all night.")
    await often(room, ann, PAUSE, "A week")
    fay = await room.joined("facilitator", name="Fay (example)")
    await read_all(room, fay)
    await told(room, ann, ONE)
    await days(room, 6)
    assert (said(ann, NEWS), said(ann, YES_OR_NO)) == (0, 0)
    at(room, 9)
    await room.quiet()
    assert (said(ann, NEWS), said(ann, YES_OR_NO)) == (1, 1)
    await room.write(ann, "/mydata")
    await room.press(ann, "How often I get messages")
    assert "We do not write to you before" not in question(ann)
    all_well(room)


async def test_a_pause_holds_back_what_waits_already_and_can_be_ended(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    await told(room, ann, ONE)
    await told(room, ann, TWO)
    await often(room, ann, PAUSE, "A month")
    await days(room, 3)
    assert said(ann, "It is open.") == 0
    await often(room, ann, "When something happens")
    assert said(ann, "It is open.") == 1


async def test_what_is_over_when_the_pause_ends_is_not_told(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    await told(room, ann, ONE)
    assert await told(room, ann, TWO, until=room.clock.now() + timedelta(days=3))
    await often(room, ann, PAUSE, "A week")
    await days(room, 9)
    assert said(ann, "It is open.") == 0


async def test_who_leaves_or_wants_no_contact_hears_nothing_of_what_waited(room: Room) -> None:
    at(room, 10)
    ann, eve = await room.joined(), await room.joined(name="Eve (example)")
    for phone in (ann, eve):
        await told(room, phone, ONE)
        await told(room, phone, TWO)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    await room.write(eve, "/mydata")
    await room.press(eve, "See and change what I agreed to")
    await room.press(eve, "Contacting me: I agree")
    await room.press(eve, "No, I do not agree")
    await days(room, 3)
    assert (said(ann, "It is open."), said(eve, "It is open.")) == (0, 0)


async def test_an_answer_to_a_call_is_not_held_back(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await often(room, ann, PAUSE, "Three months")
    await presses(room, ann, "I need help now", "Ask somebody to contact me", "Skip this")
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if "call or concern is open" in each))
    await room.press(fay, next(each for each in fay.buttons() if "all 1" in each))
    await presses(room, fay, "I take this", "Answer in this chat")
    await room.write(fay, "I ring you at five.")
    assert said(ann, "I ring you at five.") == 1
    all_well(room)


async def test_silence_counts_only_from_the_end_of_a_pause_on(room: Room) -> None:
    ann = await teller(room)
    fay = await facilitator(room)
    await often(room, ann, PAUSE, "A month")
    await offers(room, fay)
    await days(room, 20)
    # The days that the project chose are long over, and nobody has told Ann.
    assert said(ann, YES_OR_NO) == 0
    assert await usable(room, ann) is None
    await days(room, 15)
    assert said(ann, YES_OR_NO) == 1
    assert await usable(room, ann) is None
    await days(room, 15)
    assert await usable(room, ann) == SHARED


async def test_a_pause_that_begins_before_one_is_told_puts_off_silence_too(room: Room) -> None:
    ann = await teller(room)
    fay = await facilitator(room)
    await told(room, ann, TWO)
    await offers(room, fay)
    assert said(ann, YES_OR_NO) == 0
    await often(room, ann, PAUSE, "A month")
    await days(room, 20)
    assert (said(ann, YES_OR_NO), await usable(room, ann)) == (0, None)
    await days(room, 15)
    assert said(ann, YES_OR_NO) == 1
    assert await usable(room, ann) is None


@pytest.mark.parametrize("words", [Own({"en": "Better stroke care"}), _("{what} (new)", what=Quote("Loud"))])
async def test_what_is_not_neutral_is_not_told(room: Room, words: Text) -> None:
    at(room, 10)
    ann = await room.joined()
    with pytest.raises(NotNeutral):
        await told(room, ann, words)


async def test_in_a_year_nobody_is_over_what_they_chose(room: Room, tmp_path: Path) -> None:
    """A day at a time, over both changes of the clock: something happens on most days, also at night."""
    zone = ZoneInfo(room.project.time_zone)
    at(room, 10)
    ann, ben, eve = [await room.joined(name=f"{name} (example)") for name in ("Ann", "Ben", "Eve")]
    await often(room, ben, WEEKLY)
    await often(room, eve, PAUSE, "Three months")
    asked = {phone: len(phone.messages) for phone in (ann, ben, eve)}
    heard: dict[Phone, list[date]] = {ann: [], ben: [], eve: []}
    joined_on = room.clock.now().astimezone(zone).date()
    for day in range(366):
        room.clock.turn(timedelta(hours=23 + 5 * (day % 2) - 1.5))
        for phone in heard:
            for words in (ONE, TWO)[: day % 3]:
                await told(room, phone, words, about="me" if day % 2 else "project")
        now = room.clock.now().astimezone(zone)
        for phone in heard:
            new = len(phone.messages) - asked[phone]
            asked[phone] += new
            heard[phone] += [now.date()] * new
            assert not new or 8 <= now.hour < 21, "told at night"
    for phone, found in heard.items():
        assert len(found) == len(set(found)), phone.id
    weeks = [each.isocalendar()[:2] for each in heard[ben]]
    assert len(weeks) == len(set(weeks))
    assert len(heard[ben]) > 40
    assert len(heard[ann]) > 150
    assert min(heard[eve]) >= pause_ends(joined_on, "three_months")
    all_well(room)
