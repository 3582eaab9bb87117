"""What the command ``export`` does, with what it prints."""

from __future__ import annotations

from pathlib import Path

import click

from bot.exports.folder import write_folder
from bot.services import collecting, projects
from bot.services.house import House


async def export_project(house: House, key: str, folder: Path) -> None:
    """Write the export of a project into a new folder, with progress on stderr."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
    collected = await collecting.collect(house, project.id)
    written = await write_folder(house, collected, folder, progress=_progress)
    click.echo(f"The export is in {written}. It is for the team only: read READ-ME-FIRST.txt first.")


def _progress(done: int, of: int) -> None:
    click.echo(f"\r{done} of {of} files", nl=done == of, err=True)
