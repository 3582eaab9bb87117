"""Typed words that plainly mean a button count as pressing it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from bot.flows.actions import ADD, BACK, DONE, HELP, LABELS, PICK, SKIP, STOP
from bot.flows.answers import ChosenSeveral, Told
from bot.flows.engine import Asking
from bot.flows.questions import NO, YES, Choice, Confirm, Gather, Page, Several, Telling
from bot.i18n.texts import Text, _

# Lists for the translator: the usual words in that language, with commas between them.
YES_WORDS = _("yes, y, ok, okay, sure, i agree")
NO_WORDS = _("no, n, no thanks, i do not agree")
ON_WORDS = _("go on, next, continue, ok, okay, yes")
DONE_WORDS = _("done, finished, that is all, that's all")
SKIP_WORDS = _("skip, skip this")
BACK_WORDS = _("back, go back")
STOP_WORDS = _("stop, stop for now")
HELP_WORDS = _("help, help me, i need help, i need help now")

Say = Callable[[Text], str]
"""Renders a text in the person's language."""


def plain(words: str) -> str:
    """``words`` without case, marks of direction, pictures, doubled spaces or punctuation around them."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    kept = "".join(each for each in folded if unicodedata.category(each) not in ("Cf", "So", "Sk"))
    return " ".join(kept.replace("\ufe0f", "").split()).strip(" .,;:!?()[]\"'،؛؟✓")


def recognised(asking: Asking, typed: str, say: Say) -> str | None:
    """The action of the button that ``typed`` plainly means at this question, or None.

    A label, a number counted from one, or a usual word in the person's language. Nothing is guessed:
    half a label means nothing. Where a person is telling, only the ways on and out are recognised.
    """
    words = plain(typed)
    if not words:
        return None
    return _option(asking, words, say) or _way(asking, words, say)


def _option(asking: Asking, words: str, say: Say) -> str | None:
    question = asking.question
    if not isinstance(question, Choice | Confirm | Page | Several):
        return None
    if isinstance(question, Confirm) and words in _usual(YES_WORDS, say):
        return PICK + YES
    if isinstance(question, Confirm) and words in _usual(NO_WORDS, say):
        return PICK + NO
    if isinstance(question, Page) and words in _usual(ON_WORDS, say):
        return PICK + question.options[0].key
    sign = ADD if isinstance(question, Several) else PICK
    for number, option in enumerate(question.options, start=1):
        if words == plain(say(option.label)) or _number(words) == number:
            return sign + option.key
    return None


def _way(asking: Asking, words: str, say: Say) -> str | None:
    question, draft = asking.question, asking.draft
    ways = {HELP: HELP_WORDS, STOP: STOP_WORDS}
    if asking.path and not isinstance(question, Telling):
        ways[BACK] = BACK_WORDS
    if (isinstance(question, Gather) and isinstance(draft, Told) and draft.parts) or (
        isinstance(question, Several) and isinstance(draft, ChosenSeveral) and draft.keys
    ):
        ways[DONE] = DONE_WORDS
    if isinstance(question, Telling) and question.optional:
        ways[SKIP] = SKIP_WORDS
    for action, usual in ways.items():
        if words in _usual(usual, say) or words == plain(say(LABELS[action])):
            return action
    if isinstance(question, Several) and words == plain(say(question.none)):
        return DONE
    return None


def _usual(words: Text, say: Say) -> set[str]:
    return {plain(word) for word in say(words).replace("،", ",").split(",")}


def _number(words: str) -> int | None:
    # str.isdecimal and int() read the digits of every script, Arabic-Indic ones too.
    return int(words) if words.isdecimal() and len(words) <= 3 else None
