"""What every page of a pack has: its language and direction, for whom it is, and which pack it is of."""

from __future__ import annotations

from typing import Any

from bot.exports.names import Names
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


def mark(pack: Pack) -> Text:
    """For whom a page is; it stands on each."""
    return _("TEAM ONLY") if pack.kind == "team" else SHARED
