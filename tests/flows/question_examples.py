"""Contexts to play the conversations of questions, replies and objections with. Everybody is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.codesign.exchange import Answer, Exchange, Turn, answered
from bot.codesign.story import Part
from bot.flows.answering import AnsweringContext, QuestionsContext, ReplyContext, WaitingExchange
from bot.flows.asking import AskContext
from bot.flows.exchange_words import About, called, heading, said_as, subject, to_and_fro, under_recording
from bot.flows.for_workshop import ForWorkshopContext
from bot.flows.own_exchanges import ExchangesContext, ListedExchange, ObjectContext, OwnExchangeContext
from bot.flows.team import KeptFile
from bot.i18n.texts import Day, Quote, _, lines
from tests.flows.examples import HALF_PAST_TEN

ME, ROSE = called("patient", 2), called("patient", 2, "Rose")
DUE = Day(date(2027, 1, 12))
VOICE = KeptFile("f1", "voice", _("[{kind}]", kind=_("Voice message")))
ASKED = Exchange((Turn((Part("p1", "text", 1, "Who comes to the meeting?"),)),))
ANSWERED = Exchange(
    (
        Turn(
            ASKED.turns[0].parts,
            (Answer("facilitator", 1, "Two nurses, and all of you.", HALF_PAST_TEN.at, "Fern"),),
        ),
    )
)
REPLIED = Exchange(
    (Turn(answers=(Answer("facilitator", 1, "Thank you. We move the bins.", HALF_PAST_TEN.at),)),)
)
SPOKE = Answer("facilitator", 1, "Two nurses come.", HALF_PAST_TEN.at, file="v1")
SPOKEN = Exchange((Turn(ASKED.turns[0].parts, (SPOKE,)),))
MESSAGE = Exchange((Turn((Part("p1", "text", 1, "Please keep the lights low."),)),), with_role=True)
READ_OUT = answered(
    MESSAGE, Answer("facilitator", 1, "", HALF_PAST_TEN.at, became="read_out", on=date(2027, 1, 11))
)
NOT_READ_OUT = answered(
    MESSAGE,
    Answer("facilitator", 1, "The lights are changed already.", HALF_PAST_TEN.at, became="not_read_out"),
)
STORY = About(subject("story", 3))
MADE_OF_IT = About(subject("wording", 3), Quote("The bed was cold."))


def _of(shape: Any, given: dict[str, Any], changes: dict[str, Any]) -> Any:
    return shape(**(given | changes))


def asking(**changes: Any) -> Any:
    """Somebody who has never given a first name."""
    return _of(AskContext, {"me": ME, "allowed": ("text", "voice"), "days": 14}, changes)


def mine(**changes: Any) -> Any:
    """A question that is answered, which is new, and one that waits."""
    listed = (
        ListedExchange(
            4, _("Question {number}: {words}", number=4, words=Quote("Who comes to the…")), new=True
        ),
        ListedExchange(5, heading("question", 5, None), new=False),
    )
    return _of(ExchangesContext, {"exchanges": listed}, changes)


def one(**changes: Any) -> Any:
    """A question that is answered."""
    given = {
        "number": 4,
        "version": 2,
        "kind": "question",
        "about": None,
        "said": to_and_fro(ANSWERED),
        "hears_by": None,
        "has_answer": True,
        "closed": False,
        "allowed": ("text", "voice"),
    }
    return _of(OwnExchangeContext, given, changes)


def spoken(**changes: Any) -> Any:
    """A question that was answered by voice."""
    heard = (KeptFile("v1", "voice", under_recording(SPOKE)),)
    return one(**({"said": to_and_fro(SPOKEN), "membership": "m1", "spoken": heard} | changes))


def still_waiting(**changes: Any) -> Any:
    """A question that nobody has answered."""
    return one(**({"said": to_and_fro(ASKED), "hears_by": DUE, "has_answer": False} | changes))


def replied(**changes: Any) -> Any:
    """What the team wrote to the teller of a story."""
    return one(**({"kind": "story_reply", "about": STORY, "said": to_and_fro(REPLIED)} | changes))


def objecting(**changes: Any) -> Any:
    """Somebody who was misread in a wording."""
    given = {"about": ("wording", 3), "what": MADE_OF_IT, "allowed": ("text", "voice")}
    return _of(ObjectContext, given, changes)


def waiting(**changes: Any) -> Any:
    """Something overdue, something older, something of today."""
    listed = (
        WaitingExchange(4, heading("question", 4, None, ME), 15, overdue=True),
        WaitingExchange(6, heading("objection", 6, None, ME), 3, overdue=False),
        WaitingExchange(7, heading("story_reply", 7, STORY, ME), 0, overdue=False),
    )
    apart = (WaitingExchange(8, heading("for_workshop", 8, None, ME), 2, overdue=False),)
    return _of(QuestionsContext, {"waiting": listed, "for_workshop": apart}, changes)


def answering(**changes: Any) -> Any:
    """A question that nobody has answered, as a facilitator sees it first."""
    given = {
        "number": 4,
        "version": 1,
        "kind": "question",
        "about": None,
        "asker": ROSE,
        "membership": "m1",
        "said": to_and_fro(ASKED, ROSE),
        "files": (),
        "missing": 0,
        "hears_by": DUE,
        "overdue": False,
        "days": 2,
        "answered_before": False,
        "me": 1,
    }
    return _of(AnsweringContext, given, changes)


def for_workshop(**changes: Any) -> Any:
    """Somebody who cannot come, and says something for the first time."""
    given = {"me": ME, "role": "patient", "allowed": ("text", "voice"), "hears_by": DUE}
    return _of(ForWorkshopContext, given, changes)


def own_message(**changes: Any) -> Any:
    """What is to be read out, and has not been yet."""
    return still_waiting(**({"kind": "for_workshop", "number": 8, "said": to_and_fro(MESSAGE)} | changes))


def read_out(**changes: Any) -> Any:
    """What was read out."""
    return one(**({"kind": "for_workshop", "number": 8, "said": to_and_fro(READ_OUT)} | changes))


def message(**changes: Any) -> Any:
    """What is to be read out, as a facilitator sees it."""
    days = (date(2027, 1, 12), date(2027, 1, 11))
    given = {
        "kind": "for_workshop",
        "number": 8,
        "asker": ME,
        "said": lines(to_and_fro(MESSAGE, ME), said_as("for_workshop", "patient", MESSAGE)),
        "days_back": days,
    }
    return answering(**(given | changes))


def replying(**changes: Any) -> Any:
    """A facilitator who has read a story, and signed as Fern before."""
    return _of(ReplyContext, {"story": 3, "teller": ME, "me": 1, "name": "Fern"}, changes)
