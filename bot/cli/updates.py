"""Commands about updates: send one from a file, list them, report one, take one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.codesign.update_report import Report
    from bot.services.house import House
    from bot.services.updates.update_files import Prepared
    from bot.services.updates.updates import Broadcast


@click.group()
def update() -> None:
    """Send, list, report and take back the updates of a project."""


@update.command("send")
@click.argument("project")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show who would get it and what they would see; send nothing.")
def update_send(project: str, file: Path, dry_run: bool) -> None:
    """Send the update that FILE describes to people of PROJECT, now or at its time."""
    from bot.services.files import toml_files
    from bot.services.updates import update_files

    async def work(house: House) -> None:
        prepared = await update_files.prepare(house, project, file, _cleaned)
        for found in prepared.warnings:
            click.echo(toml_files.describe(file, found), err=True)
        _preview(house, prepared)
        if dry_run:
            click.echo("Nothing was sent.")
            return
        sent = await update_files.send(house, prepared)
        when = sent.stored.send_at.astimezone(ZoneInfo(prepared.project.time_zone))
        click.echo(f"Update {sent.stored.number} goes out at {when:%Y-%m-%d %H:%M}.")

    in_house(work)


async def _cleaned(content: bytes) -> bytes:
    from bot.delivery.apart import clean_paper
    from bot.delivery.cleaned import Unreadable
    from bot.delivery.cleaning import clean
    from bot.services.media import is_paper

    try:
        cleaned = await (clean_paper(content) if is_paper(content) else clean(content, "photo"))
        return cleaned.content
    except Unreadable as problem:
        raise ValueError(str(problem)) from None


def _preview(house: House, prepared: Prepared) -> None:
    from bot.flows.update_words import NEWS, told
    from bot.i18n.texts import Own

    reach = prepared.reach
    click.echo(f"For: {reach.people} people, of whom {reach.told} get a message.")
    for code, people in prepared.fallbacks.items():
        click.echo(f"{code}: not written; {people} people see it in {next(iter(prepared.update.text))}.")
    for code in prepared.project.languages:
        render = house.translator.render
        click.echo(f"{code}: {render(NEWS, code)}")
        for line in render(told(prepared.update.text), code).splitlines():
            click.echo(f"{code}:   {line}")
        if prepared.update.picture is not None:
            click.echo(f"{code}:   [{render(Own(prepared.update.picture.shows), code)}]")


@update.command("list")
@click.argument("project")
def update_list(project: str) -> None:
    """List the updates of PROJECT: number, state, when it goes or went out, how many have read it."""
    from bot.services.updates import update_files

    async def work(house: House) -> None:
        for each, report in await update_files.every(house, project):
            when = f"{each.stored.send_at:%Y-%m-%dT%H:%MZ}"
            read = f"{report.opened} of {report.recipients}"
            click.echo(f"{each.stored.number}\t{each.status}\t{when}\t{read}")

    in_house(work)


@update.command("report")
@click.argument("project")
@click.argument("number", type=int)
def update_report(project: str, number: int) -> None:
    """Report how update NUMBER of PROJECT stands: a figure on each line."""
    from bot.services.updates import update_files

    async def work(house: House) -> None:
        found, report = await update_files.report(house, project, number)
        for name, figure in _figures(found, report):
            click.echo(f"{name}\t{figure}")

    in_house(work)


def _figures(found: Broadcast, report: Report) -> list[tuple[str, object]]:
    return [
        ("state", found.status),
        ("recipients", report.recipients),
        ("delivered", report.delivered),
        ("waiting", report.waiting),
        ("later", report.later),
        ("unreachable", report.unreachable),
        ("opted out", report.opted_out),
        ("not sent", report.not_sent),
        ("outside", report.outside),
        ("opened", report.opened),
        ("replied", report.replied),
        ("reacted", report.reacted),
    ]


@update.command("cancel")
@click.argument("project")
@click.argument("number", type=int)
def update_cancel(project: str, number: int) -> None:
    """Take update NUMBER of PROJECT back, as far as it has not gone out."""
    from bot.services.updates import update_files

    async def work(house: House) -> None:
        taken = await update_files.cancel(house, project, number)
        click.echo(
            f"Update {number} is taken back. Messages gone out: {taken.gone_out}, not sent: {taken.spared}."
        )

    in_house(work)
