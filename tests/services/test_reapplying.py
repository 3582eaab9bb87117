"""What each kind of thing that was taken back does when it is taken back again, and what is let go."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from bot.i18n.texts import _
from bot.services import ledger, reapplying
from bot.services.messages import Note
from bot.services.outbox import queue
from storage import contributions, exchanges, locks, memberships, notices, outbox, participants
from storage import ledger as stored
from storage.ledger import Entry
from tests.journeys.asking import asks, stored_exchanges
from tests.journeys.caring import presses
from tests.journeys.stored import place_of
from tests.journeys.suggestions import every, opened, suggested
from tests.journeys.test_leaving import erase, leave
from tests.journeys.test_my_data import decide
from tests.room import Room


def test_every_kind_can_be_done_again() -> None:
    assert set(reapplying.DEEDS) == set(get_args(ledger.What))


@pytest.mark.parametrize("what", get_args(ledger.What))
async def test_what_the_backup_does_not_know_is_passed_over(room: Room, what: str) -> None:
    detail = {"often": "weekly", "no": "keep_voice"}.get(what, "")
    nobody = "00000000-0000-4000-8000-000000000000"
    entry = Entry("e", what, nobody, detail, room.clock.now())
    assert await reapplying.apply(room.house, [entry]) == 1
    assert await reapplying.apply(room.house, [entry]) == 0
    assert await reapplying.missing(room.house, []) == 1
    assert await reapplying.missing(room.house, [entry]) == 0


async def noted(room: Room) -> list[tuple[str, str, str]]:
    """What was noted: what, about what, detail."""
    async with room.house.database.snapshot() as tx:
        return [(entry.what, entry.about, entry.detail) for entry in await stored.every(tx)]


def entry_of(room: Room, what: str, about: str, detail: str = "") -> Entry:
    """An entry as it would stand in the file."""
    return Entry(f"{what} {about}", what, about, detail, room.clock.now())


async def test_a_question_a_name_and_a_suggestion_go_again(room: Room) -> None:
    ann = await room.joined()
    await asks(room, ann, "When will I hear?", name="Ann")
    await room.write(ann, "/start")
    await suggested(room, ann, "More chairs in the corridor.")
    place, project_id = (mine := await place_of(room, ann)).membership_id, mine.project_id
    (question,) = await stored_exchanges(room, ann)
    (suggestion,) = await every(room, ann)
    entries = [
        entry_of(room, "exchange", question.id),
        entry_of(room, "first_name", place),
        entry_of(room, "suggestion", suggestion.stored.id),
        entry_of(room, "often", place, "weekly"),
        entry_of(room, "no", place, "contact_me"),
        entry_of(room, "left", place),
    ]
    assert await reapplying.apply(room.house, entries) == len(entries)
    assert await stored_exchanges(room, ann) == []
    assert await every(room, ann) == []
    async with room.house.database.snapshot() as tx:
        assert await contributions.owed(tx, project_id) == []
        assert await exchanges.name_of(tx, room.house.keys, project_id, place) == ""
        chosen = await notices.messaging_of(tx, place)
        assert chosen is not None
        assert chosen.frequency == "weekly"
        assert not (await memberships.consents_now(tx, place))["contact_me"]
        found = await memberships.with_id(tx, place)
        assert found is not None
        assert found.left
    assert await reapplying.apply(room.house, [entry_of(room, "back", place)]) == 1
    async with room.house.database.snapshot() as tx:
        found = await memberships.with_id(tx, place)
        assert found is not None
        assert not found.left


async def test_what_people_take_back_is_noted(room: Room) -> None:
    ann = await room.joined()
    await asks(room, ann, "When will I hear?", name="Ann")
    await room.write(ann, "/start")
    await suggested(room, ann, "More chairs in the corridor.")
    place = (await place_of(room, ann)).membership_id
    (question,) = await stored_exchanges(room, ann)
    (suggestion,) = await every(room, ann)
    await opened(room, ann, "More chairs")
    for button in ("Take it back", "Yes, take it back"):
        await room.press(ann, button)
    await room.write(ann, "/start")
    await presses(
        room,
        ann,
        "My questions and answers",
        "Question 1: When will I hear?",
        "Take it back",
        "Yes, take it back",
    )
    await decide(room, ann, "Contacting me", agree=False)
    await leave(room, ann, "No more messages. Keep what I told")
    ann.open_link(await room.link())
    await room.quiet()
    await erase(room, ann)
    assert await noted(room) == [
        ("suggestion", suggestion.stored.id, ""),
        ("exchange", question.id, ""),
        ("no", place, "contact_me"),
        ("left", place, ""),
        ("back", place, ""),
        ("erased", place, ""),
    ]


async def test_what_waits_by_now_is_let_go(room: Room) -> None:
    ann = await room.joined()
    place = await place_of(room, ann)
    now = room.clock.now()
    async with room.house.database.transaction() as tx:
        person = await participants.at(tx, room.house.keys.vault, str(ann.id))
        assert person is not None
        for due in (now + timedelta(days=1), now + timedelta(days=2)):
            await queue(
                room.house,
                tx,
                person.id,
                Note(_("Thank you.")),
                membership_id=place.membership_id,
                due_at=due,
            )
        await locks.put(tx, "restored", now)
    await reapplying.quieten(room.house)
    async with room.house.database.snapshot() as tx:
        assert (await outbox.counts(tx)).get("waiting", 0) == 0
        assert (await outbox.counts(tx))["too_late"] == 2
        assert await locks.standing(tx) is not None
    await reapplying.unlock(room.house, "because of this test")
    async with room.house.database.snapshot() as tx:
        assert await locks.standing(tx) is None
