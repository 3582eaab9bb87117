"""The health picture as pictures for a phone, a page for a wall, and the same in words.

For the team each sign stands with its figure, what it means and what to do next; to share, the sentences that
everybody may read. The reasons for which the team asked on stand in neither: they are somebody's own words,
and a wall is read by all who pass. No number sums the signs up, here as elsewhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.codesign.drift_for_people import for_people
from bot.codesign.drift_verdict import VERDICT_WORDS, verdict
from bot.codesign.drift_words import LEVEL_WORDS, Sign, signs
from bot.exports.names import Names
from bot.exports.paper import panels, photos, sheet
from bot.exports.typesetting import typeset
from bot.flows.health import SHARE, sign_lines, what_next
from bot.i18n.texts import Own, Text, _, lines
from bot.services.health import sheets
from bot.services.health.sheets import Picture
from bot.services.house import House
from bot.services.orders import File, Order

SIGNS_ON_A_PHONE = 3
"""Signs below one another in one picture, so that it need not be scrolled for long."""

SENTENCES_ON_A_PHONE = 6

TEAM_ONLY = _("For the team only")
TO_SHARE = _("To share: it says nothing of any one person")
NO_NUMBER = _("No number sums this up. Read each sign by itself; what needs somebody first stands first.")


def phone_pictures(shown: Picture, names: Names) -> list[bytes]:
    """The picture for a phone (PNG), a few signs on each."""
    if shown.shared:
        parts = [_sentences(each, names) for each in panels(_shared(shown)[1], SENTENCES_ON_A_PHONE)]
    else:
        parts = [_groups(each, names) for each in panels(signs(shown.facts), SIGNS_ON_A_PHONE)]
    return typeset("health_phone.typ", {**_head(shown, names), "parts": parts}, "png")


def wall_page(shown: Picture, names: Names) -> bytes:
    """The picture as a document to print (PDF): an A3 page, all of it in headings and words."""
    groups = _sentences(_shared(shown)[1], names) if shown.shared else _groups(signs(shown.facts), names)
    return typeset("health_wall.typ", {**_head(shown, names), "groups": groups}, "pdf")[0]


def in_words(shown: Picture) -> tuple[Text, ...]:
    """All that the picture shows."""
    if shown.shared:
        first, others = _shared(shown)
        return (first, *others)
    return (VERDICT_WORDS[verdict(shown.facts)], *(sign_lines(each) for each in signs(shown.facts)))


def caption(shown: Picture) -> Text:
    """For whom a picture is."""
    if shown.shared:
        return _("How the project is doing, to share: it says nothing of any one person.")
    return _("Health of the project. It is exact, and for the team only.")


async def for_phone(house: House, order: Order, language: str) -> list[File]:
    """The picture that somebody of the team ordered, for a phone, and the same in words."""
    shown = await sheets.ordered(house, order.project_id, shared=order.about == SHARE)
    pictures = await asyncio.to_thread(phone_pictures, shown, Names(house.translator, language))
    return photos("health", pictures, caption(shown), lines(_("The same in words:"), *in_words(shown)))


async def for_wall(house: House, order: Order, language: str) -> list[File]:
    """The same as an A3 page to print."""
    shown = await sheets.ordered(house, order.project_id, shared=order.about == SHARE)
    page = await asyncio.to_thread(wall_page, shown, Names(house.translator, language))
    return [File(page, "document", "health.pdf", caption(shown))]


def _shared(shown: Picture) -> tuple[Text, tuple[Text, ...]]:
    """What it comes to, and the sentences below it."""
    first, *others = for_people(shown.facts)
    return first, tuple(others)


def _head(shown: Picture, names: Names) -> dict[str, Any]:
    said = names.said
    comes_to = _shared(shown)[0] if shown.shared else VERDICT_WORDS[verdict(shown.facts)]
    return {
        **sheet(names),
        "title": said(_("How the project is doing") if shown.shared else _("Health of the project")),
        "project": said(Own(shown.project.title)),
        "day": said(shown.day),
        "audience": said(TO_SHARE if shown.shared else TEAM_ONLY),
        "verdict": said(comes_to),
        "explained": said(NO_NUMBER) if not shown.shared else None,
    }


def _groups(shown: Sequence[Sign], names: Names) -> list[dict[str, Any]]:
    """Signs by how they stand. They come in that order."""
    return [
        {
            "level": level,
            "label": names.said(LEVEL_WORDS[level]),
            "cards": [_card(each, names) for each in found],
        }
        for level, found in groupby(shown, key=lambda sign: sign.level)
    ]


def _card(sign: Sign, names: Names) -> dict[str, Any]:
    return {
        "figure": names.said(sign.figure),
        "meaning": names.said(sign.meaning),
        "next": None if sign.next is None else names.said(what_next(sign.next)),
    }


def _sentences(shown: Sequence[Text], names: Names) -> list[dict[str, Any]]:
    return [{"level": "plain", "label": None, "cards": [{"figure": names.said(each)} for each in shown]}]
