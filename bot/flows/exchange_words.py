"""What people and the team said to each other, in words, for either side."""

from __future__ import annotations

import msgspec

from bot.codesign.exchange import AboutKind, Answer, Exchange, Kind
from bot.codesign.packs import message_code
from bot.codesign.story import Part
from bot.flows.brief import TYPED, Brief, written
from bot.flows.joining import ROLE_NAMES
from bot.flows.parts import KIND_NAMES, part_line
from bot.flows.questions import Asides, Choice, Option
from bot.i18n.texts import Day, Quote, Text, _, lines

LONGEST_NAME = 30
"""Letters of a first name."""


OF_ROLES = {
    "patient": _("a patient"),
    "carer": _("a carer or family member"),
    "staff": _("a member of staff"),
}
"""How it is said in the workshop from whom something comes, where they want that."""

SOMEBODY = _("somebody who takes part")
"""The same where they do not."""


class About(msgspec.Struct, frozen=True):
    """What an exchange is about: what it is called, and its words as they stand, where there are any."""

    called: Text
    words: Text | None = None


def subject(kind: AboutKind, number: int) -> Text:
    """How something is called that an exchange can be about."""
    names: dict[AboutKind, Text] = {
        "story": _("Story {number}", number=number),
        "wording": _("how the team would share story {number}", number=number),
        "theme": _("theme {number}", number=number),
        "priority": _("priority {number}", number=number),
        "reply": _("an answer of the team"),
        "update": _("update {number}", number=number),
        "action": _("action {number}", number=number),
    }
    return names[kind]


def called(role: str, number: int, name: str = "") -> Text:
    """How people are called here: their role and number, and the first name they chose, if any."""
    who = _("{role} {number}", role=ROLE_NAMES[role], number=number)
    return _("{who} ({name})", who=who, name=Quote(name)) if name else who


def heading(kind: Kind, number: int, about: About | None, who: Text | None = None) -> Text:
    """What an exchange is, and about what; ``who`` says whose it is, to the team."""
    if kind == "question":
        return (
            _("Question {number}", number=number)
            if who is None
            else _("Question {number}, from {who}", number=number, who=who)
        )
    if kind == "for_workshop":
        code = Quote(message_code(number))
        return (
            _("For the workshop ({code})", code=code)
            if who is None
            else _("For the workshop ({code}), from {who}", code=code, who=who)
        )
    if kind == "story_reply" and about is not None:
        return (
            _("{what}: what the team answered", what=about.called)
            if who is None
            else _("{what}: {who} wrote back", what=about.called, who=who)
        )
    first = (
        _("“This is not what I meant” ({number})", number=number)
        if who is None
        else _("“This is not what I meant” ({number}), from {who}", number=number, who=who)
    )
    return lines(
        first,
        _("It is about this: {what}", what=about.called) if about else None,
        about.words if about else None,
        gap=0,
    )


def to_and_fro(exchange: Exchange, asker: Text | None = None) -> Text:
    """All that was said, oldest first; ``asker`` is how the team calls its person, None for that person."""
    said: list[Text] = []
    for turn in exchange.turns:
        if turn.parts:
            wrote = _("You said:") if asker is None else _("{who} said:", who=asker)
            said.append(lines(wrote, *map(part_line, turn.parts), gap=0))
        said += map(answer_lines, turn.answers)
    return lines(*said) if said else _("Nothing more was said.")


def said_to_be_from(role: str, *, with_role: bool) -> Text:
    """How it is said in the workshop from whom something comes: as its teller chose."""
    return OF_ROLES.get(role, SOMEBODY) if with_role else SOMEBODY


def said_as(kind: str, role: str, exchange: Exchange) -> Text | None:
    """How it is said in the workshop from whom this comes; None for what is not meant for one."""
    if kind != "for_workshop":
        return None
    return _("It is said to come from {who}.", who=said_to_be_from(role, with_role=exchange.with_role))


def answer_lines(answer: Answer) -> Text:
    """One answer of the team: who gave it, and its words; where it was spoken, that it was."""
    if answer.on is not None:
        return _("It was read out in the workshop on {day}.", day=Day(answer.on))
    if answer.became == "not_read_out":
        return lines(_("It was not read out. The team says why:"), Quote(answer.words), gap=0)
    return lines(
        _("{who} answered:", who=called(answer.role, answer.number, answer.name)),
        in_voice(answer.words) if answer.file else Quote(answer.words),
        gap=0,
    )


def under_recording(answer: Answer) -> Text:
    """What stands under the recording of an answer: who gave it, and what it says."""
    who = called(answer.role, answer.number, answer.name)
    return lines(_("{who} answered:", who=who), Quote(answer.words), gap=0)


def in_voice(words: str) -> Text:
    """What a recording says, in writing."""
    return _("[{kind}] {words}", kind=KIND_NAMES["voice"], words=Quote(words))


async def with_asides(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What was said to a question, and what was said beside it, in the order in which it was said."""
    return tuple(sorted((*parts, *await Asides()), key=lambda part: part.order))


async def choose_name(name: str, text: Text, me: Text, known: str) -> str:
    """Ask under which name somebody speaks: only as their role and number, or with a first name besides.

    ``known`` is the name they chose before. Returns the first name, or nothing.
    """
    who = await Choice(
        name,
        text,
        options=(
            Option("number", _("Only “{me}”", me=me)),
            *((Option("same", _("Also this name: {name}", name=Quote(known))),) if known else ()),
            Option("name", _("Another first name") if known else _("Add a first name")),
        ),
    )
    if who != "name":
        return known if who == "same" else ""
    return written(
        await Brief(
            f"{name}.name",
            lines(
                _("Which first name? It can be any name you choose. Please write only that."),
                _("I remember it for the next time."),
            ),
            allowed=TYPED,
            optional=False,
            longest=LONGEST_NAME,
        )
    )
