"""The audit record as facilitators read it: who did what about safety, complaints and rounds."""

from __future__ import annotations

import msgspec

from bot.flows.calling import Due, by
from bot.flows.questions import Choice, Option
from bot.i18n.texts import Quote, Text, _, lines

DEEDS: dict[str, Text] = {
    "call_help": _("somebody asked to be contacted"),
    "call_complaint": _("somebody complained"),
    "call_taken": _("took the call"),
    "call_answered": _("answered the call"),
    "call_closed": _("closed the call"),
    "call_erased": _("the call went with its caller, who erased everything"),
    "concern_raised": _("raised a concern"),
    "concern_opened": _("opened the concern"),
    "concern_seen": _("saw the concern"),
    "concern_done": _("did something about the concern"),
    "concern_told_lead": _("told the safeguarding lead of the concern by telephone"),
    "concern_told_deputy": _("told the deputy of the concern by telephone"),
    "concern_reached_nobody": _("called about the concern and reached nobody"),
    "round_opened": _("opened the round"),
    "round_ended": _("ended the round early"),
    "round_closed": _("closed the round with its outcome"),
    "sheets_entered": _("typed in voting sheets from paper in the round"),
    "sheet_taken_out": _("took a voting sheet from paper out of the round"),
    "update_made": _("sent or planned the update"),
    "update_corrected": _("corrected the update"),
    "update_cancelled": _("took the update back"),
    "update_without_picture": _("took the update back: its picture or document was not kept"),
    "assisted_stopped": _("noted that somebody without a phone wants no more of this"),
    "assisted_erased": _("erased somebody without a phone, who asked for it"),
    "asked_despite_debt": _("asked something new while so many answers were overdue"),
}
"""What the lines of the record say. Other parts of the program bring lines of their own."""


class Line(msgspec.Struct, frozen=True):
    """One line: what kind of deed, about which number, by whom, when, and what they wrote of it."""

    kind: str
    about: int | None
    who: Text
    when: Due
    words: str


class AuditContext(msgspec.Struct, frozen=True):
    """A page of the record after ``newer`` lines, newest first, and whether there are older ones."""

    lines: tuple[Line, ...]
    newer: int
    older: bool


async def audit(ctx: AuditContext) -> str:
    """Return "older" for the lines before these, or "back"."""
    ways = [Option("older", _("Show what was before"))] if ctx.older else []
    return await Choice(
        "do",
        lines(_("The audit record, newest first:"), *(_line(each) for each in ctx.lines))
        if ctx.lines
        else _("Nothing stands in the audit record yet."),
        options=(*ways, Option("back", _("Back"))),
    )


def _line(line: Line) -> Text:
    deed = DEEDS.get(line.kind, Quote(line.kind.replace("_", " ")))
    what = (
        _("{who}: {deed} (number {number})", who=line.who, deed=deed, number=line.about)
        if line.about is not None
        else _("{who}: {deed}", who=line.who, deed=deed)
    )
    return lines(by(line.when), what, Quote(line.words) if line.words else None, gap=0)
