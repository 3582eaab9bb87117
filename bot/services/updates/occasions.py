"""Updates that bring something of their own, such as what a workshop decided: whoever keeps it says how.

They go out as every update does, to the same people at the same pace; only their words, their files and what
is asked after them come from elsewhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.codesign.project import Project
from bot.codesign.updates import OccasionKind
from bot.i18n.texts import Text
from bot.services.house import House
from bot.services.step import Step
from bot.services.updates.broadcasts import Broadcast
from storage.database import Transaction

Ready = Callable[[House, Broadcast], Awaitable[bool]]
"""Whether all that goes with it lies in its place, before anything goes out. It looks again by itself."""

Words = Callable[[House, Transaction, Project, Broadcast], Awaitable[Text]]
"""What is read of it."""

Shown = Callable[[Step, Broadcast], Awaitable[None]]
"""What follows when somebody has opened it: its files, and what they can say to it."""

READY: dict[OccasionKind, Ready] = {}
WORDS: dict[OccasionKind, Words] = {}
SHOWN: dict[OccasionKind, Shown] = {}

READING: set[str] = {"read_update"}
"""The conversations in which somebody has an update open; their contexts name it as ``update``."""
