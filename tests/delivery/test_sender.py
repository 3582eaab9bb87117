"""What is queued reaches people: in order, in turn, and only those who still want it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.i18n.texts import Own, Quote
from bot.rehearsal.phones import Phone
from bot.services import outbox
from bot.services.messages import Acknowledge, Ask, Attach, Note, Redraw, Settle
from storage import memberships
from storage import outbox as rows
from storage.participants import Participant
from tests.delivery.stage import Stage, note, question, quoted, texts

Person = tuple[Participant, Phone]

HOSTILE = "<b>Beth</b> *said* _{0}_ {choice} %s `x` [a](tg://user?id=1) & \u200fשלום"


async def test_messages_arrive_in_order_and_are_forgotten_here(stage: Stage, ann: Person) -> None:
    person, phone = ann
    await stage.queue(person, *(note(str(number)) for number in range(6)))
    await stage.sender.drain()
    assert texts(phone) == [quoted(str(number)) for number in range(6)]
    assert await stage.counts() == {"delivered": 6}
    assert not stage.stand.refusals


async def test_a_question_is_asked_settled_and_the_press_answered(stage: Stage, ann: Person) -> None:
    person, phone = ann
    ask = Ask(Quote("How was it?"), question("", "Good", "Bad").rows, (3, 6))
    (asked,) = await stage.queue(person, ask)
    await stage.sender.drain()
    press = phone.press(quoted("Good"))
    await stage.queue(person, Acknowledge(press), Settle(asked, ask, Quote("Good")), note("Thank you"))
    await stage.sender.drain()
    first, second = phone.conversation.messages.values()
    assert first["text"] == f"3 of 6\n{quoted('How was it?')}\n\n✓ {quoted('Good')}"
    assert first["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    assert "reply_markup" not in first
    assert second["text"] == quoted("Thank you")
    assert not stage.stand.unanswered_presses()
    assert not stage.stand.refusals


async def test_a_question_is_redrawn_in_place(stage: Stage, ann: Person) -> None:
    person, phone = ann
    (asked,) = await stage.queue(person, question("Which?", "A", "B"))
    await stage.sender.drain()
    await stage.queue(person, Redraw(asked, question("Which?", "☑ A", "B")))
    await stage.sender.drain()
    assert phone.buttons() == ["☑ A", "B"]
    assert len(texts(phone)) == 1


async def test_a_question_that_grew_is_shown_anew_and_can_be_settled_there(stage: Stage, ann: Person) -> None:
    person, phone = ann
    (asked,) = await stage.queue(person, question("Is this right?", "Yes"))
    await stage.sender.drain()
    longer = Ask(Own({"en": "word " * 1200}), question("", "Yes").rows)
    await stage.queue(person, Redraw(asked, longer))
    await stage.sender.drain()
    assert len(texts(phone)) == 3
    await stage.queue(person, Settle(asked, longer, Quote("Yes")))
    await stage.sender.drain()
    assert texts(phone)[-1].endswith(f"✓ {quoted('Yes')}")
    assert phone.buttons() == []


async def test_a_question_that_was_never_shown_is_not_settled(stage: Stage, ann: Person) -> None:
    person, phone = ann
    await stage.queue(
        person, Settle("00000000-0000-4000-8000-000000000000"), Redraw("gone", question("?", "A"))
    )
    await stage.sender.drain()
    assert await stage.counts() == {"delivered": 2}
    assert not stage.calls()
    assert texts(phone) == []


async def test_whatever_people_write_stays_what_they_wrote(stage: Stage, ann: Person) -> None:
    person, phone = ann
    await stage.queue(person, note(HOSTILE), question(HOSTILE, HOSTILE[:40]))
    await stage.sender.drain()
    assert texts(phone) == [quoted(HOSTILE)] * 2
    assert phone.buttons() == [HOSTILE[:40]]
    marked = [
        each for message in phone.conversation.messages.values() for each in message.get("entities", [])
    ]
    # Telegram takes the "/b" of "</b>" for a command, by itself.
    assert {each["type"] for each in marked} <= {"bot_command"}


@pytest.mark.parametrize(
    ("words", "lengths"),
    [
        ("a" * 4096, [4096]),
        ("a" * 4097, [4096, 1]),
        ("a" * 4095 + "👩‍👩‍👧‍👦", [4095, 7]),
        ("😀" * 2049, [2048, 1]),
        ("half \ud83d", [6]),
        ("bell\x07 tab\x0b null\x00 end", [20]),
    ],
)
async def test_long_and_odd_texts_are_taken(
    stage: Stage, ann: Person, words: str, lengths: list[int]
) -> None:
    person, phone = ann
    await stage.queue(person, Note(Own({"en": words})))
    await stage.sender.drain()
    assert [len(text) for text in texts(phone)] == lengths
    assert not stage.stand.refusals


async def test_the_language_is_the_one_at_delivery(stage: Stage) -> None:
    person, phone = await stage.person(3, "cy")
    await stage.queue(person, Note(Own({"en": "Welcome", "cy": "Croeso"})))
    await stage.sender.drain()
    assert texts(phone) == ["Croeso"]


async def test_answers_go_before_broadcasts(stage: Stage, ann: Person, ben: Person) -> None:
    await stage.queue(ben[0], note("news"), priority=outbox.BROADCAST)
    await stage.queue(ann[0], note("news"), priority=outbox.BROADCAST)
    await stage.queue(ann[0], note("answer"))
    await stage.new_sender(slots=1).drain()
    sent = [(call.params["chat_id"], call.params["text"]) for call in stage.stand.calls]
    assert sent == [(ann[1].id, quoted("answer")), (ben[1].id, quoted("news")), (ann[1].id, quoted("news"))]


async def test_one_chat_with_many_waiting_delays_no_other(stage: Stage, ann: Person, ben: Person) -> None:
    stage.stand.limiter.on = True
    await stage.queue(ann[0], *(note(str(number)) for number in range(60)))
    await stage.queue(ben[0], note("answer"))
    start = stage.stand.world.seconds()
    await stage.sender.drain()
    assert texts(ann[1]) == [quoted(str(number)) for number in range(60)]
    (answer,) = ben[1].conversation.messages.values()
    assert answer["date"] - start <= 1
    assert stage.stand.world.seconds() - start >= 55
    assert not stage.stand.refusals


async def test_many_people_are_sent_within_the_limit(stage: Stage) -> None:
    stage.stand.limiter.on = True
    people = [await stage.person(10 + number) for number in range(70)]
    for person, _ in people:
        await stage.queue(person, note("news"), priority=outbox.BROADCAST)
    await stage.sender.drain()
    assert all(texts(phone) == [quoted("news")] for _, phone in people)
    assert not stage.stand.refusals


async def test_nobody_is_messaged_after_withdrawing_but_for_the_farewell(stage: Stage, ann: Person) -> None:
    person, phone = ann
    _, membership = await stage.membership(person)
    await stage.queue(person, note("before"), note("before"), membership_id=membership)
    async with stage.house.database.transaction() as tx:
        await memberships.leaves(tx, membership, stage.clock.now())
    await stage.queue(person, *(note("after") for _ in range(9)), membership_id=membership)
    await stage.queue(person, note("farewell"))
    await stage.sender.drain()
    assert texts(phone) == [quoted("farewell")]
    assert await stage.counts() == {"delivered": 1, "withdrawn": 11}


async def test_who_leaves_while_their_message_waits_for_its_turn_is_not_messaged(
    stage: Stage, ann: Person
) -> None:
    person, phone = ann
    _, membership = await stage.membership(person)
    stage.stand.faults.add(status=429, description="Too Many Requests: retry after 9", retry_after=9)

    async def sleep_and_leave(seconds: float) -> None:
        async with stage.house.database.transaction() as tx:
            await memberships.leaves(tx, membership, stage.clock.now())
        await stage.clock.sleep(seconds)

    await stage.queue(person, note("a"), note("b"), membership_id=membership)
    await stage.new_sender(sleep=sleep_and_leave).drain()
    assert texts(phone) == []
    assert await stage.counts() == {"withdrawn": 2}


async def test_what_closes_a_question_is_done_after_leaving_too(stage: Stage, ann: Person) -> None:
    person, phone = ann
    _, membership = await stage.membership(person)
    (asked,) = await stage.queue(person, question("Leave?", "Yes"), membership_id=membership)
    await stage.sender.drain()
    press = phone.press(quoted("Yes"))
    async with stage.house.database.transaction() as tx:
        await memberships.leaves(tx, membership, stage.clock.now())
    await stage.queue(person, Acknowledge(press), Settle(asked), membership_id=membership)
    await stage.sender.drain()
    assert not stage.stand.unanswered_presses()
    assert phone.buttons() == []


async def test_taken_back_is_never_sent(stage: Stage, ann: Person) -> None:
    person, phone = ann
    await stage.queue(person, note("a"), note("b"), membership_id="gone")
    async with stage.house.database.transaction() as tx:
        assert await outbox.withdraw(stage.house, tx, "gone") == 2
    await stage.sender.drain()
    assert texts(phone) == []


async def test_what_was_under_way_at_a_crash_is_sent_again(stage: Stage, ann: Person) -> None:
    person, phone = ann
    await stage.queue(person, note("a"), note("b"))
    await outbox.turn(stage.house, [], room=8, most=8, may=lambda *_: True)
    assert await stage.counts() == {"sending": 1, "waiting": 1}
    await stage.new_sender().drain()
    assert texts(phone) == [quoted("a"), quoted("b")]
    assert await stage.counts() == {"delivered": 2}


@pytest.mark.parametrize("kind", ["voice", "photo", "video", "video_note", "document"])
async def test_a_kept_file_arrives_with_its_words(
    stage: Stage, ann: Person, kind: str, picture: bytes
) -> None:
    person, phone = ann
    attach = await kept(stage, person, kind, picture)
    await stage.queue(person, attach)
    await stage.sender.drain()
    messages = list(phone.conversation.messages.values())
    assert await stage.counts() == {"delivered": 1}
    assert any(quoted("What it shows") in (m.get("caption"), m.get("text")) for m in messages)
    assert any(kind in m or "document" in m for m in messages)


async def test_a_file_that_was_erased_meanwhile_is_not_sent(
    stage: Stage, ann: Person, picture: bytes
) -> None:
    person, phone = ann
    attach = await kept(stage, person, "photo", picture)
    await stage.queue(person, attach, note("next"))
    async with stage.house.database.transaction() as tx:
        await stage.house.keys.destroy_membership_key(tx, attach.membership)
    await stage.sender.drain()
    assert texts(phone) == [quoted("next")]


async def test_a_message_that_cannot_be_read_holds_up_no_other(stage: Stage, ann: Person) -> None:
    person, phone = ann
    async with stage.house.database.transaction() as tx:
        await rows.add(
            tx,
            stage.house.keys.vault,
            person.id,
            b'{"type": "from the future"}',
            membership_id=None,
            priority=0,
            now=stage.clock.now(),
            due_at=stage.clock.now(),
        )
    await stage.queue(person, note("next"))
    await stage.sender.drain()
    assert texts(phone) == [quoted("next")]
    assert await stage.counts() == {"delivered": 1, "failed": 1}


async def test_it_runs_until_it_is_stopped(stage: Stage, ann: Person) -> None:
    person, phone = ann
    sender = Sender(stage.house, stage.bot)
    running = asyncio.create_task(sender.run())
    await stage.queue(person, note("a"))
    await phone.wait_for(quoted("a"))
    await stage.queue(person, note("b"))
    await phone.wait_for(quoted("b"))
    sender.stop()
    await running
    assert await stage.counts() == {"delivered": 2}


async def test_stopping_waits_for_what_is_under_way(
    stage: Stage, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()
    at_once = AiohttpRequest.do_request

    async def in_no_hurry(*arguments: Any, **more: Any) -> tuple[int, bytes]:
        began.set()
        await go_on.wait()
        return await at_once(*arguments, **more)

    monkeypatch.setattr(AiohttpRequest, "do_request", in_no_hurry)
    sender = Sender(stage.house, stage.bot)
    running = asyncio.create_task(sender.run())
    await stage.queue(ann[0], note("a"), note("b"))
    await began.wait()
    sender.stop()
    go_on.set()
    await running
    assert texts(ann[1]) == [quoted("a")]
    assert await stage.counts() == {"delivered": 1, "waiting": 1}


async def kept(stage: Stage, person: Participant, kind: str, content: bytes) -> Attach:
    """A file that was kept for a membership of this person."""
    project, membership = await stage.membership(person)
    async with stage.house.database.snapshot() as tx:
        key = await stage.house.keys.membership_key(tx, project, membership)
    blob = "5f0b5a52-6d3f-4c0f-9c33-5a1f6a3f7b10"
    await stage.house.blobs.put(blob, content, key, project)
    return Attach(blob, project, membership, kind, "part.jpg", Quote("What it shows"))
