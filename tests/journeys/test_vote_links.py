"""The square code on a voting sheet: read from paper, pressed on a phone, and where it leads whom."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import zxingcpp
from PIL import Image

from bot.codesign.ballots import Dots
from bot.codesign.packs import Kind
from bot.codesign.rounds import Ask
from bot.exports.names import Names
from bot.exports.pack.voting_sheets import LAYOUTS, TEMPLATE, what_stands_on
from bot.exports.typesetting import typeset
from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.files import project_files
from bot.services.packs import making
from bot.services.packs.votes import to_vote_on
from bot.services.priorities import priorities
from bot.services.rounds import round_plans, rounds
from bot.services.rounds.round_plans import Plan
from bot.services.rounds.rounds import Round
from bot.services.votes import vote_links
from bot.stage import example
from storage import participants
from tests.journeys.rounds import at, becomes
from tests.journeys.stored import all_well, place_of, said
from tests.journeys.test_joining import on_to, texts
from tests.room import Room
from tests.votes import polling

HOW_TO_JOIN = "To take part you need an invitation link from the team"
NOT_YOURS = "I do not know of such a vote for you."
OVER = "This vote is over, so nobody can vote in it any more."
OTHERS = "This vote asks other people than you."
YOURS = "Your vote is private."


async def from_paper(room: Room, *, kind: Kind = "share", layout: int = 0) -> str:
    """The link that a phone's camera reads from a printed sheet: the same one on every sheet."""
    pack = await making.make(room.house, await polling.project_id_of(room), kind, "en")
    votes = await to_vote_on(room.house, pack)
    links = {each.id: room.house.address.link(each.payload) for each in votes if each.payload}
    data = what_stands_on(pack, Names(room.house.translator, "en"), LAYOUTS[layout], votes, links)
    read = {link for page in typeset(TEMPLATE, data, "png") for link in _read(page)}
    (link,) = read
    return link


def _read(page: bytes) -> list[str]:
    codes: list[Any] = list(zxingcpp.read_barcodes(Image.open(io.BytesIO(page)).convert("L")))
    return [str(code.text) for code in codes]


def link_to(room: Room, round_: Round) -> str:
    """The same link, without reading it from paper."""
    return room.stand.link(vote_links.payload(round_.stored.id))


async def follow(room: Room, phone: Phone, link: str) -> str:
    """Open a link, and return what the bot said to it."""
    before = phone.open_link(link)
    await room.quiet()
    return texts(phone, before)


@pytest.mark.parametrize("layout", range(len(LAYOUTS)))
async def test_the_code_on_paper_opens_the_same_vote(room: Room, layout: int) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "dots")
    link = await from_paper(room, layout=layout)
    assert link == link_to(room, round_)
    assert YOURS in await follow(room, ann, link)
    for label in ("Number 1: one dot more", "Done", "Skip this", "Cast my vote"):
        await room.press(ann, label)
    ballot = await polling.ballot_of(room, ann, round_)
    assert ballot is not None
    assert isinstance(ballot.vote, Dots)
    # Opened again it is the same ballot, to be changed: one person, one vote.
    assert "Here is your vote. Is it right?" in await follow(room, ann, link)
    await room.press(ann, "Change: my dots")
    assert (await polling.counted(room, round_)).voted == 1
    all_well(room)


async def test_the_same_code_is_in_both_kinds_of_packs(room: Room) -> None:
    await polling.open_vote(room, "ranking")
    assert await from_paper(room, kind="team") == await from_paper(room, kind="share")


async def test_a_stranger_hears_how_to_join_and_is_not_kept(room: Room) -> None:
    round_ = await polling.open_vote(room, "approval")
    sam = room.phone("Sam (example)")
    told = await follow(room, sam, await from_paper(room))
    assert HOW_TO_JOIN in told
    assert "999" in told
    assert not sam.buttons()
    # Nothing of the project: not its name, and not what is voted on.
    assert "stroke" not in told
    assert "What should we work on first?" not in told
    room.clock.turn(timedelta(days=3))
    await room.tidy()
    async with room.house.database.snapshot() as tx:
        assert await participants.at(tx, room.house.keys.vault, str(sam.id)) is None
    assert (await polling.counted(room, round_)).voted == 0
    all_well(room)


async def test_a_vote_that_is_over_says_so_and_takes_nothing(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "dots")
    link = await from_paper(room)
    await polling.over(room, round_)
    told = await follow(room, ann, link)
    assert told.startswith(OVER)
    assert YOURS not in told
    assert "Tell a story" in ann.buttons()
    all_well(room)


async def test_what_somebody_is_in_the_middle_of_waits(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "ranking")
    link = link_to(room, round_)
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "It was loud at night.")
    assert YOURS in await follow(room, ann, link)
    for _again in range(3):
        ann.open_link(link)
    await room.quiet()
    assert sum(bool(message.buttons) for message in ann.messages) == 1
    for label in ("Number 2 comes next", "Done", "Skip this", "Cast my vote"):
        await room.press(ann, label)
    assert said(ann, "Your vote is cast") == 1
    # Then the story goes on where it was.
    await room.press(ann, "Done")
    assert "None of these" in ann.buttons()
    all_well(room)


async def test_who_is_not_asked_hears_so(room: Room) -> None:
    round_ = await polling.open_vote(room, "dots", roles=("carer",))
    ann = await polling.somebody(room)
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    link = link_to(room, round_)
    for phone in (ann, fay):
        told = await follow(room, phone, link)
        assert told.startswith(OTHERS)
        assert YOURS not in told
    all_well(room)


async def test_another_project_looks_like_no_vote_at_all(room: Room) -> None:
    round_ = await polling.open_vote(room, "dots")
    link = link_to(room, round_)
    other = project_files.read(example("intensive-care.toml"))
    await projects.add(room.house, other)
    jo = room.phone("Jo (example)")
    jo.open_link(room.stand.link(await projects.invite(room.house, other.key, "carer", uses=1, days=9)))
    await room.quiet()
    await room.press(jo, "English")
    await on_to(room, jo, "Tell a story")
    told = await follow(room, jo, link)
    assert told.startswith(NOT_YOURS)
    nothing = vote_links.payload("00000000-0000-4000-8000-000000000000")
    assert await follow(room, jo, room.stand.link(nothing)) == told
    all_well(room)


async def test_who_is_in_two_projects_lands_in_the_one_of_the_vote(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "approval")
    link = link_to(room, round_)
    other = project_files.read(example("intensive-care.toml"))
    await projects.add(room.house, other)
    ann.open_link(room.stand.link(await projects.invite(room.house, other.key, "carer", uses=1, days=9)))
    await room.quiet()
    await room.press(ann, "English")
    await on_to(room, ann, "Tell a story")
    assert YOURS in await follow(room, ann, link)
    for label in (*["I agree"] * 4, "Skip this", "Cast my vote"):
        await room.press(ann, label)
    assert (await polling.counted(room, round_)).voted == 1
    assert "Better stroke care, together" in texts(ann)
    all_well(room)


async def test_who_is_joining_finishes_first(room: Room) -> None:
    round_ = await polling.open_vote(room, "dots")
    link = link_to(room, round_)
    ann = room.phone()
    ann.open_link(await room.link())
    await room.quiet()
    await room.press(ann, "English")
    told = await follow(room, ann, link)
    assert told.startswith("First please go through the questions about taking part.")
    assert YOURS not in told
    await on_to(room, ann, "Tell a story")
    assert YOURS in await follow(room, ann, link)
    all_well(room)


async def test_who_left_hears_how_to_come_back(room: Room) -> None:
    round_ = await polling.open_vote(room, "dots")
    link = link_to(room, round_)
    ann = await polling.somebody(room)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    told = await follow(room, ann, link)
    assert "You have left this project." in told
    assert YOURS not in told
    all_well(room)


async def test_new_words_of_the_consent_come_first(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "dots")
    link = link_to(room, round_)
    consent = msgspec.structs.replace(room.project.consent, version="2")
    await projects.add(room.house, msgspec.structs.replace(room.project, consent=consent))
    told = await follow(room, ann, link)
    assert YOURS not in told
    assert "We have changed the words of what you agreed to." in told
    await on_to(room, ann, "Vote")
    all_well(room)


async def test_sheets_printed_before_a_vote_opens_lead_to_it_then(room: Room) -> None:
    at(room, 12)
    ann = await polling.somebody(room)
    await polling.open_vote(room, "dots", lasts=timedelta(days=1))
    project_id = await polling.project_id_of(room)
    room.clock.turn(timedelta(days=1))
    await room.quiet()
    async with room.house.database.transaction() as tx:
        found = await priorities.candidates(room.house, tx, project_id)
        ask = Ask(dict.fromkeys(room.project.languages, "And now?"), ("patient",), 1, "approval", found)
        opens_at = room.house.clock.now() + timedelta(days=2)
        planned = Plan("votes", ask, 7, "meant")
        assert await round_plans.plan(room.house, tx, project_id, room.project, planned, opens_at) is None
    await room.quiet()
    link = await from_paper(room)
    told = await follow(room, ann, link)
    assert "This vote has not begun. It opens on" in told
    assert YOURS not in told
    room.clock.turn(timedelta(days=2))
    await room.quiet()
    async with room.house.database.snapshot() as tx:
        (opened,) = await rounds.open_in(room.house, tx, project_id, room.house.clock.now())
    assert link.endswith(vote_links.payload(opened.stored.id))
    assert YOURS in await follow(room, ann, link)
    all_well(room)


HOSTILE = (
    "v-" + "A" * 22,
    "v-" + "_" * 22,
    "v-" + "A" * 21,
    "v-" + "A" * 23,
    "v-",
    "V-" + "A" * 22,
    "v-../../../../etc/passwd",
    "v-' OR 1=1 --AAAAAAAAAAA",
    "v-" + "ü" * 22,
    "v-" + "A" * 21 + "\x00",
    "v-" + "A" * 5000,
    "v-" + "{0}" + "A" * 19,
)


async def test_whatever_else_stands_in_a_link_opens_nothing(room: Room) -> None:
    round_ = await polling.open_vote(room, "dots")
    ann, sam = await polling.somebody(room), room.phone("Sam (example)")
    right = vote_links.payload(round_.stored.id)
    for payload in (*HOSTILE, right + "A", right[:-1], right.upper(), f"{right} {right}"):
        for phone in (ann, sam):
            before = phone.write_raw(f"/start {payload}")
            await room.quiet()
            assert YOURS not in texts(phone, before), payload
    assert (await polling.counted(room, round_)).voted == 0
    all_well(room)


async def test_a_link_to_a_round_of_something_else_is_no_link_to_a_vote(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "dots")
    async with room.house.database.transaction() as tx:
        await tx.statement(f"UPDATE rounds SET kind = 'stories' WHERE id = '{round_.stored.id}'")
    assert (await follow(room, ann, link_to(room, round_))).startswith(NOT_YOURS)


async def test_a_vote_of_somebody_who_changed_sides_is_not_taken(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "dots", roles=("patient",))
    link = link_to(room, round_)
    assert YOURS in await follow(room, ann, link)
    await becomes(room, ann, "staff")
    assert (await follow(room, ann, link)).startswith(OTHERS)
    assert (await place_of(room, ann)).role == "staff"
