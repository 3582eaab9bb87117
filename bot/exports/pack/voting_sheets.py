"""Blank voting sheets: the same ballot as on the phone, for hands that would rather hold a pen.

The candidates stand in another order on each sheet, as they do on each phone, so that standing first favours
none of them. Nothing on a sheet tells whose it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from bot.codesign import paper_votes
from bot.codesign.provenance import whole
from bot.codesign.rounds import Candidate
from bot.codesign.sentences import sentences
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack import voting_words as say
from bot.exports.pack.page import SHARED, page
from bot.exports.pack.priority_words import not_translated, priority_words
from bot.exports.pack.square_codes import square_code
from bot.exports.typesetting import typeset
from bot.flows.joining import ROLE_NAMES
from bot.flows.vote import STANCE_WORDS
from bot.i18n.texts import Text, _
from bot.services.house import House
from bot.services.packs.making import Pack
from bot.services.packs.votes import PaperVote, to_vote_on

TEMPLATE = "voting_sheets.typ"


@dataclass(frozen=True)
class Layout:
    """How a sheet looks. Sizes are in points. ``by_sentence``: each sentence begins a line."""

    file: str
    title: Text
    size: float
    by_sentence: bool = False


LAYOUTS = (
    Layout("voting-sheets.pdf", _("Voting sheets"), 12),
    Layout("voting-sheets-easy-read.pdf", _("Voting sheets, easy to read"), 19, by_sentence=True),
)
"""Clear print, and large print with one idea a line (NHS England, accessible information)."""


async def voting_sheets(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The sheets in each layout; no file where there is no vote to print."""
    votes = await to_vote_on(house, pack)
    if not votes:
        return
    links = {each.id: house.address.link(each.payload) for each in votes if each.payload}
    for layout in LAYOUTS:
        content = await asyncio.to_thread(set_sheets, pack, names, layout, votes, links)
        yield File(f"print/{layout.file}", content, layout.title)


def set_sheets(
    pack: Pack,
    names: Names,
    layout: Layout,
    votes: tuple[PaperVote, ...],
    links: dict[str, str | None],
) -> bytes:
    """The sheets of all these votes as one document (PDF). ``links`` by the id of the vote."""
    return typeset(TEMPLATE, what_stands_on(pack, names, layout, votes, links), "pdf")[0]


def what_stands_on(
    pack: Pack,
    names: Names,
    layout: Layout,
    votes: tuple[PaperVote, ...],
    links: dict[str, str | None],
) -> dict[str, Any]:
    """What the template of the sheets takes."""
    return {
        **page(pack, names, layout.title),
        "mark": names.said(SHARED),
        "size": layout.size,
        "sheets": [
            sheet
            for vote in votes
            for sheet in _sheets(names, layout, vote, _phone(names, vote, links.get(vote.id)))
        ],
    }


def _sheets(
    names: Names, layout: Layout, vote: PaperVote, phone: dict[str, Any] | None
) -> Iterator[dict[str, Any]]:
    """The same sheet in as many orders as there are candidates."""

    def lined(*texts: Text) -> list[str]:
        told = [names.said(each) for each in texts]
        return [line for each in told for line in sentences(each)] if layout.by_sentence else told

    known = {each.id: each for each in vote.ask.candidates}
    for letter, order in paper_votes.orders(known, vote.id).items():
        yield {
            "letter": names.said(_("Sheet {letter}", letter=letter)),
            "heading": names.said(say.heading(vote)),
            "asked": names.said(say.asked(vote)),
            "standing": lined(*say.standing(vote)),
            "how": lined(*say.how_to(vote.ask)),
            "box": names.said(say.WRITE[vote.ask.method]) if vote.ask.method in say.WRITE else None,
            "stances": [names.said(each) for each in STANCE_WORDS.values()]
            if vote.ask.method == "approval"
            else [],
            "rows": [_row(names, known[each]) for each in order] if vote.ask.method != "pairs" else [],
            "pairs": _pairs(names, vote, known, letter),
            "neither": names.said(say.NEITHER),
            "reason": lined(say.REASON),
            "role": names.said(say.ROLE),
            "roles": [_called(names, role) for role in vote.ask.roles],
            "after": lined(say.ALONE, *((say.SECRET, say.EITHER) if vote.payload else ())),
            "phone": phone and phone | {"words": lined(*say.by_phone(code=phone["link"] is not None))},
        }


def _row(names: Names, candidate: Candidate) -> dict[str, Any]:
    missing = not_translated(candidate.words, names)
    return {
        "number": names.said(_("Priority {number}", number=candidate.number)),
        "words": priority_words(candidate.words, names),
        "from": [
            *([names.said(missing)] if missing else []),
            *names.said(whole(candidate.origin, candidate.proposed_by)).split("\n"),
        ],
    }


def _pairs(
    names: Names, vote: PaperVote, known: dict[str, Candidate], letter: str
) -> list[list[dict[str, Any]]]:
    """The pairs of one sheet, which is dealt like the deck of one person."""
    if vote.ask.method != "pairs":
        return []
    dealt = paper_votes.pairs(tuple(known), vote.id, letter)
    return [[_row(names, known[each]) for each in pair] for pair in dealt]


def _called(names: Names, role: str) -> str:
    called = names.said(ROLE_NAMES[role])
    return called[:1].upper() + called[1:]


def _phone(names: Names, vote: PaperVote, link: str | None) -> dict[str, Any] | None:
    """How to vote on a phone; None where nobody can vote any more."""
    if vote.payload is None:
        return None
    if link is None:
        return {"link": None}
    return {"link": link, "code": square_code(link), "alt": names.said(say.alternative(link))}
