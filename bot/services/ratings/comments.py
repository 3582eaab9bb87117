"""What people say beside their ratings is heard: read by the team like stories, in the same order.

Those with a word of the project's list for distress come first, then the oldest: the list only reorders (see
:mod:`bot.codesign.distress`). What is read is the newest version of each person in each round.
"""

from __future__ import annotations

import msgspec
import structlog

from bot.codesign.distress import suggests_distress, words_in_use
from bot.codesign.feelings import FEELINGS
from bot.codesign.project import Project
from bot.codesign.rating import Ratings
from bot.flows.commenting import CommentContext
from bot.flows.parts import part_line
from bot.flows.rating import rating_lines
from bot.flows.story import feeling_options
from bot.flows.team import KeptFile, Read
from bot.i18n.texts import Quote, Text, _, lines, n_
from bot.services import contexts, guiding, menus, projects, talking, teamwork
from bot.services.house import House
from bot.services.safety import concerns
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import media
from storage import ratings as stored
from storage.database import Transaction
from storage.ratings import ToRead, Unreadable

log = structlog.get_logger()


class Comment(msgspec.Struct, frozen=True):
    """What one person said beside their ratings in one round, and whether it comes before the others."""

    stored: ToRead
    ratings: Ratings
    comes_first: bool


async def every(
    house: House, tx: Transaction, project_id: str, project: Project, reader: str = ""
) -> list[Comment]:
    """All that was said beside ratings, oldest first; what cannot be read stops nothing, and is logged."""
    words, found = words_in_use(project.distress_words, project.languages), []
    for each in await stored.to_read(tx, house.keys, project_id, reader):
        given = _given(each)
        if given is None or isinstance(each, Unreadable):
            log.error("rating.unreadable", rating=each.id)
        elif given.every_part():
            found.append(Comment(each, given, suggests_distress(given, words)))
    return found


def _given(each: ToRead | Unreadable) -> Ratings | None:
    try:
        return (
            None if isinstance(each, Unreadable) else msgspec.json.decode(each.ratings.content, type=Ratings)
        )
    except msgspec.DecodeError:
        return None


def in_order(found: list[Comment]) -> list[Comment]:
    """The same in the order of reading."""
    return sorted(found, key=lambda each: not each.comes_first)


async def _every(here: Step) -> list[Comment]:
    project = await contexts.project_of(here)
    place = here.place
    return await every(here.house, here.tx, place.project_id, project, place.membership_id)


async def _offer(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    found = await _every(here)
    new = sum(not each.stored.read_by_me for each in found)
    if new:
        return [("", n_("Comments on how care felt ({n} new)", "Comments on how care felt ({n} new)", new))]
    return [("again", _("Comments on how care felt"))] if found else []


async def _serve(here: Step, detail: str) -> None:
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
    elif detail == "again":
        await _again(here, 0)
    else:
        await _next(here)


menus.put("team", "comments", _offer, _serve)


async def _next(here: Step) -> None:
    new = in_order([each for each in await _every(here) if not each.stored.read_by_me])
    await _show(here, new[0] if new else None)


async def _again(here: Step, at: int) -> None:
    found = await _every(here)
    await _show(here, found[at] if at < len(found) else None, at)


async def _show(here: Step, comment: Comment | None, again: int | None = None) -> None:
    if comment is None:
        await here.say(_("There is nothing further to read here."))
        await teamwork.open_team(here)
        return
    await talking.begin(here, "read_comment", await _context(here, comment, again))


async def _context(here: Step, comment: Comment, again: int | None) -> CommentContext:
    project, given, row = await contexts.project_of(here), comment.ratings, comment.stored.ratings
    files = await media.of_membership(here.tx, here.house.keys, row.project_id, row.membership_id)
    kept = {file.id for file in files if file.status == "kept"}
    parts = [part for part in given.every_part() if part.file]
    felt = {key for each in given.ratings for key in each.feelings}
    hard = {each.key for each in FEELINGS if not each.pleasant}
    hard |= {each.key for each in project.feelings if not each.pleasant}
    return CommentContext(
        rating=row.id,
        round=row.round_number,
        membership=row.membership_id,
        teller=contexts.pseudonym(comment.stored.role, comment.stored.number),
        sent=projects.day_in(project, row.sent_at),
        said=in_words(project, given),
        hard_feelings=tuple(
            option.label for option in feeling_options(project.feelings) if option.key in hard & felt
        ),
        files=tuple(KeptFile(part.file, part.kind, part_line(part)) for part in parts if part.file in kept),
        missing=sum(part.file not in kept for part in parts),
        again=again,
    )


def in_words(project: Project, given: Ratings) -> Text:
    """What somebody said, with the step and the feelings of each part of care that they said it of."""
    explained = {each.touchpoint for each in given.ratings if each.why}
    known = tuple(point for point in project.touchpoints if point.id in explained)
    # A part of care that the project no longer has: what was said of it is still read.
    gone = [
        lines(Quote(each.touchpoint), *(part_line(part) for part in each.why), gap=0)
        for each in given.ratings
        if each.why and each.touchpoint not in {point.id for point in known}
    ]
    return lines(*rating_lines(known, project.feelings, given), *gone)


@when_over("read_comment")
async def _read(here: Step, talk: Talk, outcome: Read) -> None:
    context: CommentContext = talk.context
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    place = here.place
    if outcome.read:
        await stored.mark_read(here.tx, place.project_id, context.rating, place.membership_id, here.now)
    if outcome.then == "worry":
        await concerns.begin(here, "ratings", context.round, context.rating, context.teller)
    elif outcome.then != "next":
        await teamwork.open_team(here)
    elif context.again is not None:
        await _again(here, context.again + 1)
    else:
        await _next(here)
