"""The command about workshops: what was decided in the room, and what those say who were not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House
    from bot.services.workshops.by_command import Listed


@click.command("workshops")
@click.argument("project")
@click.option("--words", is_flag=True, help="Print what was decided and said, too. It is for the team only.")
def workshops(project: str, words: bool) -> None:
    """List the workshops of PROJECT that people were, or are to be, told of.

    Number, day, state, when people hear of it and until when they can answer (UTC), how many have read it,
    how many answered who were not there, how many said that they were. With --words each decision, what
    groups of people who were not in the room think of it, and what was said.
    """
    from bot.services.workshops import by_command

    async def work(house: House) -> None:
        found = await by_command.of_project(house, project)
        if words:
            click.echo("These are people's words. They are for the team only.", err=True)
        for each in found:
            click.echo("\t".join(_line(each)))
            for line in _words(each) if words else ():
                click.echo(f"\t{line}")
        if not found:
            click.echo("No workshop has been told yet.", err=True)

    in_house(work)


@click.group("workshop")
def workshop() -> None:
    """Tell what a workshop decided."""


@workshop.command("record")
@click.argument("project")
@click.argument("file", type=click.Path(path_type=Path))
def workshop_record(project: str, file: Path) -> None:
    """Tell everybody in PROJECT what the workshop decided that FILE records.

    FILE is the workshop record of a pack, filled in. Every cell is checked; when one is wrong, all that is
    wrong is named by sheet and cell, and nothing is stored.
    """
    from bot.services.workshops import recording

    async def work(house: House) -> None:
        told = await recording.enter_record(house, project, file)
        click.echo(
            f"Workshop {told.number} is kept. People are being told of it, and can answer until "
            f"{told.stored.closes_at:%Y-%m-%dT%H:%MZ}."
        )

    in_house(work)


def _line(each: Listed) -> tuple[str, ...]:
    stored, broadcast = each.told.stored, each.told.broadcast
    state = "closed" if stored.closed_at is not None else broadcast.status
    return (
        str(each.told.number),
        each.told.workshop.held_on.isoformat(),
        state,
        f"{broadcast.stored.send_at:%Y-%m-%dT%H:%MZ}",
        f"{stored.closes_at:%Y-%m-%dT%H:%MZ}",
        f"{each.read} of {each.recipients}",
        f"{each.answered} answered",
        f"{each.there} were there",
    )


def _words(each: Listed) -> Iterator[str]:
    views = each.views.decisions if each.views else ()
    for position, decision in enumerate(each.told.workshop.decisions, start=1):
        yield f"decision {position}\t{next(iter(decision.what.values()))}"
        yield f"why\t{next(iter(decision.why.values()))}"
        for view in views[position - 1] if position <= len(views) else ():
            yield (
                f"{view.group}, not in the room\t{view.agree} agree\t{view.differ} see it differently\t"
                f"{view.unsure} cannot say"
            )
    for answer in each.answers:
        files = f"\t{answer.files} files" if answer.files else ""
        yield f"{answer.role} {answer.number}\t{answer.words}{files}"
