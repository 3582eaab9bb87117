"""The emotional map in the chat of the team: which round, for whom, in which form, and for nobody else."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from bot.rehearsal.phones import Phone
from bot.rehearsal.view import Shown
from bot.services.ratings import joined, sources
from bot.services.rounds.rounds import Round
from storage import memberships
from tests.journeys.rated import begins, exact_map, rates, rating_round, shorten
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room

GOOD, VERY_BAD = "🙂 Good", "😢 Very bad"


async def rated(room: Room, phone: Phone) -> None:
    """Somebody rates two touchpoints and sends it."""
    await begins(room, phone)
    await rates(room, phone, GOOD, "😌 Calm")
    await rates(room, phone, VERY_BAD, "🧍 Alone")
    await room.press(phone, "Send it to the team")
    await room.press(phone, "Not now")


async def asks_for_map(room: Room, phone: Phone, *buttons: str) -> list[Shown]:
    """What comes when a facilitator asks for a map."""
    before = {message.id for message in phone.messages}
    await room.write(phone, "/team")
    for button in ("Emotional map", *buttons):
        await room.press(phone, button)
    return [message for message in phone.messages if message.from_bot and message.id not in before]


async def test_the_map_in_every_form_for_the_team_and_to_share(room: Room) -> None:
    first, second = await shorten(room, 2)
    round_ = await rating_round(room, hours=2)
    fay = await room.joined("facilitator", name="Fay (example)")
    await rated(room, await room.joined())

    words = await asks_for_map(room, fay, "In words")
    assert any("This round is still open." in message.text for message in words)
    told = "\n".join(message.text for message in words)
    for piece in (
        first,
        second,
        "1 person",
        "Good",
        "Very bad",
        "😌 Calm: 1",
        "for the team only",
    ):
        assert piece in told

    drawn = await asks_for_map(room, fay, "A picture in this chat")
    (picture,) = [message for message in drawn if message.kind == "photo"]
    assert picture.size is not None
    assert max(picture.size) == 1280
    assert "1 person" in "\n".join(message.text for message in drawn)

    room.clock.turn(round_.stored.closes_at - room.clock.now() + timedelta(minutes=1))
    await room.quiet()
    to_share = "To share: small numbers hidden"
    wall = await asks_for_map(room, fay, to_share, "A page for the wall (PDF, A3)")
    (page,) = [message.file for message in wall if message.kind == "document"]
    assert page is not None
    assert page.content.startswith(b"%PDF")
    figures = await asks_for_map(room, fay, to_share, "The figures as files")
    table, data = [message.file for message in figures if message.kind == "document"]
    assert table is not None
    assert data is not None
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert {row["people"] for row in rows if row["group"] == "patient"} == {"*"}
    assert {row["median"] for row in rows} == {""}
    all_well(room)


async def test_several_rounds_are_told_apart(room: Room) -> None:
    await shorten(room, 2)
    fay = await room.joined("facilitator", name="Fay (example)")
    ann = await room.joined()
    first = await rating_round(room, hours=2)
    await rated(room, ann)
    room.clock.turn(first.stored.closes_at - room.clock.now() + timedelta(days=1))
    await room.quiet()
    await rating_round(room)
    await room.write(fay, "/team")
    await room.press(fay, "Emotional map")
    assert question(fay).startswith("Which round?")
    labels = [label for label in fay.buttons() if label.startswith("Round ")]
    assert [label.split(",")[0] for label in labels] == ["Round 2", "Round 1"]
    await room.press(fay, labels[1])
    await room.press(fay, "For the team only: exact")
    await room.press(fay, "In words")
    assert said(fay, "😌 Calm: 1") == 1
    all_well(room)


async def test_without_a_round_of_ratings_there_is_no_map(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.write(fay, "/team")
    assert "Emotional map" not in fay.buttons()


async def test_whoever_is_no_facilitator_any_more_gets_nothing(room: Room) -> None:
    await shorten(room, 2)
    await rating_round(room)
    await rated(room, await room.joined())
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.write(fay, "/team")
    await room.press(fay, "Emotional map")
    place = await place_of(room, fay)
    async with room.house.database.transaction() as tx:
        await memberships.leaves(tx, place.membership_id, room.clock.now())
    before = {message.id for message in fay.messages}
    await room.press(fay, "In words")
    news = [message.text for message in fay.messages if message.id not in before]
    assert not any("Calm" in text or "Very bad" in text for text in news)


async def over(room: Room, round_: Round) -> None:
    """The time of a round is over, and its map to share is made."""
    room.clock.turn(round_.stored.closes_at - room.clock.now() + timedelta(minutes=1))
    await room.quiet()


async def rates_all(room: Room, phone: Phone, step: str) -> None:
    """Somebody rates one touchpoint and sends it."""
    await begins(room, phone)
    await rates(room, phone, step)
    await room.press(phone, "Send it to the team")
    if "Not now" in phone.buttons():
        await room.press(phone, "Not now")


async def test_roles_that_were_asked_one_after_the_other_stand_together(room: Room) -> None:
    """Staff are asked first, then patients, then all: each role has its own time before."""
    await shorten(room, 1)
    fay = await room.joined("facilitator", name="Fay (example)")
    staff = [await room.joined("staff", name=f"Tam {n} (example)") for n in range(3)]
    patients = [await room.joined(name=f"Ann {n} (example)") for n in range(3)]
    first = await rating_round(room, hours=2, roles=("staff",))
    for phone in staff:
        await rates_all(room, phone, GOOD)
    await over(room, first)
    second = await rating_round(room, hours=2, roles=("patient",))
    for phone in patients:
        await rates_all(room, phone, VERY_BAD)
    await over(room, second)
    assert (await exact_map(room, second)).earlier == (), "the patients were asked for the first time"

    words = await asks_for_map(
        room,
        fay,
        "All roles together, each from its newest round",
        "For the team only: exact",
        "In words",
    )
    told = "\n".join(message.text for message in words)
    assert "Staff: 3 people, round 1, until" in told
    assert "Patients: 3 people, round 2, until" in told
    assert "Carers and family: not asked yet" in told
    assert "They disagree: Staff felt better, Patients felt worse." in told
    assert "Each role stands here as in the newest round that asked it" in told
    (picture,) = [
        message
        for message in await asks_for_map(
            room,
            fay,
            "All roles together, each from its newest round",
            "To share: small numbers hidden",
            "A picture in this chat",
        )
        if message.kind == "photo"
    ]
    assert "Small numbers are hidden" in picture.text
    assert "Staff: fewer than 8 people, round 1" in picture.text

    third = await rating_round(room, hours=2)
    for phone in (*staff, *patients):
        await rates_all(room, phone, GOOD)
    drawn = await exact_map(room, third)
    assert {role: each.median for role, each in drawn.earlier[0].roles.items()} == {
        "patient": -2,
        "carer": None,
        "staff": 1,
    }
    (moved,) = drawn.moved.values()
    assert (moved.better, moved.same, moved.worse) == (3, 3, 0)
    assert said(staff[0], "The time before:") == 1, "their own map has their own time before"
    await over(room, third)
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        project_id = place.project_id
        assert not joined.joins(sources.newest(await sources.over(room.house, tx, project_id)))
    all_well(room)
