"""Has a document built anew in a process of its own, which knows nothing of ours and is ended in time."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE

from bot.delivery.cleaned import Clean, Unreadable
from bot.services.media import PAPER, is_paper

PATIENCE = 90.0
"""Seconds for one document; the process may use the processor for less."""


async def clean_paper(content: bytes) -> Clean:
    """Build a PDF anew from what is seen on its pages. Raises :class:`Unreadable`.

    The process is given no setting of ours: neither the bot's token nor where the keys are.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.delivery.papers",
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
    )
    try:
        async with asyncio.timeout(PATIENCE):
            made, _nothing = await process.communicate(content)
    except TimeoutError:
        raise Unreadable("a document that takes too long") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not is_paper(made):
        raise Unreadable("a document that cannot be built anew")
    return Clean(made, PAPER)
