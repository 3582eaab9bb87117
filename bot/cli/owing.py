"""Commands about what is owed and what is due: who waits for an answer, and all that waits for its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.working import NotNow, in_house

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.agenda import Item
    from bot.services.house import House


@click.command()
@click.argument("project")
def owed(project: str) -> None:
    """List who waits to hear from the team of PROJECT, the longest first: kind, number, who, owner, due.

    Numbers and times only: no word of anybody.
    """
    from bot.services import contributions, projects

    async def work(house: House) -> None:
        async with house.database.snapshot() as tx:
            found = await contributions.owed(tx, (await projects.find(house, tx, project)).id)
        for each in found:
            late = "overdue" if each.due_at <= house.clock.now() else "owed"
            owner = "nobody" if each.owner is None else f"facilitator {each.owner}"
            who = f"{each.role} {each.teller_number}"
            click.echo(f"{each.kind}\t{each.number}\t{who}\t{owner}\t{each.due_at:%Y-%m-%d}\t{late}")
        if not found:
            click.echo("Everybody has heard back.", err=True)

    in_house(work)


@click.command()
@click.argument("project", required=False)
@click.option("--late", is_flag=True, help="Only what should have been done: exit code 1 if there is any.")
def jobs(project: str | None, late: bool) -> None:
    """List all that waits for its time, in PROJECT or everywhere: project, kind, how many, when, last done.

    Kinds, counts and times only, by the clock of the project: no word of anybody.
    """
    from bot.services import agenda

    async def work(house: House) -> None:
        found = [each for each in await agenda.items(house, project) if each.state == "late" or not late]
        for each in found:
            click.echo(_line(each))
        if late and found:
            raise NotNow("Something is late. Is the bot running? “in-the-room doctor” says more.")
        if not any(each.state != "later" for each in found):
            click.echo("Nothing is late." if late else "Nothing is due now.", err=True)

    in_house(work)


def _line(each: Item) -> str:
    ran = "" if each.ran is None else f"last {_minute(each.ran)}"
    again = "" if each.tried_at is None else f"failed, tried again {_minute(each.tried_at)}"
    return f"{each.project}\t{each.kind}\t{each.count}\t{_minute(each.due_at)}\t{each.state}\t{again or ran}"


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
