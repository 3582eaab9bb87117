"""What a project asks of people in rounds, with a planted word wherever somebody can say something."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign.priorities import Wording
from bot.codesign.rounds import ROLES, Ask, Outcome
from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.priorities import priorities
from bot.services.rounds import round_closing, round_opening, rounds
from bot.services.rounds.rounds import Round
from storage import priorities as stored_priorities
from tests.journeys.rated import BEGIN, begins, rates
from tests.journeys.suggestions import suggested
from tests.promises.planting import Garden
from tests.room import Room

LASTS = timedelta(days=14)


async def asked(room: Room, garden: Garden) -> list[Round]:
    """The team opens a round of ratings, and a vote on two priorities of its own."""
    house, opened = room.house, []
    async with house.database.transaction() as tx:
        now, project = house.clock.now(), await projects.find(house, tx, room.project.key)
        for number in (1, 2):
            wording = msgspec.json.encode(Wording({"en": garden.word(f"priority {number}")}))
            await stored_priorities.add(
                tx, house.keys, project.id, owner_id=None, status="candidate", content=wording, now=now
            )
        ask = Ask({"en": garden.word("what a rating asks")}, ROLES, 0)
        vote = msgspec.structs.replace(
            ask,
            text={"en": garden.word("what a vote asks")},
            method="approval",
            candidates=await priorities.candidates(house, tx, project.id),
        )
        opened.append(await round_opening.open_round(house, tx, project.id, "ratings", ask, now + LASTS))
        opened.append(await round_opening.open_round(house, tx, project.id, "votes", vote, now + LASTS))
    await room.quiet()
    return [each for each in opened if isinstance(each, Round)]


async def answers(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """Somebody rates one part of the care, says why, suggests a priority, and votes with a reason."""
    await begins(room, phone, f"{BEGIN} (1)")
    await rates(room, phone, "🙁 Bad", "😟 Worried", why=garden.word(f"{name}'s reason for a rating"))
    while "It did not happen to me" in phone.buttons():
        await rates(room, phone, "It did not happen to me")
    await room.press(phone, "Send it to the team")
    await room.write(phone, "/start")
    await suggested(room, phone, garden.word(f"{name}'s suggestion"))
    await room.write(phone, "/start")
    await room.press(phone, "Vote (2)")
    while "I agree" in phone.buttons():
        await room.press(phone, "I agree")
    await room.write(phone, garden.word(f"{name}'s reason for a vote"))
    await room.press(phone, "Cast my vote")


async def decided(room: Room, garden: Garden, opened: list[Round]) -> None:
    """The rounds end, and the team writes down what came of each."""
    house = room.house
    for each in opened:
        said = [
            {"en": garden.word(f"{what} of round {each.stored.number}")} for what in ("what", "who", "why")
        ]
        outcome = Outcome(decided=said[0], by=said[1], why=said[2])
        async with house.database.transaction() as tx:
            assert await round_closing.end_now(house, tx, each, 1)
            over = await rounds.by_id(house, tx, each.stored.id)
            assert over is not None
            assert await round_closing.close(house, tx, over, outcome, 1)
    await room.quiet()
