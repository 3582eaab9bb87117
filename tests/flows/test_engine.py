"""The replay: state is the answers, keyed by name, and nothing else."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.answers import Answer, Chosen, ChosenSeveral, Skipped, Told
from bot.flows.engine import (
    ASIDES,
    MOST_STEPS,
    Asking,
    Finished,
    FlowBroken,
    FlowFunction,
    question_named,
    replay,
)
from bot.flows.moves import Back, Change, after
from bot.flows.questions import CHANGE, Choice, Page, Progress, Say, Words
from tests.flows.asking import (
    EVERY_QUESTION,
    FIRST,
    READ,
    asking_of,
    flow_of,
    options,
    part,
    said,
    told,
    unhurried,
)

SECRET = "my sister Bronwen"

DAYS = options("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


async def week(ctx: tuple[str, ...]) -> dict[str, str]:
    """Asks about each day under a name that carries the day."""
    return {day: await Choice(f"how.{day}", said(f"How was {day}?"), options("Good", "Bad")) for day in ctx}


FULL = {f"how.{day.key}": Chosen("good" if at % 2 else "bad") for at, day in enumerate(DAYS)}
ALL_DAYS = tuple(day.key for day in DAYS)


@unhurried
@given(st.permutations(list(FULL)))
def test_the_order_in_which_answers_were_stored_does_not_matter(order: list[str]) -> None:
    assert replay(week, ALL_DAYS, {name: FULL[name] for name in order}) == replay(week, ALL_DAYS, FULL)


@unhurried
@given(st.permutations(ALL_DAYS))
def test_each_answer_stays_with_its_own_turn_of_a_loop(order: list[str]) -> None:
    scene = replay(week, tuple(order), FULL)
    assert isinstance(scene, Finished)
    assert scene.value == {day: FULL[f"how.{day}"].key for day in ALL_DAYS}


@unhurried
@given(st.sets(st.sampled_from(ALL_DAYS), min_size=1))
def test_the_first_unanswered_question_is_asked_wherever_it_stands(missing: set[str]) -> None:
    kept = {name: answer for name, answer in FULL.items() if name.removeprefix("how.") not in missing}
    scene = replay(week, ALL_DAYS, kept)
    assert isinstance(scene, Asking)
    first = next(day for day in ALL_DAYS if day in missing)
    assert scene.question.name == f"how.{first}"
    assert scene.path == tuple(f"how.{day}" for day in ALL_DAYS[: ALL_DAYS.index(first)])


def test_a_question_put_in_later_is_asked_and_the_answers_around_it_stay() -> None:
    old = flow_of(FIRST, Words("last", said("And?")))
    answers: dict[str, Answer] = {"first": READ, "last": told(1, done=True)}
    assert isinstance(replay(old, None, answers), Finished)
    new = flow_of(FIRST, Choice("between", said("Which?"), DAYS), Words("last", said("And?")))
    scene = replay(new, None, answers)
    assert isinstance(scene, Asking)
    assert scene.question.name == "between"
    scene = replay(new, None, {**answers, "between": Chosen("monday")})
    assert isinstance(scene, Finished)
    assert scene.value == [None, "monday", (part(1),)]


@unhurried
@given(st.dictionaries(st.text(max_size=12), st.just(told(1, 2)), max_size=5))
def test_rows_of_questions_that_are_no_longer_asked_change_nothing(unused: dict[str, Answer]) -> None:
    extra = {name: answer for name, answer in unused.items() if name not in FULL and name != ASIDES}
    for answers in (FULL, {"how.monday": Chosen("bad")}, {}):
        assert replay(week, ALL_DAYS, {**extra, **answers}) == replay(week, ALL_DAYS, answers)


@pytest.mark.parametrize(
    "unfit", [Chosen("no longer there"), ChosenSeveral(("good",), True), Told(), Skipped()]
)
def test_an_answer_that_no_longer_fits_is_asked_for_again(unfit: Answer) -> None:
    scene = replay(week, ALL_DAYS, {**FULL, "how.monday": unfit})
    assert isinstance(scene, Asking)
    assert scene.question.name == "how.monday"
    assert scene.draft == unfit


@unhurried
@given(st.integers(1, len(ALL_DAYS) - 1))
def test_back_takes_away_exactly_the_last_answer_of_the_path(answered: int) -> None:
    answers: dict[str, Answer] = {name: FULL[name] for name in list(FULL)[:answered]}
    answers["unused"] = told(1)
    scene = replay(week, ALL_DAYS, answers)
    assert isinstance(scene, Asking)
    left = after(week, ALL_DAYS, answers, scene, Back())
    assert set(answers) - set(left) == {f"how.{ALL_DAYS[answered - 1]}"}
    assert all(answers[name] == answer for name, answer in left.items())


@unhurried
@given(st.sampled_from(ALL_DAYS))
def test_change_takes_away_one_answer_and_those_after_it_stay(day: str) -> None:
    flow = flow_of(
        *(Choice(f"how.{each}", said(each), options("Good", "Bad")) for each in ALL_DAYS),
        Choice("check", said("Right?"), options("Yes")),
    )
    scene = replay(flow, None, FULL)
    assert isinstance(scene, Asking)
    assert scene.question.name == "check"
    left = after(flow, None, FULL, scene, Change(f"how.{day}"))
    assert left == {name: answer for name, answer in FULL.items() if name != f"how.{day}"}
    again = replay(flow, None, left)
    assert isinstance(again, Asking)
    assert again.question.name == f"how.{day}"
    scene = replay(flow, None, {**left, f"how.{day}": Chosen("good")})
    assert isinstance(scene, Asking)
    assert scene.question.name == "check", "nothing after the change is asked again"


def test_changing_what_is_not_on_the_path_only_lets_go_of_it() -> None:
    flow = flow_of(FIRST, Choice("check", said("Right?"), options("Yes")))
    answers: dict[str, Answer] = {"first": READ, "elsewhere": told(1)}
    scene = replay(flow, None, answers)
    assert isinstance(scene, Asking)
    assert after(flow, None, answers, scene, Change("elsewhere")) == {"first": READ}
    assert after(flow, None, answers, scene, Change("never")) == answers
    assert question_named(flow, None, answers, "elsewhere") is None


def test_what_is_said_belongs_to_the_question_after_it() -> None:
    async def speaks(ctx: None) -> None:
        await Say(said("one"))
        await Progress(1, 2)
        await FIRST
        await Say(said("two"))
        await Say(said("three"))
        await Progress(2, 2)
        await Page("second", said("Bye."))
        await Say(said("four"))

    start = replay(speaks, None, {})
    assert isinstance(start, Asking)
    assert (start.said, start.progress) == ((Say(said("one")),), (1, 2))
    then = replay(speaks, None, {"first": READ})
    assert isinstance(then, Asking)
    assert (then.said, then.progress) == ((Say(said("two")), Say(said("three"))), (2, 2))
    assert replay(speaks, None, {"first": READ, "second": READ}) == Finished(
        None, ("first", "second"), (Say(said("four")),)
    )


async def _asks_twice(ctx: None) -> None:
    await Words("why", said("Why?"))
    await Words("why", said("Why?"))


async def _asks_for_asides(ctx: None) -> None:
    await Words(ASIDES, said("Anything else?"))


async def _never_ends(ctx: None) -> None:
    while True:
        await Say(said("…"))


async def _raises(ctx: None) -> None:
    parts = await Words("why", said("Why?"))
    raise ValueError(parts[0].words)


async def _raises_at_the_end(ctx: None) -> None:
    try:
        await Words("why", said("Why?"))
        await Words("then", said("And then?"))
    finally:
        raise ValueError(SECRET)


async def _will_not_stop(ctx: None) -> None:
    try:
        await Words("why", said("Why?"))
        await Words("then", said("And then?"))
    finally:
        await Say(said("one more thing"))


async def _waits_for_something_else(ctx: None) -> None:
    await Words("why", said("Why?"))
    await asyncio.sleep(0)


class _Foreign(Awaitable[None]):
    def __await__(self) -> Any:
        yield SECRET


async def _waits_for_a_foreigner(ctx: None) -> None:
    await _Foreign()


def _is_no_coroutine(ctx: None) -> Any:
    raise KeyError(SECRET)


BROKEN: dict[str, tuple[FlowFunction, str]] = {
    "one name twice": (_asks_twice, "the question 'why' is asked twice"),
    "the reserved name": (_asks_for_asides, "the name 'asides' is reserved"),
    "no end": (_never_ends, "the flow does not end"),
    "an error": (_raises, "the flow raised ValueError"),
    "an error when it is left": (_raises_at_the_end, "the flow raised ValueError"),
    "a step when it is left": (_will_not_stop, "the flow raised RuntimeError"),
    "something else awaited": (_waits_for_something_else, "the flow awaits NoneType"),
    "somebody else's awaitable": (_waits_for_a_foreigner, "the flow awaits str"),
    "no coroutine": (_is_no_coroutine, "the flow raised KeyError"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_flow_says_so_without_a_word_of_an_answer(how: str) -> None:
    flow, message = BROKEN[how]
    answers = {"why": Told((part(1, words=SECRET),), True)}
    with pytest.raises(FlowBroken) as caught:
        replay(flow, None, answers)
    assert str(caught.value) == message
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None, "a log that follows the context would show the answer"
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_flow_is_left_tidily_at_each_question() -> None:
    left: list[str] = []

    async def tidy(ctx: None) -> None:
        try:
            await FIRST
        finally:
            left.append("tidied")

    replay(tidy, None, {})
    assert left == ["tidied"]


def test_a_replay_does_not_touch_the_answers() -> None:
    before: dict[str, Answer] = dict(FULL)
    replay(week, ALL_DAYS, before)
    assert before == FULL


def test_a_flow_may_take_two_thousand_steps_and_no_more() -> None:
    async def speaks(times: int) -> str:
        for _time in range(times):
            await Say(said("…"))
        return "the end"

    scene = replay(speaks, MOST_STEPS - 1, {})
    assert isinstance(scene, Finished)
    assert scene.value == "the end"
    with pytest.raises(FlowBroken, match="the flow does not end"):
        replay(speaks, MOST_STEPS, {})


def test_a_wish_to_change_something_never_settles_the_reading_back() -> None:
    asking = asking_of(EVERY_QUESTION["read back"], Chosen(f"{CHANGE}first"))
    assert not asking.question.accepts(Chosen(f"{CHANGE}first"))
    assert asking.question.accepts(Chosen("send-it"))
