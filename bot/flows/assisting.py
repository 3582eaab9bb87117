"""What all conversations share in which a facilitator enters for somebody: how, when, and in whose words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from bot.codesign.assisted import HOWS, How, day_of
from bot.codesign.project import Consent, ConsentKey
from bot.flows.answers import Answer, Told
from bot.flows.brief import TYPED, Brief, written
from bot.flows.questions import CHANGE, Choice, Confirm, Option, ReadBack
from bot.i18n.texts import Day, Own, Shown, Text, _, lines

HOW_NAMES: dict[How, Text] = {
    "paper": _("On paper"),
    "telephone": _("Spoken, on the telephone"),
    "in_person": _("Spoken, in person"),
}


class Taken(msgspec.Struct, frozen=True):
    """How something was taken that is entered for somebody, and on which day."""

    how: How
    on: date


@dataclass(frozen=True)
class PastDay(Brief):
    """A day that is written, of today or earlier."""

    today: date = date.max

    def accepts(self, answer: Answer) -> bool:
        """A day that can be."""
        return super().accepts(answer) and day_of(written(self.value(answer)), self.today) is not None

    def shown(self, draft: Answer | None) -> Text:
        """The question; after something that is no such day, that it was none."""
        if isinstance(draft, Told) and draft.done and draft.parts and not self.accepts(draft):
            return lines(_("I cannot read that as a day of the last two years."), self.text)
        return super().shown(draft)


async def taken(today: date) -> Taken:
    """Ask how and when something was taken."""
    how = await Choice(
        "taken.how",
        _("How did you get it from them?"),
        options=tuple(Option(each, HOW_NAMES[each]) for each in HOWS),
    )
    chosen = await Choice(
        "taken.day",
        _("On which day did they give it to you?"),
        options=(
            Option("0", _("Today")),
            Option("1", _("Yesterday")),
            Option("earlier", _("On an earlier day")),
        ),
    )
    return Taken(next(each for each in HOWS if each == how), await _on(chosen, today))


async def _on(chosen: str, today: date) -> date:
    if chosen != "earlier":
        return today - timedelta(days=int(chosen))
    parts = await PastDay(
        "taken.day.on",
        _("Please write the day like this: 2026-11-03, or 3/11/2026 with the day first."),
        allowed=TYPED,
        optional=False,
        today=today,
    )
    found = day_of(written(parts), today)
    assert found is not None
    return found


def taken_line(how: How, on: date) -> Text:
    """How and when something was taken, in one line."""
    by: dict[How, Text] = {
        "paper": _("From paper, {day}", day=Day(on)),
        "telephone": _("Spoken on the telephone, {day}", day=Day(on)),
        "in_person": _("Spoken in person, {day}", day=Day(on)),
    }
    return by[how]


async def consents_read_out(consent: Consent, language: str) -> dict[ConsentKey, bool]:
    """Put every item in its exact words, in the language of whoever gives it; return what they said to each.

    Whoever does not take part is asked nothing more.
    """
    given: dict[ConsentKey, bool] = {}
    for item in consent.items:
        given[item.key] = await Confirm(
            f"consent.{item.key}",
            lines(_("Read this to them. What do they say?"), Shown(language, Own(item.words))),
            yes=_("They agree"),
            no=_("They do not agree"),
        )
        if item.key == "take_part" and not given[item.key]:
            await ReadBack(
                "sure",
                _("Then they do not take part. Is that right?"),
                options=(
                    Option("yes", _("Yes, that is right")),
                    Option(f"{CHANGE}consent.take_part", _("No, ask me again")),
                ),
            )
            break
    return given
