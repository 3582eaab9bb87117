"""What follows a choice in the menu, in "My data", on the way out, or among projects."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.codesign.project import Consent, ConsentKey
from bot.flows.engine import ASIDES
from bot.flows.my_data import (
    Complains,
    Decided,
    Download,
    ForgetsName,
    HowOften,
    MyDataContext,
    MyDataWish,
    WantsToLeave,
)
from bot.i18n.texts import _, n_
from bot.services import (
    consenting,
    contexts,
    erasing,
    guiding,
    joining,
    ledger,
    menus,
    often,
    orders,
    outbox,
    talking,
    teamwork,
    telling,
    waiting_words,
)
from bot.services.projects import NOT_ASKED
from bot.services.questions import first_names
from bot.services.safety import reaching
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import memberships, participants, runs


async def tell(here: Step) -> None:
    """Begin a story, with what the person wrote before they chose to tell one."""
    context = await contexts.story_context(here)
    if not context.allowed or here.place.role in NOT_ASKED:
        await guiding.menu(here)
        return
    await talking.begin(here, "story", context)
    run = await runs.current(here.tx, here.house.keys, here.participant.id)
    assert run is not None
    await waiting_words.bring_to(here, run, "tell")


async def see_my_data(here: Step) -> None:
    """Open "My data"."""
    await talking.begin(here, "my_data", await contexts.my_data_context(here))


async def choose_language(here: Step) -> None:
    """Ask for the language anew."""
    project = await contexts.project_of(here)
    await talking.begin(here, "language", contexts.language_context(project, here.participant.language))


async def show_ways_out(here: Step) -> None:
    """Offer a break, an end to messages, and erasing."""
    await talking.begin(here, "leave", await contexts.leaving_context(here))


async def _other_project(here: Step) -> None:
    await talking.begin(here, "projects", await contexts.projects_context(here))


async def resume_story(here: Step) -> None:
    """Go on with the story that waits, and take what was said meanwhile along."""
    run = await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "story")
    if run is not None:
        await waiting_words.bring_to(here, run, ASIDES)
    await guiding.resume(here, "story")


_MENU: dict[str, Callable[[Step], Awaitable[None]]] = {
    "team": teamwork.open_team,
    "story": tell,
    "resume": resume_story,
    "change_story": telling.change_story,
    "my_data": see_my_data,
    "language": choose_language,
    "other_project": _other_project,
}


@when_over("home")
async def _chosen(here: Step, talk: Talk, what: str) -> None:
    del talk
    if what in _MENU:
        await _MENU[what](here)
    else:
        await menus.serve(here, "home", what)


@when_over("my_data")
async def _wished(here: Step, talk: Talk, wish: MyDataWish) -> None:
    context: MyDataContext = talk.context
    match wish:
        case WantsToLeave():
            await show_ways_out(here)
            return
        case HowOften():
            await often.begin(here)
            return
        case Complains():
            await reaching.call(here, "complaint")
            return
        case Download():
            await orders.place(here.house, here.tx, here.place.membership_id, "my_data")
            await here.say(_("I am putting your file together. It comes into this chat in a few minutes."))
        case ForgetsName():
            if await first_names.forget(here):
                await here.say(_("The team does not see your first name any more."))
        case Decided(item, given):
            await _decide(here, context.consent, item, given)
        case _:
            pass
    await guiding.go_on(here)


async def _decide(here: Step, consent: Consent, item: ConsentKey, given: bool) -> None:
    await consenting.record(here, consent, {item: given})
    await here.say(
        _("I have written down that you agree.") if given else _("I have written down that you do not agree.")
    )
    gone = await erasing.erase_unagreed(here)
    if gone:
        await here.say(
            n_("{n} part of what you told is erased.", "{n} parts of what you told are erased.", gone)
        )


@when_over("leave")
async def _left(here: Step, talk: Talk, way: str) -> None:
    del talk
    if way == "stop" and here.place.joined:
        await _stop(here)
    elif way == "stop":
        await joining.decline(here, "consent")
    elif way == "erase":
        await _erase(here)
    elif way == "pause":
        await _take_break(here)
    else:
        await guiding.go_on(here)


async def _take_break(here: Step) -> None:
    await runs.set_aside(here.tx, here.place.membership_id)
    await here.say(
        _("Take the time you need. What you told is safe. There is no time limit."),
        _("To go on, send /start whenever you like."),
    )


async def _stop(here: Step) -> None:
    membership_id = here.place.membership_id
    await runs.set_aside(here.tx, membership_id)
    await memberships.leaves(here.tx, membership_id, here.now)
    await ledger.remember(here.house, here.tx, "left", membership_id)
    await outbox.withdraw(here.house, here.tx, membership_id)
    await orders.withdraw(here.house, here.tx, membership_id)
    await here.reload()
    await here.say(
        _("You get no more messages from this project. What you told stays with the team."),
        _("Thank you for what you gave. If you want to come back or erase it all, send /start or /mydata."),
    )
    await guiding.other_projects(here)


async def _erase(here: Step) -> None:
    receipt = await erasing.erase_place(here, "everything")
    await here.say(
        _("Everything about you in this project is erased. Your receipt is {receipt}.", receipt=receipt),
        _("Backups are erased later, by themselves. You can delete this chat in Telegram yourself."),
        _("Thank you, and goodbye."),
    )
    if here.participant.place is not None:
        await guiding.go_on(here)


@when_over("projects")
async def _went_to(here: Step, talk: Talk, membership_id: str) -> None:
    del talk
    await runs.set_aside(here.tx, here.place.membership_id)
    await participants.goes_to(here.tx, here.participant.id, membership_id)
    await here.reload()
    await guiding.at_rest(here)
