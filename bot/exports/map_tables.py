"""The emotional map as data: a table with a row for each group at each touchpoint, and the same as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from bot.codesign.emotional_map import ROLES, Figures, Moved, Point
from bot.codesign.rating import LEVELS
from bot.exports.cells import Cell, table
from bot.exports.dictionary import described
from bot.exports.names import Names
from bot.exports.sheets import Heading, Kind
from bot.i18n.texts import Own, Text, _
from bot.services.ratings.mapping import Drawn

HIDDEN = "*"
"""Stands for a number from 1 to 7 in a map to share, and for a total that would give one away."""


@dataclass(frozen=True)
class GroupRow:
    """One group at one touchpoint: a role, or everybody."""

    position: int
    point: Point
    group: str
    figures: Figures
    earlier: Figures | None
    moved: Moved | None


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, what it means, and its cell."""

    name: str
    meaning: Text
    cell: Callable[[Drawn, Names, GroupRow], Cell]
    kind: Kind = "text"


def _people(n: int | None) -> Cell:
    return HIDDEN if n is None else n


def _number(value: float | None) -> Cell:
    # A number and no words: in words, a minus would be taken for a formula.
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, 2)


def _name(drawn: Drawn, names: Names, row: GroupRow) -> str:
    known = {point.id: point.name for point in drawn.project.touchpoints}
    return names.said(Own(known[row.point.touchpoint])) if row.point.touchpoint in known else ""


def _round(drawn: Drawn, names: Names, row: GroupRow) -> Cell:
    del names
    if not drawn.map.asked:
        return drawn.round.stored.number
    source = drawn.map.asked.get(row.group)
    return None if source is None else source.round


def _words(drawn: Drawn, names: Names, row: GroupRow) -> str:
    del drawn, names
    return "; ".join(f"{word.feeling} {_people(word.people)}" for word in row.figures.words)


def _against(drawn: Drawn, names: Names, row: GroupRow) -> str:
    del drawn, names
    others = {other for pair in row.point.disagree if row.group in pair for other in pair} - {row.group}
    return "; ".join(role for role in ROLES if role in others)


def _step(at: int) -> Callable[[Drawn, Names, GroupRow], Cell]:
    def cell(drawn: Drawn, names: Names, row: GroupRow) -> Cell:
        del drawn, names
        return "" if row.figures.steps is None else row.figures.steps[at]

    return cell


def _moved(name: str) -> Callable[[Drawn, Names, GroupRow], Cell]:
    def cell(drawn: Drawn, names: Names, row: GroupRow) -> Cell:
        del drawn, names
        return "" if row.moved is None else _people(getattr(row.moved, name))

    return cell


def _end(which: str, at: int) -> Callable[[Drawn, Names, GroupRow], Cell]:
    def cell(drawn: Drawn, names: Names, row: GroupRow) -> Cell:
        del drawn, names
        ends = getattr(row.figures, which)
        return "" if ends is None else _number(ends[at])

    return cell


_STEP_MEANINGS: tuple[Text, ...] = (
    _("How many people said “very bad”. Empty in a map to share."),
    _("How many people said “bad”. Empty in a map to share."),
    _("How many people said “neither good nor bad”. Empty in a map to share."),
    _("How many people said “good”. Empty in a map to share."),
    _("How many people said “very good”. Empty in a map to share."),
)

COLUMNS: tuple[Column, ...] = (
    Column(
        "position", _("Its place in the pathway, from 1."), lambda drawn, names, row: row.position, "number"
    ),
    Column(
        "touchpoint", _("Id of the part of care."), lambda drawn, names, row: row.point.touchpoint, "code"
    ),
    Column("touchpoint_name", _("Name of the part of care."), _name),
    Column("group", _("patient, carer, staff or everybody."), lambda drawn, names, row: row.group, "code"),
    Column(
        "round", _("Number of the round that it is from. Empty where it is from several."), _round, "number"
    ),
    Column(
        "people",
        _("How many people placed it on the scale. *: hidden."),
        lambda drawn, names, row: _people(row.figures.people),
        "number",
    ),
    Column(
        "did_not_happen",
        _("How many people said that it did not happen to them. Empty in a map to share."),
        lambda drawn, names, row: "" if drawn.map.shared else _people(row.figures.not_me),
        "number",
    ),
    *(
        Column(each.key.replace("-", "_"), meaning, _step(at), "number")
        for at, (each, meaning) in enumerate(zip(reversed(LEVELS), _STEP_MEANINGS, strict=True))
    ),
    Column(
        "median",
        _("Where the middle of them stands, from -2 (very bad) to 2 (very good)."),
        lambda drawn, names, row: _number(row.figures.median),
        "number",
    ),
    Column(
        "mean",
        _("The average of the same. Empty in a map to share."),
        lambda drawn, names, row: _number(row.figures.mean),
        "number",
    ),
    Column("half_from", _("The middle half of them begins here."), _end("middle_half", 0), "number"),
    Column("half_to", _("The middle half of them ends here."), _end("middle_half", 1), "number"),
    Column("lowest", _("The lowest step. Empty in a map to share."), _end("reach", 0), "number"),
    Column("highest", _("The highest step. Empty in a map to share."), _end("reach", 1), "number"),
    Column("feelings", _("Keys of the feelings, each with how many people chose it."), _words, "code"),
    Column("disagrees_with", _("The roles with which this role disagrees here."), _against),
    Column(
        "median_before",
        _("The median in the round before."),
        lambda drawn, names, row: "" if row.earlier is None else _number(row.earlier.median),
        "number",
    ),
    Column(
        "people_before",
        _("How many people placed it on the scale in the round before. *: hidden."),
        lambda drawn, names, row: "" if row.earlier is None else _people(row.earlier.people),
        "number",
    ),
    Column(
        "felt_better",
        _("Of those who rated it both times: how many felt better."),
        _moved("better"),
        "number",
    ),
    Column(
        "felt_the_same",
        _("Of those who rated it both times: how many felt the same."),
        _moved("same"),
        "number",
    ),
    Column(
        "felt_worse", _("Of those who rated it both times: how many felt worse."), _moved("worse"), "number"
    ),
)


def _rows(drawn: Drawn) -> Iterator[GroupRow]:
    earlier = {point.touchpoint: point for point in drawn.map.earlier}
    for position, point in enumerate(drawn.map.points, start=1):
        before = earlier.get(point.touchpoint)
        for role in ROLES:
            then = before.roles[role] if before else None
            yield GroupRow(position, point, role, point.roles[role], then, None)
        then = before.everybody if before else None
        moved = drawn.map.moved.get(point.touchpoint)
        yield GroupRow(position, point, "everybody", point.everybody, then, moved)


HEADINGS = tuple(Heading(each.name, each.meaning, each.kind) for each in COLUMNS)
"""What each column is called and means."""


def cells(drawn: Drawn, names: Names) -> Iterator[Sequence[Cell]]:
    """Row after row of the table."""
    for row in _rows(drawn):
        yield [column.cell(drawn, names, row) for column in COLUMNS]


def as_csv(drawn: Drawn, names: Names) -> bytes:
    """The map as a table that opens in every spreadsheet."""
    return table([[each.name for each in HEADINGS], *cells(drawn, names)])


def as_json(drawn: Drawn) -> bytes:
    """The map for programs. A number of people that is hidden is null."""
    content = {
        "project": drawn.project.title,
        "round": None if drawn.map.asked else drawn.round.stored.number,
        "as_of": drawn.day,
        "for": "to share" if drawn.map.shared else "the team only",
        "map": drawn.map,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def dictionary(drawn: Drawn, names: Names) -> bytes:
    """What each column of the table means."""
    title = f"# {names.said(Own(drawn.project.title))}: emotional-map.csv"
    about = _("One row for each group at each part of care. *: hidden.")
    return ("\n\n".join([title, *described(names, "emotional-map.csv", about, HEADINGS)]) + "\n").encode(
        "utf-8", errors="replace"
    )
