"""A facilitator enters for somebody who does not use this chat: who it is, and what is entered."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.codesign.assisted import LONGEST_CODE
from bot.codesign.project import ConsentKey
from bot.flows.assisting import HOW_NAMES, Taken, consents_read_out, taken
from bot.flows.brief import TYPED, Brief, Languages, written
from bot.flows.home import Entry
from bot.flows.joining import ROLE_NAMES, JoinContext, what_to_know
from bot.flows.questions import CHANGE, Choice, Confirm, Option, ReadBack, Say
from bot.i18n.texts import Day, Own, Quote, Shown, Text, _, lines

ROLES = ("patient", "carer", "staff")
"""Whom things can be entered for."""

_NOT_FOR_OTHERS = frozenset({"not-a-helpline", "telegram"})
"""What is said of this chat to those who use it."""


class WhoContext(msgspec.Struct, frozen=True):
    """What has to be read to somebody new, in which languages, and how many people were entered before."""

    join: JoinContext
    languages: Languages
    today: date
    before: int


class NewPerson(msgspec.Struct, frozen=True):
    """Somebody new who does not use this chat, with what they agreed to and how that was taken."""

    role: str
    language: str
    code: str
    taken: Taken
    consents: dict[ConsentKey, bool]


class Known(msgspec.Struct, frozen=True):
    """Somebody for whom something was entered before, by their code."""

    code: str


async def who(ctx: WhoContext) -> NewPerson | Known | None:
    """Return for whom something is entered; None for nobody."""
    chosen = await Choice(
        "who",
        lines(
            _("You can enter what somebody told you on paper, on the telephone or in person."),
            _("It is theirs, not yours. It counts with everybody’s, and is marked as entered for them."),
            _("For whom do you enter something?"),
        ),
        options=(
            Option("new", _("For somebody new")),
            *((Option("before", _("For somebody from before")),) if ctx.before else ()),
            Option("back", _("Back to the team's menu")),
        ),
    )
    if chosen == "back":
        return None
    if chosen == "before":
        return Known(await _code(_("What is their code?")))
    return await _new(ctx)


async def _code(ask: Text) -> str:
    parts = await Brief("code", ask, allowed=TYPED, optional=False, longest=LONGEST_CODE)
    return written(parts)


async def _new(ctx: WhoContext) -> NewPerson | None:
    role = await Choice(
        "role", _("Who are they?"), options=tuple(Option(each, ROLE_NAMES[each]) for each in ROLES)
    )
    language = await Choice(
        "language",
        _("In which language do you speak with them?"),
        options=tuple(Option(code, Quote(name)) for code, name in ctx.languages),
    )
    if not await _knows(ctx, language) or not await _old_enough(ctx):
        return None
    given = await consents_read_out(ctx.join.consent, language)
    if not given.get("take_part"):
        return None
    code = await _code(
        lines(
            _("Choose a code for them: a number, or a word and a number. Write it on their form, too."),
            _("It must not be their name, their initials or their date of birth."),
        )
    )
    new = NewPerson(role, language, code, await taken(ctx.today), given)
    await _read_back(ctx, new)
    return new


async def _knows(ctx: WhoContext, language: str) -> bool:
    """Whether they know what they have to know before they agree to anything."""
    for name, text in what_to_know(ctx.join):
        if name not in _NOT_FOR_OTHERS:
            await Say(Shown(language, text))
    await Say(
        Shown(
            language,
            lines(
                _("A facilitator writes down what you tell, and enters it for you through Telegram."),
                Own(ctx.join.responsible.other_way),
            ),
        )
    )
    known = await Confirm(
        "known",
        _("Have they read all of this, or heard it from you?"),
        yes=_("Yes, they know it"),
        no=_("No, not yet"),
    )
    if not known:
        await ReadBack(
            "sure.known",
            _("Then please tell them first. I have kept nothing about them."),
            options=(Option("yes", _("I come back later")), Option(f"{CHANGE}known", _("Ask me again"))),
        )
    return known


async def _old_enough(ctx: WhoContext) -> bool:
    parents = ctx.join.parental_authorisation
    old_enough = await Confirm(
        "age",
        lines(
            _("Are they {age} years old or older?", age=ctx.join.minimum_age),
            Own(parents) if parents else None,
        ),
        yes=_("Yes, they are"),
        no=_("No, they are not"),
    )
    if not old_enough:
        await ReadBack(
            "sure.age",
            _("Then nothing can be entered for them. I have kept nothing about them."),
            options=(Option("yes", _("Yes, that is right")), Option(f"{CHANGE}age", _("No, ask me again"))),
        )
    return old_enough


async def _read_back(ctx: WhoContext, new: NewPerson) -> None:
    languages = dict(ctx.languages)
    await ReadBack(
        "check",
        lines(
            _("Is this right?"),
            lines(
                ROLE_NAMES[new.role],
                Quote(languages[new.language]),
                _("Code: {code}", code=Quote(new.code)),
                HOW_NAMES[new.taken.how],
                Day(new.taken.on),
                gap=0,
            ),
            _("They agree to:"),
            *(
                Shown(new.language, Own(item.words))
                for item in ctx.join.consent.items
                if new.consents.get(item.key)
            ),
        ),
        options=(
            Option("keep", _("Yes, keep it")),
            Option(f"{CHANGE}role", _("Change: who they are")),
            Option(f"{CHANGE}language", _("Change: the language")),
            Option(f"{CHANGE}code", _("Change: the code")),
            Option(f"{CHANGE}taken.how", _("Change: how I got it")),
            Option(f"{CHANGE}taken.day", _("Change: the day")),
            *(
                Option(f"{CHANGE}consent.{item.key}", _("Change: what they say to {number}", number=at))
                for at, item in enumerate(ctx.join.consent.items, start=1)
            ),
        ),
    )


class PersonContext(msgspec.Struct, frozen=True):
    """Somebody for whom things are entered, what was entered before, and what can be entered now."""

    membership: str
    called: Text
    code: str
    before: tuple[Text, ...]
    entries: tuple[Entry, ...]
    hints: tuple[Text, ...] = ()
    """Why something cannot be entered that one may look for."""


async def person(ctx: PersonContext) -> str:
    """Return the key of what the facilitator enters, or "back"."""
    return await Choice(
        "what",
        lines(
            _("{who}, code {code}", who=ctx.called, code=Quote(ctx.code)),
            lines(_("Entered before:"), *ctx.before, gap=0) if ctx.before else None,
            *ctx.hints,
            _("What do you enter for them?"),
        ),
        options=(
            *(Option(entry.key, entry.words) for entry in ctx.entries),
            Option("back", _("Back to the team's menu")),
        ),
    )
