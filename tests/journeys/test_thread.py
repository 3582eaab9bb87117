"""My thread: what became of what somebody told, as they read it, and how they hear that there is news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest

from bot.codesign.priorities import Wording
from bot.codesign.rounds import Ask, Outcome
from bot.codesign.thread import Step
from bot.i18n.texts import _
from bot.rehearsal.phones import Phone
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.rounds import round_closing, round_opening
from bot.services.rounds.rounds import Round
from bot.services.thread import news, sources
from bot.services.thread.sources import Told
from storage import news as stored
from storage import notices
from storage import priorities as stored_priorities
from storage.database import Transaction
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.suggestions import coded, read_all, reading, suggested
from tests.journeys.threads import MINE, NEWS, is_new, opened, themed
from tests.room import Room
from tests.votes.polling import over


async def told_and_themed(room: Room) -> tuple[Phone, Phone]:
    """A story of Ann's that led to a candidate, in the course of one morning."""
    at(room, 10)
    ann = await room.joined()
    await room.told(ann, "The doors banged all night.")
    fay = await room.joined("facilitator", name="Fay (example)")
    await themed(room, fay)
    return ann, fay


async def noted(room: Room, phone: Phone) -> list[tuple[str, int, int]]:
    """What is noted of somebody's story or suggestion."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        found = await stored.of_membership(tx, place.membership_id)
    return [(each.kind, each.number, each.detail) for each in found]


async def voted_on(room: Room, fay: Phone, *chosen: int) -> Round:
    """A vote on all candidates opens, ends without a vote, and its outcome chooses these numbers."""
    place = await place_of(room, fay)
    async with room.house.database.transaction() as tx:
        found = await priorities.candidates(room.house, tx, place.project_id)
        ask = Ask({"en": "What first?"}, ("staff",), 1, "dots", found, 3)
        closes = room.clock.now() + timedelta(days=3)
        round_ = await round_opening.open_round(room.house, tx, place.project_id, "votes", ask, closes)
    assert isinstance(round_, Round)
    return await closed(room, await over(room, round_), *chosen)


async def closed(room: Room, round_: Round, *chosen: int) -> Round:
    """The outcome of a vote that is over is written down."""
    ids = tuple(each.id for each in round_.ask.candidates if each.number in chosen)
    outcome = Outcome({"en": "Quiet first."}, {"en": "The group."}, {"en": "It costs nothing."}, ids)
    async with room.house.database.transaction() as tx:
        assert await round_closing.close(room.house, tx, round_, outcome, 1)
    await room.quiet()
    return round_


async def candidate(room: Room, fay: Phone, words: str) -> None:
    """The team adds a candidate that comes from nowhere."""
    place = await place_of(room, fay)
    async with room.house.database.transaction() as tx:
        await stored_priorities.add(
            tx,
            room.house.keys,
            place.project_id,
            owner_id=None,
            status="candidate",
            content=msgspec.json.encode(Wording({"en": words})),
            now=room.clock.now(),
        )


async def test_before_anything_is_told_there_is_no_thread(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator", name="Fay (example)")
    for phone in (ann, fay):
        await room.write(phone, "/start")
        assert MINE not in "".join(phone.buttons())


async def test_a_story_is_followed_from_sending_to_its_candidate(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    await room.told(ann, "The doors banged all night.")
    page = await opened(room, ann)
    assert "Your story 1" in page
    assert "It waits to be read by the team. You hear back by" in page
    fay = await room.joined("facilitator", name="Fay (example)")
    await themed(room, fay)
    page = await opened(room, ann)
    assert "New: The team read it on" in page
    assert page.index("facilitator 1") < page.index("Noise at night") < page.index("priority 1:")
    assert "Let the nights be quiet.\nIt is a candidate." in page
    assert "It waits" not in page
    assert "Fay" not in page
    all_well(room)


async def test_what_was_read_is_new_no_more(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    assert await is_new(room, ann)
    assert "New: " in await opened(room, ann)
    await room.press(ann, "Back to the menu")
    assert not await is_new(room, ann)
    assert "New: " not in await opened(room, ann)
    await room.press(ann, "Back to the menu")
    await coded(room, fay, "Story 1, patient 1", "Doors")
    page = await opened(room, ann)
    assert page.count("New: ") == 1
    assert "New: It became part of the theme Doors" in page


async def test_a_page_that_was_not_reached_stays_new(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    await room.told(ann, "And the lights were on.")
    await read_all(room, fay)
    first = await opened(room, ann)
    assert "New: " in first
    await room.press(ann, "Back to the menu")
    second = await opened(room, ann)
    # What has news comes first: now the other one, which was not read yet.
    assert ("Your story 2" in first, "Your story 1" in second) == (True, True)
    assert "New: " in second
    await room.press(ann, "Next")
    assert "New: " not in question(ann)


async def test_what_happens_in_a_day_is_one_notice_in_the_morning(room: Room) -> None:
    ann, _fay = await told_and_themed(room)
    assert len(await noted(room, ann)) == 3
    assert said(ann, NEWS) == 0
    at(room, 8, 59)
    await room.quiet()
    assert said(ann, NEWS) == 0
    at(room, 9)
    await room.quiet()
    assert said(ann, NEWS) == 1
    for _day in range(3):
        at(room, 9)
        await room.quiet()
    assert said(ann, NEWS) == 1
    all_well(room)


async def test_whoever_has_read_it_gets_no_notice(room: Room) -> None:
    ann, _fay = await told_and_themed(room)
    await opened(room, ann)
    at(room, 9)
    await room.quiet()
    assert said(ann, NEWS) == 0


async def test_that_it_is_read_again_is_no_news(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    other = await room.joined("facilitator", name="Gil (example)")
    await read_all(room, other)
    await coded(room, fay, "Story 1, patient 1")
    assert len(await noted(room, ann)) == 3
    assert "facilitator 1" in await opened(room, ann)


async def test_what_is_taken_back_before_anybody_heard_is_no_news(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    await opened(room, ann)
    await room.press(ann, "Back to the menu")
    before = await noted(room, ann)
    await coded(room, fay, "Story 1, patient 1", "Doors")
    assert len(await noted(room, ann)) == len(before) + 1
    await room.press(fay, "Choose themes")
    await room.press(fay, next(each for each in fay.buttons() if "Doors" in each))
    await room.press(fay, "Done")
    assert await noted(room, ann) == before
    at(room, 9)
    await room.quiet()
    assert said(ann, NEWS) == 0


async def test_who_does_not_want_to_be_contacted_finds_it_on_the_menu(room: Room) -> None:
    at(room, 10)
    eve = await room.joined(name="Eve (example)", declined=("contact_me",))
    await room.told(eve, "The doors banged all night.")
    fay = await room.joined("facilitator", name="Fay (example)")
    await themed(room, fay)
    at(room, 9)
    await room.quiet()
    assert said(eve, NEWS) == 0
    assert "New: " in await opened(room, eve)


async def test_the_outcome_of_a_vote_and_why_is_told_to_those_whose_stories_led_to_it(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    await candidate(room, fay, "Tea at night")
    await opened(room, ann)
    await room.press(ann, "Back to the menu")
    await voted_on(room, fay, 1)
    page = await opened(room, ann)
    assert "New: It helped to make priority 1:" in page
    assert "It was chosen. The project works on it.\nWhy: It costs nothing." in page
    assert "Tea at night" not in page
    all_well(room)


async def test_what_was_not_chosen_says_why(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    await candidate(room, fay, "Tea at night")
    await voted_on(room, fay, 2)
    page = await opened(room, ann)
    assert "It was not chosen this time" in page
    assert "Why: It costs nothing." in page


async def test_while_people_vote_it_says_so(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    place = await place_of(room, fay)
    async with room.house.database.transaction() as tx:
        found = await priorities.candidates(room.house, tx, place.project_id)
        ask = Ask({"en": "What first?"}, ("staff",), 1, "dots", found, 3)
        closes = room.clock.now() + timedelta(days=3)
        await round_opening.open_round(room.house, tx, place.project_id, "votes", ask, closes)
    assert "People are voting on it now." in await opened(room, ann)


async def test_a_suggestion_is_followed_too(room: Room) -> None:
    at(room, 10)
    ann, fay = await room.joined(), await room.joined("facilitator", name="Fay (example)")
    await suggested(room, ann, "A clock in every room.")
    assert "It waits to be read by the team." in await opened(room, ann)
    await reading(room, fay)
    await room.press(fay, "Do not take it up, with a reason")
    await room.write(fay, "There is one since May.")
    await room.press(fay, "Send it")
    page = await opened(room, ann)
    assert "A clock in every room." in page
    assert "New: The team did not take it up.\nTheir reason:\nThere is one since May." in page
    # Its proposer was told by a notice of its own, so there is no second one.
    at(room, 9)
    await room.quiet()
    assert (said(ann, NEWS), said(ann, "There is news of something you sent.")) == (0, 1)


async def test_what_somebody_else_suggested_is_not_shown_before_a_vote(room: Room) -> None:
    ann, fay = await told_and_themed(room)
    ben = await room.joined(name="Ben (example)")
    await suggested(room, ben, "A clock in every room.")
    await reading(room, fay)
    await room.press(fay, "Take it up as a candidate")
    while "Skip this" in fay.buttons():
        await room.press(fay, "Skip this")
    place = await place_of(room, fay)
    async with room.house.database.transaction() as tx, news.noticing(room.house, tx, place.project_id):
        found = await priorities.every(room.house, tx, place.project_id)
        theirs = next(each for each in found if each.stored.owner_id is not None)
        story = found[0].links[0].story_id
        await stored_priorities.link(tx, theirs.stored, [story], [])
    page = await opened(room, ann)
    assert "priority 2. You can read its words when there is a vote." in page
    assert "clock" not in page


async def test_other_services_put_their_steps_into_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _fay = await told_and_themed(room)
    monkeypatch.setattr(sources, "_SOURCES", [*sources._SOURCES])

    @sources.put
    async def _action(house: House, tx: Transaction, told: Told) -> Sequence[Step]:
        del house, tx
        assert len(told.priorities) == 1
        return [Step("action", _("Done"), news=("action", 7, 0))]

    place = await place_of(room, ann)
    async with room.house.database.transaction() as tx:
        await news.happened(room.house, tx, place.membership_id, "action", 7)
        await news.happened(room.house, tx, place.membership_id, "action", 7)
    assert (await noted(room, ann)).count(("action", 7, 0)) == 1
    assert (await opened(room, ann)).endswith("New: Done")


async def test_erasing_takes_the_thread_with_it(room: Room) -> None:
    ann, _fay = await told_and_themed(room)
    place, vault = await place_of(room, ann), room.house.keys.vault
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    async with room.house.database.snapshot() as tx:
        assert await stored.of_membership(tx, place.membership_id) == []
        assert await notices.of_membership(tx, vault, place.membership_id) == []
        assert await notices.messaging_of(tx, place.membership_id) is None
    at(room, 9)
    await room.quiet()
    assert said(ann, NEWS) == 0
