"""What facilitators do in the chat: see what is new, read a story, export."""

from __future__ import annotations

import msgspec

from bot.codesign.story import Kind
from bot.flows.home import Entry
from bot.flows.questions import Choice, Confirm, Option, Say, Show
from bot.i18n.texts import Day, Own, Text, _, lines, n_

PRESSING = "calls:"
"""The menu's entry for calls and concerns: it stands first while one of them cannot wait."""


class TeamContext(msgspec.Struct, frozen=True):
    """Counts of one project, as they stand. ``pressing`` calls and concerns cannot wait."""

    title: dict[str, str]
    unread: int
    stories: int
    people: int
    overdue: int
    pressing: int = 0
    entries: tuple[Entry, ...] = ()
    overdue_outcomes: tuple[Text, ...] = ()
    """Rounds that are over and have no outcome, with their age: they are said first."""


async def team(ctx: TeamContext) -> str:
    """Return what the facilitator wants to do."""
    options: list[Option] = []
    pressing = [entry for entry in ctx.entries if ctx.pressing and entry.key.startswith(PRESSING)]
    options += [Option(entry.key, entry.words) for entry in pressing]
    if ctx.unread:
        options.append(Option("read", _("Read the next new story")))
    options += [Option(entry.key, entry.words) for entry in ctx.entries if entry not in pressing]
    if ctx.stories:
        options.append(Option("reread", _("Read all stories from the first")))
    options.append(Option("home", _("Back to the menu")))
    return await Choice(
        "do",
        lines(
            Own(ctx.title),
            *ctx.overdue_outcomes,
            n_(
                "{n} call or concern cannot wait: it is overdue, or not seen yet.",
                "{n} calls and concerns cannot wait: they are overdue, or not seen yet.",
                ctx.pressing,
            )
            if ctx.pressing
            else None,
            lines(
                n_("{n} story that you have not read", "{n} stories that you have not read", ctx.unread),
                n_("{n} story in all", "{n} stories in all", ctx.stories),
                n_("{n} person has joined", "{n} people have joined", ctx.people),
                n_(
                    "{n} teller should have heard back by now",
                    "{n} tellers should have heard back by now",
                    ctx.overdue,
                ),
                gap=0,
            ),
        ),
        options=tuple(options),
    )


class KeptFile(msgspec.Struct, frozen=True):
    """A file of a story that can be shown."""

    file: str
    kind: Kind
    alternative: Text


class ReadingContext(msgspec.Struct, frozen=True):
    """One story as the team reads it. ``missing`` counts files that have not arrived yet."""

    story: str
    number: int
    version: int
    membership: str
    teller: Text
    reply_due: Day
    words: Text
    hard_feelings: tuple[Text, ...]
    files: tuple[KeptFile, ...]
    missing: int
    reread: bool
    ways: tuple[Entry, ...] = ()
    entered: Text | None = None
    """How it was entered for its teller, who does not use this chat."""


class Read(msgspec.Struct, frozen=True):
    """Whether the facilitator read this story, and what they do then: "next", "enough", or a way of it."""

    read: bool
    then: str


async def read_story(ctx: ReadingContext) -> Read:
    """A content note first; then the story with its files; then the way on."""
    if not await _good_moment(ctx):
        return Read(read=False, then="enough")
    for file in ctx.files:
        await Show(file.file, file.kind, ctx.membership, file.alternative)
    if ctx.missing:
        await Say(
            n_(
                "{n} file of this story has not arrived yet.",
                "{n} files of this story have not arrived yet.",
                ctx.missing,
            )
        )
    do = await Choice(
        "after",
        lines(
            _("Story {number}, from {teller}", number=ctx.number, teller=ctx.teller),
            ctx.entered,
            ctx.words,
            _("They were told they hear back by {day}.", day=ctx.reply_due),
        ),
        options=(
            Option("next", _("I have read it. Next story")),
            Option("enough", _("I have read it. That is enough for now")),
            *(Option(way.key, way.words) for way in ctx.ways),
        ),
    )
    return Read(read=True, then=do)


async def _good_moment(ctx: ReadingContext) -> bool:
    return await Confirm(
        "note",
        lines(
            _("Before you read story {number}:", number=ctx.number),
            lines(_("The teller chose these hard feelings:"), *ctx.hard_feelings, gap=0)
            if ctx.hard_feelings
            else _("The teller chose no hard feelings. It may still be hard to read."),
            n_("It has {n} file.", "It has {n} files.", len(ctx.files)) if ctx.files else None,
            _("Is this a good moment?"),
        ),
        yes=_("Yes, show it"),
        no=_("Not now"),
    )
