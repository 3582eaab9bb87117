"""Where a person is when no question is open: the menu, help, a break, and the words for strangers."""

from __future__ import annotations

from bot.codesign.consent import to_ask_again
from bot.codesign.project import Consent, ConsentKey, Project
from bot.flows.agreeing import AgreeContext
from bot.i18n.texts import Own, Quote, Text, _, lines
from bot.services import consenting, contexts, projects, talking
from bot.services.step import Step
from bot.services.talking import Talk
from storage import memberships, runs

INVITATION_NEEDED = _(
    "Hello. To take part you need an invitation link from the team of your hospital. "
    "Please ask them for it and open it again here."
)

LINK_DOES_NOT_WORK = _(
    "This link does not work. Links can be used up or run out. "
    "Please ask the person who invited you for a new one. You have done nothing wrong."
)

UNKNOWN = _("I do not know that. Here is what you can do:")
"""What anybody hears of what there is not, and of what they may not see or do: both look the same."""

EMERGENCY = _("If your life is in danger, or somebody else’s, call 999 now (112 in Europe).")


async def at_rest(step: Step) -> None:
    """Bring a person without an open question to where they can go on: the menu, or how to get in."""
    place = step.participant.place
    if place is None:
        await step.say(INVITATION_NEEDED, EMERGENCY)
    elif place.left:
        await step.say(
            _("You have left this project."),
            _("If you want to take part again, open an invitation link. The team can give you one."),
        )
        await other_projects(step)
    elif not place.joined:
        await _resume_joining(step)
    else:
        await menu(step)


async def other_projects(step: Step) -> None:
    """Whoever left one project and takes part in another one is asked where to go."""
    others = await memberships.of(step.tx, step.participant.id)
    if await talking.current(step) is None and any(each.joined and not each.left for each in others):
        await talking.begin(step, "projects", await contexts.projects_context(step))


async def _resume_joining(step: Step) -> None:
    talk = await talking.current(step)
    if talk is not None:
        # The question about the language comes before joining itself, and stays until it is answered.
        await talking.ask(step, talk)
        return
    name = "join_as_facilitator" if step.place.role in projects.NOT_ASKED else "join"
    run = await runs.unfinished(step.tx, step.house.keys, step.place.membership_id, name)
    if run is None:
        await step.say(INVITATION_NEEDED, EMERGENCY)
        return
    await resume(step, name)


async def menu(step: Step) -> None:
    """Show the home menu; first, what has to be agreed to anew."""
    project = await contexts.project_of(step)
    if again := await to_agree_anew(step):
        items = tuple(item for item in project.consent.items if item.key in again)
        await talking.begin(
            step, "agree_again", AgreeContext(Consent(version=project.consent.version, items=items))
        )
        return
    await talking.begin(step, "home", await contexts.home_context(step))


async def to_agree_anew(step: Step) -> tuple[ConsentKey, ...]:
    """What somebody has to be asked again before anything else, because its words have changed."""
    if step.place.role in projects.NOT_ASKED:
        return ()
    project = await contexts.project_of(step)
    return to_ask_again(project.consent.version, await consenting.answers_of(step))


async def unseen_menu(step: Step) -> Talk | None:
    """The menu, not shown yet, so that what somebody writes without being asked is kept with it.

    None for people who have no menu: strangers, those who are still joining, and those who have left.
    """
    place = step.participant.place
    if place is None or place.left or not place.joined:
        return None
    run = await talking.prepare(step, "home", await contexts.home_context(step))
    return await talking.replayed(step, run)


async def go_on(step: Step) -> None:
    """After a conversation ended: back to the one it interrupted, or to the menu."""
    talk = await talking.current(step)
    if talk is None:
        await at_rest(step)
    else:
        await talking.ask(step, talk)


async def resume(step: Step, flow: str) -> None:
    """Go on with a conversation that was left, at the place where it was left."""
    run = await runs.unfinished(step.tx, step.house.keys, step.place.membership_id, flow)
    if run is None:
        await menu(step)
        return
    await runs.take_turn(step.tx, run, step.now)
    await go_on(step)


async def pause(step: Step, talk: Talk) -> None:
    """Leave a conversation for another day. Nothing runs out."""
    await runs.becomes(step.tx, talk.run.id, "waiting" if talk.flow.waits else "dropped", step.now)
    await step.say(
        _("We stop here for now. What you told is safe. There is no time limit."),
        _("To go on, send /start whenever you like."),
    )
    if step.place.joined and await runs.current(step.tx, step.house.keys, step.participant.id) is None:
        await menu(step)


async def unknown(step: Step) -> None:
    """For what there is not, and for what this person may not see: both look the same."""
    await step.say(UNKNOWN)
    await go_on(step)


async def show_help(step: Step) -> None:
    """Who to call now, who looks after people here, and that this chat is not watched."""
    if step.participant.place is None:
        await step.say(EMERGENCY, _("Nobody watches this chat all the time."), INVITATION_NEEDED)
        return
    project = await contexts.project_of(step)
    await step.say(*_help(project))


def _help(project: Project) -> tuple[Text, ...]:
    safeguarding = project.responsible.safeguarding
    return (
        Own(project.responsible.emergency),
        lines(
            _("These people look after your safety in this project:"),
            *(
                _(
                    "{name}, {role}: {contact}",
                    name=Quote(who.name),
                    role=Own(who.role),
                    contact=Quote(who.contact),
                )
                for who in (safeguarding.lead, safeguarding.deputy)
            ),
            Own(safeguarding.hours),
        ),
        lines(
            _("Nobody reads this chat at once. Pressing the button does not call anybody."),
            _(
                "For questions about the project: {contact}",
                contact=Quote(project.responsible.facilitators_contact),
            ),
        ),
    )


async def show_privacy(step: Step) -> None:
    """What is kept, where, for how long, and who answers for it."""
    if step.participant.place is None:
        await step.say(_("Nothing about you is kept here."), INVITATION_NEEDED)
        return
    project = await contexts.project_of(step)
    answers = project.responsible
    await step.say(
        lines(
            _("{controller} is responsible for your data.", controller=Quote(answers.controller)),
            Own(answers.lawful_basis),
            Own(answers.article_9_condition),
        ),
        lines(
            _(
                "What you tell is locked with a key before it is stored. "
                "Only the team of this project reads it."
            ),
            _(
                "Telegram itself could read this chat: a chat with a bot is not locked from end to end. "
                "Telegram also knows that you write to this bot."
            ),
        ),
        lines(
            _("What you tell is kept until {day}. Then we erase it.", day=projects.last_day(project)),
            _("You can see, download or erase it at any time with /mydata."),
            _("Questions about your data: {contact}", contact=Quote(answers.data_protection_contact)),
            _("Complaints: {contact}", contact=Quote(answers.complaints_contact)),
        ),
    )
