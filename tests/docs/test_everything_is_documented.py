"""Every setting, command, chat command and flow is explained where its user would look."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from bot.__main__ import main
from bot.config import SETTINGS
from bot.flows.registry import FLOWS
from bot.services.commands import COMMANDS
from tests.docs.pages import documented, read, rows

DOCUMENTED = documented()


def commands_of(
    group: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that lead to it."""
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands_of(command, (*path, name))
    else:
        yield path, group


CLI = {" ".join(path): command for path, command in commands_of(main)}


def explained(command: str) -> bool:
    """Whether this command of the command line stands somewhere, alone or with its arguments."""
    return any(f"{span} ".startswith(f"in-the-room {command} ") for span in DOCUMENTED)


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_a_setting_is_explained(setting: str) -> None:
    assert setting in DOCUMENTED


def test_the_table_of_settings_is_whole() -> None:
    names = {
        cells[0].strip("`") for cells in rows(read("docs/operating.md"), 3) if cells[0].strip("`").isupper()
    }
    assert names == set(SETTINGS)


@pytest.mark.parametrize("command", sorted(CLI))
def test_a_command_is_explained(command: str) -> None:
    assert explained(command)


@pytest.mark.parametrize("command", sorted(CLI))
def test_a_commands_options_are_explained(command: str) -> None:
    options = {name for each in CLI[command].params if isinstance(each, click.Option) for name in each.opts}
    assert options <= DOCUMENTED | {"--help"}


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_a_command_of_the_chat_is_explained(command: str) -> None:
    assert f"/{command}" in DOCUMENTED


@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_a_flow_is_explained(flow: str) -> None:
    assert flow in DOCUMENTED


def test_what_is_nowhere_is_missed() -> None:
    assert not explained("make-tea")
    assert not {"/tea", "TEA_TIME", "make_tea"} & DOCUMENTED
