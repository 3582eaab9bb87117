"""Telling people something they did not ask for: within their consent, as often as they chose, not at night.

What arrives unasked never quotes a story, a condition or a clinic; opening it shows the rest. What a person
did ask for (an answer to a press, to a call) does not come through here and is never held back.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign import frequency as rules
from bot.codesign.frequency import About, Frequency
from bot.codesign.neutral import is_neutral
from bot.codesign.project import Project
from bot.codesign.quiet_hours import next_allowed
from bot.i18n.texts import Text, lines
from bot.services import outbox
from bot.services.house import House
from bot.services.messages import Ask, Button, Note, Redraw
from bot.services.projects import NOT_ASKED
from storage import news, notices
from storage.database import Transaction
from storage.memberships import Member
from storage.notices import StoredMessaging, StoredNotice
from storage.words_told import Purpose

NEWS = "news"
"""The subject of the one notice that says that there is news of what somebody told."""


Sense = Callable[[House, Transaction, Member, str], Awaitable[bool]]
"""Whether a notice still makes sense for somebody, given what follows the first word of its subject."""

_SENSE: dict[str, Sense] = {}


def makes_sense(about: str) -> Callable[[Sense], Sense]:
    """Name the service that is asked, before a notice goes out whose subject begins with this word."""

    def remember(sense: Sense) -> Sense:
        _SENSE[about] = sense
        return sense

    return remember


class Opening(msgspec.Struct, frozen=True):
    """What a notice opens with a press: its button, and who is to know under which outbox id it went out.

    Both are given what follows the first word of the notice's subject.
    """

    button: Callable[[str], Button]
    went_out: Callable[[Transaction, Member, str, str], Awaitable[None]]


_OPENINGS: dict[str, Opening] = {}


def opens(about: str, opening: Opening) -> None:
    """Say what notices open whose subject begins with this word."""
    _OPENINGS[about] = opening


class NotNeutral(Exception):
    """An unasked message holds words that somebody wrote. It is not sent: others may see the phone."""


def may_be_told(member: Member) -> bool:
    """Whether somebody may be told a thing unasked: the team and sponsors always, others as they agreed.

    Nobody who does not use the bot: a facilitator tells them.
    """
    return member.role in NOT_ASKED or (member.takes_part and member.contact_me and not member.assisted)


def earliest(house: House, project: Project) -> datetime:
    """The first moment from now on at which anybody of a project is told a thing unasked."""
    return next_allowed(house.clock.now(), project.quiet_hours, zone_of(project))


def zone_of(project: Project) -> ZoneInfo:
    """The time zone by whose clock people of a project are told things."""
    return ZoneInfo(project.time_zone)


async def chosen(house: House, tx: Transaction, membership_id: str) -> tuple[Frequency, datetime | None]:
    """How often somebody wants to be messaged, and until when they pause; None where they do not, now."""
    found = await notices.messaging_of(tx, membership_id)
    if found is None:
        return rules.USUAL, None
    over = found.paused_until is None or found.paused_until <= house.clock.now()
    return _frequency(found), None if over else found.paused_until


async def expected(house: House, tx: Transaction, project: Project, member: Member) -> datetime:
    """When somebody would be told a thing about themselves that happens now."""
    if member.role in NOT_ASKED:
        return earliest(house, project)
    chosen = await notices.hold(tx, member.id, rules.USUAL)
    return _next(project, chosen, house.clock.now())


async def tell(
    house: House,
    tx: Transaction,
    project: Project,
    member: Member,
    *texts: Text,
    about: About,
    subject: str = "",
    until: datetime | None = None,
    gathered: bool = False,
) -> bool:
    """Tell one person something after all that they asked for; False when they will not be told.

    Whoever is not of the team hears it at the next moment that they chose to hear things, in one message
    with whatever else waits for them then. It does not go out to whoever leaves meanwhile or no longer wants
    to be contacted. A newer notice on the same ``subject`` takes the place of one that still waits.
    ``until``: from then on it makes no sense and is not told. ``gathered``: it waits for the next time of day
    at which things are told, so that what follows soon goes with it. Raises NotNeutral.
    """
    return await _notify(
        house,
        tx,
        project,
        member,
        texts,
        "word",
        about=about,
        subject=subject,
        until=until,
        gathered=gathered,
    )


async def ask(
    house: House,
    tx: Transaction,
    project: Project,
    member: Member,
    *texts: Text,
    about: About,
    subject: str = "",
    until: datetime | None = None,
) -> bool:
    """The same for what asks somebody for something: it is no word of what became of things."""
    return await _notify(
        house, tx, project, member, texts, "ask", about=about, subject=subject, until=until, gathered=False
    )


async def _notify(
    house: House,
    tx: Transaction,
    project: Project,
    member: Member,
    texts: tuple[Text, ...],
    purpose: Purpose,
    *,
    about: About,
    subject: str,
    until: datetime | None,
    gathered: bool,
) -> bool:
    _hold_neutral(texts)
    if not may_be_told(member):
        return False
    if member.role in NOT_ASKED:
        await answer(house, tx, project, member, *texts)
        return True
    chosen, now = await notices.hold(tx, member.id, rules.USUAL), house.clock.now()
    from_at = rules.next_gathering(now, zone_of(project)) if gathered else now
    due = _next(project, chosen, from_at)
    too_late = until is not None and due >= until
    if too_late or not rules.wants(_frequency(chosen), about):
        return False
    await notices.put(
        tx,
        house.keys.vault,
        member.id,
        subject=subject or str(uuid.uuid4()),
        about=about,
        purpose=purpose,
        content=msgspec.json.encode(lines(*texts)),
        from_at=from_at,
        until_at=until,
        due_at=due,
    )
    if due <= now:
        await _send(house, tx, member, chosen)
    tx.after_commit(house.bells.notices.ring)
    return True


async def answer(house: House, tx: Transaction, project: Project, member: Member, *texts: Text) -> list[str]:
    """Queue messages for somebody who asked for them, whenever the answer comes: not in the quiet hours.

    They asked, so this is no contact that needs a consent of its own, and no pause holds it back. What it
    says is neutral all the same: it can come days later, when others look at their phone. It is kept for
    whoever cannot be reached now. Returns the outbox ids. Raises NotNeutral.
    """
    _hold_neutral(texts)
    due = earliest(house, project)
    return [
        await outbox.queue(
            house,
            tx,
            member.participant_id,
            Note(text),
            membership_id=member.id,
            priority=outbox.BROADCAST,
            due_at=due,
            purpose="word",
        )
        for text in texts
    ]


async def offer(
    house: House, tx: Transaction, project: Project, member: Member, text: Text, subject: str
) -> bool:
    """Tell one person of something of the project that a button opens; False when they will not be told.

    As :func:`tell` does, so that it goes with what else waits for them. The subject begins with a word that
    :func:`opens` knows. Raises NotNeutral.
    """
    if member.role not in NOT_ASKED:
        return await tell(house, tx, project, member, text, about="project", subject=subject)
    _hold_neutral((text,))
    await _go_out(house, tx, member, text, [subject], due_at=earliest(house, project))
    return True


async def put_right(
    house: House, tx: Transaction, project: Project, participant_id: str, membership_id: str, message: Redraw
) -> None:
    """Queue a change of what somebody has opened, on their screen: no phone rings of it."""
    await outbox.queue(
        house,
        tx,
        participant_id,
        message,
        membership_id=membership_id,
        priority=outbox.BROADCAST,
        due_at=earliest(house, project),
    )


async def alert(house: House, tx: Transaction, member: Member, *texts: Text) -> None:
    """Queue messages that cannot wait, also in the quiet hours: for the team, about somebody's safety."""
    _hold_neutral(texts)
    for text in texts:
        await outbox.queue(house, tx, member.participant_id, Note(text), membership_id=member.id)


async def look_again(house: House, tx: Transaction, project: Project, member: Member) -> None:
    """Tell somebody what waits for them, if it is time, or plan it anew."""
    chosen, now = await notices.hold(tx, member.id, rules.USUAL), house.clock.now()
    waiting = await notices.of_membership(tx, house.keys.vault, member.id)
    if not waiting:
        return
    if not may_be_told(member):
        await notices.remove_all(tx, member.id)
        return
    since = min(each.from_at for each in waiting)
    due = rules.telling_of(
        since,
        now,
        chosen.told_at,
        _frequency(chosen),
        chosen.paused_until,
        project.quiet_hours,
        zone_of(project),
    )
    if due <= now:
        await _send(house, tx, member, chosen)
    else:
        await notices.plan(tx, member.id, due)
    tx.after_commit(house.bells.notices.ring)


async def _send(house: House, tx: Transaction, member: Member, chosen: StoredMessaging) -> None:
    """Tell somebody now what waits for them, in one message. The row of ``chosen`` is held."""
    now = house.clock.now()
    waiting = await notices.of_membership(tx, house.keys.vault, member.id)
    await notices.remove_all(tx, member.id)
    told = [
        each for each in waiting if _still(each, chosen, now) and await _sensible(house, tx, member, each)
    ]
    if not told:
        return
    said = dict.fromkeys(each.content for each in told)
    await _go_out(
        house,
        tx,
        member,
        lines(*(msgspec.json.decode(each, type=Text) for each in said)),
        [each.subject for each in told],
        due_at=None if member.reachable else outbox.AWAY,
        purpose="word" if any(each.purpose == "word" for each in told) else "ask",
        until=_until(told),
    )
    await notices.told(tx, member.id, now)
    if any(each.subject == NEWS for each in told):
        await news.told(tx, member.id, now)


async def _go_out(
    house: House,
    tx: Transaction,
    member: Member,
    text: Text,
    subjects: list[str],
    *,
    due_at: datetime | None,
    purpose: Purpose = "word",
    until: datetime | None = None,
) -> None:
    """Queue one message on these subjects, with the buttons of those that open something."""
    opened = [(_OPENINGS[word], rest) for word, rest in map(_parted, subjects) if word in _OPENINGS]
    buttons = tuple((opening.button(rest),) for opening, rest in opened)
    sent = await outbox.queue(
        house,
        tx,
        member.participant_id,
        Ask(text, buttons) if buttons else Note(text),
        membership_id=member.id,
        priority=outbox.BROADCAST,
        due_at=due_at,
        purpose=purpose,
        until=until,
    )
    for opening, rest in opened:
        await opening.went_out(tx, member, rest, sent)


def _parted(subject: str) -> tuple[str, str]:
    """The word with which a subject begins, and what follows it."""
    word, _space, rest = subject.partition(" ")
    return word, rest


def _until(told: Iterable[StoredNotice]) -> datetime | None:
    """Until when a message makes sense that gathers these: as long as one of them does."""
    ends = [each.until_at for each in told]
    known = [each for each in ends if each is not None]
    return max(known) if len(known) == len(ends) else None


def _still(notice: StoredNotice, chosen: StoredMessaging, now: datetime) -> bool:
    """Whether a notice that waited still makes sense, and is wanted."""
    about: About = "project" if notice.about == "project" else "me"
    in_time = notice.until_at is None or now < notice.until_at
    return in_time and rules.wants(_frequency(chosen), about)


async def _sensible(house: House, tx: Transaction, member: Member, notice: StoredNotice) -> bool:
    word, rest = _parted(notice.subject)
    sense = _SENSE.get(word)
    return sense is None or await sense(house, tx, member, rest)


def _next(project: Project, chosen: StoredMessaging, moment: datetime) -> datetime:
    return rules.next_telling(
        moment,
        chosen.told_at,
        _frequency(chosen),
        chosen.paused_until,
        project.quiet_hours,
        zone_of(project),
    )


def _frequency(chosen: StoredMessaging) -> Frequency:
    return rules.frequency_of(chosen.frequency)


def _hold_neutral(texts: Iterable[Text]) -> None:
    if not all(is_neutral(each) for each in texts):
        raise NotNeutral("an unasked message may hold the bot's own sentences, days, times and numbers only")
