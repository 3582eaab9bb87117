"""The command that shows how a project is doing: each sign, what it means, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command()
@click.argument("project")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, with the facts behind it.")
def health(project: str, as_json: bool) -> None:
    """Show how PROJECT is doing: whether people hear back, and whether it leads somewhere."""
    from bot.services.health import printing

    async def work(house: House) -> None:
        show = printing.as_json if as_json else printing.as_lines
        click.echo(await show(house, project))

    in_house(work)
