"""What all pictures and pages share: language and direction, a few things to each, and captions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, TypeVar

from bot.exports.names import Names
from bot.i18n.texts import Text, _, lines
from bot.i18n.translator import RIGHT_TO_LEFT
from bot.services.orders import File

T = TypeVar("T")


def sheet(names: Names) -> dict[str, Any]:
    """What every template is told of the language that it is filled in."""
    return {"lang": names.language, "dir": "rtl" if names.language in RIGHT_TO_LEFT else "ltr"}


def panels(items: Sequence[T], most: int) -> list[list[T]]:
    """The items on as few pictures as they need, and about as many on each."""
    count = max(1, -(-len(items) // most))
    each, more = divmod(len(items), count)
    left = iter(items)
    return [list(islice(left, each + (at < more))) for at in range(count)]


def photos(name: str, pictures: Sequence[bytes], first: Text, last: Text) -> list[File]:
    """Pictures in their order, each with what it is; all that they show follows the last one in words."""
    of = len(pictures)
    said = [
        lines(
            first,
            _("Picture {step} of {total}. The same in words comes after the last one.", step=at, total=of),
        )
        for at in range(1, of)
    ]
    return [
        File(picture, "photo", f"{name}-{at}.png", words)
        for at, (picture, words) in enumerate(
            zip(pictures, [*said, lines(first, last)], strict=True), start=1
        )
    ]
