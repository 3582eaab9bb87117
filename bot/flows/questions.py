"""What a flow can await: things to say and questions to ask.

A question knows which answers it accepts, what value the flow gets from one, what stays standing on
the screen once it is answered, and what is left of the answer when the person goes back to it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from bot.codesign.story import Kind, Part
from bot.flows.answers import Answer, Chosen, ChosenSeveral, Skipped, Told
from bot.flows.parts import part_line
from bot.i18n.texts import Text, _, lines, n_

T = TypeVar("T")

MOST_PARTS = 50
"""Parts that one answer can have: generous for a person, a bound for a flood."""

LONGEST_KEY = 40
"""Bytes of an option's key. Button data has room for 64, with the mark of the question before it."""

CHANGE = "change:"
"""Keys of options that reopen an earlier question start like this; its name follows."""


class Step(Generic[T]):
    """Anything a flow can await. The engine, not an event loop, answers it."""

    def __await__(self) -> Generator[Step[Any], Any, T]:
        """Hand this step to the engine and return what it sends back."""
        answered: T = yield self
        return answered


@dataclass(frozen=True)
class Say(Step[None]):
    """Something said before the next question."""

    text: Text


@dataclass(frozen=True)
class Show(Step[None]):
    """A kept file shown before the next question; ``alternative`` says in words what it is."""

    file: str
    kind: Kind
    membership: str
    alternative: Text


@dataclass(frozen=True)
class Progress(Step[None]):
    """From here on the person is at stage ``at`` of ``of``, both counted from one."""

    at: int
    of: int


@dataclass(frozen=True)
class Asides(Step[tuple[Part, ...]]):
    """What the person said outside any question of this run, in the order it came."""


@dataclass(frozen=True)
class Option:
    """One possible answer. ``key`` is at most 40 bytes; ``label`` is words, never a picture alone.

    Raises ValueError for a longer key: its button could not be shown.
    """

    key: str
    label: Text

    def __post_init__(self) -> None:
        """Hold the key to its length."""
        if len(self.key.encode()) > LONGEST_KEY:
            raise ValueError(f"an option's key is longer than {LONGEST_KEY} bytes")


@dataclass(frozen=True)
class Question(Step[T], ABC):
    """Asked under a ``name`` that is unique in its flow; loop names carry the entity's id."""

    name: str
    text: Text
    aside: Text = field(
        default_factory=lambda: _("I have kept what you sent. First, please answer this:"), kw_only=True
    )
    """Said before the question is asked again, after something that did not answer it was kept."""

    def shown(self, draft: Answer | None) -> Text:
        """The question's words, given what has been answered so far."""
        del draft
        return self.text

    @abstractmethod
    def accepts(self, answer: Answer) -> bool:
        """Whether ``answer`` settles this question as it stands today."""

    @abstractmethod
    def value(self, answer: Answer) -> T:
        """What the flow gets from an accepted answer."""

    @abstractmethod
    def settled(self, answer: Answer) -> Text:
        """The chosen answer, as it is left standing under the question."""

    def reopened(self, answer: Answer) -> Answer | None:
        """What remains of ``answer`` when the person comes back to it: None for a fresh start."""
        del answer
        return None


@dataclass(frozen=True)
class Choice(Question[str]):
    """One of several options; the value is its key."""

    options: tuple[Option, ...] = ()

    def accepts(self, answer: Answer) -> bool:
        """One of today's options."""
        return isinstance(answer, Chosen) and answer.key in {option.key for option in self.options}

    def value(self, answer: Answer) -> str:
        """The key of the option."""
        assert isinstance(answer, Chosen)
        return answer.key

    def settled(self, answer: Answer) -> Text:
        """The option's label."""
        return next(option.label for option in self.options if option.key == self.value(answer))


@dataclass(frozen=True)
class ReadBack(Choice):
    """A choice between going on and changing an earlier answer (``CHANGE`` options do not settle it)."""

    def accepts(self, answer: Answer) -> bool:
        """Any option but those that reopen an earlier question."""
        return super().accepts(answer) and not self.value(answer).startswith(CHANGE)


YES, NO, ON = "yes", "no", "on"


@dataclass(frozen=True)
class Confirm(Question[bool]):
    """Yes or no, with neither ticked beforehand. The labels say what each means."""

    yes: Text = field(default_factory=lambda: _("Yes"))
    no: Text = field(default_factory=lambda: _("No"))

    @property
    def options(self) -> tuple[Option, ...]:
        """Both answers, as options."""
        return (Option(YES, self.yes), Option(NO, self.no))

    def accepts(self, answer: Answer) -> bool:
        """Yes or no."""
        return isinstance(answer, Chosen) and answer.key in (YES, NO)

    def value(self, answer: Answer) -> bool:
        """True for yes."""
        return answer == Chosen(YES)

    def settled(self, answer: Answer) -> Text:
        """The label that was chosen."""
        return self.yes if self.value(answer) else self.no


@dataclass(frozen=True)
class Page(Question[None]):
    """One thought to read, and one button to go on."""

    on: Text = field(default_factory=lambda: _("Go on"))

    @property
    def options(self) -> tuple[Option, ...]:
        """The one way on."""
        return (Option(ON, self.on),)

    def accepts(self, answer: Answer) -> bool:
        """It was read."""
        return answer == Chosen(ON)

    def value(self, answer: Answer) -> None:
        """Nothing: a page is only read."""
        del answer

    def settled(self, answer: Answer) -> Text:
        """The button's words."""
        del answer
        return self.on


@dataclass(frozen=True)
class Several(Question[tuple[str, ...]]):
    """Any number of options, none chosen beforehand; the value is their keys in the options' order."""

    options: tuple[Option, ...] = ()
    none: Text = field(default_factory=lambda: _("None of these"))
    least: int = 0
    """How many have to be chosen before it can be said to be all."""

    def accepts(self, answer: Answer) -> bool:
        """Said to be all, and enough."""
        return isinstance(answer, ChosenSeveral) and answer.done and len(self.value(answer)) >= self.least

    def value(self, answer: Answer) -> tuple[str, ...]:
        """The chosen keys that are still on offer."""
        chosen = answer.keys if isinstance(answer, ChosenSeveral) else ()
        return tuple(option.key for option in self.options if option.key in chosen)

    def settled(self, answer: Answer) -> Text:
        """The chosen labels, or the words for none."""
        chosen = [option.label for option in self.options if option.key in self.value(answer)]
        return lines(*chosen, gap=0) if chosen else self.none

    def reopened(self, answer: Answer) -> Answer | None:
        """What was chosen stays chosen."""
        return ChosenSeveral(self.value(answer))


@dataclass(frozen=True)
class Telling(Question[tuple[Part, ...]]):
    """Answered by telling, in parts of the ``allowed`` kinds; no parts when skipped."""

    allowed: frozenset[Kind] = frozenset()
    optional: bool = True

    def accepts(self, answer: Answer) -> bool:
        """Something told and said to be all, or skipped if that is allowed."""
        if isinstance(answer, Skipped):
            return self.optional
        return isinstance(answer, Told) and answer.done and bool(answer.parts)

    def value(self, answer: Answer) -> tuple[Part, ...]:
        """The parts, in the order they were sent."""
        return answer.parts if isinstance(answer, Told) else ()


@dataclass(frozen=True)
class Words(Telling):
    """A few words, typed or spoken, in one message."""

    def shown(self, draft: Answer | None) -> Text:
        """What they said before, when they have come back to it, and how to keep it."""
        parts = self.value(draft) if draft is not None else ()
        if not parts:
            return self.text
        return lines(
            self.text,
            lines(_("You said before:"), *(part_line(part) for part in parts), gap=0),
            _("To keep it, press Done. To change it, say it anew."),
        )

    def settled(self, answer: Answer) -> Text:
        """Only that it was answered: the person's words stand above already."""
        return _("Skipped") if isinstance(answer, Skipped) else _("I have kept this.")

    def reopened(self, answer: Answer) -> Answer | None:
        """What was said stays until it is said anew."""
        return Told(answer.parts) if isinstance(answer, Told) and answer.parts else None


@dataclass(frozen=True)
class Gather(Telling):
    """Any mix of text, voice, pictures and film, in as many parts as they like, until Done."""

    def shown(self, draft: Answer | None) -> Text:
        """How much is kept already, and that there is time for more."""
        parts = self.value(draft) if draft is not None else ()
        if not parts:
            return self.text
        return lines(
            n_("I have kept {n} part.", "I have kept {n} parts.", len(parts)),
            _("Is there more? Send it here. When you have told it all, press Done."),
        )

    def settled(self, answer: Answer) -> Text:
        """How many parts there are."""
        return n_("{n} part kept", "{n} parts kept", len(self.value(answer)))

    def reopened(self, answer: Answer) -> Answer | None:
        """Everything stays; more can be added."""
        return Told(self.value(answer)) if isinstance(answer, Told) else None
