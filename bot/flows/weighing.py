"""Questions that weigh options against one another: dots to share out, and an order.

The options stand in the question's words, numbered; the buttons name the numbers. So a long option is read
whole, also aloud, and a short button says all it does.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.answers import Answer, ChosenSeveral, Shared
from bot.flows.questions import Option, Question
from bot.i18n.texts import Text, _, lines, n_


@dataclass(frozen=True)
class ShareOut(Question[dict[str, int]]):
    """A number of dots to share out among options; the value is how many each was given, from 1."""

    options: tuple[Option, ...] = ()
    dots: int = 0

    def given(self, draft: Answer | None) -> dict[str, int]:
        """The dots on options that are still on offer, in the options' order."""
        known = draft.given if isinstance(draft, Shared) else {}
        return {option.key: known[option.key] for option in self.options if option.key in known}

    def left(self, draft: Answer | None) -> int:
        """The dots that are still to be given."""
        return self.dots - sum(self.given(draft).values())

    def with_dots(self, draft: Answer | None, key: str, number: int) -> Shared | None:
        """The draft with ``number`` dots on an option; None where dots or the option are missing."""
        if key not in {option.key for option in self.options} or number < 0:
            return None
        given = {each: dots for each, dots in self.given(draft).items() if each != key}
        if number:
            given[key] = number
        return Shared(given) if sum(given.values()) <= self.dots else None

    def shown(self, draft: Answer | None) -> Text:
        """The question, every option with its dots, and how many dots are left."""
        given, left = self.given(draft), self.left(draft)
        return lines(
            self.text,
            lines(
                *(
                    _with_dots(at, option, given.get(option.key, 0))
                    for at, option in enumerate(self.options, 1)
                ),
                gap=0,
            ),
            n_("You have {n} dot left.", "You have {n} dots left.", left)
            if left
            else _("You have given all your dots. When you are happy with it, press Done."),
        )

    def accepts(self, answer: Answer) -> bool:
        """At least one dot and no more than there are, and said to be all."""
        return (
            isinstance(answer, Shared) and answer.done and 0 < sum(self.given(answer).values()) <= self.dots
        )

    def value(self, answer: Answer) -> dict[str, int]:
        """How many dots each option was given."""
        return self.given(answer)

    def settled(self, answer: Answer) -> Text:
        """The options that were given dots."""
        given = self.given(answer)
        return lines(
            *(
                _with_dots(at, each, given[each.key])
                for at, each in enumerate(self.options, 1)
                if each.key in given
            ),
            gap=0,
        )

    def reopened(self, answer: Answer) -> Answer | None:
        """The dots stay where they are."""
        return Shared(self.given(answer))


def _with_dots(at: int, option: Option, dots: int) -> Text:
    if not dots:
        return _("{number}. {option}", number=at, option=option.label)
    return n_(
        "{number}. {n} dot: {option}", "{number}. {n} dots: {option}", dots, number=at, option=option.label
    )


@dataclass(frozen=True)
class Rank(Question[tuple[str, ...]]):
    """As many options as the person likes, in order; the value is their keys, the first one first."""

    options: tuple[Option, ...] = ()

    def order(self, draft: Answer | None) -> tuple[str, ...]:
        """What was put in order so far, among what is still on offer."""
        keys = draft.keys if isinstance(draft, ChosenSeveral) else ()
        offered = {option.key for option in self.options}
        return tuple(key for key in dict.fromkeys(keys) if key in offered)

    def number(self, key: str) -> int:
        """The number under which an option stands in the question's words."""
        return next(at for at, option in enumerate(self.options, 1) if option.key == key)

    def shown(self, draft: Answer | None) -> Text:
        """The question, every option with its number, and the order so far."""
        order = self.order(draft)
        return lines(
            self.text,
            lines(
                *(
                    _("{number}. {option}", number=at, option=option.label)
                    for at, option in enumerate(self.options, 1)
                ),
                gap=0,
            ),
            lines(_("Your order so far:"), *self._places(order), gap=0) if order else None,
        )

    def accepts(self, answer: Answer) -> bool:
        """At least one option in a place, and said to be all."""
        return isinstance(answer, ChosenSeveral) and answer.done and bool(self.order(answer))

    def value(self, answer: Answer) -> tuple[str, ...]:
        """The keys in order."""
        return self.order(answer)

    def settled(self, answer: Answer) -> Text:
        """The options in order."""
        return lines(*self._places(self.order(answer)), gap=0)

    def reopened(self, answer: Answer) -> Answer | None:
        """The order stays as it is."""
        return ChosenSeveral(self.order(answer))

    def _places(self, order: tuple[str, ...]) -> list[Text]:
        labels = {option.key: option.label for option in self.options}
        return [
            _("Place {place}: {option}", place=place, option=labels[key])
            for place, key in enumerate(order, 1)
        ]
