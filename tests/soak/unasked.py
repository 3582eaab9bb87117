"""Who had to hear something unasked has heard it, nobody twice by mistake; who left hears nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.rehearsal.view import plain
from bot.services.updates import updates
from tests.soak.acts import LEFT
from tests.soak.people import Person
from tests.soak.week import OUTCOME, RATING_OPENS, VOTE_CLOSES, VOTE_OPENS, Sent, Week
from tests.soak.world import Heard

Wrong = Callable[[str, list[str]], None]
Known = dict[int, set[int]]

NEW = "There is something new for you in the project."
RESULT = "You can now read what came of something you were asked."
WOKEN = "Something that you began here waits for you."
FAREWELLS = (LEFT, "Thank you for what you gave.", "You have left this project.")

UNDER_WAY = timedelta(seconds=2)
"""A request that is made while somebody leaves may arrive just after."""


async def reckon(wrong: Wrong, week: Week, known: Known, left: dict[int, datetime]) -> None:
    """Look at updates, rounds, and those who left."""
    for sent in week.updates:
        wrong(f"the update of day {sent.at[0] + 1}", list(_update(week, known, sent)))
    town = week.town
    opened = [
        ("the first round", NEW, town.at(*RATING_OPENS), town.at(*VOTE_OPENS)),
        ("the second round", NEW, town.at(*VOTE_OPENS), town.at(*VOTE_CLOSES)),
        ("the outcome", RESULT, town.at(*OUTCOME), town.at(8, 0)),
    ]
    for what, words, since, until in opened:
        wrong(what, list(_round(week, known, words, since, until)))
    wrong("after leaving", list(_silence(week, left)))
    for person in week.half:
        times = len(_once(person, known, lambda each: WOKEN in plain(each.text)))
        if times != 1 and not _excused(week, person):
            wrong("a half-told story", [f"{person.phone.name} was reminded {times} times"])


def _once(person: Person, known: Known, fits: Callable[[Heard], bool]) -> list[Heard]:
    """Of the messages that fit, those that are no second copy of one in doubt."""
    ids = known.get(person.phone.id, set())
    return [each for each in person.heard if each.message_id in ids and fits(each)]


def _excused(week: Week, person: Person) -> bool:
    """Whether a message to them was perhaps given up, after its connection broke twice."""
    return week.town.faults.broken[person.phone.id] > 1


def _update(week: Week, known: Known, sent: Sent) -> Iterator[str]:
    data = f"{updates.BUTTON}:{sent.id}"
    got = {each.phone.id for each in sent.people}
    for person in week.town.people:
        heard = [each for each in person.heard if data in each.data]
        if heard and person.phone.id not in got:
            yield f"{person.phone.name} got it and was not among those it was for"
        if len(_once(person, known, lambda each: data in each.data)) > 1:
            yield f"{person.phone.name} got it more than once"
    for person in sent.people:
        if not any(data in each.data for each in person.heard) and not (
            person.leaving or person.away or _excused(week, person)
        ):
            yield f"{person.phone.name} never got it"


def _round(week: Week, known: Known, words: str, since: datetime, until: datetime) -> Iterator[str]:
    def fits(each: Heard) -> bool:
        return words in plain(each.text) and since <= each.at < until

    for person in week.town.people:
        if len(_once(person, known, fits)) > 1:
            yield f"{person.phone.name} was told more than once"
        acted = words == NEW and (person.rated or person.voted)
        if not any(map(fits, person.heard)) and not (
            person.leaving or person.was_away or acted or _excused(week, person)
        ):
            yield f"{person.phone.name} was never told"


def _silence(week: Week, left: dict[int, datetime]) -> Iterator[str]:
    for person in week.town.people:
        since = left.get(person.phone.id)
        if (since is None) != (person.left_at is None):
            yield f"{person.phone.name} heard the farewell at {person.left_at}, and left at {since}"
        if since is None:
            continue
        for each in person.heard:
            text = plain(each.text)
            if each.at > since + UNDER_WAY and not any(words in text for words in FAREWELLS):
                yield f"{person.phone.name} heard {text.splitlines()[0]!r} {each.at - since} after leaving"
