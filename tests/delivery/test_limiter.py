"""No second ever holds more than the limit, no chat more than its share, and answers go first."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.limiter import Limiter
from tests.delivery.stage import TurnedClock


def timed(clock: TurnedClock, **limits: int) -> Limiter:
    """A limiter that goes by this clock."""
    return Limiter(monotonic=clock.monotonic, sleep=clock.sleep, **limits)


async def grants(asked: list[tuple[str, int]]) -> list[tuple[float, str, int]]:
    """When each of these (chat, priority), all asked for at once, was given its slot."""
    clock, given_out = TurnedClock(), []
    limiter = timed(clock)

    async def wait(chat: str, priority: int) -> None:
        await limiter.slot(chat, priority)
        given_out.append((clock.monotonic(), chat, priority))

    await asyncio.gather(*(wait(chat, priority) for chat, priority in asked))
    return given_out


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40).map(str), st.integers(0, 1)), min_size=1, max_size=120))
def test_no_sliding_second_holds_more_than_the_limit(asked: list[tuple[str, int]]) -> None:
    given_out = asyncio.run(grants(asked))
    assert len(given_out) == len(asked)
    times = [time for time, _, _ in given_out]
    assert all(later - earlier >= 1 - 1e-6 for earlier, later in zip(times, times[29:], strict=False))
    for chat in {chat for chat, _ in asked}:
        own = [time for time, each, _ in given_out if each == chat]
        assert all(later - earlier >= 1 - 1e-6 for earlier, later in pairwise(own[3:]))


async def test_answers_overtake_broadcasts_that_wait() -> None:
    given_out = await grants([*((f"b{n}", 1) for n in range(60)), *((f"a{n}", 0) for n in range(10))])
    order = [priority for _, _, priority in given_out]
    assert order == [1] * 29 + [0] * 10 + [1] * 31


async def test_a_full_chat_holds_up_no_other() -> None:
    given_out = await grants([*(("loud", 0) for _ in range(20)), ("quiet", 1)])
    assert next(time for time, chat, _ in given_out if chat == "quiet") == given_out[0][0]
    assert given_out[-1][0] - given_out[0][0] == pytest.approx(16, abs=0.01)


async def test_a_pause_holds_everybody() -> None:
    clock = TurnedClock()
    limiter = timed(clock)
    start = clock.monotonic()
    limiter.pause(7)
    limiter.pause(2)
    assert limiter.paused
    assert limiter.opens_in("any") == pytest.approx(7)
    assert await limiter.slot("any")
    assert clock.monotonic() - start >= 7
    assert not limiter.paused
    assert not await limiter.slot("other")


async def test_it_knows_which_chats_are_closed() -> None:
    clock = TurnedClock()
    limiter = timed(clock, burst=2)
    await limiter.slot("a")
    assert limiter.closed_chats == 0
    await limiter.slot("a")
    assert limiter.closed_chats == 1
    assert limiter.opens_in("a") == pytest.approx(1)
    clock.turn(1)
    assert limiter.closed_chats == 0


async def test_who_stops_waiting_takes_no_slot() -> None:
    clock = TurnedClock()
    limiter = timed(clock, overall=1)
    await limiter.slot("a")
    gone = asyncio.create_task(limiter.slot("b", 0))
    stays = asyncio.create_task(limiter.slot("c", 1))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays
    assert gone.cancelled()


async def test_many_chats_leave_nothing_behind() -> None:
    clock = TurnedClock()
    limiter = timed(clock)
    for number in range(2000):
        await limiter.slot(str(number))
    clock.turn(10)
    await limiter.slot("last")
    assert len(limiter._chats) < 300
