"""Whoever writes a project file learns where it is wrong, what is wrong, and what is wanted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.services.files.project_files import BadProjectFile, check, read
from bot.services.files.toml_files import describe, described
from tests.projects.changing import STROKE, line_of, with_line


def answer(tmp_path: Path, text: str) -> list[str]:
    """What is said about a file with this text, without the name of its folder."""
    path = tmp_path / "project.toml"
    path.write_bytes(text.encode("utf-8"))
    with pytest.raises(BadProjectFile) as caught:
        read(path)
    assert str(caught.value) == described(path, caught.value.found)
    return [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).split("\n")]


@pytest.mark.parametrize(
    ("pattern", "line", "starts", "said"),
    [
        # rules
        (r"^reply_days.*", "reply_days = 90", "reply_days", "reply_days: 90 is out of range"),
        (r"^time_zone.*", 'time_zone = "Mars"', "time_zone", "time_zone: there is no time zone “Mars”"),
        (r'^id = "nights"', 'id = "NIGHTS"', 'id = "NIGHTS"', "touchpoints[10].id: “NIGHTS” cannot"),
        (r"^starts = 2027-03-01", "starts = 2026-01-01", "starts = 2026-01-01", "phases.bringing_together.s"),
        # types
        (
            r"^reply_days.*",
            'reply_days = "14"',
            "reply_days",
            "reply_days: it is words in quotes. Wanted: a w",
        ),
        (r"^reply_days.*", "reply_days = 14.5", "reply_days", "reply_days: it is a number. Wanted: a whole"),
        (
            r"^reply_days.*",
            "reply_days = true",
            "reply_days",
            "reply_days: it is true or false. Wanted: a wh",
        ),
        (r"^reply_days.*", f"reply_days = 0x{'f' * 6000}", "reply_days", "reply_days: it is far too large"),
        (
            r"^ends_on.*",
            'ends_on = "soon"',
            "ends_on",
            "ends_on: it is words in quotes. Wanted: a date, such",
        ),
        (r"^ends_on.*", "ends_on = 2027-12-31T10:00:00", "ends_on", "ends_on: it is a moment with date and"),
        (
            r"^purpose.*",
            'purpose = "fun"',
            "purpose",
            "purpose: “fun” is not possible here. Wanted: one of: inv",
        ),
        (
            r"^languages.*",
            'languages = "en"',
            "languages",
            "languages: it is words in quotes. Wanted: a list",
        ),
        (
            r'^starts = "21:00"',
            "starts = 21:00:00",
            "starts = 21",
            "quiet_hours.starts: it is a time without",
        ),
        (r"^pleasant = true", "pleasant = 1", "pleasant = 1", "feelings[1].pleasant: it is a whole number"),
        (
            r'^key = "keep_voice"',
            'key = "voice"',
            'key = "voice"',
            "consent.items[3].key: “voice” is not pos",
        ),
        (r"^name.cy = .*", "name.cy = 7", "name.cy = 7", "touchpoints[1].name.cy: it is a whole number"),
        (
            r"^id = .*",
            'id = "a"\nhint = "b"\n[x]',
            'hint = "b"',
            "touchpoints[1].hint: it is words in quotes",
        ),
        # keys
        (r"^reply_days.*", "answer_days = 14", "answer_days", "answer_days: this key is not known here"),
        (
            r"^reply_days.*",
            "replydays = 14",
            "replydays",
            "replydays: this key is not known here. Wanted: “r",
        ),
        # syntax
        (r"^reply_days.*", "reply_days =", "reply_days =", "what stands after “=” makes no sense"),
        (r"^reply_days.*", "reply_days", "reply_days", "a key without “=”"),
        (r"^reply_days.*", 'key = "again"', 'key = "again"', "this is there already"),
        (r"^reply_days.*", 'reply_days = "14', "reply_days", "words in quotes are not closed"),
        (r"^reply_days.*", 'reply_days = "a" "b"', "reply_days", "something stands after a value"),
        (r"^reply_days.*", 'reply_days = "\\w"', "reply_days", "a backslash in quotes"),
        (r"^reply_days.*", "reply_days = 2026-02-30", "reply_days", "this day or time does not exist"),
        (r"^reply_days.*", "reply_days = {a = 1", "reply_days", "a table is not closed"),
        (r"^reply_days.*", "reply_days = {a = 1, a = 2}", "reply_days", "this is there already"),
        (r"^\[title\]", "[title]\n[ title ]", "[ title", "this is there already"),
        (r"^reply_days.*", '@ = "x"', "@", "it is not TOML here"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_the_line_is_named(tmp_path: Path, pattern: str, line: str, starts: str, said: str) -> None:
    text = with_line(pattern, line)
    lines = answer(tmp_path, text)
    expected = line_of(text, starts)
    assert any(one.startswith(f"project.toml:{expected}: ") and said in one for one in lines), lines


def test_an_entry_without_a_key_is_found_by_its_place_in_the_list(tmp_path: Path) -> None:
    (line,) = answer(tmp_path, with_line(r'^id = "family"', "# gone"))
    header = line_of(with_line(r'^id = "family"', "# gone"), "# gone") - 1
    assert line == f"project.toml:{header}: touchpoints[11].id: it is missing. Wanted: words in quotes."


def test_what_is_left_open_is_found_where_it_can_go_on_no_longer(tmp_path: Path) -> None:
    text = with_line(r"^reply_days.*", "reply_days = [1")
    (line,) = answer(tmp_path, text)
    assert line == f"project.toml:{line_of(text, '[title]')}: a list is not closed. Wanted: a “]” at its end."


def test_everything_is_named_at_once(tmp_path: Path) -> None:
    text = with_line(r"^reply_days.*", "reply_days = 90").replace('key = "stroke-afon-teg"', 'key = "S"')
    text = text.replace('name = "Daniel Okafor (example)"', 'name = "Nia Prosser (example)"')
    places = [line.split(": ")[1] for line in answer(tmp_path, text)]
    assert places == ["key", "reply_days", "responsible.safeguarding.deputy.name"]


def test_every_wrong_shape_is_named_at_once(tmp_path: Path) -> None:
    text = with_line(r"^reply_days.*", "reply_days = false\nnew = 1")
    places = [line.split(": ")[1] for line in answer(tmp_path, text.replace("[title]", "[titel]"))]
    assert places == ["new", "titel", "title", "reply_days"]


@pytest.mark.parametrize(
    "place",
    [
        "ends_on",
        "responsible.controller",
        "responsible.lawful_basis",
        "responsible.article_9_condition",
        "responsible.data_protection_contact",
        "responsible.safeguarding.lead",
        "responsible.safeguarding.deputy",
        "responsible.safeguarding.hours",
        "responsible.emergency",
    ],
)
def test_nothing_opens_without_what_the_field_asks_for(tmp_path: Path, place: str) -> None:
    table, _, key = place.rpartition(".")
    text = STROKE.read_text("utf-8")
    if f"[{place}]" in text:
        text = re.sub(rf"^\[{re.escape(place)}\]\n(?:.+\n)+", "", text, flags=re.MULTILINE)
    else:
        text = re.sub(rf"^{key} = .*\n", "", text, flags=re.MULTILINE)
    (line,) = answer(tmp_path, text)
    assert f"{place}: it is missing" in line
    if f"[{table}]" in text:
        assert line.startswith(f"project.toml:{line_of(text, f'[{table}]')}: ")


def test_a_missing_translation_is_shown_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "project.toml"
    text = with_line(r"^hint.cy = .*", "")
    path.write_text(text, "utf-8")
    project, found = check(path)
    assert project is not None
    (one,) = found
    assert one.line == line_of(text, "hint.en")
    assert describe(path, one) == (
        f"{path}:{one.line}: touchpoints[1].hint.cy: the words in “cy” are missing; "
        "people will see them in “en”. Wanted: words in “cy”."
    )


def test_what_stops_is_said_before_what_does_not(tmp_path: Path) -> None:
    text = with_line(r"^hint.cy = .*", "").replace("01632 960103, codesign@example.org", "\\u202e")
    path = tmp_path / "project.toml"
    path.write_text(text, "utf-8")
    assert [one.problem.stops for one in check(path)[1]] == [True, False]


def test_a_language_the_bot_does_not_speak_is_refused() -> None:
    with pytest.raises(
        BadProjectFile, match=r"languages\[3\]: the bot does not speak “ar”. Wanted: .*cy, en"
    ):
        read(STROKE, ("en", "cy"))


def test_a_file_from_another_editor_is_the_same_project(tmp_path: Path) -> None:
    path = tmp_path / "project.toml"
    path.write_bytes(b"\xef\xbb\xbf" + STROKE.read_bytes().replace(b"\n", b"\r\n"))
    assert read(path) == read(STROKE)


def test_other_ways_of_writing_toml_have_their_lines_too(tmp_path: Path) -> None:
    text = with_line(r"^\[prompts.mattered\]", "[\"prompts\" . 'mattered']")
    text = text.replace('en = "What mattered most to you?"\n', "")
    text = text.replace('en = "Better stroke care, together"', 'en = """\n[prompts.mattered]\nkey = 1\n"""')
    lines = answer(tmp_path, text)
    header = line_of(text, '["prompts" . ')
    assert any(line.startswith(f"project.toml:{header}: prompts.mattered.en: ") for line in lines)


def test_what_is_left_open_until_the_end_has_the_last_line(tmp_path: Path) -> None:
    (line,) = answer(tmp_path, 'key = """\nab\nc')
    assert line == "project.toml:3: words in quotes are not closed. Wanted: a quote at their end."
