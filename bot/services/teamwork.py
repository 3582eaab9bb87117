"""What facilitators do in the chat. Their role in the project is checked anew at every step."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from bot.flows.home import Entry
from bot.flows.team import Read, ReadingContext
from bot.i18n.texts import Text, _
from bot.services import contexts, contributions, guiding, menus, talking
from bot.services.contributions import Owed
from bot.services.entered import entered_line
from bot.services.projects import TEAM
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.thread.news import happened
from storage import assisted, news, stories
from storage.stories import FoundStory

Offer = Callable[[Step, FoundStory], Awaitable[Text | None]]
"""What a way on after reading is called for this story; None where there is none."""

Serve = Callable[[Step, ReadingContext], Awaitable[None]]


class _Way(msgspec.Struct, frozen=True):
    offer: Offer
    serve: Serve


_WAYS: dict[str, _Way] = {}


def put(name: str, offer: Offer, serve: Serve) -> None:
    """Add a way on from a story that was read, after those that are there."""
    _WAYS[name] = _Way(offer, serve)


def is_facilitator(here: Step) -> bool:
    """Whether somebody is, now, a facilitator of the project they look at."""
    place = here.participant.place
    return place is not None and place.joined and not place.left and place.role == "facilitator"


def looks_after(here: Step) -> bool:
    """Whether somebody looks after people in the project they look at, now."""
    place = here.participant.place
    return place is not None and place.joined and not place.left and place.role in TEAM


async def open_team(here: Step) -> None:
    """Show what is new. For anybody else than a facilitator there is no such thing."""
    if not is_facilitator(here):
        await guiding.unknown(here)
        return
    await talking.begin(here, "team", await contexts.team_context(here))


@when_over("team")
async def _wished(here: Step, talk: Talk, wish: str) -> None:
    del talk
    if not is_facilitator(here):
        await guiding.unknown(here)
    elif wish == "read":
        await _read_next(here)
    elif wish == "reread":
        await _read_after(here, 0)
    elif wish == "home":
        await guiding.menu(here)
    else:
        await menus.serve(here, "team", wish)


async def _read_next(here: Step) -> None:
    place = here.place
    found = await stories.next_unread(here.tx, here.house.keys, place.project_id, place.membership_id)
    await _show(here, found, reread=False)


async def read_again(here: Step, number: int) -> None:
    """Show the story with this number, whoever has read it."""
    found = await stories.numbered(here.tx, here.house.keys, here.place.project_id, number)
    await _show(here, found, reread=True)


async def _answer(here: Step, owed: Owed) -> None:
    await read_again(here, owed.number)


contributions.WAYS["story"] = _answer
"""Whoever answers a story has it before their eyes; the ways to answer stand under it."""


async def _read_after(here: Step, number: int) -> None:
    found = await stories.next_after(here.tx, here.house.keys, here.place.project_id, number)
    await _show(here, found, reread=True)


async def _show(here: Step, found: FoundStory | None, *, reread: bool) -> None:
    if found is None:
        await here.say(_("There is no further story."))
        await open_team(here)
        return
    context = await contexts.reading_context(here, found, reread=reread)
    entry = await assisted.entry_on(here.tx, found.story.id)
    if entry is not None:
        context = msgspec.structs.replace(context, entered=entered_line(entry))
    ways = [(name, await way.offer(here, found)) for name, way in _WAYS.items()]
    offered = tuple(Entry(name, words) for name, words in ways if words is not None)
    await talking.begin(here, "read_story", msgspec.structs.replace(context, ways=offered))


@when_over("read_story")
async def _read(here: Step, talk: Talk, outcome: Read) -> None:
    if not is_facilitator(here):
        await guiding.unknown(here)
        return
    context: ReadingContext = talk.context
    if outcome.read:
        await _mark_read(here, context)
    if outcome.then in _WAYS:
        await _WAYS[outcome.then].serve(here, context)
    elif outcome.then != "next":
        await open_team(here)
    elif context.reread:
        await _read_after(here, context.number)
    else:
        await _read_next(here)


async def _mark_read(here: Step, context: ReadingContext) -> None:
    """Note that a facilitator read it. That somebody read it at all is news for its teller, once."""
    unread = await news.first_reading(here.tx, context.story) is None
    await stories.mark_read(
        here.tx, here.place.project_id, context.story, here.place.membership_id, context.version, here.now
    )
    if unread and await news.first_reading(here.tx, context.story) is not None:
        await happened(here.house, here.tx, context.membership, "story_read", context.number)
