"""“What became of what I told”, on the menu of everybody who has told something."""

from __future__ import annotations

from collections.abc import Mapping

from bot.codesign.priorities import own_words
from bot.codesign.thread import NewsKey
from bot.codesign.thread import told as as_read
from bot.flows import thread as say
from bot.flows.thread import Strand, ThreadContext
from bot.i18n.texts import Text, _
from bot.services import guiding, menus, notices, talking
from bot.services.priorities import priorities
from bot.services.projects import NOT_ASKED
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.thread import news, priority_steps, sources, story_steps
from bot.services.thread.sources import Told
from storage import news as stored
from storage import notices as waiting
from storage import priorities as stored_priorities
from storage import stories

__all__ = ["priority_steps", "story_steps"]
"""The steps that are known of at any rate; other services put theirs beside them."""


async def _told(here: Step) -> list[tuple[Told, Text]]:
    """Everything that this person told, each with its heading, the newest first."""
    place, found = here.place, []
    if place.role in NOT_ASKED or place.left or not place.joined:
        return []
    led_to = await priority_steps.led_to(here.tx, place.membership_id)
    for each in await stories.of_membership(here.tx, here.house.keys, place.membership_id):
        behind = led_to.get(each.id, ())
        one = Told("story", each.id, each.number, place.project_id, place.membership_id, behind)
        found.append((each.submitted_at, one, say.story(each.number)))
    for suggested in await stored_priorities.of_proposer(here.tx, here.house.keys, place.membership_id):
        one = Told(
            "suggestion",
            suggested.id,
            suggested.number,
            place.project_id,
            place.membership_id,
            (suggested.id,),
        )
        words = own_words(priorities.read(suggested).wording)
        found.append((suggested.created_at, one, say.suggestion(suggested.number, words)))
    return [(one, heading) for _at, one, heading in sorted(found, key=lambda each: each[0], reverse=True)]


async def _unseen(here: Step) -> dict[NewsKey, str]:
    found = await stored.of_membership(here.tx, here.place.membership_id)
    return {(each.kind, each.number, each.detail): each.id for each in found if not each.seen}


async def _entries(here: Step) -> list[tuple[str, Text]]:
    if not await _told(here):
        return []
    words = _("What became of what I told")
    return [("", _("{what} (new)", what=words) if await _unseen(here) else words)]


async def _serve(here: Step, detail: str) -> None:
    del detail
    found, unseen = await _told(here), await _unseen(here)
    if not found:
        await guiding.menu(here)
        return
    strands = [await _strand(here, one, heading, unseen) for one, heading in found]
    ordered = sorted(strands, key=lambda each: not each.news)
    # Whoever has come to read needs no notice any more.
    await waiting.remove(here.tx, here.place.membership_id, notices.NEWS)
    await talking.begin(here, "thread", ThreadContext(tuple(ordered), tuple(unseen.values())))


async def _strand(here: Step, one: Told, heading: Text, unseen: Mapping[NewsKey, str]) -> Strand:
    steps, new = as_read(await sources.steps_of(here.house, here.tx, one), unseen)
    return Strand(f"{one.kind}.{one.number}", heading, steps, new)


@when_over("thread")
async def _read(here: Step, talk: Talk, ids: tuple[str, ...]) -> None:
    del talk
    await news.read(here.house, here.tx, here.place.membership_id, ids)
    await guiding.go_on(here)


menus.put("home", "thread", _entries, _serve)
