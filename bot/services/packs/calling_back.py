"""Packs that are about, and what of them has to go because somebody withdrew since they were made."""

from __future__ import annotations

from dataclasses import dataclass

from bot.codesign.project import Project
from bot.i18n.texts import Text, _, lines, n_
from bot.services import notices, projects, recurring
from bot.services.house import House
from bot.services.priorities import quoting
from storage import memberships
from storage import packs as stored
from storage.database import Transaction
from storage.packs import StoredPack, StoredPiece


@dataclass(frozen=True)
class About:
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
        codes = sorted(piece.code for piece in theirs if piece.kind != "person")
        found.append(About(pack, tuple(codes), sum(piece.kind == "person" for piece in theirs)))
    return found


async def _gone(house: House, tx: Transaction, project_id: str) -> list[StoredPiece]:
    """The pieces that could not go into a pack today."""
    pieces = await stored.pieces_about(tx, house.keys, project_id)
    if not pieces:
        return []
    quotes = await quoting.of_project(house, tx, project_id)
    shown = {quote.stored.id for quote in quotes if "quote_workshop" in quote.uses}
    agreed: dict[str, bool] = {}
    gone = []
    for piece in pieces:
        owner = piece.membership_id
        if owner is not None and owner not in agreed:
            agreed[owner] = (await memberships.consents_now(tx, owner)).get("take_part", False)
        stays = owner is not None and agreed[owner] and (piece.kind == "person" or piece.subject_id in shown)
        if not stays:
            gone.append(piece)
    return gone


async def destroyed(house: House, tx: Transaction, project_id: str, number: int) -> bool:
    """A facilitator says that a pack is destroyed; False when there is no such pack about."""
    return await stored.destroyed(tx, project_id, number, house.clock.now())


@recurring.every("day", "packs")
async def remind(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell every facilitator, once, what of packs has to go since yesterday, and which are due to go."""
    news = [piece for piece in await _gone(house, tx, project_id) if piece.called_back_at is None]
    now = house.clock.now()
    for piece in news:
        await stored.called_back(tx, piece.id, now)
    touched = {piece.pack_id for piece in news}
    found = [each for each in await about(house, tx, project_id) if each.pack.id in touched]
    today = projects.day_in(project, now).on
    due = [each for each in await stored.about(tx, project_id) if each.destroy_by == today]
    if not found and not due:
        return
    for member in await memberships.members(tx, project_id):
        if member.role == "facilitator":
            await notices.tell(house, tx, project, member, _words(len(found), len(due)), about="project")


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
            "{n} workshop pack is to be destroyed today.",
            "{n} workshop packs are to be destroyed today.",
            due,
        )
        if due
        else None,
        _("To see which, send /team and press “Export for the workshop”."),
    )
