"""Commands about what is owed and what is due: who waits for an answer, and the jobs of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.working import in_house

if TYPE_CHECKING:
    from bot.services.house import House
    from bot.services.recurring import Listed


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
def jobs() -> None:
    """List the jobs of the calendar: project, job, the newest slot and what became of it, and the next."""
    from bot.services import conversations, recurring  # noqa: F401  # with it, every job is known

    async def work(house: House) -> None:
        for each in await recurring.listed(house):
            click.echo(f"{each.project}\t{each.job}\t{_newest(each)}\t{each.next_at:%Y-%m-%dT%H:%MZ}")

    in_house(work)


def _newest(job: Listed) -> str:
    if job.waits:
        return "due now"
    if job.newest is None:
        return "not yet"
    if job.newest.ran_at is None:
        return f"{job.newest.slot} failed, tried again"
    return f"{job.newest.slot} ran {job.newest.ran_at:%Y-%m-%dT%H:%MZ}"
