"""The data dictionary: every file and every column of an export, written from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterable

from bot.exports.names import Names
from bot.exports.sheets import KINDS, Heading
from bot.exports.tables import TABLES
from bot.i18n.texts import Text, _


def data_dictionary(names: Names, time_zone: str) -> bytes:
    """The content of ``DATA-DICTIONARY.md``."""
    said = names.said
    title = said(_("What is in these files"))
    blocks = [f"# {title}", *(said(text) for text in _explained(time_zone))]
    for table in TABLES:
        headings = [Heading(column.name, column.meaning, column.kind) for column in table.columns]
        blocks += described(names, table.file, table.about, headings)
    blocks += [
        "## tables.json",
        said(
            _(
                "All these tables once more, for programs: exact words, numbers as numbers. An empty cell is "
                "null."
            )
        ),
        "## stories.json",
        said(_("The stories once more, word for word, for programs. Times are in UTC.")),
    ]
    blocks += [
        "## actions.json",
        said(_("The actions once more, in every language, with the mix of their kinds, for programs.")),
    ]
    blocks += ["## media/", said(_("Voice messages, photos and videos, named by story and part."))]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", errors="replace")


def described(names: Names, file: str, about: Text, headings: Iterable[Heading]) -> list[str]:
    """What one table is and each of its columns, as blocks of Markdown."""
    said = names.said
    titles = [said(each) for each in (_("Column"), _("What it means"), _("What it holds"))]
    rows = [f"| `{each.name}` | {said(each.meaning)} | {said(KINDS[each.kind])} |" for each in headings]
    head = f"| {' | '.join(titles)} |\n| --- | --- | --- |"
    return [f"## {file}", said(about), "\n".join([head, *rows])]


def _explained(time_zone: str) -> tuple[Text, ...]:
    return (
        _("Files that end in .csv open in Excel and in every other spreadsheet."),
        _("Days and times are in the time zone of the project: {zone}.", zone=time_zone),
        _("Several things in one cell have a semicolon between them."),
        _(
            "Where words begin with a sign that a spreadsheet would compute, there is an apostrophe (') "
            "before them. It is not part of what was said. stories.json is without it."
        ),
        _("A spreadsheet shows at most 32,767 characters of a cell. stories.json has them all."),
    )
