"""What an operator has to know. Never anybody's words, names or channel ids: at most an outbox id."""

from __future__ import annotations

import structlog

_log = structlog.get_logger("delivery")


def alert(event: str, *, outbox: str | None = None, reason: str | None = None) -> None:
    """Somebody should look at this. ``reason`` in fixed words."""
    facts = {"outbox": outbox, "reason": reason}
    _log.error(event, **{name: value for name, value in facts.items() if value is not None})
