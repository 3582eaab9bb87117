"""The home menu: what there is to do now, for this person."""

from __future__ import annotations

import msgspec

from bot.flows.questions import Choice, Option
from bot.i18n.texts import Moment, Own, Text, _, lines


class Entry(msgspec.Struct, frozen=True):
    """What can be chosen on a menu because it is there for this person now."""

    key: str
    words: Text


class HomeContext(msgspec.Struct, frozen=True):
    """What is open to the person. ``change_until`` is set while the last story can be changed."""

    title: dict[str, str]
    facilitator: bool
    can_tell: bool
    waiting_story: bool
    several_projects: bool
    change_story: int | None = None
    change_until: Moment | None = None
    safety: bool = False
    sponsor: bool = False
    entries: tuple[Entry, ...] = ()
    below: tuple[Entry, ...] = ()
    """Entries that stand below “Tell a story”."""
    asks: tuple[Text, ...] = ()
    """What the team asks of this person at present, with the time that is left."""


async def home(ctx: HomeContext) -> str:
    """Return the key of what the person chose to do."""
    return await Choice(
        "do",
        _greeting(ctx),
        options=tuple(_options(ctx)),
        aside=_("I have kept what you sent. To begin a story with it, press “Tell a story”."),
    )


def _greeting(ctx: HomeContext) -> Text:
    if not (ctx.can_tell or ctx.facilitator or ctx.safety or ctx.sponsor):
        return lines(
            Own(ctx.title),
            _("You asked us to keep nothing that you tell. You can change that in “My data”."),
            *ctx.asks,
            _("What would you like to do?"),
        )
    return lines(Own(ctx.title), *ctx.asks, _("What would you like to do?"))


def _options(ctx: HomeContext) -> list[Option]:
    options: list[Option] = []
    if ctx.facilitator:
        options.append(Option("team", _("For facilitators")))
    options += [Option(entry.key, entry.words) for entry in ctx.entries]
    if ctx.waiting_story:
        options.append(Option("resume", _("Go on with my story")))
    if ctx.change_story is not None and ctx.change_until is not None:
        label = _("Change story {number} (until {time})", number=ctx.change_story, time=ctx.change_until)
        options.append(Option("change_story", label))
    if ctx.can_tell:
        options.append(Option("story", _("Tell a story")))
    options += [Option(entry.key, entry.words) for entry in ctx.below]
    options.append(Option("my_data", _("My data")))
    options.append(Option("language", _("Language")))
    if ctx.several_projects:
        options.append(Option("other_project", _("Another project")))
    return options
