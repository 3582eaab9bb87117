"""No second ever holds more than the limit, no chat more than its share, and answers go first."""

from __future__ import annotations

import asyncio
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.limiter import BURST, OVERALL, PER_CHAT, Limiter
from tests.delivery.stage import TurnedClock


def timed(clock: TurnedClock, **limits: int) -> Limiter:
    """A limiter that goes by this clock."""
    return Limiter(monotonic=clock.monotonic, sleep=clock.sleep, **limits)


async def take(limiter: Limiter, chat: str, priority: int = 0) -> bool:
    """Send one message that is answered at once; whether there was any waiting."""
    async with limiter.slot(chat, priority) as waited:
        return waited


async def grants(asked: list[tuple[str, int]]) -> list[tuple[float, str, int]]:
    """When each of these (chat, priority), all asked for at once, was given its slot."""
    clock, given_out = TurnedClock(), []
    limiter = timed(clock)

    async def wait(chat: str, priority: int) -> None:
        async with limiter.slot(chat, priority):
            given_out.append((clock.monotonic(), chat, priority))

    await asyncio.gather(*(wait(chat, priority) for chat, priority in asked))
    return given_out


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40).map(str), st.integers(0, 1)), min_size=1, max_size=120))
def test_no_sliding_second_holds_more_than_the_limit(asked: list[tuple[str, int]]) -> None:
    given_out = asyncio.run(grants(asked))
    assert len(given_out) == len(asked)
    times = [time for time, _, _ in given_out]
    assert all(later - earlier >= 1 - 1e-6 for earlier, later in zip(times, times[OVERALL:], strict=False))
    for chat in {chat for chat, _ in asked}:
        own = [time for time, each, _ in given_out if each == chat]
        # However long a stretch is taken: a burst, and one a second besides.
        assert all(
            last - first + 1 <= BURST + (own[last] - own[first]) * PER_CHAT + 1e-6
            for first, last in combinations(range(len(own)), 2)
        )


async def test_answers_overtake_broadcasts_that_wait() -> None:
    given_out = await grants([*((f"b{n}", 1) for n in range(60)), *((f"a{n}", 0) for n in range(10))])
    order = [priority for _, _, priority in given_out]
    assert order == [1] + [0] * 10 + [1] * 59


async def test_a_broadcast_leaves_room_for_an_answer_at_any_moment() -> None:
    clock = TurnedClock()
    limiter = timed(clock)
    for number in range(100):
        await take(limiter, f"b{number}", 1)
    before = clock.monotonic()
    await take(limiter, "a", 0)
    assert clock.monotonic() - before < 0.05


async def test_a_full_chat_holds_up_no_other() -> None:
    given_out = await grants([*(("loud", 0) for _ in range(20)), ("quiet", 1)])
    quiet = next(time for time, chat, _ in given_out if chat == "quiet")
    assert quiet - given_out[0][0] < 0.1
    assert given_out[-1][0] - given_out[0][0] == pytest.approx(16, abs=0.01)


async def test_a_pause_holds_everybody() -> None:
    clock = TurnedClock()
    limiter = timed(clock)
    start = clock.monotonic()
    limiter.pause(7)
    limiter.pause(2)
    assert limiter.paused
    assert limiter.opens_in("any") == pytest.approx(7)
    async with limiter.slot("any") as waited:
        assert waited
    assert clock.monotonic() - start >= 7
    assert not limiter.paused
    async with limiter.slot("other") as waited:
        assert not waited


async def test_it_knows_which_chats_are_closed() -> None:
    clock = TurnedClock()
    limiter = timed(clock, burst=2)
    await take(limiter, "a")
    assert limiter.closed_chats == 0
    await take(limiter, "a")
    assert limiter.closed_chats == 1
    assert limiter.opens_in("a") == pytest.approx(1)
    clock.turn(1)
    assert limiter.closed_chats == 0


async def test_who_stops_waiting_takes_no_slot() -> None:
    clock = TurnedClock()
    limiter = timed(clock, overall=1)
    await take(limiter, "a")
    gone = asyncio.create_task(take(limiter, "b", 0))
    stays = asyncio.create_task(take(limiter, "c", 1))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays
    assert gone.cancelled()


async def test_many_chats_leave_nothing_behind() -> None:
    clock = TurnedClock()
    limiter = timed(clock)
    for number in range(2000):
        await take(limiter, str(number))
    clock.turn(10)
    await take(limiter, "last")
    assert len(limiter._chats) < 300


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 3), st.floats(0, 1)), min_size=30, max_size=90))
def test_however_requests_bunch_up_on_their_way_no_second_sees_too_many(
    ways: list[tuple[float, float]],
) -> None:
    """Each request takes some time, and arrives at some share of it."""
    arrivals: list[float] = []

    async def all_of_them() -> None:
        clock = TurnedClock()
        limiter = timed(clock)
        under_way: list[tuple[float, asyncio.Event]] = []

        async def send(number: int, takes: float, share: float) -> None:
            async with limiter.slot(str(number)):
                arrivals.append(clock.monotonic() + takes * share)
                answered = asyncio.Event()
                under_way.append((clock.monotonic() + takes, answered))
                await answered.wait()

        tasks = [asyncio.create_task(send(n, *way)) for n, way in enumerate(ways)]
        while not all(task.done() for task in tasks):
            await asyncio.sleep(0)
            now = clock.monotonic()
            for pair in [pair for pair in under_way if pair[0] <= now]:
                under_way.remove(pair)
                pair[1].set()
            if not limiter._waiters:
                clock.turn(0.01)

    asyncio.run(all_of_them())
    arrivals.sort()
    assert all(
        later - earlier >= 1 - 1e-6 for earlier, later in zip(arrivals, arrivals[OVERALL:], strict=False)
    )
