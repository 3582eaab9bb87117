"""A facilitator notes that somebody who does not use this chat has heard what became of what they told."""

from __future__ import annotations

from typing import cast

import msgspec

from bot.codesign.assisted import TOLD, Told
from bot.codesign.debt import Kind
from bot.flows.questions import Choice, Option, Several
from bot.i18n.texts import Quote, Text, _, lines

TOLD_NAMES: dict[Told, Text] = {
    "told_in_person": _("I told them in person"),
    "told_by_telephone": _("I told them on the telephone"),
    "told_by_letter": _("I wrote them a letter"),
}


class Waiting(msgspec.Struct, frozen=True):
    """Somebody who waits to hear: how the team calls them, their code, and what of theirs it is about."""

    called: Text
    code: str
    subject: str


class ToldContext(msgspec.Struct, frozen=True):
    """What people wait to hear of (a story, or the round of their votes, by number), and who."""

    kind: Kind
    number: int
    people: tuple[Waiting, ...]


class HaveHeard(msgspec.Struct, frozen=True):
    """What was answered, by subject, and how those people heard."""

    how: Told
    subjects: tuple[str, ...]


async def have_heard(ctx: ToldContext) -> HaveHeard | None:
    """Return who has heard and how; None when nobody has yet."""
    people = [_("{who}, code {code}", who=each.called, code=Quote(each.code)) for each in ctx.people]
    numbered = {str(at): each.subject for at, each in enumerate(ctx.people, start=1)}
    heard: tuple[str, ...] = tuple(numbered)
    if len(people) > 1:
        heard = await Several(
            "who",
            lines(_about(ctx), _("Whom have you told? Choose them, then press Done.")),
            options=tuple(Option(key, words) for key, words in zip(numbered, people, strict=True)),
            none=_("Nobody yet"),
        )
        if not heard:
            return None
    how = await Choice(
        "how",
        lines(
            _about(ctx) if len(people) == 1 else None,
            *(people if len(people) == 1 else ()),
            _("How did they hear from you?"),
        ),
        options=(
            *(Option(each, TOLD_NAMES[each]) for each in TOLD),
            Option("not_yet", _("They have not heard yet")),
        ),
    )
    if how == "not_yet":
        return None
    return HaveHeard(cast(Told, how), tuple(numbered[key] for key in heard))


def _about(ctx: ToldContext) -> Text:
    if ctx.kind == "ballot":
        return _(
            "Round {number} has an outcome. These people voted outside this chat, so you tell them.",
            number=ctx.number,
        )
    return _(
        "Story {number} was told outside this chat. Please tell its teller what became of it.",
        number=ctx.number,
    )
