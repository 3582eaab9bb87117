"""Calls: somebody asks a person to get back to them, and is told by when.

Help and complaints work before consent and without a queue (good practice in involvement); a complaint is
acknowledged within 30 days at the latest (ICO), and a project says how much sooner it is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from bot.codesign.project import Responsible

Kind: TypeAlias = Literal["help", "complaint"]


def due_at(kind: Kind, responsible: Responsible, made_at: datetime) -> datetime:
    """Return by when a person answers a call of this kind."""
    if kind == "complaint":
        return made_at + timedelta(days=responsible.complaint_reply_days)
    return made_at + timedelta(hours=responsible.help_reply_hours)
