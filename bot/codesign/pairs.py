"""Decks of pairs: which two candidates a person compares, one pair after the other.

Paired comparison (Thurstone 1927, doi 10.1037/h0070288) with a finite deck: nobody sees a pair twice, and
everybody sees how many are left. With many candidates nobody compares all pairs; then the decks of people
who follow one another go once around all pairs, as in a cyclic incomplete design, so that each pair is
shown about equally often. The pairs stand in the order of a round-robin tournament (the circle method), so
that each candidate, too, comes up about equally often within one deck.
"""

from __future__ import annotations

from bot.codesign.order import shuffled

MOST_PAIRS = 15
"""Pairs that one person is asked about at most: about five minutes of tapping."""

Pair = tuple[str, str]


def deck(candidates: tuple[str, ...], seed: str, person: int, most: int = MOST_PAIRS) -> tuple[Pair, ...]:
    """The pairs of the person with this number (from 0), left and right as they are shown.

    ``seed`` belongs to the round and is the same for everybody. Over people numbered without gaps no pair
    is shown more than once oftener than another one. Fewer than two candidates make an empty deck.
    """
    pool = _tournament(shuffled(candidates, seed))
    size = min(most, len(pool))
    if not size:
        return ()
    begin = person * size % len(pool)
    own = [pool[(begin + step) % len(pool)] for step in range(size)]
    return tuple(_sides(pair, seed, person) for pair in own)


def _tournament(players: tuple[str, ...]) -> list[Pair]:
    """Every pair once, in rounds in which nobody plays twice; by the circle method."""
    seats: list[str | None] = [*players, *([None] if len(players) % 2 else [])]
    pairs: list[Pair] = []
    half = len(seats) // 2
    for _round in range(len(seats) - 1):
        for here, there in zip(seats[:half], reversed(seats[half:]), strict=True):
            if here is not None and there is not None:
                pairs.append((here, there))
        seats = [seats[0], seats[-1], *seats[1:-1]]
    return pairs


def _sides(pair: Pair, seed: str, person: int) -> Pair:
    left, right = shuffled(pair, f"{seed}/{person}")
    return left, right
