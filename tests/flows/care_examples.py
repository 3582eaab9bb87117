"""Contexts to play the conversations about help, safety and shared wordings with. Everybody is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.codesign.identifying import found
from bot.codesign.project import Person
from bot.flows.audit import AuditContext, Line
from bot.flows.calling import CallContext, Due, HelpContext
from bot.flows.declining import AnsweredContext, DeclinedContext, DecliningContext, DeskContext, WaitingItem
from bot.flows.looking_after import AnswerContext, Answered, ConcernContext, MattersContext, OpenMatter
from bot.flows.moderating import ModeratingContext, PartToShare
from bot.flows.queue_words import QueueWordsContext, WordList
from bot.flows.story import SECTION_NAMES
from bot.flows.team import KeptFile
from bot.flows.wording import Pair, WordingContext
from bot.flows.worrying import ReachContext, WorryContext
from bot.i18n.texts import Day, Quote, _, lines
from tests.flows.examples import EMERGENCY, HALF_PAST_TEN, words

TELLER = _("{role} {number}", role=_("patient"), number=2)
COLLEAGUE = _("{role} {number}", role=_("facilitator"), number=1)
LEAD = Person(name="Nia Prosser", role=words("Safeguarding lead"), contact="01632 960001")
DEPUTY = Person(name="Daniel Okafor", role=words("Deputy safeguarding lead"), contact="01632 960002")
DUE = Due(Day(date(2027, 1, 12)), HALF_PAST_TEN)
TOLD = "Nurse Kelly held my hand at 3 am. Bed 12 was cold."
VOICE = KeptFile("f1", "voice", _("[{kind}]", kind=_("Voice message")))


def _of(shape: Any, given: dict[str, Any], changes: dict[str, Any]) -> Any:
    return shape(**(given | changes))


def helping(**changes: Any) -> Any:
    """Somebody who pressed "I need help now" in the middle of something."""
    return _of(HelpContext, {"interrupted": True}, changes)


def called(**changes: Any) -> Any:
    """Somebody who has asked to be contacted."""
    return _of(CallContext, {"number": 3, "kind": "help", "allowed": ("text", "voice")}, changes)


def matters(**changes: Any) -> Any:
    """A concern that nobody has seen, and a call that is overdue."""
    waiting = (
        OpenMatter("concern:1", _("Concern {number}: not seen yet", number=1)),
        OpenMatter(
            "call:3",
            _("Overdue: call {number}, {who} {what}", number=3, who=TELLER, what=_("asked to be contacted")),
        ),
    )
    return _of(MattersContext, {"matters": waiting}, changes)


def answering(**changes: Any) -> Any:
    """A call that nobody has taken yet."""
    given = {
        "number": 3,
        "kind": "help",
        "caller": TELLER,
        "membership": "m1",
        "due": DUE,
        "overdue": False,
        "words": Quote("Please ring my daughter."),
        "files": (),
        "answers": (),
        "taker": None,
        "mine": False,
    }
    return _of(AnswerContext, given, changes)


def taken(**changes: Any) -> Any:
    """A call that whoever sees it has taken, with one answer."""
    given = {"taker": COLLEAGUE, "mine": True, "answers": (Answered(COLLEAGUE, "I ring you at five."),)}
    return answering(**(given | changes))


def concern(**changes: Any) -> Any:
    """A concern as the lead sees it first."""
    given = {
        "number": 1,
        "story": 3,
        "teller": TELLER,
        "facilitator": COLLEAGUE,
        "words": "They write that they are afraid at home.",
        "raised": DUE,
        "seen": False,
        "done": (),
        "safety": True,
    }
    return _of(ConcernContext, given, changes)


def record(**changes: Any) -> Any:
    """Two lines of an audit record, one of a kind that another part of the program brought."""
    page = (
        Line("call_closed", 3, COLLEAGUE, DUE, "We spoke on the telephone."),
        Line("something_new", None, _("the bot"), DUE, ""),
    )
    return _of(AuditContext, {"lines": page, "newer": 0, "older": True}, changes)


def worrying(**changes: Any) -> Any:
    """A facilitator who has read a story."""
    given = {"number": 3, "teller": TELLER, "lead": LEAD, "deputy": DEPUTY, "emergency": EMERGENCY}
    return _of(WorryContext, given, changes)


def reaching(**changes: Any) -> Any:
    """A concern that could be sent to nobody."""
    return _of(ReachContext, {"number": 1, "lead": LEAD, "deputy": DEPUTY, "emergency": EMERGENCY}, changes)


def moderating(**changes: Any) -> Any:
    """A story of words and a recording."""
    parts = (
        PartToShare("p1", SECTION_NAMES["parts"], "text", TOLD, found(TOLD, "en")),
        PartToShare("p2", SECTION_NAMES["parts"], "voice", "", (), "f1"),
        PartToShare("p3", SECTION_NAMES["good"], "text", "The tea.", ()),
    )
    given = {"number": 3, "version": 1, "teller": TELLER, "membership": "m1", "parts": parts}
    return _of(ModeratingContext, given, changes)


def offered(**changes: Any) -> Any:
    """A wording of two parts, with a day on which silence counts."""
    pairs = (
        Pair("p1", Quote(TOLD), "A nurse held my hand at night. The bed was cold."),
        Pair("p3", Quote("The tea."), "The tea."),
    )
    given = {"number": 3, "wording": "w1", "pairs": pairs, "silent_on": Day(date(2027, 1, 26))}
    return _of(WordingContext, given, changes)


def declining(**changes: Any) -> Any:
    """A facilitator who cannot use a story."""
    return _of(DecliningContext, {"number": 3, "version": 1, "teller": TELLER}, changes)


def declined(**changes: Any) -> Any:
    """A teller whose story cannot be used."""
    given = {
        "number": 3,
        "wording": "w1",
        "reason": "It is about another hospital, which we cannot change.",
        "allowed": ("text", "voice"),
        "contact": "01632 960003",
    }
    return _of(DeclinedContext, given, changes)


def desk(**changes: Any) -> Any:
    """A changed wording and an answer to a no."""
    items = (WaitingItem("3", 3, "changed", 2), WaitingItem("5", 5, "disputed", 1))
    return _of(DeskContext, {"items": items, "offered": 4}, changes)


def answered(**changes: Any) -> Any:
    """A wording that its teller changed."""
    given = {
        "number": 3,
        "wording": "w1",
        "what": "changed",
        "teller": TELLER,
        "membership": "m1",
        "words": lines(Quote("⟦Kelly⟧ held my hand.")),
        "files": (),
    }
    return _of(AnsweredContext, given, changes)


def queue_words() -> QueueWordsContext:
    """The words of three languages: as they come with the bot, a project's own, and none."""
    return QueueWordsContext(
        (
            WordList("English", False, ("cannot go on", "not safe")),
            WordList("Cymraeg", True, ("mor unig",)),
            WordList("العربية", True, ()),
        )
    )
