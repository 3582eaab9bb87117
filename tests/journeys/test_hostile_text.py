"""Names, stories and buttons that try to be something else: everything is taken as the words it is."""

from __future__ import annotations

import pytest

from bot.rehearsal.phones import Phone
from bot.rehearsal.texts import LONGEST_TEXT, cleaned, units
from bot.rehearsal.view import plain
from tests.journeys.test_joining import all_in_order, presses, texts
from tests.room import Room

FAMILY = "👩‍👩‍👧‍👦"

LITERALLY = (
    '<b>bold</b> & &lt; &amp; <a href="tg://user?id=1">a</a> <script>x</script>',
    "*bold* _italic_ `code` [link](http://example.org) ||hidden|| ~gone~ \\",
    "{0} {title} {n} {} }{ {{x}} {0.__class__}",
    "%s %d %(title)s %% $name ${x} \\n \\u0041",
    "zero\u200bwidth\u200d\u2060join\ufeffer",
    '\'; DROP TABLE stories; -- =HYPERLINK("http://example.org")',
    "@example #tag http://example.org 01632 960999 /help/me",
    "Z̸̡a̷l̴g̵o مرحبا שלום 你好",
)


async def at_telling(room: Room, name: str = "Ann (example)") -> Phone:
    """Somebody who has joined and is asked what happened."""
    ann = await room.joined(name=name)
    await presses(room, ann, ("Tell a story", "I am not sure"))
    return ann


async def sent_off(room: Room, ann: Phone) -> None:
    """From the last word told to the story being with the team."""
    await presses(room, ann, ("Done", "None of these", "Skip this", "Skip this", "Skip this"))
    await presses(room, ann, ("Nothing more: the team only", "Send it to the team"))


async def team_reads(room: Room) -> Phone:
    """A facilitator who has opened the next new story."""
    fay = await room.joined("facilitator", name="Fay <i>(example)</i>")
    await presses(room, fay, ("For facilitators", "Read the next new story", "Yes, show it"))
    return fay


async def test_words_come_back_as_they_were_written(room: Room) -> None:
    ann = await at_telling(room, name="<b>{0}</b> %s *Ann* (example)")
    for words in LITERALLY:
        await room.write(ann, words)
    await sent_off(room, ann)
    fay = await team_reads(room)
    for words in LITERALLY:
        assert plain(cleaned(words)) in texts(ann)
        assert plain(cleaned(words)) in texts(fay)
    styles = {"italic", "code", "text_link", "spoiler", "strikethrough", "pre", "text_mention"}
    for message in (*ann.messages, *fay.messages):
        assert not message.from_bot or not [each for each in message.entities if each["type"] in styles]
    all_in_order(room)


async def test_a_direction_override_does_not_turn_the_rest_around(room: Room) -> None:
    ann = await at_telling(room)
    ann.write_raw("before \u202egnitirw\u202c after \u2067isolated")
    await room.quiet()
    await sent_off(room, ann)
    fay = await team_reads(room)
    for phone in (ann, fay):
        shown = next(each.text for each in phone.messages if each.from_bot and "isolated" in each.text)
        assert "\u202e" not in shown
        assert shown.count("\u2067") + shown.count("\u2066") + shown.count("\u2068") <= shown.count("\u2069")
        assert "before gnitirw after isolated" in plain(shown)
    all_in_order(room)


@pytest.mark.parametrize("beyond", [-1, 0, 1, 12])
@pytest.mark.parametrize("tail", [0, 20])
async def test_long_words_with_joined_pictures_arrive_whole(room: Room, beyond: int, tail: int) -> None:
    ann = await at_telling(room)
    # The joined picture lies before, at, or across the end of what one message can hold.
    before = LONGEST_TEXT - units(FAMILY) + beyond
    await room.write(ann, "ŵ" * before + FAMILY + "ŷ" * tail)
    await sent_off(room, ann)
    fay = await team_reads(room)
    for phone in (ann, fay):
        said = "".join(plain(each.text) for each in phone.messages if each.from_bot)
        assert (said.count("ŵ"), said.count("ŷ")) == (before, tail)
        # An app cuts between code points, so a picture across the end comes in two messages.
        assert [said.count(each) for each in "👩👧👦"] == [2, 1, 1]
        assert FAMILY in said or beyond > 0
        assert "\ufffd" not in said
    all_in_order(room)


ODD = ("\x0b", "a\x00b", "\x00", "\x1b[31mred", "a\x0bb\x0cc", "\r\n\u2028x", "\ufffe", "\u200b", "\u3164")


@pytest.mark.parametrize("odd", ODD)
async def test_odd_characters_do_not_stop_anybody(room: Room, odd: str) -> None:
    ann = await at_telling(room)
    ann.write_raw(odd)
    ann.write_raw("/start" + odd)
    ann.write_raw(odd + "/help")
    await room.quiet()
    await room.write(ann, "/start")
    if "Go on with my story" in ann.buttons():
        await room.press(ann, "Go on with my story")
    await room.write(ann, "It was loud at night.")
    await sent_off(room, ann)
    fay = await team_reads(room)
    assert "It was loud at night." in texts(fay)
    assert "Something went wrong" not in texts(ann)
    all_in_order(room)


async def test_odd_names_and_languages_do_not_stop_anybody(room: Room) -> None:
    for name, language in (("\u202eAnn\x00", "xx"), ("{title}", ""), ("👩" * 64, "../cy"), ("%s%n", "EN-gb")):
        phone = room.phone(name, language)
        phone.open_link(await room.link())
        await room.quiet()
        assert phone.buttons()[:3] == ["English", "Cymraeg", "العربية"]
    all_in_order(room)


async def test_half_a_character_does_not_stop_anybody(room: Room) -> None:
    ann = await at_telling(room)
    ann.write_raw("loud \ud83d at night")
    await ann.wait_for_button("Done", 1)
    await sent_off(room, ann)
    assert "loud \ufffd at night" in texts(ann)
    all_in_order(room)
