"""The command about the emotional map: pictures, a page for a wall, figures and words, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command("map")
@click.argument("project")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--round", "number", type=click.IntRange(min=1), help="A round of ratings; the newest if left out."
)
@click.option("--together", is_flag=True, help="All roles together, each from its newest round that is over.")
@click.option("--share", is_flag=True, help="Hide small numbers. Only for a round that is over.")
@click.option(
    "--language", type=click.Choice(["en", "cy", "ar"]), help="The project's first one if left out."
)
def map_(
    project: str, folder: Path, number: int | None, together: bool, share: bool, language: str | None
) -> None:
    """Write the emotional map of PROJECT into a new FOLDER: pictures, PDF, figures, words."""
    from bot.exports.folder import write_files
    from bot.exports.in_use import written_to
    from bot.exports.maps import every_form
    from bot.exports.names import Names
    from bot.services.ratings import mapping

    if together and number is not None:
        raise click.UsageError("--together is of no single round: leave out --round.")

    async def work(house: House) -> None:
        if together:
            join = mapping.found_joined_to_share if share else mapping.found_joined
            drawn, what = await join(house, project), "all roles together"
        else:
            find = mapping.found_to_share if share else mapping.found
            drawn = await find(house, project, number)
            what = f"round {drawn.round.stored.number}"
        names = Names(house.translator, language or drawn.project.languages[0])
        with written_to(folder):
            written = await write_files(every_form(drawn, names), folder)
        kept = "Small numbers are hidden." if share else "It is exact, and for the team only."
        click.echo(f"The map of {what} is in {written}. {kept}")

    in_house(work)
