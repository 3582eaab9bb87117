"""Plays a flow the way a person does and writes it down as a chat.

Pure: nothing is stored or sent. After every step the context and the answers go through what storage
does with them, and the chat goes on with what came back; the replay must be the same.

Signs: ``bot:`` what is said and asked, ``me:`` what the person does, ``[…]`` a button, ``✓`` what is left
standing under an answered question, ``(…)`` what happens without words of the flow's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import msgspec

from bot.codesign.consent import KINDS
from bot.codesign.story import Kind, Part
from bot.flows import answers as stored
from bot.flows.actions import Offer, offers
from bot.flows.answers import Answer, Told
from bot.flows.engine import Asking, Finished, Scene, replay
from bot.flows.moves import Aid, Answered, Aside, Back, Change, Move, Unwelcome, after, heard, pressed
from bot.flows.questions import Say, Several, Show
from bot.flows.registry import FLOWS, Flow
from bot.flows.weighing import Rank, ShareOut
from bot.i18n.texts import Text
from bot.i18n.translator import FIRST_STRONG_ISOLATE, POP_ISOLATE, Translator

TRANSLATOR = Translator()
INDENT = "     "


@dataclass(frozen=True)
class Press:
    """Press the button whose English words are ``label``; ``times`` at once, before anything is redrawn."""

    label: str
    times: int = 1


@dataclass(frozen=True)
class Write:
    """Type these words."""

    words: str


@dataclass(frozen=True)
class Type:
    """Type the words of the button whose English words are ``label``, in the person's own language."""

    label: str


@dataclass(frozen=True)
class Send:
    """Send a file. ``order`` is its place among the messages when it arrives out of turn."""

    kind: Kind
    words: str = ""
    order: int | None = None
    album: str | None = None


Doing: TypeAlias = Press | Write | Type | Send

_MOVE = re.compile(
    r"(?:(?P<repeats>\d+) x )?"
    r"(?:\[(?P<press>.+)\](?: (?P<times>\d+) times at once)?"
    r"|<(?P<type>.+)>"
    r"|\((?P<kind>voice|photo|video_note|video|document)(?: (?P<order>\d+) of album (?P<album>\w+))?\)"
    r"(?: (?P<caption>.+))?"
    r"|(?P<words>[^\[<(].*))"
)


def moves_in(script: str) -> Iterator[Doing]:
    """The moves of a script, one on a line.

    ``[Label]`` presses a button, ``[Label] 10 times at once`` without waiting, ``7 x [Label]`` one time
    after another; ``<Label>`` types its words; ``(photo) caption`` sends a file, ``(photo 2 of album a)``
    as the second message; anything else is typed.
    """
    for line in filter(None, map(str.strip, script.splitlines())):
        found = _MOVE.fullmatch(line)
        assert found, f"no move: {line}"
        yield from [_move(found)] * int(found["repeats"] or 1)


def _move(found: re.Match[str]) -> Doing:
    if found["press"]:
        return Press(found["press"], int(found["times"] or 1))
    if found["type"]:
        return Type(found["type"])
    if found["kind"]:
        kind: Kind = found["kind"]  # type: ignore[assignment]  # the expression lists the kinds
        order = int(found["order"]) if found["order"] else None
        return Send(kind, found["caption"] or "", order, found["album"])
    return Write(found["words"])


@dataclass
class Chat:
    """A conversation under way. ``agreed`` are the kinds that the person lets the project keep."""

    flow: Flow
    context: Any
    language: str = "en"
    agreed: frozenset[Kind] = frozenset(KINDS)
    answers: dict[str, Answer] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    asked: int = 0
    """Counts the times a question was put anew: a button pressed belongs to one of them."""
    messages: int = 0

    def __post_init__(self) -> None:
        """Ask the first question."""
        self.answers = dict(self.answers)
        self._show()

    @property
    def scene(self) -> Scene:
        """Where the person is."""
        return replay(self.flow.run, self.context, self.answers)

    @property
    def asking(self) -> Asking:
        """The question the person is at."""
        scene = self.scene
        assert isinstance(scene, Asking), "the conversation is over"
        return scene

    @property
    def value(self) -> Any:
        """What the flow returned."""
        scene = self.scene
        assert isinstance(scene, Finished), f"the conversation is still at {self.asking.question.name!r}"
        return scene.value

    def says(self, text: Text) -> str:
        """A text in the person's language, without marks that cannot be seen."""
        rendered = TRANSLATOR.render(text, self.language)
        return rendered.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")

    def buttons(self) -> list[Offer]:
        """What can be pressed now."""
        return [offer for row in self._rows() for offer in row]

    def does(self, doing: Doing) -> None:
        """Do one thing."""
        match doing:
            case Press(label, times):
                self._presses(self._offer(label), times)
            case Write(words):
                self._sends("text", words, None, None)
            case Type(label):
                self._sends("text", TRANSLATOR.render(self._offer(label).label, self.language), None, None)
            case Send(kind, words, order, album):
                self._sends(kind, words, order, album)

    def transcript(self) -> str:
        """The chat so far, and what the flow returned if it is over."""
        scene = self.scene
        end = [] if isinstance(scene, Asking) else ["", f"(ends with {_plainly(scene.value)})"]
        return "\n".join([*self.lines, *end]) + "\n"

    def _offer(self, label: str) -> Offer:
        english = {TRANSLATOR.render(offer.label, "en"): offer for offer in self.buttons()}
        bare = {words.translate({0x2068: None, 0x2069: None}): offer for words, offer in english.items()}
        assert label in bare, f"no button {label!r} among {list(bare)}"
        return bare[label]

    def _rows(self) -> tuple[tuple[Offer, ...], ...]:
        return offers(self.asking, pausable=self.flow.waits)

    def _presses(self, offer: Offer, times: int) -> None:
        self._me(f"[{self.says(offer.label)}]" + (f" {times} times" if times > 1 else ""))
        asked = self.asked
        for _time in range(times):
            # A press of a question that was put anew since is turned away by its mark.
            if asked == self.asked and isinstance(self.scene, Asking):
                self._takes(pressed(self.asking, offer.action))

    def _sends(self, kind: Kind, words: str, order: int | None, album: str | None) -> None:
        self.messages += 1
        number = self.messages
        part = Part(
            f"part-{number}",
            kind,
            number if order is None else order,
            words,
            None if kind == "text" else f"file-{number}",
            album,
        )
        self._me(words if kind == "text" else f"({kind})" + (f" {words}" if words else ""))
        self._takes(
            heard(self.asking, part, lambda text: TRANSLATOR.render(text, self.language), self.agreed)
        )

    def _takes(self, move: Move) -> None:
        before, rows, asking = self.answers, self._rows(), self.asking
        self.answers = after(self.flow.run, self.context, before, asking, move)
        self._reload()
        if isinstance(move, Answered) and not asking.question.accepts(move.answer):
            if self.answers != before:
                self._more(asking, rows, move)
            return
        note = _NOTES.get(type(move))
        if isinstance(move, Answered):
            self.lines += self._under("✓ " + self.says(asking.question.settled(move.answer)))
        elif note is not None:
            self._note(note(move))
        if not isinstance(move, Unwelcome):
            self._show()

    def _more(self, asking: Asking, rows: tuple[tuple[Offer, ...], ...], move: Answered) -> None:
        now, draft = move.answer, asking.draft
        fewer = isinstance(now, Told) and isinstance(draft, Told) and len(now.parts) < len(draft.parts)
        if isinstance(asking.question, ShareOut | Rank):
            self.lines.append(INDENT + "(the same message changes)")
            self.lines += self._under(self.says(asking.question.shown(self.scene.draft)))  # type: ignore[union-attr]
            self.lines += [self._row(row) for row in self._rows()]
        elif isinstance(asking.question, Several) or fewer:
            self.lines.append(INDENT + "(the same message changes)")
            self.lines += [self._row(row) for row in self._rows() if row not in rows]
        else:
            self._show()

    def _note(self, words: str) -> None:
        # Ten presses at once that are turned away are worth one line.
        if self.lines[-1] != INDENT + words:
            self.lines.append(INDENT + words)

    def _reload(self) -> None:
        scene = self.scene
        self.context = self.flow.decode(self.flow.encode(self.context))
        self.answers = {name: stored.decode(stored.encode(each)) for name, each in self.answers.items()}
        assert self.scene == scene, "the replay differs once the run has been stored and loaded"

    def _show(self) -> None:
        self.asked += 1
        scene = self.scene
        for each in scene.said:
            self._bot(self._said(each))
        if isinstance(scene, Asking):
            at = f"({scene.progress[0]} of {scene.progress[1]}) " if scene.progress else ""
            self._bot(at + self.says(scene.question.shown(scene.draft)))
            self.lines += [self._row(row) for row in self._rows()]

    def _said(self, each: Say | Show) -> str:
        return (
            self.says(each.text) if isinstance(each, Say) else f"({each.kind}) {self.says(each.alternative)}"
        )

    def _row(self, row: Iterable[Offer]) -> str:
        return INDENT + " ".join(f"[{self.says(offer.label)}]" for offer in row)

    def _bot(self, words: str) -> None:
        first, *others = self._under(words)
        self.lines += ["", "bot: " + first.strip(), *others]

    def _me(self, words: str) -> None:
        first, *others = self._under(words)
        self.lines += ["", "me:  " + first.strip(), *others]

    def _under(self, words: str) -> list[str]:
        return [(INDENT + line).rstrip() for line in words.split("\n")]


_NOTES: dict[type[Any], Callable[[Any], str]] = {
    Aside: lambda _move: "(kept on the side, and asked again)",
    Back: lambda _move: "(one question back)",
    Change: lambda move: f"(back to “{move.name}”)",
    Aid: lambda move: "(help is shown)" if move is Aid.HELP else "(it waits here, perhaps for days)",
    Unwelcome: lambda move: f"(not taken: {move.value})",
}


def _plainly(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def play(flow: str, context: Any, moves: Iterable[Doing], **settings: Any) -> Chat:
    """Play ``moves`` through the flow of this name; the chat as it is then."""
    chat = Chat(FLOWS[flow], context, **settings)
    for doing in moves:
        chat.does(doing)
    return chat
