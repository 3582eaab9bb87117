"""Who looks after an action: the service, unless somebody who takes part was asked and says yes."""

from __future__ import annotations

from bot.flows.changes import OwnContext
from bot.flows.team_actions import AskOwner
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, menus, notices, talking
from bot.services.actions import action_views, actions
from bot.services.actions.actions import Known, Written
from bot.services.priorities import priorities
from bot.services.projects import NOT_ASKED
from bot.services.safety import team_notices
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from storage import actions as stored_actions
from storage import memberships
from storage import notices as waiting

ASKED = _("The team asks you something. To see it, send /start.")
NO_LONGER_ASKED = _("The team does not ask this any more.")
FACILITATORS = ("facilitator",)


async def ask(here: Step, wish: AskOwner) -> Text:
    """Ask a participant to look after an action, or give it back to the service; returns what came of it."""
    one = await actions.find(here.house, here.tx, here.place.project_id, wish.number)
    if one is None or one.action.status == "closed":
        return _("It stays as it is.")
    if not wish.role:
        await _take_back(here, one)
        return _("The service looks after action {number}.", number=one.number)
    everybody = await memberships.members(here.tx, here.place.project_id)
    member = next((each for each in everybody if (each.role, each.number) == (wish.role, wish.person)), None)
    project = await contexts.project_of(here)
    if member is None or member.role in NOT_ASKED or not notices.may_be_told(member):
        return _("They cannot be asked any more.")
    await _take_back(here, one)
    await stored_actions.ask_owner(here.tx, one.stored.id, member.id, here.now)
    await notices.ask(here.house, here.tx, project, member, ASKED, about="me", subject=_subject(one))
    called = contexts.pseudonym(member.role, member.number)
    return _("{who} is asked. Until they say yes the service looks after it.", who=called)


def _subject(one: Written) -> str:
    return f"owner {one.stored.id}"


async def _take_back(here: Step, one: Known) -> None:
    """Let go of whoever was asked; who had said yes is told."""
    owner = one.stored.owner
    if owner is None or not await stored_actions.owner_declines(here.tx, one.stored.id, owner.membership_id):
        return
    await waiting.remove(here.tx, owner.membership_id, _subject(one))
    member = await memberships.member(here.tx, owner.membership_id)
    if member is not None and owner.agreed_at is not None:
        words = _(
            "Something that you looked after is with the service again. To see what is changing, send /start."
        )
        await notices.tell(here.house, here.tx, await contexts.project_of(here), member, words, about="me")


async def _asked_of_me(here: Step) -> list[Written]:
    """The actions that this person is asked to look after and has not answered about."""
    place = here.place
    if place.role in NOT_ASKED or place.left or not place.joined:
        return []
    found = await stored_actions.asked_of(here.tx, here.house.keys, place.membership_id)
    return [each for each in map(actions.read, found) if each.action.status != "closed"]


async def _offer(here: Step) -> list[tuple[str, Text]]:
    return [
        (str(each.number), _("Would you look after action {number}?", number=each.number))
        for each in await _asked_of_me(here)
    ]


async def _serve(here: Step, number: str) -> None:
    mine = {str(each.number) for each in await _asked_of_me(here)}
    project_id = here.place.project_id
    one = await actions.find(here.house, here.tx, project_id, int(number)) if number in mine else None
    if one is None:
        await here.say(NO_LONGER_ASKED)
        await guiding.menu(here)
        return
    found = await priorities.every(here.house, here.tx, project_id)
    owner = action_views.owner_for_people(one, here.place.membership_id)
    shown = action_views.shown(one, action_views.for_everybody(found), owner)
    await talking.begin(here, "own_action", OwnContext(shown))


menus.put("home", "own_action", _offer, _serve)


@guarded("own_action")
async def _still_asked(here: Step, talk: Talk) -> Text | None:
    context: OwnContext = talk.context
    mine = await _asked_of_me(here)
    return None if any(each.number == context.shown.number for each in mine) else NO_LONGER_ASKED


@when_over("own_action")
async def _answered(here: Step, talk: Talk, answer: str) -> None:
    context: OwnContext = talk.context
    number, me = context.shown.number, here.place.membership_id
    one = next((each for each in await _asked_of_me(here) if each.number == number), None)
    if one is not None and answer in ("yes", "no"):
        # Whoever found it on the menu before they were told of it need not hear of it any more.
        await waiting.remove(here.tx, me, _subject(one))
    if one is None:
        await here.say(NO_LONGER_ASKED)
    elif answer == "yes" and await stored_actions.owner_agrees(here.tx, one.stored.id, me, here.now):
        await here.say(
            _("Thank you. You look after action {number}, together with the team.", number=number),
            _("You find it on the menu, under “What is changing”. You can stop there at any time."),
        )
        await _tell_team(here, _("Somebody said yes to looking after action {number}.", number=number))
    elif answer == "no" and await stored_actions.owner_declines(here.tx, one.stored.id, me):
        await here.say(_("Thank you for thinking about it. It stays with the service."))
        await _tell_team(here, _("Action {number} stays with the service.", number=number))
    else:
        await here.say(_("Take your time. It stays on the menu."))
    await guiding.go_on(here)


async def give_back(here: Step, number: int) -> None:
    """The person of the step no longer looks after an action."""
    one = await actions.find(here.house, here.tx, here.place.project_id, number)
    me = here.place.membership_id
    if one is not None and await stored_actions.owner_declines(here.tx, one.stored.id, me):
        await here.say(_("Thank you for what you did. The service looks after it again."))
        await _tell_team(here, _("Action {number} is with the service again.", number=number))


async def _tell_team(here: Step, words: Text) -> None:
    project = await contexts.project_of(here)
    await team_notices.tell(here.house, here.tx, project, here.place.project_id, words, roles=FACILITATORS)
