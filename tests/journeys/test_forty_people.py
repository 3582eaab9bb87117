"""Forty people in three roles vote by each method over real HTTP; the result equals a count made here.

The count uses nothing of the program: each person's plan is drawn from a fixed seed, the buttons are
pressed, and the plan is added up with plain arithmetic (recount.py): figures, places, ranges, ties and cuts,
majority, consensus and minority views, and each role counting the same.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

import pytest

from bot.codesign.ballots import METHODS, Method
from bot.codesign.results import Result, Standing
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import Shown, plain
from bot.services.rounds.rounds import Round
from tests.journeys import recount
from tests.journeys.stored import all_well
from tests.room import Room
from tests.votes import polling

PEOPLE = {"patient": 18, "carer": 8, "staff": 14}
CANDIDATES, DOTS = 8, 6
PATIENCE = 60.0
AGREE, DISAGREE, PASS = "I agree", "I do not agree", "Pass: I cannot or do not want to say"


@dataclass
class Voter:
    """One person with what they are going to do, and what they then said of each candidate, by its words.

    ``likes`` is their order of the candidates. ``told`` is filled in as they press: dots, stances, places
    or comparisons.
    """

    phone: Phone
    role: str
    likes: list[str]
    chance: Random
    dots: dict[str, int] = field(default_factory=dict)
    stances: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    met: list[tuple[str, str, str | None]] = field(default_factory=list)

    async def tap(self, label: str) -> None:
        """Press a button once its question stands there."""
        await self.phone.tap(label, PATIENCE)

    async def at(self, words: str) -> Shown:
        """Wait for a question with buttons that holds these words, and return it."""

        def there(phone: Phone) -> bool:
            asked = [each for each in phone.messages if each.rows]
            return bool(asked) and words in plain(asked[-1].text)

        await self.phone.wait_for(there, PATIENCE)
        return [each for each in self.phone.messages if each.rows][-1]


def numbered(message: Shown) -> dict[str, int]:
    """The number under which each candidate stands in this person's own list."""
    found = {}
    for line in plain(message.text).splitlines():
        number, dot, words = line.partition(". ")
        if dot and number.isdecimal():
            found[words.rpartition(": ")[2]] = int(number)
    return found


async def gives_dots(voter: Voter) -> None:
    """Three dots to the first, two to the second, one to the third, or all to the first two."""
    numbers = numbered(await voter.at(f"You have {DOTS} dots."))
    shares = voter.chance.choice([(3, 2, 1), (5, 1), (6,), (2, 2)])
    for liked, dots in zip(voter.likes, shares, strict=False):
        for number in range(1, dots + 1):
            await voter.tap(f"Number {numbers[liked]}: one dot more")
            await voter.at(f"{number} {'dot' if number == 1 else 'dots'}: {liked}")
        voter.dots[liked] = dots
    await voter.tap("Done")


async def says_yes_or_no(voter: Voter) -> None:
    """Yes to what they like, no to what they do not, and now and then neither."""
    for at in range(1, CANDIDATES + 1):
        asked = plain((await voter.at(f"{at} of {CANDIDATES + 2}\n")).text).splitlines()
        words = next(line for line in asked if line in voter.likes)
        liked = voter.likes.index(words) < CANDIDATES // 2
        voter.stances[words] = PASS if voter.chance.random() < 0.2 else AGREE if liked else DISAGREE
        await voter.tap(voter.stances[words])


async def ranks(voter: Voter) -> None:
    """As many as they like, from one to all."""
    numbers = numbered(await voter.at("What matters most to you?"))
    voter.order = voter.likes[: voter.chance.randint(1, CANDIDATES)]
    for place, liked in enumerate(voter.order, 1):
        await voter.tap(f"Number {numbers[liked]} comes next")
        await voter.at(f"Place {place}: {liked}")
    await voter.tap("Done")


async def compares(voter: Voter) -> None:
    """The one they like more of each pair; some stop early, some cannot choose."""
    pairs = voter.chance.choice([15, 15, 15, 7])
    for at in range(1, 16):
        asked = plain((await voter.at(f"{at} of 17\n")).text)
        assert ("This is the last pair." if at == 15 else f"{15 - at} pair") in asked
        if at > pairs:
            await voter.tap("That is enough. I stop choosing here")
            return
        left, right = (
            next(line for line in asked.splitlines() if line.startswith(side)).partition(": ")[2]
            for side in ("First", "Second")
        )
        chosen = None if voter.chance.random() < 0.1 else min(left, right, key=voter.likes.index)
        voter.met.append((left, right, chosen))
        await voter.tap({left: "The first", right: "The second", None: "I cannot choose"}[chosen])


HOW = {"dots": gives_dots, "approval": says_yes_or_no, "ranking": ranks, "pairs": compares}


async def votes(voter: Voter, method: Method) -> None:
    """The whole way, from the menu to the vote that is cast."""
    await voter.tap("Vote")
    await HOW[method](voter)
    await voter.tap("Skip this")
    await voter.tap("Cast my vote")
    await voter.phone.wait_for("Your vote is cast", PATIENCE)


def expected_counts(method: Method, voters: list[Voter], words: str) -> Fraction:
    """The plain count of one candidate."""
    match method:
        case "dots":
            return Fraction(sum(voter.dots.get(words, 0) for voter in voters))
        case "approval":
            return Fraction(sum(voter.stances[words] == AGREE for voter in voters))
        case "ranking":
            return sum((expected_points(voter, words) for voter in voters), Fraction(0))
        case "pairs":
            won = sum(chosen == words for voter in voters for _l, _r, chosen in voter.met)
            met = sum(words in pair and c is not None for voter in voters for *pair, c in voter.met)
            return Fraction(won, met)


def expected_points(voter: Voter, words: str) -> Fraction:
    """One for each candidate that is put below, half a one for each that stands equal."""
    if words in voter.order:
        return Fraction(CANDIDATES - 1 - voter.order.index(words))
    return Fraction(CANDIDATES - len(voter.order) - 1, 2)


def expected_score(method: Method, voter: Voter, words: str) -> Fraction | None:
    """What one person thinks of a candidate, from 0 to 1."""
    match method:
        case "dots":
            return Fraction(voter.dots.get(words, 0), sum(voter.dots.values()))
        case "approval":
            return Fraction(voter.stances[words] == AGREE)
        case "ranking":
            return expected_points(voter, words) / (CANDIDATES - 1)
        case "pairs":
            mine = [c == words for *pair, c in voter.met if words in pair and c is not None]
            return Fraction(sum(mine), len(mine)) if mine else None


def backs(method: Method, voter: Voter, words: str) -> bool | None:
    """Whether one person backs a candidate."""
    if method == "dots":
        return words in voter.dots
    if method == "ranking":
        return words in voter.order[:4]
    score = expected_score(method, voter, words)
    return None if score is None else score > Fraction(1, 2)


@dataclass(frozen=True)
class Recount:
    """What the votes come to when they are counted here, by the candidates' words."""

    figures: dict[str, Fraction]
    said: dict[str, dict[str, list[Fraction]]]
    backed: dict[str, dict[str, list[bool]]]


def recounted(method: Method, voters: list[Voter], known: list[str]) -> Recount:
    """Everything that follows comes from these three tables."""
    of_role = {role: [voter for voter in voters if voter.role == role] for role in PEOPLE}
    said = {
        role: {w: [s for v in own if (s := expected_score(method, v, w)) is not None] for w in known}
        for role, own in of_role.items()
    }
    backed = {
        role: {w: [b for v in own if (b := backs(method, v, w)) is not None] for w in known}
        for role, own in of_role.items()
    }
    return Recount({w: expected_counts(method, voters, w) for w in known}, said, backed)


def check(counted: Recount, standing: Standing, words: str) -> None:
    """One candidate's figures and places are those that were counted here."""
    assert standing.figure == pytest.approx(float(counted.figures[words]))
    assert standing.place == recount.places(counted.figures)[words]
    for role in PEOPLE:
        own = counted.backed[role][words]
        view = next(each for each in standing.roles if each.role == role)
        assert (view.backing.people, view.backing.backers) == (len(own), sum(own))
        expected = recount.wilson(sum(own) / len(own), len(own))
        assert (view.backing.interval.low, view.backing.interval.high) == pytest.approx(expected, abs=1e-9)
        assert view.place == recount.places(recount.means(counted.said, role))[words]
    evened = recount.balanced(counted.said)
    assert standing.balanced is not None
    assert standing.balanced.score == pytest.approx(float(evened[words]))
    interval = (standing.balanced.interval.low, standing.balanced.interval.high)
    assert interval == pytest.approx(recount.range_of_balanced(counted.said, words), abs=1e-9)
    assert standing.balanced_place == recount.places(evened)[words]
    everybody = [known for role in PEOPLE for known in counted.backed[role][words]]
    assert standing.majority == (2 * sum(everybody) > len(everybody))
    assert standing.consensus == recount.consensus(counted.backed, words)
    assert (standing.differ is not None) == recount.differ(counted.backed, words)


def check_together(counted: Recount, result: Result, ids: dict[str, str]) -> None:
    """Order, ties, cuts, minority views and what is said beside them."""
    figures = counted.figures
    place = recount.places(figures)
    assert [each.candidate for each in result.standings] == sorted(
        ids.values(), key=lambda each: (place[next(w for w in ids if ids[w] == each)], each)
    )
    assert result.cuts == recount.cuts(figures)
    assert set(result.tied_at_six) == {ids[words] for words in recount.tied_at_six(figures)}
    expected = {(role, ids[words]) for role, words in recount.minority(figures, counted.said)}
    assert {(each.role, each.candidate) for each in result.minority} == expected
    backers = [[b for role in PEOPLE for b in counted.backed[role][words]] for words in ids]
    majorities = sum(2 * sum(own) > len(own) for own in backers)
    # Nine of ten voted, from three groups: what is left to say is how many have a majority, and no clear cut.
    assert set(result.cautions) == {
        *(["no_clear_cut"] if not recount.cuts(figures) else []),
        *(["fewer_than_four"] if majorities < 4 else []),
        *(["more_than_six"] if majorities > 6 else []),
    }


def check_parts(method: Method, voters: list[Voter], standing: Standing, words: str) -> None:
    """Agree, disagree and pass are three different things; so are won, lost and passed."""
    told: dict[str, int] = defaultdict(int)
    for voter in voters:
        if method == "approval":
            told[{AGREE: "agree", DISAGREE: "disagree", PASS: "pass"}[voter.stances[words]]] += 1
        for left, right, chosen in voter.met if method == "pairs" else ():
            if words in (left, right):
                told["pass" if chosen is None else "won" if chosen == words else "lost"] += 1
    if method in ("approval", "pairs"):
        assert standing.parts == told


async def crowd(room: Room, round_: Round, seed: int) -> list[Voter]:
    """Forty people; what staff like first is what patients like last."""
    chance = Random(seed)
    known = [each.words["en"] for each in round_.ask.candidates]
    found = []
    for role, count in PEOPLE.items():
        for number in range(count):
            phone = await polling.somebody(room, role, name=f"{role} {number} (example)")
            weights = {w: at if role == "staff" else -at for at, w in enumerate(known)}
            likes = sorted(known, key=lambda words: weights[words] + chance.gauss(0, 4))
            found.append(Voter(phone, role, likes, Random(chance.random())))
    return found


@pytest.mark.parametrize("method", METHODS)
async def test_the_result_is_what_forty_people_voted(room: Room, method: Method) -> None:
    round_ = await polling.open_vote(room, method, CANDIDATES, dots=DOTS)
    voters = await crowd(room, round_, METHODS.index(method))
    silent, voting = voters[::13], [voter for at, voter in enumerate(voters) if at % 13]
    for batch in (voting[at::4] for at in range(4)):
        await asyncio.gather(*(votes(voter, method) for voter in batch))
    result = await polling.frozen(room, round_)
    ids = {each.words["en"]: each.id for each in round_.ask.candidates}
    standings = {each.candidate: each for each in result.standings}
    counted = recounted(method, voting, list(ids))
    for words, candidate in ids.items():
        check(counted, standings[candidate], words)
        check_parts(method, voting, standings[candidate], words)
    check_together(counted, result, ids)
    if method == "ranking":
        winner = recount.one_by_one([voter.order for voter in voting], list(ids))
        assert result.beats_all == (None if winner is None else ids[winner])
    check_turnout(result, voting, silent)
    if method == "pairs":
        check_decks(voting)
    all_well(room)


def check_turnout(result: Result, voting: list[Voter], silent: list[Voter]) -> None:
    """Who voted and who could have, by role."""
    assert {each.role: (each.voted, each.could) for each in result.turnout} == {
        role: (
            sum(voter.role == role for voter in voting),
            sum(voter.role == role for voter in (*voting, *silent)),
        )
        for role in PEOPLE
    }


def check_decks(voting: list[Voter]) -> None:
    """Nobody met a pair twice, and each pair came up."""
    seen: dict[frozenset[str], int] = defaultdict(int)
    for voter in voting:
        own = [frozenset((left, right)) for left, right, _chosen in voter.met]
        assert len(set(own)) == len(own)
        for pair in own:
            seen[pair] += 1
    assert len(seen) == CANDIDATES * (CANDIDATES - 1) // 2
