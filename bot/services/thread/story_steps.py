"""What the team did with a story itself: read it, answered, shared its wording, put it under themes."""

from __future__ import annotations

from bot.codesign.priorities import last_of
from bot.codesign.project import Project
from bot.codesign.thread import Step
from bot.flows import thread as say
from bot.services import contexts, projects
from bot.services.house import House
from bot.services.moderation import wordings
from bot.services.my_pages import STANDINGS
from bot.services.thread.sources import Told, put
from storage import exchanges, news, stories, themes
from storage import wordings as stored_wordings
from storage.database import Transaction
from storage.wordings import StoredWording


@put
async def _sent_and_read(house: House, tx: Transaction, told: Told) -> list[Step]:
    if told.kind != "story":
        return []
    mine = await stories.of_membership(tx, house.keys, told.membership_id)
    story = next(each for each in mine if each.id == told.id)
    project = await projects.load(house, tx, told.project_id)
    sent = Step("sent", say.sent(projects.day_in(project, story.submitted_at)), story.submitted_at)
    read = await _read(tx, project, told)
    wording = await stored_wordings.of_story(tx, house.keys, told.id)
    if read is None and wording is None:
        return [sent, Step("read", say.waits(projects.day_in(project, story.reply_due_at)))]
    return [sent, *((read,) if read else ()), *((_wording(house, project, wording),) if wording else ())]


async def _read(tx: Transaction, project: Project, told: Told) -> Step | None:
    """Who read it first. What is noted stands, also when that person is not there any more."""
    key = ("story_read", told.number, 0)
    first = await news.first_reading(tx, told.id)
    if first is not None:
        reader = contexts.pseudonym(first.role, first.number)
        return Step("read", say.read_by(reader, projects.day_in(project, first.at)), first.at, key)
    noted = [each for each in await news.of_membership(tx, told.membership_id) if _key(each) == key]
    if not noted:
        return None
    at = noted[0].happened_at
    return Step("read", say.read_by(None, projects.day_in(project, at)), at, key)


def _key(each: news.StoredNews) -> tuple[str, int, int]:
    return (each.kind, each.number, each.detail)


def _wording(house: House, project: Project, wording: StoredWording) -> Step:
    """That there is an answer, or how the wording to share stands; what it says is read elsewhere."""
    if isinstance(wordings.read(wording), wordings.Declined):
        key = ("story_answer", wording.story_number, 0)
        return Step("answer", say.ANSWERED, wording.offered_at, key)
    void = wording.outdated or wording.status == "void"
    stands = "void" if void else wordings.standing(wording, project, house.clock.now())
    key = ("story_wording", wording.story_number, 0)
    return Step("wording", say.wording(STANDINGS[stands]), wording.offered_at, key)


@put
async def _replies(house: House, tx: Transaction, told: Told) -> list[Step]:
    """That the team wrote to the teller of a story; what it says is read elsewhere."""
    if told.kind != "story":
        return []
    key, found = (
        ("story_answer", told.number, 0),
        await exchanges.of_membership(tx, house.keys, told.membership_id),
    )
    return [
        Step("answer", say.ANSWERED, each.state.answered_at, key)
        for each in found
        if each.about == ("story", told.number) and each.kind == "story_reply" and each.state.answered_at
    ]


@put
async def _themes(house: House, tx: Transaction, told: Told) -> list[Step]:
    """The themes that a story is part of, under the names that they have now."""
    if told.kind != "story":
        return []
    project = await projects.load(house, tx, told.project_id)
    every = {each.id: each for each in await themes.of_project(tx, house.keys, told.project_id)}
    merged = {each.id: each.merged_into for each in every.values()}
    by_number = {each.number: each.id for each in every.values()}
    noted: dict[str, news.StoredNews] = {}
    for each in await news.of_membership(tx, told.membership_id):
        if each.kind == "story_theme" and each.number == told.number and each.detail in by_number:
            noted[last_of(merged, by_number[each.detail])] = each
    found = []
    for theme_id in await news.themes_of_story(tx, told.id):
        known = noted.get(theme_id)
        day = projects.day_in(project, known.happened_at) if known else None
        words = say.under_theme(every[theme_id].name, day)
        found.append(
            Step("theme", words, known.happened_at if known else None, _key(known) if known else None)
        )
    return found
