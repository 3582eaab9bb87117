"""Scripts: what they read like, what they say when a line is wrong, and playing one."""

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.player import Player
from bot.rehearsal.script import ScriptError, parse
from bot.rehearsal.stand import Stand
from tests.room import Room

SCRIPT = """
# Ann says hello
Ann opens the invitation
Ann sees "you said"
Ann taps the button that starts with "✓"
Ann sees the button "Say more"
Ann writes "It was \\"loud\\" at night."
Ann taps button 2
Ann sends a photo "the ward"
Ann changes "ward" to "bay"
the clock turns 2 days
everyone is quiet
Ann does not see "Error"
"""


@pytest.fixture
async def echo(stand: Stand, api: telegram.Bot) -> AsyncIterator[None]:
    """A bot that repeats what it is told, with two buttons below."""

    async def run() -> None:
        offset = 0
        while True:
            for update in await api.get_updates(offset=offset, timeout=30):
                offset = update.update_id + 1
                await answer(api, update)

    running = asyncio.create_task(run())
    yield
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def answer(api: telegram.Bot, update: telegram.Update) -> None:
    """Say back what came."""
    keys = [
        telegram.InlineKeyboardButton(label, callback_data=label)
        for label in ("✓ Yes", "\u2068Say more\u2069")
    ]
    markup = telegram.InlineKeyboardMarkup([keys])
    if update.callback_query:
        await update.callback_query.answer()
    said = update.callback_query.data if update.callback_query else update.effective_message
    text = (said.text or said.caption) if isinstance(said, telegram.Message) else said
    assert update.effective_user is not None
    await api.send_message(update.effective_user.id, f"you said\n{text}", reply_markup=markup)


async def play(source: str, stand: Stand, ann: Phone, clock: TurnableClock) -> str:
    """Play a script on Ann's phone; the transcript."""
    out = io.StringIO()
    links = {"Ann": stand.link("TOKEN")}
    player = Player([ann], links, clock, stand.taken, out, patience=0.5)
    await player.play(parse(source, "morning.txt", {"Ann"}))
    return out.getvalue()


@pytest.mark.usefixtures("echo")
async def test_a_script_is_played_and_printed(stand: Stand, ann: Phone, clock: TurnableClock) -> None:
    transcript = await play(SCRIPT, stand, ann, clock)
    assert transcript.startswith(
        "Ann: /start\n"
        "  to Ann: you said\n    /start TOKEN\n    [✓ Yes] [\u2068Say more\u2069]\n"
        "Ann taps [✓ Yes]\n"
    )
    assert 'Ann: It was "loud" at night.\n' in transcript
    assert "Ann: (photo) the ward\n" in transcript
    assert "Ann (changed): (photo) the bay\n" in transcript
    assert "— the clock turns on by 2 days —" in transcript
    assert clock.ahead == timedelta(days=2)


@pytest.mark.usefixtures("echo")
async def test_what_does_not_come_true_says_what_is_visible(
    stand: Stand, ann: Phone, clock: TurnableClock
) -> None:
    with pytest.raises(
        ScriptError, match=r'morning.txt:2: Ann sees "Goodbye"\n(.|\n)*bot: you said\nhello \[✓ Yes\]'
    ):
        await play('Ann writes "hello"\nAnn sees "Goodbye"', stand, ann, clock)
    with pytest.raises(ScriptError, match=r"morning.txt:1: (.|\n)*There is no such button|not visible"):
        await play('Ann taps "Never"', stand, ann, clock)
    with pytest.raises(ScriptError, match=r"morning.txt:2: (.|\n)*It is there"):
        await play('everyone is quiet\nAnn does not see "hello"', stand, ann, clock)


async def test_what_cannot_be_done_is_said(stand: Stand, ann: Phone, clock: TurnableClock) -> None:
    async def restless() -> None:
        raise TimeoutError

    for source, reason in [
        ('Ann changes "a" to "b"', "Ann has not written that"),
        ("Ann opens the invitation", "There is no invitation for Ann"),
        ('Ann writes " "', "nothing to send"),
        ("Ann sends a photo", "did not come to rest"),
    ]:
        with pytest.raises(ScriptError, match=f"(?s)morning.txt:1: .*{reason}"):
            await Player([ann], {}, clock, restless, io.StringIO()).play(parse(source, "morning.txt"))


@pytest.mark.usefixtures("echo")
async def test_sees_means_since_the_last_thing_done(stand: Stand, ann: Phone, clock: TurnableClock) -> None:
    with pytest.raises(ScriptError, match=r"morning.txt:3"):
        await play('Ann writes "one"\nAnn writes "two"\nAnn sees "one"', stand, ann, clock)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Ann dances", "morning.txt:2: This line is not understood: Ann dances"),
        ('Ann writes "open', "not understood"),
        ("the clock turns back", "not understood"),
        ("Ann joins in Klingon and agrees to everything", "not understood"),
        ("Ann and Bob join in English and agree to everything", "There is no Bob"),
        ('Bob writes "a"', "morning.txt:2: There is no Bob in this rehearsal; it has Ann."),
    ],
)
def test_a_wrong_line_is_named(line: str, reason: str) -> None:
    with pytest.raises(ScriptError) as wrong:
        parse(f"# a morning\n{line}\n", "morning.txt", {"Ann"})
    assert reason in str(wrong.value)


def test_short_forms_stand_for_several_steps() -> None:
    script = parse('Ann taps "One, then", then "Two" , then "Three"'.replace(" ,", ","), "morning.txt")
    assert [(step.act, step.text) for step in script.steps] == [
        ("tap", "One, then"),
        ("tap", "Two"),
        ("tap", "Three"),
    ]
    assert {step.line for step in script.steps} == {1}
    script = parse(
        "Ann joins in Welsh and agrees to everything\n"
        "Ben, Tom and Rosa join in English and agree to everything",
        "morning.txt",
    )
    assert [(step.act, step.who, step.what) for step in script.steps] == [
        ("join", "Ann", "Welsh"),
        ("join", "Ben", "English"),
        ("join", "Tom", "English"),
        ("join", "Rosa", "English"),
    ]


def test_a_script_knows_its_people() -> None:
    assert parse('Ann writes "a"\nAmal writes “مرحبا”', "a").people() == {"Ann", "Amal"}


async def test_somebody_joins_by_pressing_the_buttons_there_are(room: Room, clock: TurnableClock) -> None:
    out = io.StringIO()
    links = {"Ann": await room.link("patient"), "Fay": await room.link("facilitator")}
    phones = [room.phone("Ann (example)", "cy"), room.phone("Fay (example)", role="facilitator")]
    player = Player(phones, links, clock, room.quiet, out)
    await player.play(
        parse(
            "Ann joins in Welsh and agrees to everything\n"
            'Ann sees the button "Dweud stori"\n'
            "Fay joins in English and agrees to everything\n"
            'Fay sees the button "For facilitators"\n',
            "morning.txt",
        )
    )
    said = out.getvalue()
    assert "(Ann, in short: Ann joins in Welsh and agrees to everything)\n" in said
    assert "[Dweud stori]" in said
    assert "rwy’n cytuno" not in said, "the pages on the way in are not printed"
    assert "Ydw, rwy’n cytuno" in "".join(message.text for message in phones[0].messages)


def test_the_clock_is_turned_on_only() -> None:
    clock, told = TurnableClock(), list[object]()
    clock.on_turn(told.append)
    moment = clock.turn(timedelta(days=1))
    assert told == [moment]
    with pytest.raises(ValueError, match="not back"):
        clock.turn(timedelta(seconds=-1))
