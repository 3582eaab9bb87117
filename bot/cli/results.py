"""The result of a vote by command, exact, for the team; and how many votes came on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command()
@click.argument("project")
@click.argument("round_number", metavar="ROUND", type=click.IntRange(1))
@click.option("--json", "as_json", is_flag=True, help="Print everything for another program.")
def results(project: str, round_number: int, as_json: bool) -> None:
    """Print the result of the vote in ROUND of PROJECT. It is exact, and for the team only."""
    from bot.services.votes import vote_report

    async def work(house: House) -> None:
        if as_json:
            click.echo(await vote_report.as_json(house, project, round_number))
        else:
            click.echo(await vote_report.in_words(house, project, round_number))

    in_house(work)


@click.command()
@click.argument("project")
@click.argument("round_number", metavar="ROUND", type=click.IntRange(1))
def sheets(project: str, round_number: int) -> None:
    """Print how many voting sheets from paper are entered in ROUND of PROJECT, by role."""
    from bot.services.votes import vote_report

    async def work(house: House) -> None:
        click.echo(await vote_report.sheets(house, project, round_number))

    in_house(work)
