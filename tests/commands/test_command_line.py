"""Every command, as an operator types it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.__main__ import main
from tests.commands.conftest import Ended, Shell


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command and group by its words."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("words", [(), *commands()], ids=" ".join)
def test_every_command_has_help(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage:")
    assert "  " in result.output


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["invite", "stroke", "doctor"],
        ["invite", "stroke"],
        ["invite", "stroke", "patient", "--uses", "0"],
        ["rehearse", "--port", "many"],
        ["export", "stroke"],
        ["keys", "new"],
    ],
    ids=" ".join,
)
def test_bad_words_get_one_sentence(words: list[str], shell: Shell, refused: Callable[[Ended], str]) -> None:
    assert "--help” says more." in refused(shell(*words))


def test_a_new_key_is_made_once(shell: Shell, refused: Callable[[Ended], str]) -> None:
    path = str(shell.folder / "fresh.key")
    assert shell("keys", "new", path).code == 0
    before = Path(path).read_bytes()
    assert "exists already" in refused(shell("keys", "new", path))
    assert Path(path).read_bytes() == before


@pytest.mark.parametrize("name", ["stroke", "intensive-care"])
def test_an_example_passes_the_check(name: str, shell: Shell) -> None:
    file = shell.folder / "example.toml"
    file.write_text(shell("project", "example", name).out, encoding="utf-8")
    ended = shell("project", "check", str(file))
    assert (ended.code, ended.err) == (0, "")
    assert "can open" in ended.out


def test_a_broken_project_is_refused_with_file_and_line(shell: Shell, project: Path) -> None:
    project.write_text(
        project.read_text("utf-8").replace('time_zone = "', 'time_zone = "Nowhere/', 1), "utf-8"
    )
    ended = shell("project", "check", str(project))
    assert ended.code == 2
    assert "my-project.toml:" in ended.err
    assert "time_zone" in ended.err
    assert shell("project", "add", str(project)).code == 2


def test_a_project_is_opened_listed_and_changed(shell: Shell, project: Path) -> None:
    assert "stroke-afon-teg" in shell("project", "list").out
    assert "is changed" in shell("project", "add", str(project)).out


def test_reworded_consents_need_a_new_version(
    shell: Shell, project: Path, refused: Callable[[Ended], str]
) -> None:
    words = project.read_text("utf-8")
    at = words.index("words.en", words.index('key = "take_part"'))
    changed = f"{words[:at]}{words[at:].replace(' I ', ' I myself ', 1)}"
    assert changed != words
    project.write_text(changed, "utf-8")
    assert "consent.version" in refused(shell("project", "add", str(project)))


def test_an_invitation_ends_with_its_link_and_can_be_revoked(shell: Shell, project: Path) -> None:
    link = shell("invite", "stroke-afon-teg", "patient", "--uses", "3").out.splitlines()[-1]
    assert link.startswith("https://t.me/example_bot?start=")
    token = link.partition("=")[2]
    listed = shell("invitations", "stroke-afon-teg").out
    assert "3 left" in listed
    assert token not in listed
    assert shell("revoke", "stroke-afon-teg", listed.split("\t")[0]).code == 0
    assert "revoked" in shell("invitations", "stroke-afon-teg").out


@pytest.mark.parametrize("words", [["invite", "no-such", "patient"], ["export", "no-such", "x"]])
def test_an_unknown_project_is_named(words: list[str], shell: Shell, refused: Callable[[Ended], str]) -> None:
    assert "no-such" in refused(shell(*words))


def test_an_export_goes_into_a_new_folder_only(
    shell: Shell, project: Path, refused: Callable[[Ended], str]
) -> None:
    folder = shell.folder / "export"
    assert shell("export", "stroke-afon-teg", str(folder)).code == 0
    with (folder / "data" / "stories.csv").open(encoding="utf-8-sig", newline="") as table:
        assert next(csv.reader(table))[0] == "story"
    assert "not empty" in refused(shell("export", "stroke-afon-teg", str(folder)))


def test_migrating_a_new_database_and_again(shell: Shell) -> None:
    assert "Applied: 1" in shell("migrate").out
    assert "Nothing to do" in shell("migrate").out


def test_the_doctor_says_what_to_do(shell: Shell) -> None:
    ended = shell("doctor", BOT_API_URL="http://127.0.0.1:9")
    assert ended.code == 1
    assert "look  Telegram cannot be reached" in ended.out
    assert "look  There is no project yet" in ended.out
    assert "ok    The key fits" in ended.out


def test_running_without_a_token_names_it(shell: Shell, refused: Callable[[Ended], str]) -> None:
    assert "BOT_TOKEN is missing" in refused(shell("run", BOT_TOKEN=""))


def test_a_bad_script_names_file_and_line_and_what_is_wanted(shell: Shell) -> None:
    (shell.folder / "script.txt").write_text("Ann opens the invitation\nAnn dances\n")
    ended = shell("rehearse", "--script", "script.txt")
    assert ended.code == 2
    assert ended.err.startswith("script.txt:2: This line is not understood: Ann dances")
    assert "Wanted is" in ended.err


def test_a_script_that_does_not_come_true_ends_with_one(shell: Shell) -> None:
    (shell.folder / "script.txt").write_text('Ann does not see "hello"\nAnn taps button 9\n')
    ended = shell("rehearse", "--script", "script.txt", "--export", "out")
    assert ended.code == 1
    assert "script.txt:2" in ended.err
    assert "Traceback" not in ended.err


def test_a_script_before_the_page_that_does_not_come_true_opens_none(shell: Shell) -> None:
    (shell.folder / "script.txt").write_text("Ann taps button 9\n")
    ended = shell("rehearse", "--first", "script.txt", "--port", "0")
    assert ended.code == 2
    assert ended.err.startswith("script.txt:1: Ann taps button 9")
    assert "http://" not in ended.out
    assert "leave one of them out" in shell("rehearse", "--first", "script.txt", "--script", "script.txt").err


def test_a_script_ends_with_the_export(shell: Shell) -> None:
    (shell.folder / "script.txt").write_text("Ann opens the invitation\neveryone is quiet\n")
    ended = shell("rehearse", "--script", "script.txt", "--export", "out")
    assert ended.code == 0
    assert "to Ann:" in ended.out
    assert (shell.folder / "out" / "data" / "stories.json").exists()
