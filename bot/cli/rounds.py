"""Commands about rounds: open one from a file, list them, end one, close one with its outcome."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House
    from bot.services.rounds.round_files import Prepared


@click.group("round")
def round_() -> None:
    """Open, list, end and close the rounds of a project."""


@round_.command("open")
@click.argument("project")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what people would see, and open nothing.")
@click.option("--although", default="", metavar="REASON", help="Open it although answers are overdue.")
def round_open(project: str, file: Path, dry_run: bool, although: str) -> None:
    """Open in PROJECT the round that FILE describes, and tell those who are asked."""
    from bot.services.files import toml_files
    from bot.services.rounds import round_files

    async def work(house: House) -> None:
        prepared = await round_files.prepare(house, project, file)
        for found in prepared.warnings:
            click.echo(toml_files.describe(file, found), err=True)
        preview(house, prepared)
        if dry_run:
            click.echo("Nothing was opened.")
            return
        opened = await round_files.open_prepared(house, prepared, although.strip())
        click.echo(f"Round {opened.stored.number} is open.")

    in_house(work)


def preview(house: House, prepared: Prepared) -> None:
    """Print who is asked, when, and what each of them would see."""
    from bot.i18n.texts import Own

    asked = sum(prepared.reach[role].asked for role in prepared.ask.roles if role in prepared.reach)
    told = sum(prepared.reach[role].told for role in prepared.ask.roles if role in prepared.reach)
    zone = ZoneInfo(prepared.project.time_zone)
    when = "at once" if prepared.opens_at is None else "when it opens"
    click.echo(f"Asked: {', '.join(prepared.ask.roles)}: {asked} people, of whom {told} are told {when}.")
    if prepared.opens_at is not None:
        click.echo(f"Opens: {prepared.opens_at.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key}).")
    click.echo(f"Closes: {prepared.closes_at.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key}).")
    for code in prepared.project.languages:
        click.echo(f"{code}: {house.translator.render(Own(prepared.ask.text), code)}")
        for at, candidate in enumerate(prepared.ask.candidates, 1):
            click.echo(f"{code}:   {at}. {house.translator.render(Own(candidate.words), code)}")


@round_.command("list")
@click.argument("project")
def round_list(project: str) -> None:
    """List the rounds of PROJECT: number, kind, state, how many have answered, and when it ends."""
    from bot.services.rounds import round_files

    async def work(house: House) -> None:
        now = house.clock.now()
        for each, asked, answered in await round_files.every(house, project):
            closes = f"{each.stored.closes_at:%Y-%m-%dT%H:%MZ}"
            state = each.state(now)
            click.echo(f"{each.stored.number}\t{each.kind}\t{state}\t{answered} of {asked}\t{closes}")

    in_house(work)


@round_.command("end")
@click.argument("project")
@click.argument("number", type=int)
def round_end(project: str, number: int) -> None:
    """End round NUMBER of PROJECT now. Nobody can answer any more; it waits for its outcome."""
    from bot.services.rounds import round_files

    async def work(house: House) -> None:
        await round_files.end(house, project, number)
        click.echo(f"Round {number} is over. It waits for its outcome.")

    in_house(work)


@round_.command("close")
@click.argument("project")
@click.argument("number", type=int)
@click.argument("file", type=click.Path(path_type=Path))
def round_close(project: str, number: int, file: Path) -> None:
    """Close round NUMBER of PROJECT with the outcome in FILE, and tell those who were asked."""
    from bot.services.files import toml_files
    from bot.services.rounds import round_files

    async def work(house: House) -> None:
        for found in await round_files.close(house, project, number, file):
            click.echo(toml_files.describe(file, found), err=True)
        click.echo(f"Round {number} is closed.")

    in_house(work)
