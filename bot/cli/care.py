"""Commands about reading and safety: the reading queue, the audit record, the words that order the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command()
@click.argument("project")
def queue(project: str) -> None:
    """List what waits for the team of PROJECT: stories to read, answers of tellers, calls,
    concerns, questions, and what people say they did not mean.

    Numbers and times only: no word of anybody.
    """
    from bot.services import waiting

    async def work(house: House) -> None:
        found = await waiting.of_project(house, project)
        for each in found:
            click.echo(f"{each.what}\t{each.number}\t{each.who}\t{each.since:%Y-%m-%d %H:%M}\t{each.state}")
        if not found:
            click.echo("Nothing waits.", err=True)

    in_house(work)


@click.command()
@click.argument("project")
def audit(project: str) -> None:
    """Print the audit record of PROJECT, oldest first: who did what about safety, complaints and rounds."""
    from bot.services.safety import auditing

    async def work(house: House) -> None:
        zone, found = await auditing.of_project(house, project)
        for each in found:
            by = "bot" if each.deed.role is None else f"{each.deed.role} {each.deed.number}"
            about = "" if each.deed.about is None else str(each.deed.about)
            words = " ".join(each.deed.words.split())
            click.echo(
                f"{each.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}\t{each.kind}\t{about}\t{by}\t{words}"
            )
        if not found:
            click.echo("Nothing stands in the audit record yet.", err=True)

    in_house(work)


@click.command()
@click.argument("project")
def words(project: str) -> None:
    """Print the words that move a story of PROJECT to the front of the queue, and where they come from."""
    from bot.codesign.distress import words_in_use
    from bot.services import projects

    async def work(house: House) -> None:
        async with house.database.snapshot() as tx:
            found = projects.read(await projects.find(house, tx, project))
        own = found.distress_words or {}
        for code, listed in words_in_use(found.distress_words, found.languages).items():
            click.echo(f"# {code}: {'the project file' if code in own else 'the default list'}")
            for each in listed:
                click.echo(each)

    in_house(work)
