"""Commands about actions: list them, add one, put one in other words, and take a step, each from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command("actions")
@click.argument("project")
@click.option("--json", "as_json", is_flag=True, help="Print everything about each, for programs.")
def actions(project: str, as_json: bool) -> None:
    """List the actions of PROJECT: number, status, kind, scale, how many have said whether it helped, what.

    The counts are exact: they are for the team only.
    """
    import msgspec

    from bot.codesign.actions import mix
    from bot.exports.actions_json import described
    from bot.services.actions import action_files

    async def work(house: House) -> None:
        found = await action_files.every(house, project)
        if as_json:
            plain = msgspec.to_builtins([described(each) for each in found])
            click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
            return
        for each in found:
            one, asked = each.known, each.asked
            what = next(iter(one.action.what.values()))
            answered = f"{asked.answered} of {asked.asked}"
            click.echo(f"{one.number}\t{one.action.status}\t{one.kind}\t{one.scale}\t{answered}\t{what}")
        mixed = mix((each.known.kind, each.known.action.status) for each in found)
        if mixed.only_visible:
            click.echo("So far only what can be seen changes: environment and information.", err=True)

    in_house(work)


@click.group("action")
def action() -> None:
    """Add to the actions of a project, put one in other words, and say where one stands."""


@action.command("add")
@click.argument("project")
@click.argument("file", type=click.Path(path_type=Path))
def action_add(project: str, file: Path) -> None:
    """Add the action in FILE to PROJECT. It begins as proposed."""
    from bot.services.actions import action_files
    from bot.services.files import toml_files

    async def work(house: House) -> None:
        number, warnings = await action_files.add(house, project, file)
        for found in warnings:
            click.echo(toml_files.describe(file, found), err=True)
        click.echo(f"Action {number} is on the list.")

    in_house(work)


@action.command("change")
@click.argument("project")
@click.argument("number", type=int)
@click.argument("file", type=click.Path(path_type=Path))
def action_change(project: str, number: int, file: Path) -> None:
    """Put action NUMBER of PROJECT in the words of FILE. What is left out of FILE stays.

    What it said before can still be read, with the day. A closed action stays as it is.
    """
    from bot.services.actions import action_files
    from bot.services.files import toml_files

    async def work(house: House) -> None:
        changed, warnings = await action_files.change(house, project, number, file)
        for found in warnings:
            click.echo(toml_files.describe(file, found), err=True)
        click.echo(f"Action {number} is changed." if changed else f"Action {number} says that already.")

    in_house(work)


@action.command("step")
@click.argument("project")
@click.argument("number", type=int)
@click.argument("file", type=click.Path(path_type=Path))
def action_step(project: str, number: int, file: Path) -> None:
    """Take the step in FILE with action NUMBER of PROJECT.

    Of a done, everybody whose stories led to it is asked whether it made a difference.
    """
    from bot.services.actions import action_files
    from bot.services.files import toml_files

    async def work(house: House) -> None:
        asked, warnings = await action_files.step(house, project, number, file)
        for found in warnings:
            click.echo(toml_files.describe(file, found), err=True)
        click.echo(f"The step of action {number} is written down.")
        if asked:
            click.echo(f"People asked whether it made a difference: {asked}.")

    in_house(work)
