"""The actions as the team sees to them: the list, what each comes from, who looks after it, the next step."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.codesign.actions import Mix
from bot.flows.action_words import Shown, label, lines_for_the_team, mix_lines
from bot.flows.asks import PEOPLE
from bot.flows.priorities import NamedStory
from bot.flows.proposals import Listed
from bot.flows.questions import Choice, Confirm, Option, Several
from bot.i18n.texts import Own, Text, _, lines, n_

SERVICE = "service"


class ActionView(msgspec.Struct, frozen=True):
    """An action as the team sees it. ``priorities`` and ``stories`` are linked by themselves.

    ``origin`` says where its stories come from. ``held`` is it when a participant was asked to look after it.
    """

    shown: Shown
    origin: Text
    priorities: tuple[int, ...]
    stories: tuple[int, ...]
    over: bool
    held: bool
    asked: int
    answered: int


class Somebody(msgspec.Struct, frozen=True):
    """A participant who can be asked to look after an action."""

    role: str
    number: int
    called: Text


class ActionsContext(msgspec.Struct, frozen=True):
    """The actions of a project, what they can come from, and who can be asked to look after one."""

    actions: tuple[ActionView, ...]
    priorities: tuple[Listed, ...]
    stories: tuple[NamedStory, ...]
    people: tuple[Somebody, ...]
    mix: Mix
    begun: bool = False
    """Whether the facilitator is half way through writing one."""


class WriteNew(msgspec.Struct, frozen=True, tag="write"):
    """A new action is to be written; ``resume``: the one that was begun."""

    resume: bool = False


class TakeStep(msgspec.Struct, frozen=True, tag="step"):
    """The next step of an action is to be taken."""

    number: int


class ChangeWords(msgspec.Struct, frozen=True, tag="words"):
    """An action is to be put in other words."""

    number: int


class Linked(msgspec.Struct, frozen=True, tag="linked"):
    """What an action comes from: exactly these priorities and stories, by their numbers."""

    number: int
    priorities: tuple[int, ...]
    stories: tuple[int, ...]


class AskOwner(msgspec.Struct, frozen=True, tag="owner"):
    """Somebody is to be asked to look after an action; role "": the service takes it back."""

    number: int
    role: str = ""
    person: int = 0


class SeeAnswers(msgspec.Struct, frozen=True, tag="answers"):
    """What people say of the difference that an action made."""

    number: int


class Again(msgspec.Struct, frozen=True, tag="again"):
    """Nothing is changed; the list is shown again."""


class Left(msgspec.Struct, frozen=True, tag="left"):
    """Back to the team's menu."""


ActionsWish: TypeAlias = WriteNew | TakeStep | ChangeWords | Linked | AskOwner | SeeAnswers | Again | Left


async def actions(ctx: ActionsContext) -> ActionsWish:
    """Return what is to be done with an action, if anything."""
    which = await Choice(
        "which",
        lines(
            n_("There is {n} action.", "There are {n} actions.", len(ctx.actions))
            if ctx.actions
            else _("There is no action yet."),
            mix_lines(ctx.mix) if ctx.actions else None,
        ),
        options=(
            *(
                Option(
                    str(each.shown.number),
                    label(each.shown.number, each.shown.action.what, each.shown.action.status),
                )
                for each in ctx.actions
            ),
            *((Option("resume", _("Go on with the action that I was writing")),) if ctx.begun else ()),
            Option("new", _("Write a new action")),
            Option("left", _("Back to the team")),
        ),
    )
    if which in ("new", "resume"):
        return WriteNew(which == "resume")
    one = next((each for each in ctx.actions if str(each.shown.number) == which), None)
    return Left() if one is None else await _with(ctx, one)


async def _with(ctx: ActionsContext, one: ActionView) -> ActionsWish:
    number = one.shown.number
    do = await Choice(
        f"do.{number}",
        lines(_("Action {number}:", number=number), *lines_for_the_team(one.shown), one.origin),
        options=tuple(_ways(ctx, one)),
    )
    if do == "step":
        return TakeStep(number)
    if do == "words":
        return ChangeWords(number)
    if do == "from":
        return await _links(ctx, one)
    if do == "owner":
        return await _owner(ctx, one)
    if do == "back":
        return AskOwner(number) if await _sure(one) else Again()
    return SeeAnswers(number) if do == "answers" else Again()


def _ways(ctx: ActionsContext, one: ActionView) -> list[Option]:
    ways: list[Option] = []
    if not one.over:
        ways.append(Option("step", _("Say where it stands now")))
        ways.append(Option("words", _("Put it in other words")))
    if one.asked:
        answers = _(
            "Did it make a difference? ({answered} of {asked})", answered=one.answered, asked=one.asked
        )
        ways.append(Option("answers", answers))
    if ctx.priorities or ctx.stories:
        ways.append(Option("from", _("Change what it comes from")))
    if not one.over and ctx.people:
        ways.append(Option("owner", _("Ask somebody to look after it")))
    if one.held:
        ways.append(Option("back", _("Give it back to the service")))
    return [*ways, Option("again", _("Back to the actions"))]


async def _links(ctx: ActionsContext, one: ActionView) -> Linked:
    number = one.shown.number
    priorities: tuple[str, ...] = ()
    if ctx.priorities:
        priorities = await Several(
            f"priorities.{number}",
            _(
                "Which priorities does it come from? They bring their stories along. "
                "The chosen ones stand first."
            ),
            options=tuple(
                Option(str(each.number), _("{number}: {words}", number=each.number, words=Own(each.words)))
                for each in ctx.priorities
            ),
            none=_("No priority"),
        )
    stories: tuple[str, ...] = ()
    if ctx.stories:
        stories = await Several(
            f"stories.{number}",
            _("Which stories led to it, beside those of its priorities?"),
            options=tuple(
                Option(
                    str(each.number), _("Story {number}, {teller}", number=each.number, teller=each.teller)
                )
                for each in ctx.stories
            ),
            none=_("No further story"),
        )
    return Linked(number, tuple(map(int, priorities)), tuple(map(int, stories)))


async def _owner(ctx: ActionsContext, one: ActionView) -> ActionsWish:
    number = one.shown.number
    roles = [role for role in PEOPLE if any(each.role == role for each in ctx.people)]
    role = await Choice(
        f"role.{number}",
        _(
            "Whom would you like to ask? They can say no, and give no reason. "
            "Until they say yes it stays with the service."
        ),
        options=(*(Option(each, PEOPLE[each]) for each in roles), Option(SERVICE, _("Nobody"))),
    )
    if role == SERVICE:
        return Again()
    person = await Choice(
        f"person.{number}.{role}",
        _("Which of them?"),
        options=(
            *(Option(str(each.number), each.called) for each in ctx.people if each.role == role),
            Option(SERVICE, _("None of them")),
        ),
    )
    return Again() if person == SERVICE else AskOwner(number, role, int(person))


async def _sure(one: ActionView) -> bool:
    return await Confirm(
        f"sure.{one.shown.number}",
        _("Shall the service look after it again? Whoever was asked is told."),
        yes=_("Yes, the service"),
        no=_("No, leave it as it is"),
    )
