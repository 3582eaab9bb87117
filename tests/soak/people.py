"""The people of a soak: what each has said, heard and been told was kept, as seen on their phone alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.rehearsal.habits import meaning
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import Button, plain
from bot.services.talking import QUESTION
from tests.soak.world import Heard, Listening

KEPT = re.compile(r"I have kept (\d+) part")
NUMBER = re.compile(r"Its number is (\d+)")
PATIENCE = 40.0
"""Seconds after which somebody who waits for an answer sends /start: a message may have been given up."""

TRIES = 6
"""How often they do that before they are counted as stuck."""


class Stuck(Exception):
    """Somebody did not get on, whatever they did. The text says what they wanted."""


@dataclass
class Story:
    """What somebody told in one story, in order; how many parts they heard are kept; its number."""

    words: list[str] = field(default_factory=list)
    kept: int = 0
    sent: bool = False
    number: int | None = None


@dataclass
class Person:
    """One person. What is None has not happened; moments are those at which they heard it is so."""

    phone: Phone
    role: str
    stories: list[Story] = field(default_factory=list)
    rated: dict[int, str] | None = None
    """What they pressed at each touchpoint of the pathway, counted from 0."""
    rating_heard: bool = False
    voted: dict[str, str] | None = None
    """What they said to each priority, by its words."""
    vote_heard: bool = False
    left_at: datetime | None = None
    leaving: bool = False
    away: bool = False
    """Whether they have blocked the bot."""
    was_away: bool = False
    thanked: set[str] = field(default_factory=set)
    """The updates to which they pressed a reaction and heard that it was taken."""

    @property
    def world(self) -> Listening:
        """The world their phone is in."""
        world = self.phone.stand.world
        assert isinstance(world, Listening)
        return world

    @property
    def heard(self) -> list[Heard]:
        """Every message the bot has sent to them."""
        return self.world.heard[self.phone.id]

    @property
    def idle(self) -> bool:
        """Whether they have said nothing so far, and can."""
        return not (self.stories or self.rated or self.voted or self.leaving or self.away or self.was_away)


@dataclass(frozen=True)
class Asked:
    """A question on somebody's phone: its mark, the message, its words, and what its buttons do."""

    mark: str
    message_id: int
    text: str
    buttons: tuple[Button, ...]

    @property
    def offered(self) -> list[str]:
        """What its buttons do."""
        return [action for button in self.buttons if (action := meaning(button))]


Habit = Callable[[Asked], str | None]
"""From a question to what is pressed, or None where it is not the one that is waited for."""


@dataclass
class Talking:
    """Somebody in the middle of doing one thing, however often a question is put to them."""

    person: Person
    since: int = 0
    answered: set[str] = field(default_factory=set)

    @property
    def phone(self) -> Phone:
        """Their phone."""
        return self.person.phone

    def begin(self, words: str = "/start") -> None:
        """Send a command; only what comes after it counts."""
        self.since = self.phone.write(words)

    def asked(self) -> Asked | None:
        """The newest question since they began that they have not answered."""
        for message_id, message in reversed(self.phone.conversation.messages.items()):
            if message_id <= self.since:
                return None
            rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
            buttons = tuple(Button(b["text"], b.get("callback_data")) for row in rows for b in row)
            marks = [b.data.split(":")[1] for b in buttons if b.data and b.data.startswith(f"{QUESTION}:")]
            if marks:
                asked = Asked(marks[0], message_id, plain(str(message.get("text", ""))), buttons)
                return None if asked.mark in self.answered else asked
        return None

    def heard(self, words: str | re.Pattern[str]) -> list[str]:
        """What came since they began and holds these words (of a pattern: what it found)."""
        news = [plain(each.text) for each in self.person.heard if each.message_id > self.since]
        if isinstance(words, str):
            return [each for each in news if words in each]
        return [found for each in news for found in words.findall(each)]

    async def until(self, holds: Callable[[], object], wanted: str, again: str = "/start") -> None:
        """Wait until something holds. When nothing comes for long they send ``again``. Raises Stuck."""
        tries = 0
        while not holds():
            if await self.person.world.news(self.phone.id, PATIENCE):
                continue
            tries += 1
            if tries > TRIES:
                raise Stuck(f"{self.phone.name} waits for {wanted}")
            self.phone.write(again)

    async def answers(self, wanted: str, choose: Habit, again: str = "/start") -> Asked:
        """Wait for a question at which ``choose`` knows what to press, press it, and return the question."""
        chosen: list[tuple[Asked, str]] = []

        def found() -> bool:
            asked = self.asked()
            action = choose(asked) if asked else None
            if asked and action:
                chosen.append((asked, action))
            return bool(chosen)

        await self.until(found, wanted, again)
        asked, action = chosen[0]
        self.press(asked, action)
        return asked

    def press(self, asked: Asked, action: str) -> None:
        """Press the button of a question that does this."""
        data = next(button.data for button in asked.buttons if meaning(button) == action)
        assert data is not None
        self.answered.add(asked.mark)
        self.phone.press_data(asked.message_id, data)

    async def next_question(self, wanted: str) -> Asked:
        """Wait for any question that they have not answered, and leave it standing."""
        await self.until(self.asked, wanted)
        asked = self.asked()
        assert asked is not None
        return asked


def first_of(*wanted: str) -> Habit:
    """The habit of pressing the first of these that is offered."""

    def choose(asked: Asked) -> str | None:
        offered: Sequence[str] = asked.offered
        return next((action for action in wanted if action in offered), None)

    return choose
