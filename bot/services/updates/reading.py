"""Reading an update: from the button of its notice or from the menu, and what somebody says to it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.codesign.consent import kinds_on_offer
from bot.codesign.story import Kind, Part
from bot.codesign.updates import REACTIONS
from bot.flows.reading_update import AnswerUpdateContext, NewsContext, ReadingUpdateContext, UpdateToRead
from bot.flows.story import SPOKEN
from bot.flows.update_words import TAKEN_BACK
from bot.i18n.texts import Day, Own, Text, _, n_
from bot.services import contexts, guiding, menus, standing, talking
from bot.services.messages import Attach, Note
from bot.services.questions import objecting
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.updates import occasions, replying, updates
from bot.services.updates.updates import Broadcast
from storage import participants, runs, update_recipients
from storage import updates as stored_updates

MOST_SHOWN = 8
"""Updates on somebody's menu, the newest first."""


async def _pressed(here: Step, update_id: str, press: str) -> bool:
    """“Read it” was pressed under a notice, maybe long ago, and maybe in the middle of something else."""
    place = await update_recipients.place(here.tx, update_id, here.participant.id)
    broadcast = await updates.by_id(here.house, here.tx, update_id) if place else None
    if place is None or broadcast is None or broadcast.status == "planned":
        return False
    await talking.acknowledge(here, press)
    talk = await talking.current(here)
    if _reads(talk, update_id):
        return True
    if talk is not None:
        await talking.settle(here, talk)
        await runs.becomes(here.tx, talk.run.id, "open" if talk.flow.waits else "dropped", here.now)
    if here.participant.place is None or here.place.membership_id != place:
        # It comes from another of their projects: from here on they look at that one.
        if here.participant.place is not None:
            await runs.set_aside(here.tx, here.place.membership_id)
        await participants.goes_to(here.tx, here.participant.id, place)
        await here.reload()
    await _show(here, broadcast)
    return True


def _reads(talk: Talk | None, update_id: str) -> bool:
    """Whether they have it open, so that ten presses do the same as one."""
    return talk is not None and talk.flow.name in occasions.READING and talk.context.update == update_id


async def _show(here: Step, broadcast: Broadcast) -> None:
    """Show an update with its picture, and ask whether they would like to say something."""
    if broadcast.status == "cancelled":
        await here.say(TAKEN_BACK)
        await guiding.go_on(here)
        return
    stored, membership_id = broadcast.stored, here.place.membership_id
    project = await contexts.project_of(here)
    text = await updates.text_for(here.house, here.tx, project, broadcast, membership_id)
    shown_id = await here.queue(Note(text))
    picture = broadcast.update.picture
    if picture is not None and stored.blob is not None and stored.blob_kept:
        shows = Own(picture.shows)
        await here.queue(Attach(stored.blob, stored.project_id, "", picture.kind, picture.name, shows))
    await update_recipients.opened(here.tx, stored.id, membership_id, shown_id, here.now)
    occasion = broadcast.update.occasion
    if occasion is not None and occasion.kind in occasions.SHOWN:
        await occasions.SHOWN[occasion.kind](here, broadcast)
        return
    found = await update_recipients.of(here.tx, stored.id, membership_id)
    context = ReadingUpdateContext(
        stored.id,
        next((each for each in REACTIONS if found is not None and each == found.reaction), None),
        bool(await _allowed(here)),
    )
    await talking.begin(here, "read_update", context)


async def _allowed(here: Step) -> tuple[Kind, ...]:
    """The kinds of answers that may be kept of this person now."""
    return tuple(kind for kind in kinds_on_offer(await contexts.agreed(here)) if kind in SPOKEN)


@when_over("read_update")
async def _said(here: Step, talk: Talk, said: str) -> None:
    context: ReadingUpdateContext = talk.context
    allowed = await _allowed(here)
    if said in REACTIONS:
        await update_recipients.reacted(here.tx, context.update, here.place.membership_id, said)
        await here.say(_("Thank you. The team sees how many people said this, not who."))
    elif said == "answer" and allowed:
        await talking.begin(here, "answer_update", AnswerUpdateContext(context.update, allowed))
        return
    elif said == "objection" and (broadcast := await updates.by_id(here.house, here.tx, context.update)):
        await objecting.begin(here, "update", broadcast.stored.number)
        return
    await guiding.go_on(here)


@when_over("answer_update")
async def _answered(here: Step, talk: Talk, parts: tuple[Part, ...]) -> None:
    context: AnswerUpdateContext = talk.context
    broadcast = await updates.by_id(here.house, here.tx, context.update)
    if broadcast is not None and parts:
        await replying.store(here, broadcast, parts, talk.run.id)
        await here.say(
            _("Thank you. The team reads your answer, and sees who you are by your role and number.")
        )
    await guiding.go_on(here)


async def _offer(here: Step) -> list[tuple[str, Text]]:
    place = here.place
    found = await stored_updates.for_membership(here.tx, here.house.keys, place.membership_id, MOST_SHOWN)
    if not found or place.left or not place.joined:
        return []
    new = 0
    for each in found:
        mine = await update_recipients.of(here.tx, each.id, place.membership_id)
        new += mine is not None and mine.opened_at is None
    if not new:
        return [("", _("What the team has told you"))]
    return [("", n_("What the team has told you ({n} new)", "What the team has told you ({n} new)", new))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    place, project = here.place, await contexts.project_of(here)
    found = await stored_updates.for_membership(here.tx, here.house.keys, place.membership_id, MOST_SHOWN)
    zone = ZoneInfo(project.time_zone)
    shown = []
    for each in found:
        mine = await update_recipients.of(here.tx, each.id, place.membership_id)
        broadcast = updates.read(each)
        day = Day(each.send_at.astimezone(zone).date())
        new = mine is not None and mine.opened_at is None
        shown.append(UpdateToRead(each.id, each.number, broadcast.update.text, day, new, _called(broadcast)))
    if not shown:
        await guiding.menu(here)
    elif len(shown) == 1:
        await _show(here, updates.read(found[0]))
    else:
        await talking.begin(here, "news", NewsContext(tuple(shown)))


def _called(broadcast: Broadcast) -> Text | None:
    """What it is called where it has no words of its own."""
    return None if broadcast.update.text else broadcast.words


@when_over("news")
async def _wished(here: Step, talk: Talk, update_id: str) -> None:
    del talk
    mine = await update_recipients.of(here.tx, update_id, here.place.membership_id) if update_id else None
    broadcast = await updates.by_id(here.house, here.tx, update_id) if mine else None
    if broadcast is None:
        await guiding.go_on(here)
    else:
        await _show(here, broadcast)


standing.put(updates.BUTTON, _pressed)
menus.put("home", "news", _offer, _serve)
