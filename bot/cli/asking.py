"""The command about questions to the team, its answers, and what people say they did not mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command("questions")
@click.argument("project")
@click.option("--words", is_flag=True, help="Print what was said, too. It is for the team only.")
def questions(project: str, words: bool) -> None:
    """List the questions of PROJECT, replies to stories, and what people say they did not mean.

    Kind, number, role and number of the person, days, how it stands, what it is about. A waiting one has its
    days since it waits, any other since it was begun. No words and no first names, unless --words is given.
    """
    from bot.services.questions import listing

    async def work(house: House) -> None:
        found = await listing.of_project(house, project)
        if words:
            click.echo("These are people's words. They are for the team only.", err=True)
        for each in found:
            line = (each.kind, str(each.number), each.who, str(each.days), each.state, each.about)
            click.echo("\t".join(line))
            for said in each.words if words else ():
                click.echo(f"\t{said}")
        if not found:
            click.echo("Nobody has asked anything.", err=True)

    in_house(work)
