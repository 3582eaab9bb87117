"""The tables of themes, quotes and priorities: what the team made of the stories."""

from __future__ import annotations

from typing import Any

from bot.exports.columns import Column, Table, yes
from bot.exports.rows import View
from bot.i18n.texts import Own, _
from bot.services.priorities.collecting_priorities import CodedStory, ListedPriority, ListedQuote, ListedTheme


def _numbers(numbers: tuple[int, ...]) -> str:
    return "; ".join(map(str, numbers))


def _places(view: View, row: CodedStory) -> str:
    return "; ".join(view.place(point) for point in row.touchpoints if view.place(point))


def _words(view: View, row: ListedPriority) -> str:
    return view.said(Own(row.priority.wording.words))


def _all_words(view: View, row: ListedPriority) -> str:
    del view
    return "\n".join(f"{code}: {words}" for code, words in row.priority.wording.words.items())


CODING: Table[CodedStory] = Table(
    "coding.csv",
    _("One row for each story in which the team found parts of care or themes."),
    (
        Column("story", _("Number of the story."), lambda view, row: row.number, "number"),
        Column(
            "touchpoints",
            _("Ids of the parts of care that the team found in it, beside the one its teller chose."),
            lambda view, row: "; ".join(row.touchpoints),
            "code",
        ),
        Column("touchpoint_names", _("Names of these parts of care."), _places),
        Column("themes", _("Numbers of its themes."), lambda view, row: _numbers(row.themes)),
    ),
    lambda collected: collected.prioritised.stories,
)

THEMES: Table[ListedTheme] = Table(
    "themes.csv",
    _("One row for each theme. One that is part of another is not in it."),
    (
        Column("theme", _("Number of the theme."), lambda view, row: row.theme.number, "number"),
        Column("name", _("Its name."), lambda view, row: row.theme.name),
        Column("stories", _("How many stories it has."), lambda view, row: len(row.stories), "number"),
        Column(
            "patients",
            _("How many of them patients told."),
            lambda view, row: row.origin.get("patient", 0),
            "number",
        ),
        Column(
            "carers",
            _("How many of them carers told."),
            lambda view, row: row.origin.get("carer", 0),
            "number",
        ),
        Column(
            "staff", _("How many of them staff told."), lambda view, row: row.origin.get("staff", 0), "number"
        ),
        Column("story_numbers", _("Their numbers."), lambda view, row: _numbers(row.stories)),
    ),
    lambda collected: collected.prioritised.themes,
)


def _translations(view: View, row: ListedQuote) -> str:
    del view
    return "\n".join(f"{language}: {words}" for language, words in row.quote.stored.translations.items())


EXCERPTS: Table[ListedQuote] = Table(
    "excerpts.csv",
    _("One row for each quote that may be used today. Quotes are without a name."),
    (
        Column("story", _("Number of the story."), lambda view, row: row.quote.stored.story_number, "number"),
        Column("theme", _("Number of the theme that it stands for."), lambda view, row: row.theme, "number"),
        Column(
            "words", _("The words that may be quoted."), lambda view, row: row.quote.stored.words, "words"
        ),
        Column("translations", _("The same in other languages, as the team put it."), _translations, "words"),
        Column(
            "quote_workshop",
            _("yes: you may quote it in the workshop. no: you may not."),
            lambda view, row: yes("quote_workshop" in row.quote.uses),
            "code",
        ),
        Column(
            "quote_publication",
            _("yes: you may quote it in publications. no: you may not."),
            lambda view, row: yes("quote_publication" in row.quote.uses),
            "code",
        ),
    ),
    lambda collected: collected.prioritised.quotes,
)

PRIORITIES: Table[ListedPriority] = Table(
    "priorities.csv",
    _("One row for each candidate for a priority and each suggestion, whatever became of it."),
    (
        Column("priority", _("Its number."), lambda view, row: row.priority.stored.number, "number"),
        Column(
            "state",
            _("proposed, candidate, declined, merged, withdrawn, chosen or not_chosen."),
            lambda view, row: row.priority.status,
            "code",
        ),
        Column("words", _("What it says."), _words, "words"),
        Column("all_words", _("The same in every language that there is."), _all_words, "words"),
        Column(
            "proposed_by",
            _("Role of whoever suggested it. Empty: the team wrote it."),
            lambda view, row: row.priority.wording.proposed_by,
            "code",
        ),
        Column("stories", _("How many stories it comes from."), lambda view, row: len(row.stories), "number"),
        Column(
            "patients",
            _("How many of them patients told."),
            lambda view, row: row.priority.origin.get("patient", 0),
            "number",
        ),
        Column(
            "carers",
            _("How many of them carers told."),
            lambda view, row: row.priority.origin.get("carer", 0),
            "number",
        ),
        Column(
            "staff",
            _("How many of them staff told."),
            lambda view, row: row.priority.origin.get("staff", 0),
            "number",
        ),
        Column("story_numbers", _("Their numbers."), lambda view, row: _numbers(row.stories)),
        Column("themes", _("Numbers of its themes."), lambda view, row: _numbers(row.themes)),
        Column(
            "part_of", _("Number of the one that it is part of now."), lambda view, row: row.part_of, "number"
        ),
        Column(
            "reason",
            _("Why it was declined or taken off."),
            lambda view, row: row.priority.wording.reason,
            "words",
        ),
        Column(
            "first_voted_on",
            _("When it first stood in a vote. Empty: not yet."),
            lambda view, row: view.time(row.priority.stored.voted_at) if row.priority.stored.voted_at else "",
            "moment",
        ),
    ),
    lambda collected: collected.prioritised.priorities,
)

PRIORITY_TABLES: tuple[Table[Any], ...] = (CODING, THEMES, EXCERPTS, PRIORITIES)
"""These tables, in the order in which they are explained."""
