"""Commands about themes: add one, merge two, put stories under one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House


@click.group("theme")
def theme() -> None:
    """Add to and put in order the themes of a project."""


@theme.command("add")
@click.argument("project")
@click.argument("name")
def add(project: str, name: str) -> None:
    """Add a theme called NAME to PROJECT."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        number = await by_command.add_theme(house, project, name)
        click.echo(f"Theme {number} is added.")

    in_house(work)


@theme.command("merge")
@click.argument("project")
@click.argument("number", type=int)
@click.argument("into", type=int)
def merge(project: str, number: int, into: int) -> None:
    """Make theme NUMBER of PROJECT part of theme INTO, with all that belongs to it. It cannot be undone."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        one, other = await by_command.merge_themes(house, project, number, into)
        click.echo(f"“{one}” is part of “{other}” now.")

    in_house(work)


@theme.command("tag")
@click.argument("project")
@click.argument("number", type=int)
@click.argument("stories", type=int, nargs=-1, required=True)
def tag(project: str, number: int, stories: tuple[int, ...]) -> None:
    """Put STORIES, by their numbers, under theme NUMBER of PROJECT, beside those that they are under."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        name = await by_command.tag(house, project, number, stories)
        click.echo(f"Under “{name}”: {', '.join(f'story {each}' for each in dict.fromkeys(stories))}.")

    in_house(work)
