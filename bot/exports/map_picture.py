"""What the pictures of the emotional map show, as data for their templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.codesign.emotional_map import Point
from bot.codesign.project import Project
from bot.codesign.rating import LEVELS, Rating
from bot.exports.names import Names
from bot.exports.paper import panels, sheet
from bot.exports.typesetting import typeset
from bot.flows.map_words import (
    GROUP_NAMES,
    disagreement,
    feeling_words,
    figures_of,
    group_words,
    groups_of,
    map_lines,
    moved_words,
    told_people,
)
from bot.flows.rating import step_words
from bot.flows.story import feeling_options
from bot.i18n.texts import Day, Own, Text, _
from bot.services.ratings.mapping import Drawn, Mine

MOST_ON_A_PHONE = 3
"""Touchpoints side by side in one picture: with more, their names could not be read on a phone."""

MOST_OF_ONE = 8
"""Touchpoints below one another in one picture of somebody's own map."""

MOST_WORDS = 3
"""Words shown for a role at a touchpoint; all of them stand in the text that goes with the picture."""

ALTERNATIVE = _("The emotional map. All that it shows stands in words on the next pages.")
"""What a screen reader says in the place of the picture on the wall page."""


def my_pictures(mine: Mine, names: Names) -> list[bytes]:
    """Somebody's own map as pictures (PNG), in the order of the pathway."""
    shown = panels(list(_my_points(mine, names)), MOST_OF_ONE)
    before = mine.earlier is not None and any(each.position is not None for each in mine.earlier.ratings)
    return typeset(
        "my_map.typ",
        {
            **_page(names),
            "title": names.said(_("How the care felt to me")),
            "parts": [_part(mine.project, names, at, len(shown)) for at in range(1, len(shown) + 1)],
            "panels": shown,
            "before": names.said(_("The time before")) if before else None,
        },
        "png",
    )


def _my_points(mine: Mine, names: Names) -> Iterator[dict[str, Any]]:
    said, labels = names.said, {each.key: each.label for each in feeling_options(mine.project.feelings)}
    for at, point in enumerate(mine.project.touchpoints, start=1):
        rating = mine.ratings.of(point.id)
        before = mine.earlier.of(point.id) if mine.earlier else None
        yield {
            "number": at,
            "name": said(Own(point.name)),
            "position": rating.position if rating else None,
            "note": None if rating and rating.position is not None else said(step_words(rating)),
            "words": [_held(said(labels[key])) if key in labels else key for key in _felt(rating)],
            "before": before.position if before else None,
        }


def _part(project: Project, names: Names, at: int, of: int) -> str:
    title = names.said(Own(project.title))
    if of == 1:
        return title
    part = names.said(_("{step} of {total}", step=at, total=of))
    return f"{title} · {part}"


def _held(label: str) -> str:
    """A picture and its word, that stay on one line."""
    return label.replace(" ", "\u00a0") if len(label) <= 24 else label.replace(" ", "\u00a0", 1)


def _felt(rating: Rating | None) -> tuple[str, ...]:
    return rating.feelings if rating else ()


def _page(names: Names) -> dict[str, Any]:
    return {
        **sheet(names),
        "levels": levels(names),
    }


def levels(names: Names) -> list[dict[str, str]]:
    """The scale in words and faces, from bad to good."""
    return [{"face": each.face, "word": names.said(each.word)} for each in reversed(LEVELS)]


def phone_pictures(drawn: Drawn, names: Names) -> list[bytes]:
    """The project's map as pictures (PNG), a few touchpoints on each, in the order of the pathway."""
    shown = panels(list(points_of(drawn, names)), MOST_ON_A_PHONE)
    return typeset("map_phone.typ", map_data(drawn, names, shown), "png")


def wall_page(drawn: Drawn, names: Names) -> bytes:
    """The project's map as a document to print (PDF): an A3 page, then the same in words."""
    words = [
        names.said(each) for each in map_lines(drawn.project.touchpoints, drawn.project.feelings, drawn.map)
    ]
    data = map_data(drawn, names, [list(points_of(drawn, names))])
    data |= {
        "alt": names.said(ALTERNATIVE),
        "words-title": names.said(_("The same in words")),
        "words": words,
    }
    return typeset("map_wall.typ", data, "pdf")[0]


def map_data(drawn: Drawn, names: Names, shown: list[list[dict[str, Any]]]) -> dict[str, Any]:
    """What templates take of a map as a whole; ``shown`` are its touchpoints, picture by picture."""
    said, shared = names.said, drawn.map.shared
    return {
        **_page(names),
        "title": said(_("How the care felt")),
        "audience": said(_("To share: small numbers are hidden") if shared else _("For the team only")),
        "roles": [
            {
                "key": role,
                "name": said(GROUP_NAMES[role]),
                "people": said(told_people(drawn.map, role)),
            }
            for role in groups_of(drawn.map)
        ],
        "empty": said(_("Nobody has rated it yet.")) if drawn.map.everybody == 0 else None,
        "disagree": said(_("They disagree")),
        "better": said(_("felt better")),
        "worse": said(_("felt worse")),
        "signs": [said(text) for text in _signs(drawn)],
        "parts": [_subtitle(drawn, names, at, len(shown)) for at in range(1, len(shown) + 1)],
        "panels": shown,
    }


def _subtitle(drawn: Drawn, names: Names, at: int, of: int) -> str:
    return f"{_part(drawn.project, names, at, of)} · {names.said(Day(drawn.day))}"


def _signs(drawn: Drawn) -> Iterator[Text]:
    yield _(
        "Each shape stands where the middle of its people stand. The number in it says how many they are."
    )
    yield _("The broad line holds the middle half of them.")
    if not drawn.map.shared:
        yield _("The thin line reaches from the lowest to the highest.")
    if any(point.disagree for point in drawn.map.points):
        yield _("Grey: roles disagree.")
    if drawn.map.earlier:
        yield _("An empty shape: the time before.")


def points_of(drawn: Drawn, names: Names) -> Iterator[dict[str, Any]]:
    """What templates take of each touchpoint of a map, in its order."""
    known = {point.id: Own(point.name) for point in drawn.project.touchpoints}
    earlier = {point.touchpoint: point for point in drawn.map.earlier}
    for number, point in enumerate(drawn.map.points, start=1):
        name = known.get(point.touchpoint)
        moved = moved_words(drawn.map.moved.get(point.touchpoint), shared=drawn.map.shared)
        yield {
            "id": point.touchpoint,
            "number": number,
            "name": names.said(name) if name else point.touchpoint,
            "disagree": [
                {"better": pair[0], "worse": pair[1], "words": names.said(disagreement(pair))}
                for pair in point.disagree
            ],
            "groups": [
                _group(drawn, names, point, earlier.get(point.touchpoint), role)
                for role in groups_of(drawn.map)
            ],
            "moved": names.said(moved) if moved else None,
        }


def _group(drawn: Drawn, names: Names, point: Point, earlier: Point | None, role: str) -> dict[str, Any]:
    found = figures_of(point, role)
    words = feeling_words(drawn.project.feelings, found.words, MOST_WORDS)
    return {
        "role": role,
        "name": names.said(GROUP_NAMES[role]),
        "told": names.said(group_words(found.people, role, shared=drawn.map.shared)),
        "people": str(found.people) if found.people else "",
        "median": found.median,
        "half": found.middle_half,
        "reach": found.reach,
        "before": figures_of(earlier, role).median if earlier else None,
        "words": [_held(names.said(each)) for each in words],
    }
