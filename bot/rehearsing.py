"""What the command ``rehearse`` does, with what it prints."""

from __future__ import annotations

import asyncio
import io
import sys
from pathlib import Path
from typing import TextIO

import click

from bot.exporting import export_pack
from bot.exports.in_use import written_to
from bot.rehearsal.cast import CAST
from bot.rehearsal.keepsakes import keep_pictures
from bot.rehearsal.page import Page
from bot.rehearsal.player import Player
from bot.rehearsal.script import Script, ScriptError, parse
from bot.services.projects import Refused
from bot.stage import Stage, at_once, example, like_telegram, stage


async def show_page(folder: Path, project_file: Path | None, port: int, first: Path | None = None) -> None:
    """Serve the page until cancelled. A script ``first`` is played before, silently.

    Raises Refused when that script does not come true, or the port is taken.
    """
    script = _read(first) if first else None
    limits = at_once if script else like_telegram
    async with stage(folder, project_file or example("stroke.toml"), limits) as on_stage:
        phones = list(on_stage.phones.values())
        if script:
            await _play_first(on_stage, script)
        try:
            async with Page(on_stage.stand, phones, on_stage.links, on_stage.clock, port=port) as page:
                click.echo("The rehearsal is on. Everybody in it is an example. Stop it with Ctrl-C.")
                click.echo(page.url)
                await asyncio.Event().wait()
        except OSError:
            raise Refused(
                f"port {port} is taken; name another one with --port, or 0 for a free one"
            ) from None


async def _play_first(on_stage: Stage, script: Script) -> None:
    click.echo(f"{script.name} is played first …")
    try:
        await _player(on_stage, io.StringIO()).play(script)
    except ScriptError as problem:
        raise Refused(str(problem)) from None


def _player(on_stage: Stage, out: TextIO) -> Player:
    return Player(list(on_stage.phones.values()), on_stage.links, on_stage.clock, on_stage.quiet, out)


async def play_script(folder: Path, project_file: Path | None, script_file: Path, export_to: Path) -> bool:
    """Play a script, print its transcript, leave export and pictures in a folder; False when it failed."""
    script = _read(script_file)
    async with stage(folder, project_file or example("stroke.toml"), at_once) as on_stage:
        try:
            await _player(on_stage, sys.stdout).play(script)
        except ScriptError as problem:
            click.echo(str(problem), err=True)
            return False
        await export_pack(on_stage.house, on_stage.project, export_to)
        pictures = export_to / "pictures-on-phones"
        phones = list(on_stage.phones.values())
        with written_to(pictures):
            count = await asyncio.to_thread(keep_pictures, phones, pictures)
        if count:
            click.echo(f"Pictures and pages that the bot sent: {count}, in {pictures}.")
    return True


def _read(script_file: Path) -> Script:
    try:
        source = script_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"{script_file} cannot be read; name a script in plain text") from None
    try:
        return parse(source, str(script_file), {person.short_name for person in CAST})
    except ScriptError as problem:
        raise Refused(str(problem)) from None
