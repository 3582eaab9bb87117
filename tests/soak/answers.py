"""Every answer of which people were told that it is kept is kept, once, in order; so is every other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.codesign.ballots import Approval
from bot.codesign.rating import level
from bot.codesign.story import Part, Story
from bot.flows.answers import Told, decode
from bot.services import collecting_mine
from bot.services.collecting_mine import Mine
from bot.services.house import House
from storage import participants
from storage.database import Database
from tests.soak.people import Person
from tests.soak.week import RATING, Week

Wrong = Callable[[str, list[str]], None]


async def reckon(wrong: Wrong, week: Week, house: House, own: Database) -> None:
    """Compare what everybody said, story by story, and count what nobody said."""
    people = [each for each in week.town.people if each.stories or each.rated or each.voted]
    found: list[str] = []
    for person in people:
        mine = await _mine(house, person)
        found += [f"{person.phone.name}: {problem}" for problem in _of(person, mine, week)]
    wrong("an answer", found)
    async with own.snapshot() as tx:
        row = await tx.one("soak_counted")
        thanks = await tx.one("soak_thanks")
    assert row is not None
    assert thanks is not None
    said = {
        "stories": sum(story.sent for each in people for story in each.stories),
        "ratings": sum(each.rated is not None for each in people),
        "ballots": sum(each.voted is not None for each in people),
        "people": len(week.town.people) + len(week.town.team),
    }
    wrong(
        "counted",
        [f"{n} {what} were sent, {row[what]} are stored" for what, n in said.items() if row[what] != n],
    )
    heard = sum(len(each.thanked) for each in week.town.people)
    if thanks["thanks"] < heard:
        wrong("counted", [f"{heard} thanks were taken, {thanks['thanks']} are stored"])


async def _mine(house: House, person: Person) -> Mine:
    async with house.database.snapshot() as tx:
        who = await participants.at(tx, house.keys.vault, str(person.phone.id))
    assert who is not None
    assert who.place is not None
    mine = await collecting_mine.collect_mine(house, who.place.project_id, who.place.membership_id)
    assert mine is not None
    return mine


def _of(person: Person, mine: Mine, week: Week) -> Iterator[str]:
    yield from _stories(person, mine)
    if person.rated is not None:
        yield from _ratings(person, mine, week)
    if person.voted is not None:
        yield from _votes(person, mine)


def _stories(person: Person, mine: Mine) -> Iterator[str]:
    told = [each for each in person.stories if each.sent]
    kept = [(stored.number, _words(story)) for stored, story in mine.stories]
    if [words for _number, words in kept] != [each.words for each in told]:
        yield f"told {[each.words for each in told]}, kept {[words for _number, words in kept]}"
        return
    for (number, _words_kept), story in zip(kept, told, strict=True):
        if story.number not in (None, number):
            yield f"heard that the number is {story.number}, and it is {number}"
    halves = [each.words for each in person.stories if not each.sent]
    begun = [
        [part.words for part in answer.parts]
        for run in mine.unfinished
        if "tell" in run.answers and isinstance(answer := decode(run.answers["tell"]), Told)
    ]
    if begun != halves:
        yield f"began {halves}, kept {begun}"


def _words(story: Story) -> list[str]:
    parts: tuple[Part, ...] = story.parts
    return [part.words for part in parts]


def _ratings(person: Person, mine: Mine, week: Week) -> Iterator[str]:
    assert person.rated is not None
    points = week.town.project.touchpoints
    said = {
        points[at].id: level(key).position if key != "did-not-happen" else None
        for at, key in person.rated.items()
        if key != "skip"
    }
    kept = [
        {each.touchpoint: each.position for each in given.ratings}
        for stored, given in mine.ratings
        if stored.round_number == RATING
    ]
    if kept != [said]:
        yield f"rated {said}, kept {kept}"


def _votes(person: Person, mine: Mine) -> Iterator[str]:
    assert person.voted is not None
    kept = []
    for each in mine.votes:
        assert isinstance(each.ballot.vote, Approval)
        words = {candidate.id: candidate.words["en"] for candidate in each.candidates}
        kept.append({words[id]: str(stance) for id, stance in each.ballot.vote.stances.items()})
    if kept != [person.voted]:
        yield f"voted {person.voted}, kept {kept}"
