"""Typed words that plainly mean a button count as pressing it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from bot.flows.actions import ADD, BACK, DONE, HELP, LABELS, PICK, SET, SKIP, STOP, offers
from bot.flows.answers import ChosenSeveral, Told
from bot.flows.engine import Asking
from bot.flows.questions import CHANGE, NO, ON, YES, Choice, Confirm, Page, ReadBack, Several, Telling
from bot.flows.weighing import Rank, ShareOut
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
    """``words`` without what phones and habits change.

    That is case, accents and vowel signs, marks of direction, pictures, curly apostrophes, doubled
    spaces, and punctuation around them.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold())
    kept = "".join(each for each in folded.translate(_APOSTROPHES) if not _left_out(each))
    return " ".join(kept.split()).strip(_AROUND)


_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
_AROUND = " .,;:!?()[]\"'“”«»،؛؟۔"
_STRETCH, _PICTURE_STYLE = "\u0640", "\ufe0f"
_LETTER_SIGNS = 9
"""Combining classes up to here belong to the letter (Indian scripts); those above are often left out."""


def _left_out(character: str) -> bool:
    return (
        unicodedata.combining(character) > _LETTER_SIGNS
        or unicodedata.category(character) in ("Cf", "So", "Sk", "Me")
        or character in (_STRETCH, _PICTURE_STYLE)
    )


def recognised(asking: Asking, typed: str, say: Say) -> str | None:
    """The action of the button that ``typed`` plainly means at this question, or None.

    A label, a number counted from one, or a usual word in the person's language. Nothing is guessed: half
    a label means nothing, nor does a label that two options share. Asking for help or to stop comes first.
    Where a person is telling, only the ways on and out are recognised.
    """
    words = plain(typed)
    if not words:
        return None
    out = _first(words, {HELP: HELP_WORDS, STOP: STOP_WORDS}, say)
    return out or _option(asking, words, say) or _way(asking, words, say)


def _option(asking: Asking, words: str, say: Say) -> str | None:
    question = asking.question
    if isinstance(question, ShareOut | Rank):
        return _weighed(question, asking, words, say)
    if not isinstance(question, Choice | Confirm | Page | Several):
        return None
    sign = ADD if isinstance(question, Several) else PICK
    labelled = [option.key for option in question.options if words == plain(say(option.label))]
    if labelled:
        return sign + labelled[0] if len(labelled) == 1 else None
    usual = next((key for usual, key in _usual_options(question) if words in _usual(usual, say)), None)
    if usual is not None:
        return sign + usual
    number = _number(words)
    return sign + question.options[number - 1].key if 1 <= number <= len(question.options) else None


def _weighed(question: ShareOut | Rank, asking: Asking, words: str, say: Say) -> str | None:
    """What a button says; or an option by its name or number, for one dot more or for the next place."""
    written = {
        plain(say(offer.label)): offer.action for row in offers(asking, pausable=False) for offer in row
    }
    if words in written:
        return written[words]
    labelled = [option.key for option in question.options if words == plain(say(option.label))]
    number = _number(words)
    if not labelled and 1 <= number <= len(question.options):
        labelled = [question.options[number - 1].key]
    if len(labelled) != 1:
        return None
    if isinstance(question, Rank):
        return ADD + labelled[0]
    dots = question.given(asking.draft).get(labelled[0], 0)
    return f"{SET}{labelled[0]}:{dots + 1}"


def _usual_options(question: Choice | Confirm | Page | Several) -> list[tuple[Text, str]]:
    """The keys of the options that "yes", "no" and "go on" mean here, after these words."""
    if isinstance(question, Confirm):
        return [(YES_WORDS, YES), (NO_WORDS, NO)]
    if isinstance(question, Page):
        return [(ON_WORDS, ON)]
    if not isinstance(question, ReadBack):
        return []
    # "Is it right?" Yes: the one way on. No: the one thing to change, where there is but one.
    keys = [option.key for option in question.options]
    change = [key for key in keys if key.startswith(CHANGE)]
    on = [key for key in keys if not key.startswith(CHANGE)]
    return [(usual, meant[0]) for usual, meant in ((YES_WORDS, on), (NO_WORDS, change)) if len(meant) == 1]


def _way(asking: Asking, words: str, say: Say) -> str | None:
    question, draft = asking.question, asking.draft
    telling = isinstance(question, Telling)
    told = telling and isinstance(draft, Told) and bool(draft.parts)
    chosen = isinstance(draft, ChosenSeveral) and bool(draft.keys)
    weighed = isinstance(question, ShareOut | Rank) and draft is not None
    ways: dict[str, Text] = {}
    if asking.path and not telling:
        ways[BACK] = BACK_WORDS
    if told or weighed or isinstance(question, Several):
        ways[DONE] = DONE_WORDS
    if isinstance(question, Telling) and question.optional and not told:
        ways[SKIP] = SKIP_WORDS
    way = _first(words, ways, say)
    if way is None and isinstance(question, Several) and not chosen and words == plain(say(question.none)):
        return DONE
    if way is None and (told or (isinstance(question, Several) and not chosen)):
        # With nothing to throw away, skipping means what "done" does.
        return DONE if _first(words, {SKIP: SKIP_WORDS}, say) else None
    return way


def _first(words: str, ways: dict[str, Text], say: Say) -> str | None:
    meant = (
        action
        for action, usual in ways.items()
        if words in _usual(usual, say) or words == plain(say(LABELS[action]))
    )
    return next(meant, None)


def _usual(words: Text, say: Say) -> set[str]:
    return {plain(word) for word in say(words).replace("،", ",").split(",")}


def _number(words: str) -> int:
    # str.isdecimal and int() read the digits of every script, Arabic-Indic ones too.
    return int(words) if words.isdecimal() and len(words) <= 3 else 0
