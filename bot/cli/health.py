"""The command that shows how a project is doing: each sign, what it means, and what to do next."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command()
@click.argument("project")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, with the facts behind it.")
@click.option(
    "--page", type=click.Path(path_type=Path), help="Write a page for the wall (PDF, A3) to this file."
)
@click.option("--share", is_flag=True, help="With --page: in the words that everybody may read.")
@click.option(
    "--language",
    type=click.Choice(["en", "cy", "ar"]),
    help="With --page: its language, the project's first one if left out.",
)
def health(project: str, as_json: bool, page: Path | None, share: bool, language: str | None) -> None:
    """Show how PROJECT is doing: whether people hear back, and whether it leads somewhere."""
    from bot.services.health import printing

    if page is None and (share or language):
        raise click.UsageError("--share and --language are of a page: name a file with --page")
    if page is not None:
        if as_json:
            raise click.UsageError("--json prints and --page writes: leave out one of them")
        _write_page(project, page, share, language)
        return

    async def work(house: House) -> None:
        show = printing.as_json if as_json else printing.as_lines
        click.echo(await show(house, project))

    in_house(work)


def _write_page(project: str, page: Path, share: bool, language: str | None) -> None:
    from bot.exports.folder import write_file
    from bot.exports.health_picture import wall_page
    from bot.exports.in_use import written_to
    from bot.exports.names import Names
    from bot.services.health import sheets

    async def work(house: House) -> None:
        shown = await sheets.found(house, project, shared=share)
        names = Names(house.translator, language or shown.project.languages[0])
        drawn = await asyncio.to_thread(wall_page, shown, names)
        with written_to(page):
            await asyncio.to_thread(write_file, drawn, page)
        kept = "It says nothing of any one person." if share else "It is exact, and for the team only."
        click.echo(f"The page is in {page}. {kept}")

    in_house(work)
