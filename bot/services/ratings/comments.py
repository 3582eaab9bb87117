"""What people say beside their ratings is heard: read by the team like stories, in the same order.

Those with a word of the project's list for distress come first, then the oldest: the list only reorders (see
:mod:`bot.codesign.distress`). What is read is the newest version of each person in each round.
"""

from __future__ import annotations

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
from bot.services.ratings import comment_queue
from bot.services.ratings.comment_queue import Comment
from bot.services.safety import concerns
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import comments as stored
from storage import media


async def _offer(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    if new := await comment_queue.new(here):
        return [("", n_("Comments on how care felt ({n} new)", "Comments on how care felt ({n} new)", new))]
    again = await comment_queue.numbered(here, 0)
    return [] if again is None else [("again", _("Comments on how care felt"))]


async def _serve(here: Step, detail: str) -> None:
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
    elif detail == "again":
        await _again(here, 0)
    else:
        await _next(here)


menus.put("team", "comments", _offer, _serve)


async def _next(here: Step) -> None:
    await _show(here, await comment_queue.following(here))


async def _again(here: Step, at: int) -> None:
    await _show(here, await comment_queue.numbered(here, at), at)


async def _show(here: Step, comment: Comment | None, again: int | None = None) -> None:
    if comment is None:
        await here.say(_("There is nothing further to read here."))
        await teamwork.open_team(here)
        return
    await talking.begin(here, "read_comment", await _context(here, comment, again))


async def _context(here: Step, comment: Comment, again: int | None) -> CommentContext:
    project, given, row = await contexts.project_of(here), comment.given, comment.said.ratings
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
        teller=contexts.pseudonym(comment.said.role, comment.said.number),
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
