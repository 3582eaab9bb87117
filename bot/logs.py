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
    handler = logging.StreamHandler(out)
    handler.setFormatter(WithoutWords())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class WithoutWords(logging.Formatter):
    """What a library says, reduced to who says it, how loud, and the kind and place of an error.

    Its own words are left out, and an error's message too: either can hold an address with the token, or
    what somebody told.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line for one record."""
        said = f"{record.levelname} {record.name}"
        if record.exc_info and record.exc_info[1] is not None:
            said += f" {described(record.exc_info[1])}"
        return said


def described(problem: BaseException) -> str:
    """The kind of an error and where it arose, without its message; of several at once, the first."""
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else ""
    return f"{type(problem).__name__}{where}"


def _without(token: str) -> Callable[[Any, str, Any], str]:
    def cut(_logger: Any, _name: str, line: Any) -> str:
        return str(line).replace(token, "[token]") if token else str(line)

    return cut
