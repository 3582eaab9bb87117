"""Commands about what people suggest: list what waits to be read, and say what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.command("suggestions")
@click.argument("project")
def suggestions(project: str) -> None:
    """List the suggestions of PROJECT that wait to be read: number, state, whose, since when, words.

    States: to read, overdue (its proposer should have heard by now), new words (of a candidate).
    """
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        found = await by_command.list_waiting(house, project)
        for each in found:
            click.echo(f"{each.number}\t{each.state}\t{each.who}\t{each.since:%Y-%m-%d %H:%M}\t{each.words}")
        if not found:
            click.echo("Nothing waits.", err=True)

    in_house(work)


@click.group("suggestion")
def suggestion() -> None:
    """Say what becomes of a suggestion. Whoever made it is told that there is news."""


@suggestion.command("take-up")
@click.argument("project")
@click.argument("number", type=int)
@click.option(
    "--words",
    "translations",
    nargs=2,
    multiple=True,
    metavar="LANGUAGE WORDS",
    help="What it means in another language of the project. May be repeated.",
)
@click.option("--says", metavar="WORDS", help="Only if these are still its words; scripts should say so.")
def take_up(project: str, number: int, translations: tuple[tuple[str, str], ...], says: str | None) -> None:
    """Make suggestion NUMBER of PROJECT a candidate, or let the new words of a candidate stand."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        words = await by_command.take_up(house, project, number, dict(translations), says)
        click.echo(f"Suggestion {number} is a candidate now, in these words: {words}")

    in_house(work)


@suggestion.command("decline")
@click.argument("project")
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Why. Whoever suggested it reads this.")
def decline(project: str, number: int, reason: str) -> None:
    """Do not take up suggestion NUMBER of PROJECT, or keep the earlier words of a candidate."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        await by_command.decline(house, project, number, reason)
        click.echo(f"Suggestion {number} is not taken up. Its proposer is told.")

    in_house(work)


@suggestion.command("merge")
@click.argument("project")
@click.argument("number", type=int)
@click.argument("into", type=int)
def merge(project: str, number: int, into: int) -> None:
    """Make suggestion NUMBER of PROJECT part of candidate INTO, which says the same."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        await by_command.merge_suggestion(house, project, number, into)
        click.echo(f"Suggestion {number} is part of {into} now.")

    in_house(work)
