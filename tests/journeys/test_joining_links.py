"""Invitation links: which open a place, and that every other one gets the same kind answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example
from tests.journeys.test_joining import Known, all_in_order, known, on_to, opened, presses, texts
from tests.room import Room

DOES_NOT_WORK = (
    "This link does not work. Links can be used up or run out. "
    "Please ask the person who invited you for a new one. You have done nothing wrong.\n"
    "If your life is in danger, or somebody else’s, call 999 now (112 in Europe)."
)


async def follow(room: Room, phone: Phone, link: str) -> str:
    """Open a link, and return what the bot said to it."""
    before = phone.open_link(link)
    await room.quiet()
    return texts(phone, before)


async def used_up(room: Room) -> str:
    """A link that somebody else has used."""
    link = await room.link()
    await follow(room, room.phone(), link)
    return link


async def expired(room: Room) -> str:
    """A link whose days are over."""
    link = await room.link(days=3)
    room.clock.turn(timedelta(days=3, seconds=1))
    return link


async def revoked(room: Room) -> str:
    """A link that an operator has taken back."""
    link = await room.link()
    newest = (await projects.invitations(room.house, room.project.key))[-1]
    await projects.revoke(room.house, room.project.key, newest.id)
    return link


async def wrong(room: Room) -> str:
    """A link with a token of the right shape that was never given out."""
    return room.stand.link("A" * 22)


async def malformed(room: Room) -> str:
    """A link with a token of another shape."""
    return room.stand.link("patient")


@pytest.mark.parametrize("bad", [wrong, malformed, used_up, expired, revoked])
async def test_every_bad_link_gets_the_same_answer(room: Room, bad: object) -> None:
    assert callable(bad)
    link = await bad(room)
    sam = room.phone("Sam (example)")
    assert await follow(room, sam, link) == DOES_NOT_WORK
    assert await known(room, sam) == Known([], [], 0, [])
    all_in_order(room)


async def test_a_start_that_no_app_would_send_gets_the_same_answer(room: Room) -> None:
    sam = room.phone("Sam (example)")
    for token in ("ü" * 22, "A" * 5000, "../../etc/passwd", "' OR 1=1 --", "{0}", "A" * 21 + "\x00"):
        before = sam.write_raw(f"/start {token}")
        await room.quiet()
        assert texts(sam, before) == DOES_NOT_WORK
    all_in_order(room)


async def test_a_link_lets_in_as_many_as_it_has_uses(room: Room) -> None:
    link = await room.link(uses=2)
    answers = [await follow(room, room.phone(), link) for _person in range(4)]
    assert [answer == DOES_NOT_WORK for answer in answers] == [False, False, True, True]
    all_in_order(room)


async def test_opening_a_used_link_again_while_joining_goes_on(room: Room) -> None:
    ann = room.phone()
    link = await room.link()
    await follow(room, ann, link)
    await room.press(ann, "English")
    await on_to(room, ann, "Yes, I am")
    said = await follow(room, ann, link)
    assert "Are you 18 years old or older?" in said
    await on_to(room, ann, "Tell a story")
    found = await known(room, ann)
    assert found is not None
    assert [place.number for place in found.places] == [1]
    assert len(found.consents) == 7
    all_in_order(room)


@pytest.mark.parametrize("again", ["link", "/start"])
async def test_pressing_start_twice_still_asks_for_the_language(room: Room, again: str) -> None:
    ann = room.phone()
    link = await room.link()
    await follow(room, ann, link)
    if again == "link":
        await follow(room, ann, link)
    else:
        await room.write(ann, again)
    assert ann.buttons()[:3] == ["English", "Cymraeg", "العربية"]
    assert sum(bool(message.buttons) for message in ann.messages) == 1
    await room.press(ann, "English")
    await on_to(room, ann, "Tell a story")
    await room.told(ann, "It was loud at night.")
    assert any(button.startswith("Change story 1") for button in ann.buttons())
    all_in_order(room)


async def test_opening_a_link_after_joining_says_welcome_back(room: Room) -> None:
    ann = room.phone()
    link = await room.link()
    await follow(room, ann, link)
    await room.press(ann, "English")
    await on_to(room, ann, "Tell a story")
    for way_in in (link, await room.link(), await room.link("facilitator")):
        said = await follow(room, ann, way_in)
        assert said.startswith("Welcome back.")
        assert "Tell a story" in ann.buttons()
        assert "For facilitators" not in ann.buttons()
        assert sum(bool(message.buttons) for message in ann.messages) == 1
    all_in_order(room)


async def test_a_second_project_can_be_joined_and_gone_to(room: Room) -> None:
    ann = await room.joined()
    other = project_files.read(example("intensive-care.toml"))
    await projects.add(room.house, other)
    link = room.stand.link(await projects.invite(room.house, other.key, "carer", uses=1, days=9))
    said = await follow(room, ann, link)
    assert "Which language would you like?" in said
    await room.press(ann, "English")
    await on_to(room, ann, "Tell a story")
    assert "Better intensive care, together" in texts(ann)
    await room.press(ann, "Another project")
    await room.press(ann, "Better stroke care, together")
    assert "Better stroke care, together" in ann.last.text
    found = await known(room, ann)
    assert found is not None
    assert [(place.role, place.joined) for place in found.places] == [("patient", True), ("carer", True)]
    all_in_order(room)


async def test_declining_a_second_project_leads_back_to_the_first(room: Room) -> None:
    ann = await room.joined()
    other = project_files.read(example("intensive-care.toml"))
    await projects.add(room.house, other)
    link = room.stand.link(await projects.invite(room.house, other.key, "carer", uses=1, days=9))
    await follow(room, ann, link)
    await room.press(ann, "English")
    await on_to(room, ann, "No, that is not me")
    await presses(room, ann, ("No, that is not me", "Yes, that is right"))
    assert "Then this link was meant for somebody else." in texts(ann)
    assert "Tell a story" in ann.buttons()
    found = await known(room, ann)
    assert found is not None
    assert len(found.places) == 1
    all_in_order(room)


async def test_who_left_the_team_comes_back_only_as_the_team(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    old = await room.link("facilitator")
    await follow(room, fay, old)
    await room.write(fay, "/stop")
    await room.press(fay, "No more messages. Keep what I told")
    before = fay.last.id
    await room.write(fay, "/team")
    assert "For facilitators" not in texts(fay, before)
    assert await follow(room, fay, await room.link("patient")) == DOES_NOT_WORK
    found = await known(room, fay)
    assert found is not None
    assert found.places[0].left
    said = await follow(room, fay, await room.link("facilitator"))
    assert said.startswith("Welcome back.")
    assert "For facilitators" in fay.buttons()
    all_in_order(room)


async def test_who_never_joins_is_forgotten_after_a_month(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    room.clock.turn(timedelta(days=29))
    await room.tidy()
    found = await known(room, ann)
    assert found is not None
    assert len(found.places) == 1
    room.clock.turn(timedelta(days=2))
    await room.tidy()
    await room.tidy()
    assert await known(room, ann) is None
    await room.write(ann, "/start")
    assert "To take part you need an invitation link" in texts(ann)
    all_in_order(room)
