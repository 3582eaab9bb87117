"""The tables of an export: each column with its name, what it means, and where its cells come from.

The CSV files and the data dictionary are both written from here, so no column is undocumented.
Names of columns and codes in cells are the same in every language; explanations are translated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.codesign.story import Part
from bot.exports.action_tables import ACTION_TABLES
from bot.exports.columns import Column, Table, entered_from, taken_on, yes
from bot.exports.names import media_path
from bot.exports.priority_tables import PRIORITY_TABLES
from bot.exports.rows import (
    SECTIONS,
    ConsentRow,
    PartRow,
    RatingRow,
    Section,
    TouchpointRow,
    View,
    consent_rows,
    part_rows,
    rating_rows,
    touchpoint_rows,
)
from bot.exports.workshop_tables import WORKSHOP_TABLES
from bot.flows.story import KIND_NAMES
from bot.i18n.texts import Own, _
from bot.services.collecting import Person, Told
from bot.services.entered import Entry
from bot.services.moderation.shared_words import SharedWords


def _words(section: Section) -> Callable[[View, Told], str]:
    def cell(view: View, told: Told) -> str:
        parts: tuple[Part, ...] = getattr(told.story, section)
        return "\n\n".join(part.words for part in parts if part.words)

    return cell


def _feelings(view: View, told: Told) -> str:
    return "; ".join(words for key in told.story.feelings if (words := view.feeling(key)) is not None)


def _why(view: View, row: RatingRow) -> str:
    del view
    return "\n\n".join([part.words for part in row.rating.why if part.words]) if row.rating.why else ""


def _file(view: View, row: PartRow) -> str:
    if row.medium is None or row.medium.file is None:
        return ""
    return media_path(row.told.number, row.position, row.medium.file.mime)


def _why_no_file(view: View, row: PartRow) -> str:
    if row.part.file is None or (row.medium is not None and row.medium.status == "kept"):
        return ""
    on_its_way = row.medium is not None and row.medium.status == "waiting"
    return view.said(_("not here yet") if on_its_way else _("could not be kept"))


ENTERED_FROM = _(
    "For what was entered for somebody who does not use the bot: paper, telephone or in_person. "
    "Empty: they did it by themselves."
)
TAKEN_ON = _("The day on which a facilitator got it from them. Empty: they did it by themselves.")


def _consent_entry(row: ConsentRow) -> Entry | None:
    return row.person.entered.consents_at(row.decision.decided_at)


STORIES: Table[Told] = Table(
    "stories.csv",
    _("One row for each story."),
    (
        Column("story", _("Number of the story in this project."), lambda view, told: told.number, "number"),
        Column(
            "person",
            _("Who told it: a role and a number."),
            lambda view, told: view.names.person(told.person),
        ),
        Column(
            "role",
            _("Role of the teller: patient, carer or staff."),
            lambda view, told: told.person.role,
            "code",
        ),
        Column(
            "touchpoint",
            _("Id of the part of care. Empty: not sure."),
            lambda view, told: told.story.touchpoint,
            "code",
        ),
        Column(
            "touchpoint_name",
            _("Name of the part of care."),
            lambda view, told: view.place(told.story.touchpoint),
        ),
        Column(
            "feelings",
            _("Keys of the feelings chosen."),
            lambda view, told: "; ".join(told.story.feelings),
            "code",
        ),
        Column("feelings_words", _("The same feelings in words."), _feelings),
        Column("words", _("What happened, as it was written."), _words("parts"), "words"),
        Column("mattered", _("What mattered, as it was written."), _words("mattered"), "words"),
        Column("better", _("What would have made it better, as it was written."), _words("better"), "words"),
        Column("good", _("What was good, as it was written."), _words("good"), "words"),
        Column("asides", _("What was said on the way."), _words("asides"), "words"),
        Column(
            "files",
            _("How many parts are files: voice, photos, videos."),
            lambda view, told: sum(part.file is not None for part in told.story.every_part()),
            "number",
        ),
        Column(
            "parts_left_out",
            _("How many parts are not in this export, because the teller does not agree to it."),
            lambda view, told: told.parts_left_out,
            "number",
        ),
        Column(
            "quote_workshop",
            _("yes: you may quote the words in the workshop, without a name. no: you may not."),
            lambda view, told: yes("quote_workshop" in told.uses),
            "code",
        ),
        Column(
            "quote_publication",
            _("yes: you may quote the words in publications, without a name. no: you may not."),
            lambda view, told: yes("quote_publication" in told.uses),
            "code",
        ),
        Column("told_at", _("When it was sent."), lambda view, told: view.time(told.submitted_at), "moment"),
        Column(
            "version",
            _("1 as first sent; more after each change."),
            lambda view, told: told.version,
            "number",
        ),
        Column("entered_from", ENTERED_FROM, lambda view, told: entered_from(told.entry), "code"),
        Column("taken_on", TAKEN_ON, lambda view, told: taken_on(told.entry), "day"),
        Column(
            "reply_due",
            _("The day by which the teller hears back."),
            lambda view, told: view.day(told.reply_due_at),
            "day",
        ),
    ),
    lambda collected: collected.stories,
)

PARTS: Table[PartRow] = Table(
    "parts.csv",
    _("One row for each part of a story: each message of its teller, in order."),
    (
        Column("story", _("Number of the story."), lambda view, row: row.told.number, "number"),
        Column("part", _("Number of the part in the story."), lambda view, row: row.position, "number"),
        Column(
            "person",
            _("Who told it: a role and a number."),
            lambda view, row: view.names.person(row.told.person),
        ),
        Column(
            "section",
            _("Where in the story: parts, mattered, better, good or asides."),
            lambda view, row: row.section,
            "code",
        ),
        Column("section_words", _("The same in words."), lambda view, row: view.said(SECTIONS[row.section])),
        Column(
            "kind",
            _("text, voice, photo, video, video_note (a round video) or document (a picture file)."),
            lambda view, row: row.part.kind,
            "code",
        ),
        Column("kind_words", _("The same in words."), lambda view, row: view.said(KIND_NAMES[row.part.kind])),
        Column(
            "words",
            _("The text, or what was written beside the file."),
            lambda view, row: row.part.words,
            "words",
        ),
        Column("file", _("Where the file is in this export."), _file),
        Column(
            "file_type",
            _("Type of the file (MIME)."),
            lambda view, row: row.medium.file.mime if row.medium and row.medium.file else None,
            "code",
        ),
        Column(
            "file_bytes",
            _("Size of the file in bytes."),
            lambda view, row: row.medium.file.size if row.medium and row.medium.file else None,
            "number",
        ),
        Column(
            "no_file_because", _("Why a file is not here. Empty: it is here, or it is text."), _why_no_file
        ),
    ),
    part_rows,
)

PARTICIPANTS: Table[Person] = Table(
    "participants.csv",
    _("One row for each person who takes part. Facilitators are not in it."),
    (
        Column("person", _("A role and a number."), lambda view, person: view.names.person(person)),
        Column("role", _("patient, carer or staff."), lambda view, person: person.role, "code"),
        Column(
            "language",
            _("Language in which the bot speaks to them."),
            lambda view, person: person.language,
            "code",
        ),
        Column("needs", _("What they need to take part."), lambda view, person: view.needs(person)),
        Column(
            "joined_on", _("The day they joined."), lambda view, person: view.day(person.joined_at), "day"
        ),
        Column(
            "stopped_on",
            _("The day they asked for no more messages. What they told stays, as they agreed."),
            lambda view, person: view.day(person.left_at),
            "day",
        ),
        Column(
            "contact_me",
            _("yes: you may ask them for more. no: you may not."),
            lambda view, person: yes("contact_me" in person.agreed),
            "code",
        ),
        Column(
            "assisted",
            _("yes: they do not use the bot; a facilitator enters for them. no: they tell by themselves."),
            lambda view, person: yes(person.entered.code is not None),
        ),
        Column(
            "stories",
            _("How many stories they sent."),
            lambda view, person: view.stories_of[person.membership_id],
            "number",
        ),
    ),
    lambda collected: collected.people,
)

CONSENTS: Table[ConsentRow] = Table(
    "consents.csv",
    _("One row for each thing a person agreed to or not, as it stands today."),
    (
        Column("person", _("A role and a number."), lambda view, row: view.names.person(row.person)),
        Column("item", _("Key of what was asked."), lambda view, row: row.decision.item, "code"),
        Column("given", _("yes or no."), lambda view, row: yes(row.decision.given), "code"),
        Column(
            "version",
            _("Version of the consent that they read."),
            lambda view, row: row.decision.version,
            "number",
        ),
        Column(
            "language", _("Language in which they read it."), lambda view, row: row.decision.language, "code"
        ),
        Column("words", _("The exact words that they read."), lambda view, row: row.decision.words, "words"),
        Column(
            "decided_at",
            _("When they decided."),
            lambda view, row: view.time(row.decision.decided_at),
            "moment",
        ),
        Column("entered_from", ENTERED_FROM, lambda view, row: entered_from(_consent_entry(row)), "code"),
        Column("taken_on", TAKEN_ON, lambda view, row: taken_on(_consent_entry(row)), "day"),
    ),
    consent_rows,
)

TOUCHPOINTS: Table[TouchpointRow] = Table(
    "touchpoints.csv",
    _("One row for each part of care, in the order of the pathway."),
    (
        Column("position", _("Its place in the pathway, from 1."), lambda view, row: row.position, "number"),
        Column("touchpoint", _("Its id."), lambda view, row: row.touchpoint.id, "code"),
        Column("name", _("Its name."), lambda view, row: view.said(Own(row.touchpoint.name))),
        Column(
            "stories",
            _("How many stories in this export are about it."),
            lambda view, row: row.stories,
            "number",
        ),
    ),
    touchpoint_rows,
)

RATINGS: Table[RatingRow] = Table(
    "ratings.csv",
    _("One row for each part of care that somebody rated in a round, as they sent it last."),
    (
        Column("round", _("Number of the round."), lambda view, row: row.rated.round, "number"),
        Column("person", _("A role and a number."), lambda view, row: view.names.person(row.rated.person)),
        Column("role", _("patient, carer or staff."), lambda view, row: row.rated.person.role, "code"),
        Column("touchpoint", _("Id of the part of care."), lambda view, row: row.rating.touchpoint, "code"),
        Column(
            "touchpoint_name",
            _("Name of the part of care."),
            lambda view, row: view.place(row.rating.touchpoint),
        ),
        Column(
            "position",
            _("From -2 (very bad) to 2 (very good). Empty: it did not happen to them."),
            lambda view, row: row.rating.position,
            "number",
        ),
        Column("position_words", _("The same in words."), lambda view, row: view.step(row.rating)),
        Column(
            "feelings",
            _("Keys of the feelings chosen."),
            lambda view, row: "; ".join(row.rating.feelings),
            "code",
        ),
        Column("why", _("What made it so, as it was written."), _why, "words"),
        Column(
            "why_files",
            _("Where what was said of it stands in this export."),
            lambda view, row: "; ".join([path for path, _medium in row.files(view.collected)]),
        ),
        Column("sent_at", _("When it was sent."), lambda view, row: view.time(row.rated.sent_at), "moment"),
        Column("entered_from", ENTERED_FROM, lambda view, row: entered_from(row.rated.entry), "code"),
        Column("taken_on", TAKEN_ON, lambda view, row: taken_on(row.rated.entry), "day"),
        Column(
            "version",
            _("1 as first sent; more after each change."),
            lambda view, row: row.rated.version,
            "number",
        ),
    ),
    rating_rows,
)

SHARED_WORDINGS: Table[SharedWords] = Table(
    "shared-wordings.csv",
    _("One row for each story with a wording that others may see, or that the team cannot use."),
    (
        Column("story", _("Number of the story."), lambda view, row: row.story, "number"),
        Column(
            "state",
            _(
                "offered, accepted, changed (the team looks at it once more), refused, void; "
                "declined, disputed, upheld: the team cannot use the story."
            ),
            lambda view, row: row.state,
            "code",
        ),
        Column(
            "quote_workshop",
            _("yes: these words may be shown in the workshop."),
            lambda view, row: yes("quote_workshop" in row.uses),
            "code",
        ),
        Column(
            "quote_publication",
            _("yes: these words may be printed in publications."),
            lambda view, row: yes("quote_publication" in row.uses),
            "code",
        ),
        Column(
            "words",
            _("The words that may be shared. Empty unless they may be used today."),
            lambda view, row: row.words,
            "words",
        ),
    ),
    lambda collected: collected.shared,
)

TABLES: tuple[Table[Any], ...] = (
    STORIES,
    PARTS,
    SHARED_WORDINGS,
    RATINGS,
    *PRIORITY_TABLES,
    *ACTION_TABLES,
    *WORKSHOP_TABLES,
    PARTICIPANTS,
    CONSENTS,
    TOUCHPOINTS,
)
"""Every CSV file of an export, in the order in which they are explained."""
