"""The candidates on the team's menu: written, put in other words, linked, merged, taken off the list."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from bot.codesign.priorities import Wording, team_may_write, words_can_change
from bot.codesign.provenance import in_words, proposed_in_words
from bot.flows.answers import Answer, ChosenSeveral
from bot.flows.priorities import (
    Again,
    CandidateView,
    Left,
    Linked,
    Merged,
    NamedStory,
    NamedTheme,
    PrioritiesContext,
    PrioritiesWish,
    Reworded,
    TakenOff,
    Written,
)
from bot.i18n.texts import Text, _, lines, n_
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, menus, talking, teamwork
from bot.services.priorities import deciding, priorities, proposals, themes, theming
from bot.services.priorities.priorities import Priority
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.thread.news import noticing
from storage import priorities as stored
from storage import themes as stored_themes


async def _candidates(here: Step) -> list[Priority]:
    found = await priorities.every(here.house, here.tx, here.place.project_id)
    return [each for each in found if each.status == "candidate"]


async def _entries(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    count = len(await _candidates(here))
    return [("", n_("Candidates for priorities ({n})", "Candidates for priorities ({n})", count))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    if not teamwork.is_facilitator(here):
        await teamwork.open_team(here)
        return
    context = await _context(here)
    given: dict[str, Answer] = {}
    for each in context.candidates:
        given[f"themes.{each.number}"] = ChosenSeveral(tuple(str(number) for number in each.themes))
        given[f"stories.{each.number}"] = ChosenSeveral(tuple(str(number) for number in each.stories))
    await talking.begin(here, "priorities", context, given)


menus.put("team", "priorities", _entries, _serve)


async def _context(here: Step) -> PrioritiesContext:
    project, project_id = await contexts.project_of(here), here.place.project_id
    found = await _candidates(here)
    standing = await themes.standing(here.house, here.tx, project_id)
    numbers = {each.id: each.number for each in standing}
    linked: dict[str, list[int]] = {}
    for priority_id, theme_id in await stored.theme_links(here.tx, project_id):
        linked.setdefault(priority_id, []).append(numbers[theme_id])
    return PrioritiesContext(
        candidates=tuple(
            CandidateView(
                number=each.stored.number,
                words=each.wording.words,
                origin=origin(each),
                stories=direct(each),
                themes=tuple(sorted(linked.get(each.stored.id, []))),
                languages=tuple(
                    (code, LANGUAGE_NAMES[code]) for code in team_may_write(each.wording, project.languages)
                ),
                fixed=each.stored.voted_at is not None,
            )
            for each in found
        ),
        languages=theming.languages(project),
        themes=tuple(NamedTheme(each.number, each.name) for each in standing),
        stories=await offered_stories(here, {number for each in found for number in direct(each)}),
    )


def origin(one: Priority) -> Text:
    """Where a priority comes from, exact: with the numbers of its stories, and who proposed it."""
    proposed = one.wording.proposed_by
    numbers = dict.fromkeys(link.story_number for link in one.links)
    return lines(
        in_words(one.origin),
        *(_("Story {number}", number=number) for number in numbers),
        proposed_in_words(proposed) if proposed else None,
        gap=0,
    )


def direct(one: Priority) -> tuple[int, ...]:
    """The numbers of the stories that are linked by themselves."""
    return tuple(link.story_number for link in one.links if link.theme_id is None)


async def offered_stories(here: Step, linked: Collection[int]) -> tuple[NamedStory, ...]:
    """The stories that can be linked: those that are already, and the newest of the others that were read."""
    tellers = await themes.tellers(here)
    read = await stored_themes.read_stories(here.tx, here.place.project_id)
    newest = sorted(read, key=lambda each: (each.number not in linked, -each.number))
    offered = sorted(newest[: theming.MOST_OFFERED], key=lambda each: each.number)
    return tuple(
        NamedStory(each.number, tellers.get(each.teller_id, _("somebody who has left"))) for each in offered
    )


@when_over("priorities")
async def _wished(here: Step, talk: Talk, wish: PrioritiesWish) -> None:
    if isinstance(wish, Left) or not teamwork.is_facilitator(here):
        await teamwork.open_team(here)
        return
    if not isinstance(wish, Again):
        await here.say(await _done(here, talk.context, wish))
    await _serve(here, "")


async def _done(
    here: Step, context: PrioritiesContext, wish: Written | Reworded | Linked | Merged | TakenOff
) -> Text:
    """Do what was wished for, and say what came of it."""
    if isinstance(wish, Written):
        return await _write(here, wish)
    one = await priorities.find(here.house, here.tx, here.place.project_id, wish.number)
    if one is None or one.status != "candidate":
        return proposals.CHANGED_MEANWHILE
    if isinstance(wish, Linked):
        return await _link(here, context, one, wish)
    if not words_can_change(one.status, voted_on=one.stored.voted_at is not None):
        return _("It has been in a vote, so it stays as it is.")
    if isinstance(wish, Merged):
        into = await priorities.find(here.house, here.tx, here.place.project_id, wish.into)
        if not await deciding.merge(here.house, here.tx, one, into):
            return proposals.CHANGED_MEANWHILE
        return _("Candidate {one} is part of {into} now.", one=wish.number, into=wish.into)
    if isinstance(wish, TakenOff):
        await deciding.take_off(here.house, here.tx, one, wish.reason)
        return _("Candidate {number} is off the list.", number=wish.number)
    return await _reword(here, one, wish)


async def _write(here: Step, wish: Written) -> Text:
    added = await stored.add(
        here.tx,
        here.house.keys,
        here.place.project_id,
        owner_id=None,
        status="candidate",
        content=msgspec.json.encode(Wording(wish.words)),
        now=here.now,
    )
    return _("Candidate {number} is on the list. Please say now where it comes from.", number=added.number)


async def _reword(here: Step, one: Priority, wish: Reworded) -> Text:
    allowed = team_may_write(one.wording, wish.words)
    words = one.wording.words | {code: wish.words[code] for code in allowed}
    await _store(here, one, "candidate", msgspec.structs.replace(one.wording, words=words))
    return _("Candidate {number} has new words.", number=wish.number)


async def _link(here: Step, context: PrioritiesContext, one: Priority, wish: Linked) -> Text:
    """Link what was chosen; what could not be seen on the screen stays as it was."""
    shown = {each.number for each in context.stories}
    unseen = {link.story_id for link in one.links if link.theme_id is None and link.story_number not in shown}
    read = await stored_themes.read_stories(here.tx, here.place.project_id)
    stories = unseen | {each.id for each in read if each.number in wish.stories}
    chosen = []
    for number in wish.themes:
        theme = await themes.numbered(here.house, here.tx, here.place.project_id, number)
        chosen += [theme.id] if theme else []
    async with noticing(here.house, here.tx, here.place.project_id):
        await stored.link(here.tx, one.stored, sorted(stories), chosen)
    return _("It is noted where candidate {number} comes from.", number=wish.number)


async def _store(here: Step, one: Priority, status: str, wording: Wording) -> None:
    content = msgspec.json.encode(wording)
    await stored.change(here.tx, here.house.keys, one.stored, here.now, status=status, content=content)
