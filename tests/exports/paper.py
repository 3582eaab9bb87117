"""Votes and priorities to be put on paper, the awkward ones. Everybody in them is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

from bot.codesign.ballots import Approval, Comparison, Dots, Method, Pairs, Ranking, Rules, Stance, Vote
from bot.codesign.pairs import deck
from bot.codesign.project import LocalText
from bot.codesign.results import Result, to_keep
from bot.codesign.rounds import ROLES, Ask, Candidate, Outcome
from bot.exports.names import Names
from bot.i18n.texts import Day, Quote
from bot.i18n.translator import Translator
from bot.services.collecting import Collected
from bot.services.packs.making import Pack
from bot.services.packs.votes import PaperResult, PaperVote, When
from bot.services.votes.vote_links import payload
from storage.packs import StoredPack
from tests.exports.drawing import EXAMPLE_PROJECT

ROUND = "0a0b0c0d-0000-4000-8000-00000000abcd"
LINK = f"https://t.me/in_the_room_example_bot?start={payload(ROUND)}"
ASKED = {"en": "What should we work on first?", "cy": "Beth gyntaf?", "ar": "ما الذي نبدأ به؟"}
MADE = datetime(2026, 3, 2, 12, tzinfo=UTC)

WORDS: tuple[LocalText, ...] = (
    {"en": "A quiet night", "cy": "Noson dawel", "ar": "ليلة هادئة"},
    {"en": "#panic() $x *b* [c] \\ ' \" @who <img src=x> {{7*7}} =1+1"},
    {"en": "Ok"},
    {"ur": "ہسپتال میں کسی نے مجھے نہیں بتایا کہ ٹیسٹ کب ہوگا۔"},
    {"hi": "किसी ने मुझे नहीं बताया कि मुझे कितनी देर तक इंतज़ार करना होगा।"},
    {"cy": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch 👨‍👩‍👧‍👦 汉字"},
    {"en": ("Let somebody call on the second day at home, and again after two weeks. " * 5)[:300]},
    {"en": "a" * 300},
)


def candidates(count: int) -> tuple[Candidate, ...]:
    """So many candidates; from the ninth on they say the same again."""
    return tuple(
        Candidate(
            f"id-{at}",
            at + 1,
            WORDS[at % len(WORDS)],
            ({"patient": 4, "carer": 3}, {"others": 5}, {})[at % 3],
            (None, "patient", "somebody")[at % 3],
        )
        for at in range(count)
    )


def ask(method: Method, count: int = 6) -> Ask:
    """A vote on so many candidates."""
    return Ask(ASKED, ROLES, 1, method, candidates(count), 5 if method == "dots" else 0)


def paper_vote(method: Method, count: int = 6, when: When = "open") -> PaperVote:
    """The same, as it goes on paper."""
    return PaperVote(
        when,
        ROUND,
        None if when == "planned" else 2,
        ask(method, count),
        Day(date(2026, 12, 3)) if when == "planned" else None,
        Quote("10 December"),
        None if when == "over" else payload(ROUND),
    )


def pack(language: str = "en", *, team: bool = False) -> Pack:
    """A pack without cards."""
    stored = StoredPack("i", "p", 3, "team" if team else "share", language, 1, MADE, date(2026, 5, 31), None)
    exact = Collected("p", EXAMPLE_PROJECT, MADE, (), (), {}) if team else None
    return Pack(stored, "p", EXAMPLE_PROJECT, (), (), 0, exact)


def names(language: str = "en") -> Names:
    """What things are called on a page."""
    return Names(Translator(), language)


def votes(method: Method, people: int, count: int, seed: int) -> dict[str, list[Vote]]:
    """Any votes of so many people of all three roles."""
    chance, cast = Random(seed), dict[str, list[Vote]]()
    ids = [each.id for each in candidates(count)]
    for number in range(people):
        cast.setdefault(ROLES[number % 3], []).append(_vote(method, ids, chance, number))
    return cast


def _vote(method: Method, ids: list[str], chance: Random, number: int) -> Vote:
    match method:
        case "dots":
            on = chance.choices(ids, k=5)
            return Dots({each: on.count(each) for each in on})
        case "ranking":
            return Ranking(tuple(chance.sample(ids, chance.randint(1, len(ids)))))
        case "approval":
            stances: tuple[Stance, ...] = ("agree", "disagree", "pass")
            return Approval({each: chance.choice(stances) for each in ids})
        case "pairs":
            shown = deck(tuple(ids), "seed", number)
            return Pairs(tuple(Comparison(one, other, chance.choice((one, other))) for one, other in shown))


def result(method: Method, people: int, count: int = 4, seed: int = 1) -> Result:
    """What these votes come to."""
    rules = Rules(method, tuple(each.id for each in candidates(count)), 5 if method == "dots" else 0)
    return to_keep(votes(method, people, count, seed), rules, dict.fromkeys(ROLES, people))


def paper_result(method: Method, people: int, count: int = 4, *, outcome: bool = False) -> PaperResult:
    """The same, as it goes on paper."""
    decided = Outcome({"en": "We begin with the nights."}, {"en": "The group"}, {"en": "Most asked for it."})
    found = result(method, people, count)
    return PaperResult(2, ask(method, count), Quote("10 December"), found, decided if outcome else None)
