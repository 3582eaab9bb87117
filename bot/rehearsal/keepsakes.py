"""The pictures and printable pages that the bot sent, as files to look at when a script has ended."""

from collections.abc import Sequence
from pathlib import Path, PurePath

from bot.rehearsal.files import Kept
from bot.rehearsal.phones import Phone

_KINDS = frozenset({"image/jpeg", "image/png", "application/pdf"})


def keep_pictures(phones: Sequence[Phone], folder: Path) -> int:
    """Write every picture and PDF that is on the phones into ``folder``; returns how many there are.

    The names say on whose phone each is, in which order it came. Without any, no folder is made.
    """
    found = [(phone.name, at, kept) for phone in phones for at, kept in enumerate(_sent_to(phone), start=1)]
    if found:
        folder.mkdir(parents=True)
    for name, at, kept in found:
        (folder / f"{name}-{at:02}-{PurePath(kept.name).name}").write_bytes(kept.content)
    return len(found)


def _sent_to(phone: Phone) -> list[Kept]:
    messages = (message for message in phone.messages if message.from_bot)
    return [message.file for message in messages if message.file is not None and message.file.mime in _KINDS]
