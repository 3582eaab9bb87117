"""A vote counted once more, by hand: plain arithmetic over what each person said, and nothing of the program.

``Said`` holds what one person thinks of one candidate from 0 to 1, None where they said nothing of it;
``Backed`` whether they back it. Both are lists by role and by the candidate's words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

Figures = Mapping[str, Fraction]
Said = Mapping[str, Mapping[str, Sequence[Fraction]]]
Backed = Mapping[str, Mapping[str, Sequence[bool]]]


def places(figures: Figures) -> dict[str, int]:
    """One more than how many stand higher."""
    return {each: 1 + sum(other > own for other in figures.values()) for each, own in figures.items()}


def cuts(figures: Figures) -> tuple[int, ...]:
    """After which of the fourth, fifth and sixth a line can be drawn that parts no equals."""
    down = sorted(figures.values(), reverse=True)
    return tuple(n for n in (4, 5, 6) if n <= len(down) and (n == len(down) or down[n - 1] > down[n]))


def tied_at_six(figures: Figures) -> set[str]:
    """The equals that a line after the sixth would part."""
    down = sorted(figures.values(), reverse=True)
    if len(down) <= 6 or down[5] > down[6]:
        return set()
    return {each for each, own in figures.items() if own == down[5]}


def means(said: Said, role: str) -> dict[str, Fraction]:
    """What the people of a role think of each candidate, on average."""
    return {words: sum(own) / Fraction(len(own)) for words, own in said[role].items() if own}


def balanced(said: Said) -> dict[str, Fraction]:
    """The mean of the roles' means."""
    by_role = [means(said, role) for role in said]
    return {words: sum(each[words] for each in by_role) / Fraction(len(by_role)) for words in by_role[0]}


def range_of_balanced(said: Said, words: str) -> tuple[float, float]:
    """Each role's distance to the ends of its range, squared, added up, and shared by the roles."""
    below = above = 0.0
    for role in said:
        own = said[role][words]
        mean = float(sum(own) / Fraction(len(own)))
        low, high = wilson(mean, len(own))
        below, above = below + (mean - low) ** 2, above + (high - mean) ** 2
    middle = float(balanced(said)[words])
    return max(0.0, middle - sqrt(below) / len(said)), min(1.0, middle + sqrt(above) / len(said))


def wilson(share: float, people: int) -> tuple[float, float]:
    """The range of a share, from the roots of the quadratic that defines it."""
    z = 1.959963984540054
    a, b, c = 1 + z * z / people, -(2 * share + z * z / people), share * share
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def consensus(backed: Backed, words: str) -> bool:
    """Two thirds of every role, and all together surely more than half. Here each role has three and more."""
    everybody = [each for role in backed for each in backed[role][words]]
    low, _high = wilson(sum(everybody) / len(everybody), len(everybody))
    return all(3 * sum(own[words]) >= 2 * len(own[words]) for own in backed.values()) and low > 0.5


def differ(backed: Backed, words: str) -> bool:
    """Whether the range of the difference between the highest and the lowest share leaves out nought.

    Where roles share the highest or the lowest one, the larger of them is taken.
    """
    shares = [(sum(own[words]) / len(own[words]), len(own[words])) for own in backed.values()]
    least, few = min(shares, key=lambda each: (each[0], -each[1]))
    most, many = max(shares)
    above = wilson(least, few)[1] - least
    below = most - wilson(most, many)[0]
    return most - least - sqrt(above**2 + below**2) > 1e-12


def minority(figures: Figures, said: Said) -> set[tuple[str, str]]:
    """What a role puts among its first two of eight, and all put in the second half."""
    overall, found = places(figures), set()
    for role in said:
        own = places(means(said, role))
        for words in own:
            down_to = sum(place <= own[words] for place in own.values())
            if down_to <= 2 and overall[words] > 4:
                found.add((role, words))
    return found


def one_by_one(orders: Sequence[Sequence[str]], candidates: Sequence[str]) -> str | None:
    """The candidate that more people put above each other one than below it."""

    def above(one: str, other: str) -> int:
        return sum(
            one in order and (other not in order or order.index(one) < order.index(other)) for order in orders
        )

    winners = [
        one
        for one in candidates
        if all(above(one, other) > above(other, one) for other in candidates if other != one)
    ]
    return winners[0] if winners else None
