"""What may be said unasked: nothing of a story, an illness, a place or a project.

A message lights up on a phone that others see. Being in a project is itself health data, so an unasked
message is made only of the bot's own sentences, which know no project, and of days, times and numbers. That
can be told by its shape: there is no place in it for words that somebody wrote.
"""

from __future__ import annotations

from bot.i18n.texts import Counted, Day, Lines, Moment, Phrase, Text


def is_neutral(text: Text) -> bool:
    """Tell whether a text holds only the bot's own sentences, days, times and numbers."""
    match text:
        case Phrase() | Counted():
            return all(_blank(value) for value in text.args.values())
        case Lines():
            return all(is_neutral(each) for each in text.texts)
        case Day() | Moment():
            return True
        case _:
            return False


def _blank(value: Text | str | int) -> bool:
    return isinstance(value, int) or (not isinstance(value, str) and is_neutral(value))
