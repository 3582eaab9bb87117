"""A facilitator puts an action in other words: only what they choose is asked anew, the rest stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from bot.codesign.actions import FIELDS, FOR_THE_TEAM, Wording
from bot.codesign.project import LocalText
from bot.flows.action_words import wording_lines
from bot.flows.brief import Languages
from bot.flows.questions import CHANGE, Option, ReadBack, Several
from bot.flows.translating import changes, in_first, in_others
from bot.flows.writing_action import WANTED, ask_by_when, ask_kind, ask_scale
from bot.i18n.texts import Text, _, lines

WORDED = {each.name: each for each in WANTED if each.name != "reason"}
"""What is written. Why it was proposed is the reason of its first step, and steps stay as they were read."""

NAMES: dict[str, Text] = {
    "what": _("What will change"),
    "where": _("Where"),
    "who": _("Who sees to it"),
    "by_when": _("By when"),
    "kind": _("What kind of change it is"),
    "scale": _("How far it reaches"),
}


class EditContext(msgspec.Struct, frozen=True):
    """An action as it says now; ``version`` is what was read of it. ``days`` can be chosen for by when."""

    number: int
    version: int
    now: Wording
    languages: Languages
    days: tuple[date, ...]


async def edit_action(ctx: EditContext) -> Wording | None:
    """Return what the action is to say, or None when it is to stay as it is."""
    fields = await Several(
        "fields",
        lines(
            _("Action {number} says now:", number=ctx.number),
            _shown(ctx.now),
            _("What would you like to change?"),
            _("What it says now can still be read afterwards, with the day on which you changed it."),
        ),
        options=tuple(Option(name, label) for name, label in NAMES.items()),
        none=_("Nothing"),
    )
    if not fields:
        return None
    new = await _anew(ctx, fields)
    do = await ReadBack(
        "check",
        lines(_("Is this right? Everybody who takes part can read it."), _shown(new)),
        options=(
            Option("save", _("Put it in these words")),
            *changes([each for name, each in WORDED.items() if name in fields], ctx.languages),
            Option(f"{CHANGE}fields", _("Change something else as well")),
            Option("drop", _("Leave it as it is")),
        ),
    )
    return new if do == "save" else None


async def _anew(ctx: EditContext, fields: tuple[str, ...]) -> Wording:
    wanted = [each for name, each in WORDED.items() if name in fields]
    new: dict[str, Any] = {}
    said: dict[str, LocalText] = await in_first(wanted, ctx.languages)
    if "by_when" in fields:
        new["by_when"] = await ask_by_when(ctx.days)
    if "kind" in fields:
        new["kind"] = await ask_kind()
    if "scale" in fields:
        new["scale"] = await ask_scale()
    if any(said.values()):
        said = await in_others(wanted, said, ctx.languages)
    return msgspec.structs.replace(ctx.now, **new, **said)


def _shown(said: Wording) -> Text:
    return lines(*wording_lines(said, frozenset(FIELDS) - FOR_THE_TEAM), gap=0)
