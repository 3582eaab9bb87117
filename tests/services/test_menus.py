"""Entries on the menus: each has its place, they stand in order, and what was chosen is served."""

from __future__ import annotations

import pytest

from bot.flows.registry import FLOWS
from bot.i18n.texts import Text, _
from bot.services import conversations, menus
from bot.services.menus import ORDER
from bot.services.step import Step
from storage import participants
from storage.database import Transaction
from storage.participants import Place
from tests.exports.world import Somebody, World


async def _nothing(here: Step) -> list[tuple[str, Text]]:
    del here
    return []


async def _serve(here: Step, detail: str) -> None:
    del here, detail


def test_an_entry_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="'tea' has no place on the menu 'home'"):
        menus.put("home", "tea", _nothing, _serve)


def test_no_place_is_there_twice() -> None:
    assert all(len(set(names)) == len(names) for names in ORDER.values())


def test_everything_that_registers_itself_is_known() -> None:
    assert {"rounds", "open_round", "close_round", "outcomes"} <= set(FLOWS)
    assert {"round_desk", "round_menu", "round_outcomes", "story_rounds"} <= set(conversations.__all__)


@pytest.mark.parametrize("role", ["patient", "facilitator"])
async def test_entries_stand_in_the_order_of_the_menu(
    world: World, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await world.person(role)

    async def three(here: Step) -> list[tuple[str, Text]]:
        return [(str(here.place.number + n), _("Open for you: {left}", left=str(n))) for n in range(3)]

    monkeypatch.setattr(menus, "_DISHES", {})
    for name in reversed(ORDER["home"]):
        menus.put("home", name, three, _serve)
    async with world.house.database.transaction() as tx:
        here = await step_of(world, tx, who)
        found = await menus.entries(here, "home")
    assert [each.key for each in found] == [f"{name}:{n}" for name in ORDER["home"] for n in (1, 2, 3)]


async def step_of(world: World, tx: Transaction, who: Somebody) -> Step:
    """A step of somebody who looks at the project."""
    place = Place(who.place.id, world.project_id, who.place.role, who.place.number, joined=True, left=False)
    person = participants.Participant(who.participant_id, "en", "", False, place)
    return Step(world.house, tx, world.clock.now(), "1", person)


async def test_the_detail_reaches_who_serves_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    who = await world.person()
    served: list[str] = []

    async def serve(here: Step, detail: str) -> None:
        served.append(f"{here.place.role} {detail}")

    monkeypatch.setattr(menus, "_DISHES", {})
    menus.put("home", "round", _nothing, serve)
    async with world.house.database.transaction() as tx:
        await menus.serve(await step_of(world, tx, who), "home", "round:17")
    assert served == ["patient 17"]
