"""What happens to one message or one person when Telegram or the network answers badly."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery.errors import MOST_FAILURES
from bot.i18n.texts import Own, Quote
from bot.rehearsal.phones import Phone
from bot.services import outbox
from bot.services.messages import Acknowledge, Ask, Note, Redraw, Settle
from storage import outbox as rows
from storage.participants import Participant
from tests.delivery.stage import Stage, back, note, question, quoted, texts

Person = tuple[Participant, Phone]

SECRET = "the ward at night"


async def attempts(stage: Stage, *outbox_ids: str) -> list[int]:
    """The counted attempts of rows that wait."""
    async with stage.house.database.transaction() as tx:
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
