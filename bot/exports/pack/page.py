"""What every page of a pack has: its language and direction, for whom it is, and which pack it is of."""

from __future__ import annotations

from typing import Any

from bot.exports.names import Names
from bot.exports.pack.wrapping import breakable, direction, language
from bot.flows.joining import ROLE_NAMES
from bot.i18n.texts import Day, Own, Text, _
from bot.i18n.translator import RIGHT_TO_LEFT
from bot.services.packs.making import Pack


def page(pack: Pack, names: Names, title: Text) -> dict[str, Any]:
    """The data that ``templates/sheet.typ`` takes from every page of a pack."""
    said = names.said
    return {
        "lang": names.language,
        "dir": "rtl" if names.language in RIGHT_TO_LEFT else "ltr",
        "title": said(title),
        "project": said(Own(pack.project.title)),
        "mark": said(mark(pack)),
        "pack": said(
            _("Pack {number}, {day}", number=pack.stored.number, day=Day(pack.made_on)),
        ),
        "destroy": said(_("Destroy by {day}", day=Day(pack.stored.destroy_by))),
        "levels": [],
    }


SHARED = _("To share in the workshop")
"""Stands on pages that may be shown, whatever else is in their pack."""


def place(pack: Pack, touchpoint: str | None) -> Text:
    """What a touchpoint is called on a page; None: what was told is about none of them, or was not sure."""
    point = next((each for each in pack.project.touchpoints if each.id == touchpoint), None)
    return Own(point.name) if point else _("About the care as a whole")


def role_name(names: Names, role: str) -> str:
    """A role as it stands by itself on a page: with a capital letter where there are any."""
    called = names.said(ROLE_NAMES[role])
    return called[:1].upper() + called[1:]


def told(words: str, language_of_teller: str | None, names: Names) -> dict[str, str]:
    """Words of somebody as ``templates/sheet.typ`` shows them: in their own language and direction."""
    likely = language_of_teller or names.language
    return {"words": breakable(words), "dir": direction(words), "lang": language(words, likely)}


def mark(pack: Pack) -> Text:
    """For whom a page is; it stands on each."""
    return _("TEAM ONLY") if pack.kind == "team" else SHARED
