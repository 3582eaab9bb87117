"""The part of the walk in which a facilitator enters for somebody without a phone."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign.rounds import ROLES, Ask, Candidate
from bot.codesign.shared_wording import SharedPart
from bot.flows.actions import ADD, DONE, PICK, SKIP
from bot.flows.questions import YES
from bot.rehearsal.phones import Phone
from bot.services import contexts, projects
from bot.services.moderation import wordings
from storage import rounds as stored_rounds
from storage import stories
from storage import wordings as stored_wordings
from tests.access.cast import STORY
from tests.access.walking import Walk
from tests.journeys.rated import rating_round
from tests.journeys.stored import place_of

CODE = f"{STORY} 17"


async def assisting(walk: Walk, facilitator: Phone) -> None:
    """Somebody new, their story, ratings and vote, what they heard, new consents, and erasing it all."""
    await _new(walk, facilitator)
    await _story(walk, facilitator)
    await _ratings(walk, facilitator)
    await _vote(walk, facilitator)
    await _told(walk, facilitator)
    await _wording(walk, facilitator)
    await _changes(walk, facilitator)


async def _desk(walk: Walk, facilitator: Phone) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.stop(facilitator)
    await walk.do(facilitator, f"{PICK}assisting:")


async def _new(walk: Walk, facilitator: Phone) -> None:
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}new", f"{PICK}carer", f"{PICK}en", PICK + YES, PICK + YES)
    for _item in walk.room.project.consent.items:
        await walk.do(facilitator, PICK + YES)
    await walk.write(facilitator, CODE)
    await walk.do(facilitator, f"{PICK}paper", f"{PICK}0", f"{PICK}keep")


async def _before(walk: Walk, facilitator: Phone) -> None:
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}before")
    await walk.write(facilitator, CODE)


async def _story(walk: Walk, facilitator: Phone) -> None:
    await walk.do(facilitator, f"{PICK}story:", f"{PICK}telephone", f"{PICK}0", f"{PICK}not_sure")
    await walk.write(facilitator, f"The {STORY} again.")
    await walk.do(facilitator, DONE, DONE, SKIP, SKIP, SKIP, f"{ADD}quote_workshop", DONE, f"{PICK}send")


async def _ratings(walk: Walk, facilitator: Phone) -> None:
    round_ = await rating_round(walk.room)
    await _before(walk, facilitator)
    await walk.do(facilitator, f"{PICK}ratings:{round_.stored.number}", f"{PICK}in_person", f"{PICK}1")
    for _point in walk.room.project.touchpoints:
        await walk.do(facilitator, f"{PICK}did-not-happen")
    await walk.do(facilitator, f"{PICK}send")


async def _vote(walk: Walk, facilitator: Phone) -> None:
    house = walk.room.house
    candidates = tuple(Candidate(f"c{at}", at, {"en": f"Change {at}"}) for at in (1, 2))
    async with house.database.transaction() as tx:
        project, now = await projects.find(house, tx, walk.room.project.key), house.clock.now()
        stored = await stored_rounds.add(
            tx,
            house.keys,
            project.id,
            kind="votes",
            ask=msgspec.json.encode(
                Ask({"en": "What first?"}, ROLES, 0, method="approval", candidates=candidates)
            ),
            now=now,
            closes_at=now + timedelta(hours=72),
            remind_at=None,
        )
    await _before(walk, facilitator)
    await walk.do(facilitator, f"{PICK}votes:{stored.number}", PICK + YES, f"{PICK}paper", f"{PICK}0")
    await walk.do(facilitator, f"{PICK}agree", f"{PICK}agree", SKIP, f"{PICK}cast")


async def _told(walk: Walk, facilitator: Phone) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.do(facilitator, f"{PICK}owed:")
    newest = [each for each in walk.stops[-1].actions if each.startswith(f"{PICK}story:")][-1]
    await walk.do(facilitator, newest, PICK + YES, f"{PICK}told", f"{PICK}told_in_person")


async def _wording(walk: Walk, facilitator: Phone) -> None:
    """The team has made a wording of the story, and it was read to its teller."""
    room, place = walk.room, await place_of(walk.room, facilitator)
    async with room.house.database.transaction() as tx:
        story = (await stories.of_project(tx, room.house.keys, place.project_id))[-1]
        part = contexts.read_story(story.content).parts[0].id
        await stored_wordings.add(
            tx,
            room.house.keys,
            story,
            reader=place.membership_id,
            status="offered",
            content=wordings.encode(wordings.Wording((SharedPart(part, "It was loud."),))),
            now=room.clock.now(),
        )
    await _before(walk, facilitator)
    await walk.do(facilitator, f"{PICK}wordings:{story.number}", f"{PICK}accepted")
    await walk.do(facilitator, f"{PICK}paper", f"{PICK}0")


async def _changes(walk: Walk, facilitator: Phone) -> None:
    await _before(walk, facilitator)
    await walk.do(facilitator, f"{PICK}consents:", f"{PICK}paper", f"{PICK}0")
    for _item in walk.room.project.consent.items:
        await walk.do(facilitator, PICK + YES)
    await walk.do(facilitator, f"{PICK}leaving:", f"{PICK}erase", f"{PICK}yes")
