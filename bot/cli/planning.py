"""Commands about rounds that open by themselves on a later day: plan one, list, put off, call off."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.rounds import preview
from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House
    from bot.services.rounds.plans_by_command import Listed

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("plan")
@click.argument("project")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", "day", type=DAY, required=True, help="The day on which it opens, such as 2026-10-01.")
@click.option("--dry-run", is_flag=True, help="Show what people would see, and plan nothing.")
@click.option("--although", default="", metavar="REASON", help="Let it open although answers are overdue.")
def plan(project: str, file: Path, day: datetime, dry_run: bool, although: str) -> None:
    """Let the round that FILE describes open in PROJECT by itself on a later day."""
    from bot.services.files import toml_files
    from bot.services.rounds import plans_by_command, round_files

    async def work(house: House) -> None:
        prepared = await round_files.prepare(house, project, file, day.date())
        for found in prepared.warnings:
            click.echo(toml_files.describe(file, found), err=True)
        preview(house, prepared)
        if dry_run:
            click.echo("Nothing was planned.")
            return
        await plans_by_command.plan(house, prepared, although.strip())
        click.echo(f"The round opens on {day:%Y-%m-%d}, unless something is in the way.")

    in_house(work)


@click.command("planned")
@click.argument("project")
def planned(project: str) -> None:
    """List what is planned in PROJECT: key, kind, when it opens by the project's clock, for how many days."""
    from bot.services.rounds import plans_by_command

    async def work(house: House) -> None:
        found = await plans_by_command.every(house, project)
        for each in found:
            click.echo(_line(each))
        if not found:
            click.echo("Nothing is planned.", err=True)

    in_house(work)


def _line(each: Listed) -> str:
    state = "outlives the project" if each.too_long else "opens"
    return f"{each.key}\t{each.plan.kind}\t{each.opens:%Y-%m-%d %H:%M}\t{each.plan.days} days\t{state}"


@click.command("put-off")
@click.argument("project")
@click.argument("key")
@click.option("--on", "day", type=DAY, help="The day on which it opens instead.")
@click.option("--days", type=click.IntRange(min=1), help="For how many days it is open.")
def put_off(project: str, key: str, day: datetime | None, days: int | None) -> None:
    """Let the planned round KEY of PROJECT open on another day, or be open for longer or shorter."""
    from bot.services.rounds import plans_by_command

    if day is None and days is None:
        raise click.UsageError("say --on, --days, or both")

    async def work(house: House) -> None:
        on = None if day is None else day.date()
        click.echo(_line(await plans_by_command.put_off(house, project, key, on, days)))

    in_house(work)


@click.command("call-off")
@click.argument("project")
@click.argument("key")
def call_off(project: str, key: str) -> None:
    """Let the planned round KEY of PROJECT not open."""
    from bot.services.rounds import plans_by_command

    async def work(house: House) -> None:
        await plans_by_command.call_off(house, project, key)
        click.echo("The plan is taken back. Nothing opens.")

    in_house(work)
