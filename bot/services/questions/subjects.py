"""What an exchange is about: how it is called, its words as they stand, and who may speak of it."""

from __future__ import annotations

from typing import get_args

from bot.codesign.exchange import AboutKind
from bot.flows.exchange_words import About, subject
from bot.i18n.texts import Own, Quote, Text, _, lines
from bot.services.actions import actions
from bot.services.moderation import wordings
from bot.services.priorities import priorities
from bot.services.questions.exchanges import read
from bot.services.step import Step
from bot.services.updates import updates
from storage import exchanges as stored
from storage import stories, themes
from storage import wordings as stored_wordings
from storage.exchanges import StoredExchange

KINDS: tuple[AboutKind, ...] = get_args(AboutKind)


async def about(here: Step, exchange: StoredExchange) -> About | None:
    """What an exchange is about, in words as they stand now."""
    if exchange.about is None:
        return None
    kind = next(each for each in KINDS if each == exchange.about[0])
    return await named(here, kind, exchange.about[1])


async def named(here: Step, kind: AboutKind, number: int) -> About:
    """What it is called, and its words where there are any at hand."""
    if kind == "reply":
        return await _reply(here, number)
    finders = {
        "wording": _wording,
        "theme": _theme,
        "priority": _priority,
        "update": _update,
        "action": _action,
    }
    words = await finders[kind](here, number) if kind in finders else None
    return About(subject(kind, number), words)


async def _reply(here: Step, number: int) -> About:
    found = await stored.numbered(here.tx, here.house.keys, here.place.project_id, number)
    answers = [each for turn in read(found).turns for each in turn.answers] if found else []
    what = subject("reply", number)
    if found is not None and found.kind == "question":
        what = _("the answer to question {number}", number=number)
    elif found is not None and found.about is not None and found.kind == "story_reply":
        what = _("the answer to story {number}", number=found.about[1])
    return About(what, Quote(answers[-1].words) if answers else None)


async def _wording(here: Step, number: int) -> Text | None:
    found = await stories.numbered(here.tx, here.house.keys, here.place.project_id, number)
    if found is None:
        return None
    wording = await stored_wordings.of_story(here.tx, here.house.keys, found.story.id)
    return lines(*(Quote(each.words) for each in wordings.words(wording)), gap=0) if wording else None


async def _theme(here: Step, number: int) -> Text | None:
    found = await themes.of_project(here.tx, here.house.keys, here.place.project_id)
    return next((Quote(each.name) for each in found if each.number == number), None)


async def _priority(here: Step, number: int) -> Text | None:
    found = await priorities.find(here.house, here.tx, here.place.project_id, number)
    return Own(found.wording.words) if found else None


async def _update(here: Step, number: int) -> Text | None:
    found = await updates.numbered(here.house, here.tx, here.place.project_id, number)
    return found.words if found else None


async def _action(here: Step, number: int) -> Text | None:
    found = await actions.find(here.house, here.tx, here.place.project_id, number)
    return Own(found.action.what) if found else None


async def may_speak_of(here: Step, kind: AboutKind, number: int) -> bool:
    """Whether this is there and this person's to see: their own story, an answer to them, a priority of all.

    Updates, actions and themes are looked at by the part of the program that shows them to somebody.
    """
    membership_id = here.place.membership_id
    if kind in ("story", "wording"):
        found = await stories.numbered(here.tx, here.house.keys, here.place.project_id, number)
        return found is not None and found.story.membership_id == membership_id
    if kind == "reply":
        reply = await stored.numbered(here.tx, here.house.keys, here.place.project_id, number)
        return reply is not None and reply.asker.membership_id == membership_id
    if kind == "priority":
        one = await priorities.find(here.house, here.tx, here.place.project_id, number)
        return one is not None and (one.status != "proposed" or one.stored.proposer_id == membership_id)
    return True
