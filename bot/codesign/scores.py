"""What one ballot says of one candidate, in three figures that every method has.

- The *count* is what the method counts: dots, agreements, points, or comparisons won.
- The *score* is the same for one person, from 0 to 1, so that people can be averaged: the share of their
  dots, agreed or not, the share of the other candidates put below, the share of comparisons won.
- *Backing* is a yes or no: gave it a dot, agrees, put it among their first few, chose it more often than
  not. Shares of backers are what majority, consensus and the difference between roles are told from.

A person who was not asked about a candidate has no score and no backing there, and lowers nobody's share. A
pass is an answer: it is no agreement and no disagreement, and it counts among those who answered, as in Polis
(Small et al. 2021, doi 10.6035/recerca.5516).
"""

from __future__ import annotations

from fractions import Fraction

from bot.codesign.ballots import Approval, Dots, Pairs, Ranking, Rules, Vote
from bot.codesign.ranking import points
from bot.codesign.rounds import MOST_CHOSEN


def figure(vote: Vote, candidate: str, rules: Rules) -> Fraction:
    """What this ballot adds to the candidate's count."""
    match vote:
        case Dots(given):
            return Fraction(given.get(candidate, 0))
        case Approval(stances):
            return Fraction(stances.get(candidate) == "agree")
        case Ranking():
            return points(vote, candidate, rules.candidates)
        case Pairs():
            return Fraction(_won(vote, candidate)[0])


def score(vote: Vote, candidate: str, rules: Rules) -> Fraction | None:
    """What this person thinks of the candidate, from 0 to 1; None where they did not say."""
    match vote:
        case Dots():
            return figure(vote, candidate, rules) / sum(vote.given.values())
        case Approval(stances):
            return figure(vote, candidate, rules) if candidate in stances else None
        case Ranking():
            others = len(rules.candidates) - 1
            return figure(vote, candidate, rules) / others if others else Fraction(1)
        case Pairs():
            won, lost = _won(vote, candidate)
            return Fraction(won, won + lost) if won + lost else None


def backs(vote: Vote, candidate: str, rules: Rules) -> bool | None:
    """Whether this person backs the candidate; None where they did not say."""
    match vote:
        case Dots(given):
            return candidate in given
        case Approval(stances):
            return stances[candidate] == "agree" if candidate in stances else None
        case Ranking(order):
            # As many as can be taken on, but no more than half: six of six would tell nothing.
            few = min(MOST_CHOSEN, max(1, len(rules.candidates) // 2))
            return candidate in order[:few]
        case Pairs():
            won, lost = _won(vote, candidate)
            return won > lost if won + lost else None


def details(vote: Vote, candidate: str) -> dict[str, int]:
    """The parts that the count of a candidate is made of, by their names; parts of nought are left out."""
    match vote:
        case Dots(given):
            return {"dots": given[candidate]} if candidate in given else {}
        case Approval(stances):
            return {stances[candidate]: 1} if candidate in stances else {}
        case Ranking(order):
            if candidate not in order:
                return {}
            return {"ranked": 1, "first": 1} if order[0] == candidate else {"ranked": 1}
        case Pairs(choices):
            won, lost = _won(vote, candidate)
            passed = sum(
                choice.chosen is None for choice in choices if candidate in (choice.left, choice.right)
            )
            return {name: n for name, n in (("won", won), ("lost", lost), ("pass", passed)) if n}


def _won(vote: Pairs, candidate: str) -> tuple[int, int]:
    """Comparisons won and lost."""
    met = [each for each in vote.choices if candidate in (each.left, each.right) and each.chosen is not None]
    won = sum(each.chosen == candidate for each in met)
    return won, len(met) - won
