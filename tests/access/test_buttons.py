"""Every button of every flow, pressed by everybody whose button it is not."""

from __future__ import annotations

from bot.flows.registry import FLOWS
from tests.access.acting import acting
from tests.access.asking import asking
from tests.access.assisting import assisting
from tests.access.caring import caring
from tests.access.cast import cast_of, others
from tests.access.owing import owing
from tests.access.prioritising import following, suggesting
from tests.access.questioning import questioning
from tests.access.sponsoring import sponsoring
from tests.access.trying import by_everybody, faults, under_own_mark
from tests.access.updating import updating
from tests.access.walking import Stop, Walk, newcomers, through_everything
from tests.access.workshopping import workshopping
from tests.room import Room

OTHER = "intensive-care-bryn-tawel"


async def test_no_button_does_anything_for_somebody_else(room: Room) -> None:
    owner, facilitator = await newcomers(room)
    cast = await cast_of(room, owner, facilitator, await others(room))
    found: list[str] = []

    async def visit(stop: Stop) -> None:
        problems = await faults(room, cast, by_everybody(cast, stop.buttons))
        found.extend(f"{stop.flow} {stop.actions}: {problem}" for problem in problems)

    walk = Walk(room, visit)
    await through_everything(walk, owner, facilitator, OTHER)
    await suggesting(walk, owner, facilitator)
    await following(walk, owner)
    await asking(walk, owner, facilitator)
    await acting(walk, owner, facilitator)
    await caring(walk, owner, facilitator)
    await questioning(walk, owner, facilitator)
    await updating(walk, owner, facilitator)
    await workshopping(walk, owner, facilitator)
    await assisting(walk, facilitator)
    await owing(walk, owner, facilitator)
    await sponsoring(walk, facilitator)
    assert found == []
    assert {stop.flow for stop in walk.stops} == set(FLOWS), "a flow that nobody walked through"
    actions = {action for stop in walk.stops for action in stop.actions}
    crossed = {actor.who: under_own_mark(actor, actions) for actor in cast.actors}
    assert [who for who in crossed if not crossed[who]] == ["stranger", "stopped"], "they have no question"
    assert await faults(room, cast, crossed) == []
    assert list(room.stand.refusals) == []
