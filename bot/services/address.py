"""Where the bot is found in Telegram: its name, which links to it begin with.

The bot at work knows it from Telegram. A command that makes pages has no network, so the name is kept beside
the data. It is public, and says nothing of anybody.
"""

from __future__ import annotations

import re
from pathlib import Path

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
"""What Telegram lets a bot be called."""


class Address:
    """The bot's name: as the settings have it, or else as it was learnt when the bot was last at work."""

    def __init__(self, given: str = "", kept_in: Path | None = None) -> None:
        """``given``: from the settings, which count more. ``kept_in``: a file; None keeps it in memory."""
        self._given, self._learnt, self._kept_in = given, "", kept_in

    @property
    def name(self) -> str | None:
        """The bot's name without the @; None while nobody knows it."""
        name = self._given or self._learnt or self._kept()
        return name if _NAME.fullmatch(name) else None

    def link(self, payload: str) -> str | None:
        """A link that opens the bot with ``payload`` (A-Z a-z 0-9 _ -, 64 at most); None without a name."""
        return None if self.name is None else f"https://t.me/{self.name}?start={payload}"

    def learn(self, name: str) -> None:
        """Telegram says what the bot is called. That it cannot be kept stops nothing."""
        self._learnt = name
        if self._kept_in is None or self._kept() == name:
            return
        try:
            self._kept_in.write_text(f"{name}\n", encoding="ascii")
        except (OSError, UnicodeError):
            return

    def _kept(self) -> str:
        try:
            return "" if self._kept_in is None else self._kept_in.read_text(encoding="ascii").strip()
        except (OSError, UnicodeError):
            return ""
