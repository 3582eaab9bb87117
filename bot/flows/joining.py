"""Joining: what this is, who reads it, what is agreed to, item by item, with nothing ticked beforehand.

What must be said before the first story follows good practice in involvement: that this is no
helpline, who reads, the limits of confidentiality, and that Telegram itself could read the chat.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from bot.codesign.project import Consent, ConsentItem, ConsentKey, FormatNeed, LocalText, Responsible
from bot.flows.questions import CHANGE, Confirm, Option, Page, Progress, ReadBack, Several
from bot.i18n.texts import Day, Own, Quote, Text, _, lines, n_

Role: TypeAlias = Literal["patient", "carer", "staff", "facilitator", "safeguarding", "sponsor"]

ROLE_NAMES: dict[str, Text] = {
    "patient": _("patient"),
    "carer": _("carer or family member"),
    "staff": _("member of staff"),
    "facilitator": _("facilitator"),
    "safeguarding": _("safety lead"),
    "sponsor": _("sponsor"),
}


class JoinContext(msgspec.Struct, frozen=True):
    """What a person is told and asked when they join one project in one role."""

    role: Role
    title: LocalText
    about: LocalText
    reply_days: int
    minimum_age: int
    kept_until: date
    research: bool
    consent: Consent
    format_needs: tuple[FormatNeed, ...]
    responsible: Responsible
    parental_authorisation: LocalText | None = None


class Joined(msgspec.Struct, frozen=True):
    """The person agreed to take part: every consent with its answer, and what they need to take part."""

    consents: dict[ConsentKey, bool]
    needs: tuple[str, ...]


class Declined(msgspec.Struct, frozen=True):
    """The person does not take part."""

    why: Literal["age", "consent", "role"]


async def join(ctx: JoinContext) -> Joined | Declined:
    """A patient, carer or member of staff joins."""
    told = what_to_know(ctx)
    stages = len(told) + len(ctx.consent.items) + 3
    for at, (name, text) in enumerate(told, start=1):
        await Progress(at, stages)
        await Page(f"read.{name}", text)
    await Progress(len(told) + 1, stages)
    if not await _role_is_right(ctx):
        await _surely_not("role")
        return Declined("role")
    await Progress(len(told) + 2, stages)
    if not await _old_enough(ctx):
        await _surely_not("age")
        return Declined("age")
    consents: dict[ConsentKey, bool] = {}
    for at, item in enumerate(ctx.consent.items, start=len(told) + 3):
        await Progress(at, stages)
        consents[item.key] = await agrees(item)
        if item.key == "take_part" and not consents["take_part"]:
            await _surely_not("consent.take_part")
            return Declined("consent")
    await Progress(stages, stages)
    return Joined(consents, await _needs(ctx))


async def join_as_facilitator(ctx: JoinContext) -> Joined | Declined:
    """Somebody of the team joins: what they can see, and what they promise."""
    await Page("read.welcome", _welcome(ctx))
    if ctx.role == "safeguarding":
        return await _join_for_safety()
    if ctx.role == "sponsor":
        return await _join_as_sponsor()
    await Page(
        "read.care",
        _(
            "What people tell is private health information. Some of it is hard to read. "
            "Each story opens with a note about what is in it, so that you can choose your moment."
        ),
    )
    promise = await Confirm(
        "promise",
        _(
            "Please promise: you read stories only for this project, you do not pass them on, "
            "and you tell the safeguarding lead at once if somebody may come to harm."
        ),
        yes=_("I promise"),
        no=_("No, I do not want to join"),
    )
    if promise:
        return Joined({"take_part": True}, ())
    await _surely_not("promise")
    return Declined("consent")


async def _join_for_safety() -> Joined | Declined:
    await Page(
        "read.safety",
        lines(
            _("You look after people's safety in this project."),
            _(
                "I write to you at once, also at night: when somebody asks to be contacted or complains, "
                "and when a facilitator is worried about somebody."
            ),
            _("You see no stories, and you do not vote."),
        ),
    )
    promise = await Confirm(
        "promise",
        _("Please promise: what you read here is only for keeping people safe, and you do not pass it on."),
        yes=_("I promise"),
        no=_("No, I do not want to join"),
    )
    if promise:
        return Joined({"take_part": True}, ())
    await _surely_not("promise")
    return Declined("consent")


async def _join_as_sponsor() -> Joined | Declined:
    await Page(
        "read.sponsor",
        lines(
            _("You are the sponsor. You see to it that decisions are made, and that they are carried out."),
            _(
                "You see which decisions wait, who has to make them, and for how long. "
                "You see how the project is doing. Once a month I write to you about it."
            ),
            _("You see no stories and no names of those who take part, and you do not vote."),
        ),
    )
    promise = await Confirm(
        "promise",
        _("Please promise: you do not try to find out who said what, and you help to get decisions made."),
        yes=_("I promise"),
        no=_("No, I do not want to join"),
    )
    if promise:
        return Joined({"take_part": True}, ())
    await _surely_not("promise")
    return Declined("consent")


async def _surely_not(name: str) -> None:
    """Ask once more before the door closes: a finger can slip, and the link may be used up."""
    await ReadBack(
        f"sure.{name}",
        _("Then you do not take part, and I keep nothing about you. Is that right?"),
        options=(Option("yes", _("Yes, that is right")), Option(CHANGE + name, _("No, ask me again"))),
    )


def what_to_know(ctx: JoinContext) -> list[tuple[str, Text]]:
    """What somebody has to know before they agree to anything, one thought at a time, each under a name."""
    answers = ctx.responsible
    return [
        ("welcome", _welcome(ctx)),
        ("what-happens", _what_happens(ctx)),
        (
            "not-a-helpline",
            lines(
                _("This is not a helpline. Nobody watches it at night or all day."),
                Own(answers.emergency),
                _("The button “I need help now” is always there. It shows you who to call."),
            ),
        ),
        ("readers", lines(_("Who reads what you tell:"), Own(answers.readers))),
        (
            "limits",
            lines(
                _("What you tell stays with the team. There is a limit to that:"),
                Own(answers.confidentiality_limits),
            ),
        ),
        (
            "telegram",
            lines(
                _(
                    "This chat runs through Telegram. Telegram itself could read it: "
                    "a chat with a bot is not locked from end to end."
                ),
                Own(answers.other_way),
            ),
        ),
        ("responsible", _responsible(ctx)),
    ]


def _welcome(ctx: JoinContext) -> Text:
    return lines(
        _("Hello. You have been invited to help make a service better: {title}.", title=Own(ctx.title)),
        Own(ctx.about),
    )


def _what_happens(ctx: JoinContext) -> Text:
    return lines(
        _(
            "You tell what happened and how it felt, in your own words. "
            "The team works with you on what should change."
        ),
        n_(
            "You hear back within {n} day about what you told.",
            "You hear back within {n} days about what you told.",
            ctx.reply_days,
        ),
        _("You can stop, go back, or take a break at every step. There is no time limit."),
    )


def _responsible(ctx: JoinContext) -> Text:
    answers = ctx.responsible
    return lines(
        _("{controller} is responsible for your data.", controller=Quote(answers.controller)),
        Own(answers.lawful_basis),
        Own(answers.article_9_condition),
        _("This is research. You will have been given a study information sheet.") if ctx.research else None,
        _("What you tell is kept until {day}. Then we erase it.", day=Day(ctx.kept_until)),
        _("Questions about your data: {contact}", contact=Quote(answers.data_protection_contact)),
    )


async def _role_is_right(ctx: JoinContext) -> bool:
    return await Confirm(
        "role",
        _("You were invited as: {role}. Is that right?", role=ROLE_NAMES[ctx.role]),
        yes=_("Yes, that is right"),
        no=_("No, that is not me"),
    )


async def _old_enough(ctx: JoinContext) -> bool:
    return await Confirm(
        "age",
        lines(
            _("Are you {age} years old or older?", age=ctx.minimum_age),
            Own(ctx.parental_authorisation) if ctx.parental_authorisation else None,
        ),
        yes=_("Yes, I am"),
        no=_("No, I am not"),
    )


async def agrees(item: ConsentItem) -> bool:
    """Ask one consent item in its exact words."""
    return await Confirm(
        f"consent.{item.key}", Own(item.words), yes=_("Yes, I agree"), no=_("No, I do not agree")
    )


async def _needs(ctx: JoinContext) -> tuple[str, ...]:
    if not ctx.format_needs:
        return ()
    return await Several(
        "needs",
        _("Do you need anything to take part with ease? Choose what fits, then press Done."),
        options=tuple(Option(need.key, Own(need.label)) for need in ctx.format_needs),
        none=_("I need nothing special"),
    )
