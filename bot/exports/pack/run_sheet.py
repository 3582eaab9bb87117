"""The facilitator's run sheet: how the time goes, what to make ready, what to make room for, who helps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any

from bot.codesign.agenda import Piece, length
from bot.codesign.agenda_words import (
    AFTERWARDS,
    EVENT_TITLES,
    EVENT_WORDS,
    GROUND_RULES,
    PACE,
    PIECE_TITLES,
    PIECE_WORDS,
)
from bot.codesign.project import Project
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack.page import page, told
from bot.exports.pack.wrapping import breakable, direction, whole_numbers
from bot.exports.typesetting import showable, typeset
from bot.flows import result_words
from bot.flows.exchange_words import said_to_be_from
from bot.flows.map_words import disagreement
from bot.flows.owed import detail
from bot.flows.parts import part_line
from bot.flows.result_words import Words
from bot.i18n.texts import Day, Own, Quote, Text, _, n_
from bot.services.house import House
from bot.services.packs import running
from bot.services.packs.making import Pack
from bot.services.packs.messages import Message
from bot.services.packs.running import Asked, Need, RunSheet

TITLE = _("Run sheet")

MOST_OWED = 20
"""Answers that are owed and stand one by one; the chat has them all."""


async def run_sheet(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The run sheet as one document."""
    sheet = await running.gather(house, pack)
    content = await asyncio.to_thread(set_run_sheet, pack, sheet, names)
    yield File("print/run-sheet.pdf", content, TITLE)


def set_run_sheet(pack: Pack, sheet: RunSheet, names: Names) -> bytes:
    """The run sheet of a pack (PDF)."""
    said = names.said
    data = page(pack, names, TITLE) | {
        "event": said(EVENT_TITLES[sheet.event]),
        "about": [said(each) for each in _about(pack, sheet)],
        "agenda": _agenda(names, sheet.pieces),
        "sections": [section for section in _sections(pack, sheet, names) if section is not None],
    }
    return typeset("run_sheet.typ", data, "pdf")[0]


def _about(pack: Pack, sheet: RunSheet) -> Iterator[Text]:
    yield EVENT_WORDS[sheet.event]
    yield _("This sheet goes by the phase of the project on {day}.", day=Day(pack.made_on))


def _agenda(names: Names, pieces: Sequence[Piece]) -> dict[str, Any]:
    said, whole = names.said, length(pieces)
    return {
        "heading": said(_("How the time goes")),
        "whole": said(
            _(
                "In all it takes {hours} and {minutes}.",
                hours=_hours(whole // 60),
                minutes=_minutes(whole % 60),
            )
            if whole % 60
            else _("In all it takes {hours}.", hours=_hours(whole // 60))
        ),
        "columns": [said(_("How long")), said(_("What"))],
        "rows": [
            {
                "length": said(_minutes(piece.minutes)),
                "title": said(PIECE_TITLES[piece.key]),
                "words": said(PIECE_WORDS[piece.key]),
                "rest": piece.key == "break",
            }
            for piece in pieces
        ],
        "pace": [said(each) for each in PACE],
    }


def _minutes(minutes: int) -> Text:
    return n_("{n} minute", "{n} minutes", minutes)


def _hours(hours: int) -> Text:
    return n_("{n} hour", "{n} hours", hours)


def _sections(pack: Pack, sheet: RunSheet, names: Names) -> Iterator[dict[str, Any] | None]:
    yield _section(names, _("Ground rules, to read out"), points=GROUND_RULES)
    yield _ready(names, sheet.needs, shared=pack.kind == "share")
    yield _room_for(names, sheet)
    if pack.kind == "team":
        yield _messages(names, pack.messages)
        yield _questions(names, sheet.asked)
        yield _debt(names, sheet, read_out=bool(pack.messages))
    yield _help(names, pack.project)
    yield _section(names, _("Afterwards"), points=AFTERWARDS)


def _section(
    names: Names,
    heading: Text,
    *words: Text,
    points: Iterable[Text] = (),
    told: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    return {
        "heading": names.said(heading),
        "words": [whole_numbers(names.said(each)) for each in words],
        "points": [whole_numbers(names.said(each)) for each in points],
        "told": list(told),
    }


def _ready(names: Names, needs: Sequence[Need], *, shared: bool) -> dict[str, Any]:
    heading = _("What people need to take part")
    if not needs:
        return _section(names, heading, _("Nobody has asked for anything. Ask again before the day."))
    if shared:
        words = _("Have all of this ready. How many people need it stays with the team.")
        return _section(names, heading, words, points=(need.label for need in needs))
    return _section(
        names,
        heading,
        _("Have this ready. Ask each of these people before the day if it is right for them."),
        points=(
            n_("{need}: {n} person", "{need}: {n} people", need.people or 0, need=need.label)
            for need in needs
        ),
    )


def _room_for(names: Names, sheet: RunSheet) -> dict[str, Any]:
    heading = _("Make room for this")
    points: list[Text] = [
        _("{touchpoint}: {what}", touchpoint=Own(each.touchpoint), what=disagreement(pair))
        for each in sheet.apart
        for pair in each.pairs
    ]
    if sheet.vote is not None:
        ask, result = sheet.vote
        words = Words(ask.candidates)
        points += result_words.differences(result.standings, words)
        points += result_words.minority(result.minority, words)
    if not points:
        return _section(
            names,
            heading,
            _("Nothing shows yet that people of different roles see something differently."),
            _("That does not mean that they agree. Ask who sees it otherwise, and wait."),
        )
    return _section(
        names,
        heading,
        _("People of different roles see these things differently. It is not settled by counting heads."),
        points=points,
    )


def _messages(names: Names, messages: Sequence[Message]) -> dict[str, Any]:
    heading = _("To be read out in the workshop")
    if not messages:
        return _section(names, heading, _("Nobody who cannot come has sent anything to be read out."))
    return _section(
        names,
        heading,
        _("These people cannot come. Read this out as it stands, or play it. Say no name and no number."),
        _("Then say in the chat that it was read out: send /team and press “Questions”. They are told."),
        told=(_message(names, each) for each in messages),
    )


def _message(names: Names, message: Message) -> dict[str, Any]:
    who = said_to_be_from(message.role, with_role=message.with_role)
    spoken = any(part.file for part in message.parts)
    play = names.said(_("A voice message. Play it from the chat: send /team and press “Questions”."))
    words = [told(showable(names.said(part_line(part))), message.language, names) for part in message.parts]
    return {
        "heading": names.said(_("{code}: from {who}", code=Quote(message.code), who=who)),
        "said": [*words, *([told(play, None, names)] if spoken else [])],
    }


def _questions(names: Names, asked: Sequence[Asked]) -> dict[str, Any]:
    heading = _("What people asked the team")
    if not asked:
        return _section(names, heading, _("No question waits for an answer."))
    return _section(
        names,
        heading,
        _("Answer them in the chat before the day, or say today when you will. Do not say who asked."),
        told=(_told(names, each) for each in asked),
    )


def _told(names: Names, asked: Asked) -> dict[str, Any]:
    parts = [showable(names.said(part_line(part))) for part in asked.parts]
    words = parts or [names.said(_("What they said may not be printed. It stands in the chat."))]
    return {
        "heading": names.said(asked.called),
        "said": [told(each, asked.language if parts else None, names) for each in words],
    }


def _debt(names: Names, sheet: RunSheet, *, read_out: bool) -> dict[str, Any]:
    """What is owed beside what stands to be ``read_out`` already."""
    heading = _("Answers that are owed")
    if not sheet.owed and read_out:
        return _section(names, heading, _("Nothing else is owed than what is to be read out."))
    if not sheet.owed:
        return _section(names, heading, _("Everybody has heard back. Nothing is owed."))
    more = len(sheet.owed) - MOST_OWED
    points: list[Text] = [detail(line) for line in sheet.owed[:MOST_OWED]]
    if more > 0:
        points.append(n_("and {n} more", "and {n} more", more))
    return _section(
        names,
        heading,
        _("These people wait to hear from the team. Answer them before you ask them for more."),
        points=points,
    )


def _help(names: Names, project: Project) -> dict[str, Any]:
    answers = project.responsible
    safe = answers.safeguarding
    people = [
        (_("{name}, {role}", name=Quote(each.name), role=Own(each.role)), each.contact)
        for each in (safe.lead, safe.deputy)
    ]
    return _section(
        names,
        _("If somebody needs help"),
        Own(answers.emergency),
        _("Stop, whatever the time. Go with the person to a quiet place. Do not leave them alone."),
        _("Tell one of these people on the same day, if you fear that somebody may come to harm."),
        _("When they can be reached: {hours}", hours=Own(safe.hours)),
        told=(
            _contact(names, who, contact)
            for who, contact in (*people, (_("The facilitators"), answers.facilitators_contact))
        ),
    )


def _contact(names: Names, who: Text, contact: str) -> dict[str, Any]:
    """How to reach somebody, in its own direction: a number that is turned around reaches nobody."""
    words = {"words": breakable(contact), "dir": direction(contact), "lang": names.language}
    return {"heading": names.said(who), "said": [words], "beside": True}
