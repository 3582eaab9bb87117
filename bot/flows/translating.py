"""The same words in several languages; each further language can be left out as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from bot.codesign.priorities import LONGEST
from bot.codesign.project import LocalText
from bot.flows.brief import TYPED, Brief, Languages, written
from bot.flows.questions import CHANGE, Confirm, Option
from bot.i18n.texts import Quote, Text, _, lines


class Wanted(msgspec.Struct, frozen=True):
    """Words that are wanted: the name of their question, what is asked, and what changing them is called."""

    name: str
    ask: Text
    change: Text
    optional: bool = False
    longest: int = LONGEST


async def in_first(wanted: Sequence[Wanted], languages: Languages) -> dict[str, LocalText]:
    """Ask for each of them in the first language of the project; what was left out is empty."""
    code, called = languages[0]
    said: dict[str, LocalText] = {}
    for each in wanted:
        parts = await Brief(
            f"{each.name}.{code}",
            lines(
                each.ask,
                _("Please write it in this language: {language}", language=Quote(called))
                if len(languages) > 1
                else None,
            ),
            allowed=TYPED,
            optional=each.optional,
            longest=each.longest,
        )
        said[each.name] = {code: written(parts)} if parts else {}
    return said


def anew(called: str, now: str | None) -> Text:
    """What words say in a language now (None: nothing yet), and that they can be written anew."""
    return lines(
        lines(_("Now it says in {language}:", language=Quote(called)), Quote(now), gap=0)
        if now
        else _("It is not there in this language yet: {language}", language=Quote(called)),
        _("Write it anew in this language, or press “Skip this” to leave it."),
    )


async def in_others(
    wanted: Sequence[Wanted], said: Mapping[str, LocalText], languages: Languages
) -> dict[str, LocalText]:
    """Ask for it in each further language that the writer takes on; returns all languages together."""
    whole = {name: dict(words) for name, words in said.items()}
    first, first_called = languages[0]
    for code, called in languages[1:]:
        if not await Confirm(
            f"also.{code}",
            _(
                "Would you like to write it in this language too: {language}? If not, people read it in this "
                "one: {first}",
                language=Quote(called),
                first=Quote(first_called),
            ),
            yes=_("Yes, write it"),
            no=_("No, leave it out"),
        ):
            continue
        for each in wanted:
            if not whole[each.name]:
                continue
            parts = await Brief(
                f"{each.name}.{code}",
                lines(
                    Quote(whole[each.name][first]),
                    _("The same in this language, if you can: {language}", language=Quote(called)),
                ),
                allowed=TYPED,
                longest=each.longest,
            )
            if parts:
                whole[each.name][code] = written(parts)
    return whole


def changes(wanted: Sequence[Wanted], languages: Languages) -> tuple[Option, ...]:
    """A way back to each of them in the first language, for what is read back."""
    code = languages[0][0]
    return tuple(Option(f"{CHANGE}{each.name}.{code}", each.change) for each in wanted)
