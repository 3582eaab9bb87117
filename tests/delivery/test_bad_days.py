"""What happens to messages when Telegram, the network or the database has a bad day."""

from __future__ import annotations

import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery.courier import LONGEST_OUTAGE_PAUSE, Courier
from bot.delivery.errors import MOST_FAILURES
from bot.delivery.limiter import Limiter
from bot.delivery.sender import SendingStopped
from bot.i18n.texts import Own, Quote
from bot.rehearsal.phones import Phone
from bot.services import outbox
from bot.services.messages import Acknowledge, Ask, Note, Redraw, Settle
from storage import outbox as rows
from storage.database import Database, DatabaseLost, Transaction
from storage.participants import Participant
from tests.delivery.stage import Stage, note, question, quoted, texts

Person = tuple[Participant, Phone]

SECRET = "the ward at night"


async def attempts(stage: Stage, *outbox_ids: str) -> list[int]:
    """The counted attempts of rows that wait."""
    async with stage.house.database.snapshot() as tx:
        heads = await rows.heads(tx, stage.house.keys.vault, "telegram", stage.clock.now(), 100)
    return [head.attempts for head in heads if head.id in outbox_ids]


@pytest.mark.parametrize("seconds", [0, 1, 7])
async def test_a_429_is_waited_out_and_not_counted(stage: Stage, ann: Person, seconds: int) -> None:
    stage.stand.faults.add(status=429, description="Too Many Requests", retry_after=seconds, times=5)
    start = stage.clock.monotonic()
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]
    assert stage.clock.monotonic() - start >= 5 * seconds


async def test_a_429_without_seconds_waits_one(stage: Stage, ann: Person) -> None:
    stage.stand.faults.add(status=429, description="Too Many Requests")
    await stage.queue(ann[0], note("a"))
    await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a")]


@pytest.mark.parametrize("kind", ["error", "html_body"])
async def test_a_failing_telegram_is_asked_again_later(stage: Stage, ann: Person, kind: Any) -> None:
    stage.stand.faults.add(kind, times=2)
    (queued,) = await stage.queue(ann[0], note("a"))
    await stage.sender.drain()
    assert len(stage.calls()) == 1
    stage.clock.turn(1)
    await stage.sender.drain()
    stage.clock.turn(1)
    await stage.sender.drain()
    assert len(stage.calls()) == 2
    stage.clock.turn(1)
    assert await attempts(stage, queued) == [2]
    await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a")]


async def test_a_telegram_that_goes_on_failing_is_given_up_at_last(stage: Stage, ann: Person) -> None:
    stage.stand.faults.add(times=MOST_FAILURES)
    await stage.queue(ann[0], note("a"), note("b"))
    with capture_logs() as logs:
        for _ in range(MOST_FAILURES):
            await stage.sender.drain()
            stage.clock.turn(600)
    await stage.sender.drain()
    assert texts(ann[1]) == [quoted("b")]
    assert [log["event"] for log in logs] == ["given up after many failures"]


async def test_what_was_dropped_before_it_arrived_is_sent_once(stage: Stage, ann: Person) -> None:
    stage.stand.faults.add("drop_before")
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.sender.drain()
    assert texts(ann[1]) == []
    stage.clock.turn(1)
    await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]


async def test_what_arrived_without_an_answer_is_sent_once_more_and_no_more(
    stage: Stage, ann: Person
) -> None:
    stage.stand.faults.add("drop_after", times=3)
    await stage.queue(ann[0], note("a"))
    with capture_logs() as logs:
        for _ in range(5):
            await stage.sender.drain()
            stage.clock.turn(600)
    assert texts(ann[1]) == [quoted("a")] * 2
    assert await stage.counts() == {"failed": 1}
    assert [log["event"] for log in logs] == ["given up, it may have arrived or not"]


async def test_an_edit_without_an_answer_is_made_again_as_often_as_it_takes(
    stage: Stage, ann: Person
) -> None:
    person, phone = ann
    (asked,) = await stage.queue(person, question("Which?", "A"))
    await stage.sender.drain()
    stage.stand.faults.add("drop_after", method="editMessageText", times=3)
    await stage.queue(person, Redraw(asked, question("Which?", "B")))
    for _ in range(4):
        await stage.sender.drain()
        stage.clock.turn(60)
    assert phone.buttons() == ["B"]
    assert await stage.counts() == {"delivered": 2}


async def test_pieces_that_arrived_are_not_sent_again(stage: Stage, ann: Person) -> None:
    await stage.queue(ann[0], Note(Own({"en": "one " * 2000})))
    stage.stand.faults.add("error", times=1)
    await stage.sender.drain()
    stage.stand.faults.clear()
    stage.clock.turn(1)
    stage.stand.calls.clear()
    original = stage.stand.faults.take

    def second_fails(method: str, chat_id: int | None) -> Any:
        if len(stage.stand.calls) == 2:
            stage.stand.faults.add()
        return original(method, chat_id)

    stage.stand.faults.take = second_fails  # type: ignore[method-assign]
    await stage.sender.drain()
    stage.clock.turn(10)
    await stage.sender.drain()
    assert len(texts(ann[1])) == 2
    assert len(stage.calls()) == 3


async def test_who_blocked_the_bot_hears_the_broadcasts_when_they_are_back(stage: Stage, ann: Person) -> None:
    person, phone = ann
    phone.block()
    await stage.queue(person, note("answer"), note("answer"))
    await stage.sender.drain()
    await stage.queue(person, note("news"), priority=outbox.BROADCAST)
    await stage.queue(person, note("more news"), priority=outbox.BROADCAST)
    await stage.sender.drain()
    assert await stage.counts() == {"unreachable": 2, "waiting": 2}
    assert len(stage.calls()) == 1
    phone.unblock()
    await back(stage, phone)
    await stage.sender.drain()
    assert texts(phone) == [quoted("news"), quoted("more news")]


async def back(stage: Stage, phone: Phone) -> None:
    """Something arrives from somebody who could not be reached."""
    async with stage.house.database.transaction() as tx:
        address = await tx.one(
            "participant_at", external_print=stage.house.keys.vault.fingerprint("telegram", str(phone.id))
        )
        assert address is not None
        await outbox.reachable_again(stage.house, tx, address["address_id"])


async def test_a_broadcast_that_met_the_block_itself_is_kept(stage: Stage, ann: Person) -> None:
    ann[1].block()
    await stage.queue(ann[0], note("news"), priority=outbox.BROADCAST)
    await stage.sender.drain()
    assert await stage.counts() == {"waiting": 1}
    await stage.sender.drain()
    assert len(stage.calls()) == 1


async def test_refused_entities_are_sent_plain_and_told_to_the_operator(stage: Stage, ann: Person) -> None:
    stage.stand.faults.add(
        status=400, description=f'Bad Request: can\'t parse entities: unsupported start tag "{SECRET}"'
    )
    ask = Ask(Quote(SECRET), (), (1, 2))
    (queued,) = await stage.queue(ann[0], ask)
    with capture_logs() as logs:
        await stage.sender.drain()
    (message,) = ann[1].conversation.messages.values()
    assert message["text"] == f"1 of 2\n{quoted(SECRET)}"
    assert "entities" not in message
    assert [(log["event"], log["outbox"]) for log in logs] == [
        ("sent in plain form, the other was refused", queued)
    ]
    assert SECRET not in str(logs)


async def test_what_telegram_never_takes_is_given_up_and_told(stage: Stage, ann: Person) -> None:
    ask = Ask(Quote(SECRET), question("", "x" * 65).rows)
    await stage.queue(ann[0], ask, note("next"))
    with capture_logs() as logs:
        await stage.sender.drain()
    assert texts(ann[1]) == [quoted("next")]
    assert [log["event"] for log in logs] == ["refused by Telegram"]
    assert await stage.counts() == {"delivered": 1, "failed": 1}


async def test_what_cannot_be_made_holds_up_no_other(stage: Stage, ann: Person) -> None:
    async with stage.house.database.transaction() as tx:
        vault = stage.house.keys.vault
        settled = await outbox.queue(stage.house, tx, ann[0].id, Settle("x"))
        await rows.settle(tx, vault, settled, "delivered", stage.clock.now(), "not numbers")
    await stage.queue(ann[0], Settle(settled), note("next"))
    with capture_logs() as logs:
        await stage.sender.drain()
    assert texts(ann[1]) == [quoted("next")]
    assert [log["event"] for log in logs] == ["a message could not be made"]


async def test_old_presses_and_vanished_questions_are_no_failures(stage: Stage, ann: Person) -> None:
    person, phone = ann
    (asked,) = await stage.queue(person, question("Which?", "A"))
    await stage.sender.drain()
    phone.conversation.messages.clear()
    await stage.queue(person, Acknowledge("long ago"), Settle(asked), note("next"))
    with capture_logs() as logs:
        await stage.sender.drain()
    assert texts(phone) == [quoted("next")]
    assert await stage.counts() == {"delivered": 4}
    assert not logs


@pytest.mark.parametrize(
    ("status", "description"), [(401, "Unauthorized"), (409, "Conflict: another"), (404, "Not Found")]
)
async def test_a_refused_bot_stops_and_keeps_the_queue(
    stage: Stage, ann: Person, ben: Person, status: int, description: str
) -> None:
    stage.stand.faults.add(status=status, description=description, times=100)
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.queue(ben[0], note("c"))
    with capture_logs() as logs, pytest.raises(SendingStopped):
        await stage.sender.run()
    assert await stage.counts() == {"waiting": 3}
    assert logs[-1]["event"] == "nothing is sent any more"
    stage.stand.faults.clear()
    await stage.new_sender().drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]


async def test_an_outage_is_waited_out_however_long_it_takes(stage: Stage, ann: Person, ben: Person) -> None:
    await stage.stand.stop()
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.queue(ben[0], note("c"))
    times: list[float] = []

    async def sleep(seconds: float) -> None:
        times.append(seconds)
        await stage.clock.sleep(seconds)
        if len(times) == 12:
            await stage.stand.start()

    with capture_logs() as logs:
        stage.sender = stage.new_sender(sleep=sleep)
        await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]
    assert texts(ben[1]) == [quoted("c")]
    assert [log["event"] for log in logs] == ["Telegram cannot be reached; everything waits"]
    assert max(times) == pytest.approx(LONGEST_OUTAGE_PAUSE)
    assert times == sorted(times)


async def test_what_an_outage_made_senseless_is_not_sent(stage: Stage, ann: Person, ben: Person) -> None:
    await stage.stand.stop()
    soon = stage.clock.now() + timedelta(seconds=30)
    late = stage.clock.now() + timedelta(days=1)
    await stage.queue(ann[0], note("open until soon"), priority=outbox.BROADCAST, until=soon)
    await stage.queue(ben[0], note("open until tomorrow"), priority=outbox.BROADCAST, until=late)
    times: list[float] = []

    async def sleep(seconds: float) -> None:
        times.append(seconds)
        await stage.clock.sleep(seconds)
        if len(times) == 12:
            await stage.stand.start()

    with capture_logs():
        stage.sender = stage.new_sender(sleep=sleep)
        await stage.sender.drain()
    assert sum(times) > 30
    assert (texts(ann[1]), texts(ben[1])) == ([], [quoted("open until tomorrow")])
    assert await stage.counts() == {"delivered": 1, "too_late": 1}


async def test_what_becomes_senseless_while_it_waits_for_its_turn_is_not_sent(
    stage: Stage, ann: Person
) -> None:
    limiter = Limiter(monotonic=stage.clock.monotonic, sleep=stage.clock.sleep)
    until = stage.clock.now() + timedelta(seconds=5)
    (queued,) = await stage.queue(ann[0], note("news"), priority=outbox.BROADCAST, until=until)
    turn = await outbox.turn(stage.house, (), room=1, most=1, may=lambda *_: True)
    limiter.pause(9)
    outcomes = await Courier(stage.house, stage.bot, limiter).carry(turn.parcels[0])
    assert outcomes == [outbox.GaveUp(queued, "too_late")]
    assert texts(ann[1]) == []


async def test_who_comes_back_too_late_is_not_told_what_is_over(stage: Stage, ann: Person) -> None:
    person, phone = ann
    phone.block()
    until = stage.clock.now() + timedelta(days=2)
    await stage.queue(person, note("open until then"), priority=outbox.BROADCAST, until=until)
    await stage.queue(person, note("what came of it"), priority=outbox.BROADCAST)
    await stage.sender.drain()
    stage.clock.turn(8 * 86400)
    phone.unblock()
    await back(stage, phone)
    await stage.sender.drain()
    assert texts(phone) == [quoted("what came of it")]


class Failing:
    """A database whose next transactions fail, before or after the commit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.before = 0
        self.after = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A transaction, or what one is like on a bad day."""
        if self.before:
            self.before -= 1
            raise DatabaseLost("gone")
        async with self._database.transaction() as tx:
            yield tx
        if self.after:
            self.after -= 1
            raise DatabaseLost("gone in the middle of the commit")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("healthy", [0, 1, 2])
async def test_a_lost_database_loses_and_repeats_nothing(
    stage: Stage, ann: Person, ben: Person, when: str, healthy: int
) -> None:
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.queue(ben[0], note("c"))
    failing = Failing(stage.house.database)
    object.__setattr__(stage.house, "database", failing)
    original = failing.transaction
    left = healthy

    def later() -> Any:
        nonlocal left
        left -= 1
        if left == -1:
            setattr(failing, when, 2)
        return original()

    failing.transaction = later  # type: ignore[method-assign]
    with capture_logs() as logs:
        await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]
    assert texts(ben[1]) == [quoted("c")]
    assert await stage.counts() == {"delivered": 3}
    assert {log["event"] for log in logs} <= {"the database could not be used"}


async def test_no_log_holds_the_token_or_anybodys_words(
    stage: Stage, ann: Person, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    kinds: list[Any] = ["error", "html_body", "drop_before", "drop_after"]
    for kind in kinds:
        stage.stand.faults.add(kind, description=SECRET)
    with capture_logs() as logs:
        await stage.queue(ann[0], *(note(f"{SECRET} {number}") for number in range(6)))
        for _ in range(6):
            await stage.sender.drain()
            stage.clock.turn(60)
        await stage.stand.stop()
        await stage.queue(ann[0], note(SECRET))

        async def sleep(_seconds: float) -> None:
            raise TimeoutError

        with pytest.raises(TimeoutError):
            await stage.new_sender(sleep=sleep).drain()
    assert "reached" in str(logs[-1])
    told = f"{caplog.text} {logs} {capsys.readouterr()} {stage.bot!r} {stage.sender!r}"
    assert stage.stand.token not in told
    assert SECRET not in told


async def test_no_error_holds_the_token(stage: Stage, ann: Person) -> None:
    async def error() -> str:
        try:
            await stage.bot.send_message(ann[1].id, "x")
        except Exception as raised:
            chained = [raised, raised.__cause__, raised.__context__]
            return "".join(traceback.format_exception(raised)) + repr(chained)
        return ""

    kinds: list[Any] = ["error", "html_body", "drop_before", "drop_after"]
    for kind in kinds:
        stage.stand.faults.add(kind)
        told = await error()
        assert told
        assert stage.stand.token not in told
    await stage.stand.stop()
    told = await error()
    assert "NotReached" in told
    assert stage.stand.token not in told
