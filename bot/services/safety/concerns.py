"""Concerns for somebody's safety: to the lead at once, also at night, with a record of what was done."""

from __future__ import annotations

import msgspec

from bot.flows.looking_after import ConcernContext, Handled
from bot.flows.worrying import Kind, ReachContext, WorryContext, contact
from bot.i18n.texts import Own, Text, _, n_
from bot.services import contexts, guiding, menus, talking, teamwork
from bot.services.contexts import pseudonym
from bot.services.safety import auditing, calls, team_notices
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import concerns as stored
from storage import stories
from storage.concerns import StoredConcern

SAFETY = ("safeguarding",)


class Worry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A concern as it is stored: the facilitator's words, and what was done, each time somebody said so."""

    words: str
    done: tuple[str, ...] = ()


def read(concern: StoredConcern) -> Worry:
    """What a concern says."""
    return msgspec.json.decode(concern.content, type=Worry)


async def begin(here: Step, kind: Kind, number: int, subject: str, teller: Text) -> None:
    """A facilitator is worried after reading what somebody told: ``subject`` is its id."""
    answers = (await contexts.project_of(here)).responsible
    safe = answers.safeguarding
    context = WorryContext(number, teller, safe.lead, safe.deputy, answers.emergency, kind, subject)
    await talking.begin(here, "concern", context)


@when_over("concern")
async def _raised(here: Step, talk: Talk, words: str) -> None:
    context: WorryContext = talk.context
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    if not words:
        await here.say(_("No concern was raised."))
        await teamwork.open_team(here)
        return
    number = await _raise(here, context, words)
    told = await team_notices.alert(
        here.house,
        here.tx,
        here.place.project_id,
        _("A facilitator is worried about somebody's safety (concern {number}).", number=number),
        _("Please look now: send /start."),
        roles=SAFETY,
    )
    if not told:
        await _ask_to_call(here, number)
        return
    await here.say(
        n_(
            "Concern {number} is sent to {n} safety lead.",
            "Concern {number} is sent to {n} safety leads.",
            len(told),
            number=number,
        ),
        _(
            "You see in /team whether somebody has seen it. If it cannot wait, call as well: {contact}",
            contact=contact(context.lead),
        ),
    )
    await teamwork.open_team(here)


async def _raise(here: Step, context: WorryContext, words: str) -> int:
    subject = context.subject
    if not subject:
        # A conversation that was open while the bot was renewed knows the story by its number alone.
        found = await stories.numbered(here.tx, here.house.keys, here.place.project_id, context.number)
        subject = found.story.id if found else ""
    number = await stored.add(
        here.tx,
        here.house.keys,
        here.place.project_id,
        subject=subject,
        raised_by=here.place.membership_id,
        content=msgspec.json.encode(Worry(words)),
        now=here.now,
    )
    await auditing.note(here, "concern_raised", number)
    return number


async def _ask_to_call(here: Step, number: int) -> None:
    answers = (await contexts.project_of(here)).responsible
    safe = answers.safeguarding
    context = ReachContext(number, safe.lead, safe.deputy, answers.emergency)
    await talking.begin(here, "reach_lead", context)


@when_over("reach_lead")
async def _called(here: Step, talk: Talk, reached: str) -> None:
    context: ReachContext = talk.context
    concern = await stored.numbered(here.tx, here.house.keys, here.place.project_id, context.number)
    if not teamwork.is_facilitator(here) or concern is None:
        await guiding.unknown(here)
        return
    if reached == "nobody":
        await auditing.note(here, "concern_reached_nobody", concern.number)
        await here.say(
            _("I have written that down. Please go on calling."),
            Own(context.emergency),
            _(
                "Concern {number} stays at the top of /team until somebody has been reached.",
                number=concern.number,
            ),
        )
    else:
        await stored.seen(here.tx, concern, here.now)
        await auditing.note(here, f"concern_told_{reached}", concern.number)
        await here.say(_("Thank you. I have written that down, with the time."))
    await teamwork.open_team(here)


async def open_concern(here: Step, number: int) -> None:
    """Show one concern to somebody who looks after people; who opened it, and when first, stays on record."""
    concern = await stored.numbered(here.tx, here.house.keys, here.place.project_id, number)
    if concern is None or concern.done_at is not None:
        await here.say(_("Concern {number} is not open any more.", number=number))
        await _list(here)
        return
    await auditing.note_once(here, "concern_opened", concern.number)
    await talking.begin(here, "see_concern", await _context(here, concern))


async def _context(here: Step, concern: StoredConcern) -> ConcernContext:
    worry = read(concern)
    return ConcernContext(
        number=concern.number,
        story=concern.about.number if concern.about else None,
        teller=pseudonym(*concern.teller) if concern.teller else None,
        facilitator=pseudonym("facilitator", concern.facilitator)
        if concern.facilitator
        else _("a facilitator"),
        words=worry.words,
        raised=calls.due(await contexts.project_of(here), concern.raised_at),
        seen=concern.seen_at is not None,
        done=worry.done,
        safety=here.place.role in SAFETY,
        kind=concern.about.kind if concern.about else "story",
    )


async def _list(here: Step) -> None:
    """Back to the list of calls and concerns, which stands on the team's menu."""
    await menus.serve(here, "team", "calls:")


@when_over("see_concern")
async def _handled(here: Step, talk: Talk, what: Handled) -> None:
    context: ConcernContext = talk.context
    concern = await stored.numbered(here.tx, here.house.keys, here.place.project_id, context.number)
    if not teamwork.looks_after(here):
        await guiding.unknown(here)
    elif concern is None or concern.done_at is not None or what.did == "back":
        await _list(here)
    elif what.did == "call":
        await _ask_to_call(here, concern.number)
    elif what.did == "take":
        await _seen(here, concern)
        await open_concern(here, concern.number)
    else:
        await _done(here, concern, what.words)
        await _list(here)


async def _seen(here: Step, concern: StoredConcern) -> None:
    if await stored.seen(here.tx, concern, here.now):
        await auditing.note(here, "concern_seen", concern.number)
        await _tell_facilitators(
            here,
            _("Concern {number} has been seen by somebody who looks after safety.", number=concern.number),
        )


async def _done(here: Step, concern: StoredConcern, words: str) -> None:
    await _seen(here, concern)
    worry = read(concern)
    more = msgspec.structs.replace(worry, done=(*worry.done, words))
    await stored.says(here.tx, here.house.keys, concern, msgspec.json.encode(more))
    if await stored.done(here.tx, concern, here.now):
        await auditing.note(here, "concern_done", concern.number, words)
        await _tell_facilitators(
            here,
            _(
                "Concern {number} has been dealt with. What was done stands in the audit record.",
                number=concern.number,
            ),
        )
        await here.say(_("I have written down what was done about concern {number}.", number=concern.number))


async def _tell_facilitators(here: Step, words: Text) -> None:
    """By and by, outside the quiet hours: nobody has to get up for it."""
    project = await contexts.project_of(here)
    await team_notices.tell(
        here.house, here.tx, project, here.place.project_id, words, roles=("facilitator",)
    )
