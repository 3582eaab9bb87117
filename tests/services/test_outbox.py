"""The outbox by itself: what is handed out, in which order, and what is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.i18n.texts import Quote
from bot.i18n.translator import Translator
from bot.services import housekeeping, outbox
from bot.services.house import House
from bot.services.messages import Acknowledge, Message, Note, Settle
from bot.services.outbox import Delivered, GaveUp, Outcome, Parcel, Postponed, Turn, Unreachable
from storage import outbox as rows
from storage import participants
from storage.blobs import Blobs
from storage.database import Database
from storage.keys import KeyRing
from storage.participants import Participant
from storage.vault import EncryptingVault
from tests.delivery.stage import TurnedClock


@pytest.fixture
def clock() -> TurnedClock:
    """A clock that stands still."""
    return TurnedClock()


@pytest.fixture
def house(database: Database, tmp_path: Path, clock: TurnedClock) -> House:
    """A house with nobody in it."""
    vault = EncryptingVault(bytes(32))
    return House(database, KeyRing(vault), Blobs(tmp_path), Translator(), clock=clock)


async def person(house: House, number: int = 1) -> Participant:
    """Somebody with an address."""
    async with house.database.transaction() as tx:
        return await participants.add(tx, house.keys.vault, f"90{number}", "en", house.clock.now())


async def queued(
    house: House, who: Participant, *messages: Message, priority: int = outbox.ANSWER
) -> list[str]:
    """Queue messages; their ids."""
    async with house.database.transaction() as tx:
        return [await outbox.queue(house, tx, who.id, each, priority=priority) for each in messages]


async def turn(house: House, *outcomes: Outcome, room: int = 8, barred: Iterable[str] = ()) -> Turn:
    """One turn; addresses in ``barred`` have to wait."""
    return await outbox.turn(
        house, outcomes, room=room, most=100, may=lambda head: head.address not in barred
    )


def ids(parcels: Iterable[Parcel]) -> list[list[str]]:
    """The ids in each parcel."""
    return [[item.id for item in parcel.items] for parcel in parcels]


async def test_queueing_rings_the_bell_after_the_commit_and_never_without_one(house: House) -> None:
    who = await person(house)
    with suppress(ZeroDivisionError):
        async with house.database.transaction() as tx:
            await outbox.queue(house, tx, who.id, Note(Quote("a")))
            raise ZeroDivisionError
    assert not house.bells.outbox._rung.is_set()
    await queued(house, who, Note(Quote("a")))
    assert house.bells.outbox._rung.is_set()
    assert len((await turn(house)).parcels) == 1


async def test_a_person_has_one_message_under_way(house: House) -> None:
    who = await person(house)
    first, second = await queued(house, who, Note(Quote("a")), Note(Quote("b")))
    (parcel,) = (await turn(house)).parcels
    assert ids([parcel]) == [[first]]
    assert (parcel.address, parcel.language, parcel.participant_id) == ("901", "en", who.id)
    assert ids((await turn(house, Delivered(first, "7"))).parcels) == [[second]]


async def test_what_can_be_repeated_goes_together_with_what_comes_after(house: House) -> None:
    who = await person(house)
    (asked,) = await queued(house, who, Note(Quote("?")))
    await turn(house)
    await turn(house, Delivered(asked, "41,42"))
    queue = await queued(house, who, Acknowledge("p"), Settle(asked), Note(Quote("a")), Note(Quote("b")))
    (parcel,) = (await turn(house)).parcels
    assert ids([parcel]) == [queue[:3]]
    assert [item.reference for item in parcel.items] == [None, "41,42", None]


async def test_answers_first_then_the_oldest(house: House) -> None:
    ann, ben = await person(house, 1), await person(house, 2)
    (news,) = await queued(house, ann, Note(Quote("news")), priority=outbox.BROADCAST)
    (other,) = await queued(house, ben, Note(Quote("answer")))
    (own,) = await queued(house, ann, Note(Quote("answer")))
    assert ids((await turn(house)).parcels) == [[other], [own]]
    assert ids((await turn(house, Delivered(own), Delivered(other))).parcels) == [[news]]


async def test_no_more_than_there_is_room_for_and_nobody_who_has_to_wait(house: House) -> None:
    people = [await person(house, number) for number in range(4)]
    for who in people:
        await queued(house, who, Note(Quote("a")))
    parcels = (await turn(house, room=2, barred=["900"])).parcels
    assert [parcel.participant_id for parcel in parcels] == [people[1].id, people[2].id]
    assert (await turn(house, room=0)).parcels == ()


async def test_what_is_postponed_holds_back_what_comes_after(house: House, clock: TurnedClock) -> None:
    who = await person(house)
    first, second = await queued(house, who, Note(Quote("a")), Note(Quote("b")))
    await turn(house)
    later = Postponed(first, 3, clock.now() + timedelta(seconds=5))
    assert (await turn(house, later)).parcels == ()
    clock.turn(5)
    (parcel,) = (await turn(house)).parcels
    assert [(item.id, item.attempts) for item in parcel.items] == [(first, 3)]
    assert ids((await turn(house, GaveUp(first))).parcels) == [[second]]


async def test_recording_twice_does_no_harm(house: House, clock: TurnedClock) -> None:
    who = await person(house)
    first, second = await queued(house, who, Note(Quote("a")), Note(Quote("b")))
    await turn(house)
    await turn(house, Delivered(first, "7"))
    await turn(house, Delivered(first, "8"), Postponed(first, 1, clock.now()), GaveUp(first), GaveUp(second))
    async with house.database.snapshot() as tx:
        assert await rows.reference(tx, house.keys.vault, first) == "7"
        assert await rows.counts(tx) == {"delivered": 1, "failed": 1}


async def test_who_cannot_be_reached_keeps_consent_and_broadcasts(house: House) -> None:
    who = await person(house)
    (answer,) = await queued(house, who, Note(Quote("a")))
    (news,) = await queued(house, who, Note(Quote("news")), priority=outbox.BROADCAST)
    await turn(house)
    gone = Unreachable(answer, who.id, who.address_id, outbox.ANSWER, 0)
    assert (await turn(house, gone)).parcels == ()
    async with house.database.transaction() as tx:
        await outbox.reachable_again(house, tx, who.address_id)
    assert ids((await turn(house)).parcels) == [[news]]


async def test_what_makes_no_sense_any_more_is_not_handed_out(house: House, clock: TurnedClock) -> None:
    who = await person(house)
    async with house.database.transaction() as tx:
        for words, seconds in (("an hour", 3600), ("a day", 86400)):
            until = clock.now() + timedelta(seconds=seconds)
            await outbox.queue(house, tx, who.id, Note(Quote(words)), priority=outbox.BROADCAST, until=until)
        always = await outbox.queue(house, tx, who.id, Note(Quote("always")), priority=outbox.BROADCAST)
    clock.turn(3599)
    (parcel,) = (await turn(house)).parcels
    (item,) = parcel.items
    assert await outbox.why_not(house, item.id) is None
    clock.turn(1)
    assert await outbox.why_not(house, item.id) == "too_late"
    clock.turn(86400)
    assert ids((await turn(house, GaveUp(item.id, "too_late"))).parcels) == [[always]]
    async with house.database.snapshot() as tx:
        assert await rows.counts(tx) == {"sending": 1, "too_late": 2}


async def test_words_that_came_too_late_do_not_stay_for_whoever_never_comes_back(
    house: House, clock: TurnedClock
) -> None:
    who = await person(house)
    async with house.database.transaction() as tx:
        until = clock.now() + timedelta(days=3)
        note = Note(Quote("news"))
        await outbox.queue(house, tx, who.id, note, priority=outbox.BROADCAST, until=until)
        await participants.unreachable(tx, who.address_id, clock.now())
    for days, waiting in ((2, 1), (1, 0)):
        clock.turn(86400 * days)
        await housekeeping.sweep(house)
        async with house.database.snapshot() as tx:
            assert (await rows.counts(tx)).get("waiting", 0) == waiting


async def test_what_was_under_way_waits_again_after_a_crash_and_is_counted(house: House) -> None:
    who = await person(house)
    await queued(house, who, Note(Quote("a")))
    await turn(house)
    assert (await turn(house)).parcels == ()
    assert await outbox.recover(house) == 1
    (parcel,) = (await turn(house)).parcels
    assert parcel.items[0].attempts == 1


async def test_words_do_not_stay_once_they_are_delivered(house: House) -> None:
    who = await person(house)
    (first,) = await queued(house, who, Note(Quote("planted")))
    await turn(house)
    await turn(house, Delivered(first, "7"))
    async with house.database.transaction() as tx:
        heads = await rows.heads(tx, house.keys.vault, "telegram", house.clock.now(), 9)
        assert heads == []
        row = await tx.one("outbox_reference", id=first)
    assert row is not None
    assert row["reference"] != b"7"


async def test_settled_rows_are_forgotten_in_the_end(house: House, clock: TurnedClock) -> None:
    who = await person(house)
    first, _ = await queued(house, who, Note(Quote("a")), Note(Quote("b")))
    await turn(house)
    await turn(house, GaveUp(first), room=0)
    clock.turn(60)
    assert await rows.forget(house.database, clock.now()) == 1
    async with house.database.snapshot() as tx:
        assert await rows.counts(tx) == {"waiting": 1}
