"""A facilitator is worried about somebody's safety: what it is, and that the lead hears of it at once."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.codesign.project import Person
from bot.flows.looking_after import TEXT
from bot.flows.questions import Choice, Option, Words
from bot.i18n.texts import Own, Quote, Text, _, lines

Kind = Literal["story", "ratings", "suggestion"]
"""What a concern can come from."""


class WorryContext(msgspec.Struct, frozen=True):
    """What gave rise to it, who told that, and who looks after safety in this project.

    ``number`` is that of the story or the suggestion, or of the round of ratings. ``subject`` is its id.
    """

    number: int
    teller: Text
    lead: Person
    deputy: Person
    emergency: dict[str, str]
    kind: Kind = "story"
    subject: str = ""


async def raise_concern(ctx: WorryContext) -> str:
    """Return what worries the facilitator, in their words; nothing when they go back."""
    parts = await Words(
        "worry",
        lines(
            _after(ctx),
            Own(ctx.emergency),
            _(
                "Please write in one message what worries you. "
                "It goes to these people at once, also at night:"
            ),
            lines(contact(ctx.lead), contact(ctx.deputy), gap=0),
            _("Press “Skip this” if you do not want to raise a concern."),
        ),
        allowed=TEXT,
    )
    return "\n".join(part.words for part in parts)


def _after(ctx: WorryContext) -> Text:
    if ctx.kind == "ratings":
        return _(
            "You are worried about somebody's safety after what {teller} said of how the care felt.",
            teller=ctx.teller,
        )
    if ctx.kind == "suggestion":
        return _(
            "You are worried about somebody's safety after suggestion {number}, from {teller}.",
            number=ctx.number,
            teller=ctx.teller,
        )
    return _(
        "You are worried about somebody's safety after story {number}, from {teller}.",
        number=ctx.number,
        teller=ctx.teller,
    )


class ReachContext(msgspec.Struct, frozen=True):
    """A concern that could be sent to nobody in the bot: the people to call now."""

    number: int
    lead: Person
    deputy: Person
    emergency: dict[str, str]


Reached = Literal["lead", "deputy", "nobody"]


async def reach_lead(ctx: ReachContext) -> str:
    """Return whom the facilitator has reached: "lead", "deputy" or "nobody"."""
    return await Choice(
        "reached",
        lines(
            _("I could not send concern {number}: neither of these people is in the bot.", number=ctx.number),
            _("Please call them now, until you reach one of them:"),
            lines(contact(ctx.lead), contact(ctx.deputy), gap=0),
            Own(ctx.emergency),
            _("Then say here what came of it. It stays in the audit record."),
        ),
        options=(
            Option("lead", _("I have spoken with {name}", name=Quote(ctx.lead.name))),
            Option("deputy", _("I have spoken with {name}", name=Quote(ctx.deputy.name))),
            Option("nobody", _("I have called and reached nobody")),
        ),
    )


def contact(person: Person) -> Text:
    """Somebody to call, with what they are and how to reach them."""
    return _(
        "{name}, {role}: {contact}",
        name=Quote(person.name),
        role=Own(person.role),
        contact=Quote(person.contact),
    )
