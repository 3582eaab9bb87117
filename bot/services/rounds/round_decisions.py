"""Rounds that are over and have no outcome, as decisions that wait for somebody."""

from __future__ import annotations

from bot.i18n.texts import Own, Text, _
from bot.services.contexts import pseudonym
from bot.services.health import decisions
from bot.services.health.decisions import Decision
from bot.services.house import House
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from storage.database import Transaction


@decisions.put
async def _outcomes(house: House, tx: Transaction, project_id: str) -> list[Decision]:
    now = house.clock.now()
    return [
        Decision(
            _(
                "What comes of round {number}, which asked: {asked}",
                number=each.stored.number,
                asked=Own(each.ask.text),
            ),
            _owner(each),
            each.stored.closes_at,
        )
        for each in await rounds.every(house, tx, project_id)
        if each.state(now) == "over"
    ]


def _owner(round_: Round) -> Text:
    return pseudonym("facilitator", round_.ask.opened_by) if round_.ask.opened_by else _("the team")
