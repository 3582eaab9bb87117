"""Logs: events and numbers as JSON lines on stderr, without anybody's words and without the token."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, TextIO

import structlog


def configure(level: str, *, token: str = "", stream: TextIO | None = None) -> None:
    """Write events from ``level`` on to ``stream`` (stderr). Libraries may warn, but not tell details.

    The token is cut out of whatever is logged, should it ever get there.
    """
    out = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
            _without(token),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=out, format="%(levelname)s %(name)s", force=True)


def _without(token: str) -> Callable[[Any, str, Any], str]:
    def cut(_logger: Any, _name: str, line: Any) -> str:
        return str(line).replace(token, "[token]") if token else str(line)

    return cut
