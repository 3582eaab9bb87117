"""Commands about priorities: list them and the themes, add one from a file, merge two, take one off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House
    from bot.services.priorities.collecting_priorities import ListedPriority


@click.command("themes")
@click.argument("project")
def themes(project: str) -> None:
    """List the themes of PROJECT: number, name, and the stories under each by role."""
    from bot.codesign.provenance import in_words
    from bot.exports.names import Names
    from bot.services.priorities import priority_files

    async def work(house: House) -> None:
        names = Names(house.translator, "en")
        for each in await priority_files.list_themes(house, project):
            click.echo(f"{each.theme.number}\t{each.theme.name}\t{names.said(in_words(each.origin))}")

    in_house(work)


@click.command("priorities")
@click.argument("project")
@click.option("--json", "as_json", is_flag=True, help="Print everything about each, for programs.")
def priorities(project: str, as_json: bool) -> None:
    """List the priorities of PROJECT: number, state, words, and where each one comes from.

    The counts by role are exact: they are for the team only.
    """
    from bot.codesign.provenance import in_words
    from bot.exports.names import Names
    from bot.services.priorities import priority_files

    async def work(house: House) -> None:
        names = Names(house.translator, "en")
        found = await priority_files.list_priorities(house, project)
        if as_json:
            click.echo(json.dumps([_described(each) for each in found], ensure_ascii=False, indent=2))
            return
        for each in found:
            one = each.priority
            words = next(iter(one.wording.words.values()))
            click.echo(f"{one.stored.number}\t{one.status}\t{words}\t{names.said(in_words(one.origin))}")

    in_house(work)


def _described(each: ListedPriority) -> dict[str, Any]:
    one = each.priority
    return {
        "number": one.stored.number,
        "state": one.status,
        "words": one.wording.words,
        "new_words": one.wording.changed,
        "proposed_by": one.wording.proposed_by,
        "reason": one.wording.reason,
        "stories": list(each.stories),
        "stories_by_role": one.origin,
        "themes": list(each.themes),
        "part_of": each.part_of,
        "first_voted_on": one.stored.voted_at.isoformat() if one.stored.voted_at else None,
    }


@click.group("priority")
def priority() -> None:
    """Add to the priorities of a project, merge two, take one off the list."""


@priority.command("add")
@click.argument("project")
@click.argument("file", type=click.Path(path_type=Path))
def priority_add(project: str, file: Path) -> None:
    """Add the candidate priority in FILE to PROJECT."""
    from bot.services.files import toml_files
    from bot.services.priorities import priority_files

    async def work(house: House) -> None:
        number, warnings = await priority_files.add(house, project, file)
        for found in warnings:
            click.echo(toml_files.describe(file, found), err=True)
        click.echo(f"Candidate {number} is on the list.")

    in_house(work)


@priority.command("merge")
@click.argument("project")
@click.argument("number", type=int)
@click.argument("into", type=int)
def priority_merge(project: str, number: int, into: int) -> None:
    """Make candidate NUMBER of PROJECT part of candidate INTO, whose words stay."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        await by_command.merge_candidate(house, project, number, into)
        click.echo(f"Candidate {number} is part of {into} now.")

    in_house(work)


@priority.command("withdraw")
@click.argument("project")
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Why. Whoever suggested it reads this.")
def priority_withdraw(project: str, number: int, reason: str) -> None:
    """Take candidate NUMBER of PROJECT off the list."""
    from bot.services.priorities import by_command

    async def work(house: House) -> None:
        await by_command.take_off(house, project, number, reason)
        click.echo(f"Candidate {number} is off the list.")

    in_house(work)
