"""The stand, driven over real HTTP by the library the bot is written with."""

import asyncio
import io
import json
from datetime import timedelta

import aiohttp
import pytest
import telegram
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand

KEYS = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Yes", callback_data="y")]])


async def post(
    stand: Stand, method: str, body: dict[str, object], token: str | None = None
) -> tuple[int, str]:
    """One JSON request as it is; the status and the description (or "ok")."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{stand.url}/bot{token or stand.token}/{method}", json=body) as response,
    ):
        answer = await response.json()
        return response.status, answer.get("description", "ok")


async def test_a_text_travels_to_the_bot_and_back(stand: Stand, ann: Phone, api: telegram.Bot) -> None:
    ann.write("/start abc")
    (update,) = await api.get_updates()
    assert update.message is not None
    assert update.message.text == "/start abc"
    assert update.message.parse_entities(["bot_command"]).popitem()[1] == "/start"
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "en"
    await api.send_message(ann.id, "Hello, Ann", reply_markup=KEYS)
    assert (await ann.wait_for("Hello")).from_bot
    assert ann.buttons() == ["Yes"]


async def test_an_update_comes_again_until_an_offset_confirms_it(
    stand: Stand, ann: Phone, api: telegram.Bot
) -> None:
    for word in ("one", "two", "three"):
        ann.write(word)
    first = await api.get_updates(limit=1)
    again = await api.get_updates()
    assert [u.message.text for u in again if u.message] == ["one", "two", "three"]
    left = await api.get_updates(offset=first[0].update_id + 1)
    assert [u.message.text for u in left if u.message] == ["two", "three"]
    newest = await api.get_updates(offset=-1)
    assert [u.message.text for u in newest if u.message] == ["three"]
    assert stand.world.updates.waiting == 1
    await api.get_updates(offset=newest[0].update_id + 1)
    assert await stand.taken()


async def test_a_poll_waits_for_the_next_update(ann: Phone, api: telegram.Bot) -> None:
    polling = asyncio.create_task(api.get_updates(timeout=20))
    await ann.stand.world.activity.after(0)
    ann.write("now")
    assert [u.message.text for u in await polling if u.message] == ["now"]


async def test_a_newer_poll_ends_the_older_one(stand: Stand, ann: Phone, api: telegram.Bot) -> None:
    older = asyncio.create_task(api.get_updates(timeout=20))
    await stand.world.activity.after(0)
    newer = asyncio.create_task(post(stand, "getUpdates", {"timeout": 20}))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    ann.write("still here")
    assert await newer == (200, "ok")


async def test_kinds_not_asked_for_are_not_queued(ann: Phone, api: telegram.Bot) -> None:
    await api.get_updates(allowed_updates=["message"])
    ann.block()
    ann.unblock()
    ann.write("hello")
    assert [u.message is not None for u in await api.get_updates()] == [True]


async def test_a_wrong_token_and_an_unknown_method_are_refused(stand: Stand) -> None:
    assert await post(stand, "getMe", {}, token="1:wrong") == (401, "Unauthorized")
    assert await post(stand, "sendDice", {}) == (404, "Not Found")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": 1, "text": "a"}, "chat not found"),
        ({"chat_id": "@somebody", "text": "a"}, "chat not found"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \u2068\u2069\n"}, "message text is empty"),
        ({"text": "a", "colour": "red"}, "sendMessage has no parameter colour"),
        (
            {"text": "a", "message_thread_id": 3},
            "parameter message_thread_id of sendMessage is not played here",
        ),
        ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ({"text": "a", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
        ({"text": "a", "parse_mode": "HTML5"}, "unsupported parse_mode"),
        ({"text": "<b>a", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        (
            {"text": "a < b", "parse_mode": "HTML"},
            "can't parse entities: Unclosed start tag at byte offset 2",
        ),
        ({"text": "é<x>", "parse_mode": "HTML"}, 'Unsupported start tag "x" at byte offset 2'),
        ({"text": "a", "reply_markup": "{"}, 'can\'t parse "reply_markup" JSON object'),
    ],
)
async def test_what_telegram_refuses_is_refused(
    stand: Stand, ann: Phone, body: dict[str, object], reason: str
) -> None:
    ann.start()
    if reason != "chat_id is empty":
        body = {"chat_id": ann.id, **body}
    status, description = await post(stand, "sendMessage", body)
    assert status == 400
    assert reason in description
    assert stand.refusals[-1] == ("sendMessage", description)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("a" * 4096, True), ("a" * 4097, False), ("a" * 4094 + "😀", True), ("a" * 4095 + "😀", False)],
)
async def test_texts_are_measured_in_utf16_units(
    ann: Phone, api: telegram.Bot, text: str, fits: bool
) -> None:
    ann.start()
    if fits:
        assert (await api.send_message(ann.id, text)).text == text
    else:
        with pytest.raises(BadRequest, match="essage is too long"):
            await api.send_message(ann.id, text)


@pytest.mark.parametrize(
    ("offset", "length", "reason"),
    [
        (0, 4, None),
        (-1, 2, "incorrect offset -1"),
        (0, 0, "incorrect length 0"),
        (0, 9, "ends after the end of the text at UTF-16 offset 9"),
        (7, 1, "begins after the end of the text at UTF-16 offset 7"),
        (3, 1, "begins in a middle of a UTF-16 symbol at byte offset 6"),
        (0, 3, "ends in a middle of a UTF-16 symbol at byte offset 6"),
    ],
)
async def test_entities_must_lie_on_the_texts_characters(
    ann: Phone, api: telegram.Bot, offset: int, length: int, reason: str | None
) -> None:
    ann.start()
    entities = [telegram.MessageEntity("bold", offset, length)]
    if reason is None:
        sent = await api.send_message(ann.id, "ab😀cd", entities=entities)
        assert sent.parse_entities() == {entities[0]: "ab😀"}
    else:
        with pytest.raises(BadRequest, match=f"(?i){reason}"):
            await api.send_message(ann.id, "ab😀cd", entities=entities)


async def test_text_is_cleaned_as_telegram_does(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    bold = [telegram.MessageEntity("bold", 4, 3)]
    sent = await api.send_message(ann.id, "\n\u202ea\x0b\rend ", entities=bold)
    assert sent.text == "a end"
    assert sent.parse_entities() == {sent.entities[0]: "en"}


async def test_html_becomes_entities(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    sent = await api.send_message(ann.id, "<b>Ann &amp; <i>you</i></b>", parse_mode="HTML")
    assert sent.text == "Ann & you"
    assert [e.type for e in sent.entities] == ["bold", "italic"]


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "x"}, "button text must be non-empty"),
        ({"text": "a"}, "Text buttons are unallowed"),
        ({"text": "a", "url": "javascript:alert(1)"}, "is invalid: Wrong HTTP URL"),
        ({"text": "a", "web_app": {"url": "https://a.example"}}, "web_app is not played"),
    ],
)
async def test_buttons_are_checked(stand: Stand, ann: Phone, button: dict[str, str], reason: str) -> None:
    ann.start()
    markup = {"inline_keyboard": [[button]]}
    body = {"chat_id": ann.id, "text": "a", "reply_markup": markup}
    status, description = await post(stand, "sendMessage", body)
    assert (status, reason in description) == (400, True), description


async def test_edits_change_the_message_in_place(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    sent = await api.send_message(ann.id, "Shall we?", reply_markup=KEYS)
    await api.edit_message_text("Shall we? Yes", ann.id, sent.message_id)
    assert ann.last.text == "Shall we? Yes"
    assert ann.last.edited
    assert ann.buttons() == []
    with pytest.raises(BadRequest, match="is not modified"):
        await api.edit_message_text("Shall we? Yes", ann.id, sent.message_id)
    await api.edit_message_reply_markup(ann.id, sent.message_id, reply_markup=KEYS)
    with pytest.raises(BadRequest, match="is not modified"):
        await api.edit_message_reply_markup(ann.id, sent.message_id, reply_markup=KEYS)
    assert ann.last.text == "Shall we? Yes"
    with pytest.raises(BadRequest, match="essage to edit not found"):
        await api.edit_message_text("a", ann.id, 9)
    own = ann.write("mine")
    with pytest.raises(BadRequest, match="essage can't be edited"):
        await api.edit_message_text("yours", ann.id, own)


async def test_messages_are_deleted_for_two_days(ann: Phone, api: telegram.Bot, clock: TurnableClock) -> None:
    ann.start()
    sent = await api.send_message(ann.id, "a")
    old = await api.send_message(ann.id, "b")
    await api.delete_message(ann.id, sent.message_id)
    assert [m.text for m in ann.messages] == ["/start", "b"]
    with pytest.raises(BadRequest, match="essage to delete not found"):
        await api.delete_message(ann.id, sent.message_id)
    clock.turn(timedelta(days=3))
    with pytest.raises(BadRequest, match="can't be deleted"):
        await api.delete_message(ann.id, old.message_id)


async def test_a_press_is_answered_once_and_in_time(
    stand: Stand, ann: Phone, api: telegram.Bot, clock: TurnableClock
) -> None:
    ann.start()
    await api.send_message(ann.id, "Shall we?", reply_markup=KEYS)
    press = ann.press("Yes")
    assert [p.data for p in stand.unanswered_presses()] == ["y"]
    update = (await api.get_updates())[-1]
    assert update.callback_query is not None
    assert update.callback_query.data == "y"
    await api.answer_callback_query(press, text="Saved")
    assert ann.notices == ["Saved"]
    assert stand.unanswered_presses() == []
    for _ in range(2):
        with pytest.raises(BadRequest, match="uery is too old"):
            await api.answer_callback_query(press)
        press = ann.press("Yes")
        clock.turn(timedelta(minutes=5))


async def test_blocked_and_deleted_people_cannot_be_written_to(ann: Phone, api: telegram.Bot) -> None:
    with pytest.raises(BadRequest, match="hat not found"):
        await api.send_message(ann.id, "a")
    ann.start()
    ann.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await api.send_message(ann.id, "a")
    ann.start()
    await api.send_message(ann.id, "a")
    kinds = [
        (u.my_chat_member.new_chat_member.status if u.my_chat_member else "") for u in await api.get_updates()
    ]
    assert kinds == ["", "kicked", "member", ""]
    ann.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await api.send_message(ann.id, "a")


async def test_files_travel_both_ways(ann: Phone, api: telegram.Bot) -> None:
    ann.send_document(b"%PDF-", "letter.pdf", "application/pdf", "my letter")
    (update,) = await api.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"%PDF-"
    await api.send_document(ann.id, io.BytesIO(b"a,b"), filename="stories.csv", caption="Your stories")
    assert ann.last.file is not None
    assert (ann.last.file.name, ann.last.file.content, ann.last.text) == (
        "stories.csv",
        b"a,b",
        "Your stories",
    )
    await api.send_document(ann.id, ann.last.file.file_id)
    assert ann.last.file.content == b"a,b"
    with pytest.raises(BadRequest, match="non-empty"):
        await api.send_document(ann.id, b"")


async def test_files_over_twenty_megabytes_are_not_given_out(ann: Phone, api: telegram.Bot) -> None:
    ann.send_voice(b"OggS", declared_size=20 * 1024 * 1024 + 1)
    (update,) = await api.get_updates()
    assert update.message is not None
    assert update.message.voice is not None
    with pytest.raises(BadRequest, match="ile is too big"):
        await update.message.voice.get_file()


async def test_commands_are_those_of_the_persons_language(
    stand: Stand, ann: Phone, amal: Phone, api: telegram.Bot
) -> None:
    from bot.rehearsal.profile import commands_for

    await api.set_my_commands([("help", "Get help")])
    await api.set_my_commands([("help", "مساعدة")], language_code="ar")
    await api.set_my_description("About", language_code="ar")
    assert commands_for(stand.world, ann.id, "en")[0]["description"] == "Get help"
    assert commands_for(stand.world, amal.id, "ar")[0]["description"] == "مساعدة"
    assert (await api.get_my_commands(language_code="ar"))[0].description == "مساعدة"
    assert (await api.get_my_description("ar")).description == "About"
    assert (await api.get_my_name()).name == "In the Room"
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await api.set_my_commands([("Help me", "a")])
    await api.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert (await api.get_chat_menu_button()).type == "commands"


async def test_the_limiter_holds_a_second_and_a_chat(
    clock: TurnableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with Stand(clock=clock, limited=True) as stand:
        people = [Phone(stand, {"id": n, "first_name": "A"}, started=True) for n in range(1, 40)]
        async with telegram.Bot(stand.token, base_url=f"{stand.url}/bot") as api:
            for _ in range(5):
                await api.send_message(1, "a")
            with pytest.raises(RetryAfter) as refused:
                await api.send_message(1, "a")
            assert refused.value.retry_after == timedelta(seconds=1)
            clock.turn(timedelta(seconds=2))
            sent = 0
            for person in people:
                status, _ = await post(stand, "sendMessage", {"chat_id": person.id, "text": "a"})
                sent += status == 200
            assert sent == 30
            assert stand.limiter.refused == 10


async def test_faults_come_when_asked_for(
    stand: Stand, ann: Phone, api: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    ann.start()
    stand.faults.add(
        "error", method="sendMessage", status=429, description="Too Many Requests", retry_after=7
    )
    with pytest.raises(RetryAfter):
        await api.send_message(ann.id, "a")
    stand.faults.add("html_body", chat_id=ann.id)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await api.send_message(ann.id, "a")
    assert len(ann.messages) == 1
    for kind, visible in (("drop_before", 1), ("drop_after", 2)):
        stand.faults.add(kind, method="sendMessage")  # type: ignore[arg-type]
        with pytest.raises(NetworkError):
            await api.send_message(ann.id, "a")
        assert len(ann.messages) == visible
    await api.send_message(ann.id, "well again")


async def test_calls_are_recorded(stand: Stand, ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    await api.send_message(ann.id, "a", reply_markup=KEYS)
    method, params = stand.calls[-1]
    assert method == "sendMessage"
    assert json.loads(params["reply_markup"])["inline_keyboard"][0][0]["text"] == "Yes"


async def test_the_poll_of_a_bot_that_is_gone_ends_with_it(
    stand: Stand, ann: Phone, api: telegram.Bot
) -> None:
    async with aiohttp.ClientSession() as session:
        address = f"{stand.url}/bot{stand.token}/getUpdates"
        gone = asyncio.create_task(session.post(address, json={"timeout": 50}))
        await stand.world.activity.after(0)
    gone.cancel()
    ann.write("for the next one")
    assert len(await api.get_updates()) == 1
    assert await api.get_updates(timeout=0)


async def test_a_stand_stops_under_a_waiting_poll(clock: TurnableClock) -> None:
    async with aiohttp.ClientSession() as session, Stand(clock=clock) as stand:
        address = f"{stand.url}/bot{stand.token}/getUpdates"
        waiting = asyncio.create_task(session.post(address, json={"timeout": 50}))
        await stand.world.activity.after(0)
        await stand.stop()
        with pytest.raises(aiohttp.ClientError):
            await waiting
