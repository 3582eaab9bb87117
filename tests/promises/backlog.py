"""People in the middle of their stories who send more than the bot has got round to."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bot.codesign.story import Part
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example
from storage.database import open_database
from storage.vault import Vault
from tests.media.samples import picture
from tests.room import Room, house_of, working

PEOPLE = 24
"""So many that sixty bots never find fewer than a hundred updates waiting: one life takes some fifteen."""
MOST = 44
"""Parts that one person tells: an answer can hold 50."""

WAYS_OUT = ("Done", "None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only")
SENT = "Send it to the team"

_KEPT = re.compile(r"I have kept (\d+) part")


@dataclass
class Teller:
    """One person who tells a story, and all that they have said so far."""

    phone: Phone
    finishes: bool
    told: list[str] = field(default_factory=list)
    began: int = 0

    def goes_on(self) -> Iterator[object]:
        """Do the next thing: presses of one button at once, then numbered words, now and then a photo."""
        message, button = self.phone.find_button(lambda each: each.label.startswith("I am not sure"))
        assert button.data is not None
        for _again in range(3):
            yield self.phone.press_data(message.id, button.data)
        for number in range(MOST):
            words = f"{self.phone.name} {number:02d}."
            self.told.append(words)
            if number % 7 == 3:
                yield self.phone.send_photo(picture(), words)
            else:
                yield self.phone.write(words)
            if number % 9 == 5:
                yield self.phone.press_data(message.id, button.data)
        for words in (*WAYS_OUT, SENT) if self.finishes else ():
            yield self.phone.write(words)

    @property
    def heard(self) -> list[str]:
        """Everything the bot has sent to this person since the bots began to end, in that order."""
        calls = list(self.phone.stand.calls)[self.began :]
        return [
            _settled(str(call.params["text"]))
            for call in calls
            if call.method == "sendMessage" and int(call.params["chat_id"]) == self.phone.id
        ]

    @property
    def told_is_kept(self) -> int:
        """How many parts this person was told are kept."""
        return max((int(n) for words in self.heard for n in _KEPT.findall(words)), default=0)


def _settled(words: str) -> str:
    # Stories are numbered as they are sent, and the half hour to change one is counted from then.
    return re.sub(r"\d\d:\d\d|number is \d+", "#", words)


@dataclass
class Tellers:
    """All of them, and what each is still going to do."""

    everybody: list[Teller]
    acts: list[Iterator[object]]

    def send(self, updates: int, chance: random.Random) -> int:
        """Let people do up to so many things, each at their own pace; how many they did."""
        sent = 0
        while sent < updates and self.acts:
            acting = chance.choice(self.acts)
            did = sum(1 for _ in islice(acting, chance.randint(1, 4)))
            sent += did
            if not did:
                self.acts.remove(acting)
        return sent

    def finish(self) -> None:
        """Let everybody do all that they are still going to do."""
        for acting in self.acts:
            for _ in acting:
                pass


async def in_the_middle(stand: Stand, url: str, vault: Vault, files: Path, people: int) -> Tellers:
    """People who have joined and begun a story; when this returns, no bot is at work any more."""
    clock = TurnableClock()
    database = await open_database(url)
    try:
        house = await house_of(database, vault, files, clock)
        project = project_files.read(example("stroke.toml"))
        await projects.add(house, project)
        room = Room(stand, house, clock, project)
        async with working(house, stand):
            tellers = [Teller(await _begun(room, f"P{number}"), number % 2 == 0) for number in range(people)]
    finally:
        await database.close()
    for teller in tellers:
        teller.began = len(stand.calls)
    return Tellers(tellers, [teller.goes_on() for teller in tellers])


async def _begun(room: Room, name: str) -> Phone:
    phone = await room.joined(name=f"{name} (example)")
    await room.press(phone, "Tell a story")
    return phone


class BrokenPromise(AssertionError):
    """What the checks raise when something acknowledged is lost, or something is applied twice."""


def in_order(parts: list[Part], told: list[str]) -> None:
    """Check that what is kept is what was told, from the first on, each once and in order."""
    kept = [part.words for part in parts]
    if kept != told[: len(kept)]:
        raise BrokenPromise(f"kept {kept}, told {told}")
