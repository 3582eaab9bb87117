"""Buttons that stand on somebody's screen for as long as they like, such as “Read it” under a notice.

They belong to no question, so no mark guards them. Whoever serves one checks that it is this person's to
press; what is not theirs looks like what there is not.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.services.step import Step

Serve = Callable[[Step, str, str], Awaitable[bool]]
"""Serve a press, given what the data says after its kind, and the press to acknowledge.

False, with nothing done, when it is not this person's.
"""

_KINDS: dict[str, Serve] = {}


def put(kind: str, serve: Serve) -> None:
    """Let buttons whose data begins with this kind and a colon be served."""
    _KINDS[kind] = serve


async def pressed(here: Step, data: str, press: str) -> bool:
    """Serve a press of such a button; False when there is none, or none for this person."""
    kind, _colon, rest = data.partition(":")
    serve = _KINDS.get(kind)
    return serve is not None and await serve(here, rest, press)
