"""The words that put a story first in the reading queue, as facilitators read them."""

from __future__ import annotations

import msgspec

from bot.flows.questions import Choice, Option
from bot.i18n.texts import Quote, Text, _, lines


class WordList(msgspec.Struct, frozen=True):
    """The words of one language, named in itself; ``own``: the project file names them."""

    language: str
    own: bool
    words: tuple[str, ...]


class QueueWordsContext(msgspec.Struct, frozen=True):
    """The words in use, in the order of the project's languages."""

    lists: tuple[WordList, ...]


async def queue_words(ctx: QueueWordsContext) -> str:
    """Show them; there is nothing to be decided here."""
    return await Choice(
        "do",
        lines(
            _("A story that holds one of these words stands first among the stories to read."),
            _("They only change the order. Every story is read."),
            _("A story without any of them may be the hardest to read."),
            *(_shown(each) for each in ctx.lists),
            _("They are changed in the project file, under distress_words, by whoever runs the bot."),
        ),
        options=(Option("back", _("Back")),),
    )


def _shown(one: WordList) -> Text:
    return lines(
        _("{language}, from the project file:", language=Quote(one.language))
        if one.own
        else _("{language}, the list that comes with the bot:", language=Quote(one.language)),
        Quote(" · ".join(one.words)) if one.words else _("No words in this language."),
        gap=0,
    )
