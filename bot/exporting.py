"""What the command ``export`` does, with what it prints."""

from __future__ import annotations

from pathlib import Path

import click

from bot.codesign.packs import Kind
from bot.exports.folder import must_be_free, write_pack
from bot.exports.in_use import written_to
from bot.i18n.translator import SHIPPED_LANGUAGES
from bot.services import projects
from bot.services.house import House
from bot.services.packs import making
from bot.services.projects import Refused

WHAT_NOW: dict[Kind, str] = {
    "team": "It is for the team only.",
    "share": "You may show it in the workshop.",
}


async def export_pack(
    house: House, key: str, folder: Path, kind: Kind = "team", language: str | None = None
) -> None:
    """Write a workshop pack of a project into a new folder and beside it as a zip, with progress on stderr.

    Raises Refused for a language that the project or the bot does not speak, FolderInUse and CannotWrite.
    """
    async with house.database.snapshot() as tx:
        stored = await projects.find(house, tx, key)
        project = projects.read(stored)
    spoken = [code for code in project.languages if code in SHIPPED_LANGUAGES]
    if language is not None and language not in spoken:
        raise Refused(f"{language} is no language of this project; its languages are {', '.join(spoken)}")
    with written_to(folder):
        must_be_free(folder)
    pack = await making.make(house, stored.id, kind, language or spoken[0], progress=_reading)
    try:
        with written_to(folder):
            written = await write_pack(house, pack, folder, progress=_progress)
    except BaseException:
        await making.unmake(house, pack)
        raise
    click.echo(
        f"Pack {pack.stored.number} is in {written}, and all of it in {written}.zip. {WHAT_NOW[kind]} "
        f"Read FIRST-what-this-pack-is-for.pdf first. Destroy it by {pack.stored.destroy_by}."
    )


BAR = 30
"""Signs of a full bar."""


def _reading(done: int, of: int) -> None:
    _show(done, of, "people read")


def _progress(done: int, of: int) -> None:
    _show(done, of, "files")


def _show(done: int, of: int, what: str) -> None:
    bar = ("#" * (BAR * done // of)).ljust(BAR, ".")
    click.echo(f"\r[{bar}] {done} of {of} {what}", nl=done == of, err=True)
