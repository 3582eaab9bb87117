"""Packs that are about, and what of them has to go because somebody withdrew since they were made."""

from __future__ import annotations

import msgspec

from bot.codesign.consent import may_play_workshop
from bot.codesign.packs import KINDS, is_time_to_destroy
from bot.codesign.project import Project
from bot.i18n.texts import Text, _, lines, n_
from bot.services import contexts, notices, projects, recurring
from bot.services.house import House
from bot.services.moderation import shared_words
from bot.services.packs import messages
from bot.services.packs.clips import may_be_in
from bot.services.priorities import quoting
from storage import memberships, stories
from storage import packs as stored
from storage.database import Transaction
from storage.packs import StoredPack, StoredPiece


class About(msgspec.Struct, frozen=True):
    """A pack that is not destroyed yet, with the codes of the cards of it that have to go."""

    pack: StoredPack
    codes: tuple[str, ...]
    people: int
    """People who are in its tables and do not take part any more. The whole pack has to go then."""


async def about(house: House, tx: Transaction, project_id: str) -> list[About]:
    """The packs of a project that are about, with what has to go of each."""
    gone = await _gone(house, tx, project_id)
    found = []
    for pack in await stored.about(tx, project_id):
        theirs = [piece for piece in gone if piece.pack_id == pack.id]
        codes = sorted({piece.code for piece in theirs if piece.kind != "person"})
        found.append(About(pack, tuple(codes), sum(piece.kind == "person" for piece in theirs)))
    return found


async def _gone(house: House, tx: Transaction, project_id: str) -> list[StoredPiece]:
    """The pieces that could not go into a pack today."""
    pieces = await stored.pieces_about(tx, house.keys, project_id)
    if not pieces:
        return []
    kinds = {pack.id: pack.kind for pack in await stored.about(tx, project_id)}
    agreed = await memberships.agreed_in(tx, project_id)
    quotes = await quoting.of_project(house, tx, project_id)
    shown = {quote.stored.id for quote in quotes if "quote_workshop" in quote.uses}
    played = {
        owner: await _played(house, tx, owner, agreed.get(owner, frozenset()))
        for owner in {each.membership_id for each in pieces if each.kind == "clip" and each.membership_id}
    }
    told = {each.membership_id for each in pieces if each.kind == "message" and each.membership_id}
    to_read = await messages.may_be_read(house, tx, told, agreed)

    def stays(piece: StoredPiece) -> bool:
        owner = piece.membership_id
        if owner is None or "take_part" not in agreed.get(owner, ()):
            return False
        if piece.kind == "clip":
            return (piece.subject_id, kinds[piece.pack_id]) in played[owner]
        if piece.kind == "message":
            return piece.subject_id in to_read
        return piece.kind == "person" or piece.subject_id in shown

    return [piece for piece in pieces if not stays(piece)]


async def _played(
    house: House, tx: Transaction, owner: str, agreed: frozenset[str]
) -> set[tuple[str | None, str]]:
    """Somebody's recordings that may be played today, each with the kinds of packs in which it may be."""
    shared = {each.story: each for each in await shared_words.of_teller(house, tx, owner, agreed)}
    return {
        (part.file, kind)
        for told in await stories.of_membership(tx, house.keys, owner)
        if may_play_workshop((story := contexts.read_story(told.content)).uses, agreed)
        for kind in KINDS
        if may_be_in(shared.get(told.number), kind)
        for part in story.every_part()
    }


async def destroyed(house: House, tx: Transaction, project_id: str, number: int) -> bool:
    """A facilitator says that a pack is destroyed; False when there is no such pack about."""
    return await stored.destroyed(tx, project_id, number, house.clock.now())


@recurring.every("day", "packs")
async def remind(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell every facilitator, once, what has to go since yesterday; and which packs it is time to destroy."""
    news = [piece for piece in await _gone(house, tx, project_id) if piece.called_back_at is None]
    now = house.clock.now()
    for piece in news:
        await stored.called_back(tx, piece.id, now)
    touched = {piece.pack_id for piece in news}
    today = projects.day_in(project, now).on
    due = [each for each in await stored.about(tx, project_id) if is_time_to_destroy(each.destroy_by, today)]
    if not touched and not due:
        return
    for member in await memberships.members(tx, project_id):
        if member.role == "facilitator":
            await notices.tell(house, tx, project, member, _words(len(touched), len(due)), about="project")


def _words(withdrawn: int, due: int) -> Text:
    return lines(
        n_(
            "Something in {n} workshop pack may not be used any more.",
            "Something in {n} workshop packs may not be used any more.",
            withdrawn,
        )
        if withdrawn
        else None,
        n_(
            "It is time to destroy {n} workshop pack.",
            "It is time to destroy {n} workshop packs.",
            due,
        )
        if due
        else None,
        _("To see which, send /team and press “Export for the workshop”."),
    )
