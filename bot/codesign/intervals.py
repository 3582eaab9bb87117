"""How far a share of a few people can be trusted.

*Wilson's* score interval for one share (Wilson 1927, doi 10.1080/01621459.1927.10502953). Brown, Cai and
DasGupta (2001, doi 10.1214/ss/1009213286) recommend it for forty people or fewer, where the usual plus and
minus goes below nought or has no width at all. *A mean of shares* and *a difference of shares* take the
limits of each share together by the method of variance estimates recovery (Zou and Donner 2008, doi
10.1002/sim.3095), which for a difference is Newcombe's interval (1998, doi
10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10).

They treat those who voted as a sample of everybody who could have been asked. Where nearly everybody voted
the true uncertainty is smaller: the intervals then say too little rather than too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

import msgspec

Z_95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution: 95 % lie within plus and minus this."""


class Interval(msgspec.Struct, frozen=True):
    """From ``low`` to ``high``; both between 0 and 1 for shares, between -1 and 1 for differences."""

    low: float
    high: float


def wilson(share: Fraction, people: int) -> Interval:
    """The 95 % interval of a share among ``people`` people. Raises ValueError for nobody.

    It also holds for a mean of values between 0 and 1, one from each person: such a mean varies at most
    as much as a share of the same size does.
    """
    if people < 1 or not 0 <= share <= 1:
        raise ValueError("an interval needs somebody, and a share between 0 and 1")
    p, z2 = float(share), Z_95**2
    centre = (p + z2 / (2 * people)) / (1 + z2 / people)
    half = Z_95 / (1 + z2 / people) * sqrt(p * (1 - p) / people + z2 / (4 * people**2))
    # Rounding must not put the limit of 0 of 9 a hair above nought, nor that of 9 of 9 below one.
    return Interval(
        0.0 if share == 0 else max(0.0, centre - half), 1.0 if share == 1 else min(1.0, centre + half)
    )


def of_mean(groups: Sequence[tuple[Fraction, int]]) -> Interval:
    """The interval of the plain mean of several groups' shares, each counting the same.

    ``groups`` are (share, people). Raises ValueError for none.
    """
    if not groups:
        raise ValueError("a mean needs a group")
    mean = float(sum(share for share, _people in groups) / len(groups))
    each = [(float(share), wilson(share, people)) for share, people in groups]
    below = sqrt(sum((share - limits.low) ** 2 for share, limits in each)) / len(groups)
    above = sqrt(sum((limits.high - share) ** 2 for share, limits in each)) / len(groups)
    return Interval(max(0.0, mean - below), min(1.0, mean + above))


def of_difference(one: tuple[Fraction, int], other: tuple[Fraction, int]) -> Interval:
    """The interval of ``one`` minus ``other``, each (share, people)."""
    p, q = float(one[0]), float(other[0])
    first, second = wilson(*one), wilson(*other)
    below = sqrt((p - first.low) ** 2 + (second.high - q) ** 2)
    above = sqrt((first.high - p) ** 2 + (q - second.low) ** 2)
    return Interval(max(-1.0, p - q - below), min(1.0, p - q + above))
