"""The wording that may be shared: offered to its teller, answered by them, and used only where it may be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeAlias, get_args

import msgspec

from bot.codesign import shared_wording as rules
from bot.codesign.project import Project
from bot.codesign.shared_wording import SharedPart, State
from bot.codesign.story import Part
from bot.i18n.texts import _
from bot.services import notices, projects
from bot.services.house import House
from storage import memberships
from storage import notices as waiting
from storage import wordings as stored
from storage.database import Transaction
from storage.memberships import Member
from storage.wordings import StoredWording

BEFORE_SILENCE = timedelta(days=4)
"""How long before silence counts somebody is reminded."""

REMINDED_AFTER = timedelta(days=7)
"""When they are reminded where silence never counts."""

STATES: tuple[State, ...] = get_args(State)


SUBJECT = "wording"
"""What notices about an offer are about, followed by the story."""


class Wording(msgspec.Struct, frozen=True, tag="wording"):
    """The words that may be shared, by the part of the story that they stand for."""

    parts: tuple[SharedPart, ...]


class Declined(msgspec.Struct, frozen=True, tag="declined", omit_defaults=True):
    """Why a story cannot be used, and what its teller answered."""

    reason: str
    answer: tuple[Part, ...] = ()


Content: TypeAlias = Wording | Declined

_decoder: msgspec.json.Decoder[Content] = msgspec.json.Decoder(Content)


def encode(content: Content) -> bytes:
    """A row's content as JSON, ready to be sealed."""
    return msgspec.json.encode(content)


def read(wording: StoredWording) -> Content:
    """What a row says."""
    return _decoder.decode(wording.content)


def words(wording: StoredWording) -> tuple[SharedPart, ...]:
    """The words that may be shared; none of a story that was declined."""
    content = read(wording)
    return content.parts if isinstance(content, Wording) else ()


def standing(wording: StoredWording, project: Project, now: datetime) -> rules.Standing:
    """How a wording stands now. Only for one that was offered; a story that was declined has none."""
    state = next(each for each in STATES if each == wording.status)
    days = project.shared_after_silence_days
    told_at = None
    if wording.silence_ends_at is not None and days is not None:
        # The end that the teller was told holds, also where the project has since chosen other days.
        told_at = wording.silence_ends_at - timedelta(days=days)
    return rules.standing(rules.Wording(state=state, told_at=told_at), now, days)


async def usable(house: House, tx: Transaction, story_id: str) -> StoredWording | None:
    """The wording of a story that may be used now, or None.

    Not of whoever has left, no longer takes part, or cannot be reached where only silence would say yes.
    """
    wording = await stored.of_story(tx, house.keys, story_id)
    if wording is None or wording.outdated or wording.status not in STATES:
        return None
    project = await projects.load(house, tx, wording.project_id)
    stands = standing(wording, project, house.clock.now())
    teller = await memberships.member(tx, wording.teller)
    if stands == "silent":
        return wording if teller is not None and teller.takes_part and teller.reachable else None
    return wording if stands == "accepted" and await _takes_part(tx, wording.teller) else None


async def _takes_part(tx: Transaction, membership_id: str) -> bool:
    return (await memberships.consents_now(tx, membership_id)).get("take_part", False)


async def tell_of_offer(house: House, tx: Transaction, project: Project, wording: StoredWording) -> bool:
    """Tell the teller that something waits for their yes or no: neutrally, within consent and quiet hours.

    False when they may not, or cannot, be told. Silence counts from here on, if the project chose so; for
    whoever cannot be told, only once they see it.
    """
    teller = await memberships.member(tx, wording.teller)
    if teller is None or not teller.reachable or not notices.may_be_told(teller):
        return False
    # At night it is told in the morning, in a pause after it, and the days begin then.
    told_at = await notices.expected(house, tx, project, teller)
    ends = await starts_counting(tx, project, wording, told_at)
    return await notices.ask(
        house,
        tx,
        project,
        teller,
        _("Something waits for your yes or no. To see it, send /start.")
        if ends is None
        else _(
            "Something waits for your yes or no. To see it, send /start. "
            "If you do not answer by {day}, that counts as a yes.",
            day=projects.day_in(project, ends),
        ),
        about="me",
        subject=_subject(wording.story_id),
        until=ends,
    )


def _subject(story_id: str) -> str:
    return f"{SUBJECT} {story_id}"


@notices.makes_sense(SUBJECT)
async def _still_waits(house: House, tx: Transaction, teller: Member, story_id: str) -> bool:
    """Whoever has found it on the menu and answered need not hear that it waits."""
    del teller
    wording = await stored.of_story(tx, house.keys, story_id)
    return wording is not None and wording.status == "offered" and not wording.outdated


async def tell_anew(house: House, tx: Transaction, project: Project, teller_id: str) -> None:
    """A teller wants to be told things at other times: what they have not been told yet is told at those.

    The days in which silence would count begin when they are told, so they do not run out in a pause.
    """
    for wording in await stored.of_membership(tx, house.keys, teller_id):
        waited = await waiting.remove(tx, teller_id, _subject(wording.story_id))
        if waited and wording.status == "offered" and not wording.outdated:
            await stored.untold(tx, wording)
            await tell_of_offer(house, tx, project, msgspec.structs.replace(wording, silence_ends_at=None))


async def tell_news(house: House, tx: Transaction, project: Project, teller_id: str) -> bool:
    """Tell a teller that the team has answered, no more; False when they may not, or cannot, be told."""
    teller = await memberships.member(tx, teller_id)
    if teller is None or not teller.reachable:
        return False
    return await notices.tell(
        house,
        tx,
        project,
        teller,
        _("The team has an answer for you. To read it, send /start."),
        about="me",
    )


async def starts_counting(
    tx: Transaction, project: Project, wording: StoredWording, told_at: datetime
) -> datetime | None:
    """The teller knows of the offer since ``told_at``, if not before; returns when silence counts."""
    if wording.silence_ends_at is not None:
        return wording.silence_ends_at
    ends = rules.silence_counts_at(told_at, project.shared_after_silence_days)
    remind_at = told_at + REMINDED_AFTER if ends is None else ends - BEFORE_SILENCE
    await stored.told(tx, wording, ends, remind_at)
    return ends


async def remind(house: House) -> None:
    """Remind everybody who has not answered, once each; each in a transaction of its own."""
    async with house.database.snapshot() as tx:
        due = await stored.to_remind(tx, house.clock.now())
    for each in due:
        async with house.database.transaction() as tx:
            late = each.silence_ends_at is not None and each.silence_ends_at <= house.clock.now()
            if not await stored.reminded(tx, each.id) or late:
                continue
            project = await projects.load(house, tx, each.project_id)
            teller = await memberships.member(tx, each.teller)
            if teller is None:
                continue
            await notices.ask(
                house,
                tx,
                project,
                teller,
                _("Something still waits for your yes or no. To see it, send /start.")
                if each.silence_ends_at is None
                else _(
                    "Something still waits for your yes or no. To see it, send /start. "
                    "If you do not answer by {day}, that counts as a yes.",
                    day=projects.day_in(project, each.silence_ends_at),
                ),
                about="me",
                subject=_subject(each.story_id),
                until=each.silence_ends_at,
            )
