"""What stands on the buttons of the wizard that makes a wording, whatever was told."""

from __future__ import annotations

from bot.codesign.identifying import found
from bot.flows.actions import offers
from bot.flows.answers import ChosenSeveral
from bot.flows.engine import Asking, Finished, replay
from bot.flows.moderating import MOST_AT_ONCE, PartToShare
from bot.flows.registry import FLOWS
from bot.i18n.translator import Translator
from tests.flows import care_examples as care
from tests.flows.examples import AS_TOLD


def asked(told: str, answers: dict[str, ChosenSeveral]) -> Asking | Finished:
    """Where the wizard is with one part of these words."""
    part = PartToShare("p1", AS_TOLD, "text", told, found(told, "en"))
    return replay(FLOWS["moderate"].run, care.moderating(parts=(part,)), answers)


def labels(scene: Asking | Finished) -> list[str]:
    """The words on the buttons."""
    assert isinstance(scene, Asking)
    say = Translator()
    return [say.render(offer.label, "en") for row in offers(scene, pausable=False) for offer in row]


def test_a_link_as_long_as_a_message_fits_on_a_button() -> None:
    told = "See https://example.org/" + "a" * 4000
    assert max(map(len, labels(asked(told, {})))) < 120


def test_so_much_that_no_question_could_hold_it_is_asked_in_groups() -> None:
    told = ", ".join(f"bed {number}" for number in range(1, MOST_AT_ONCE * 2 + 6))
    first = labels(asked(told, {}))
    assert sum("may stay" in each for each in first) == MOST_AT_ONCE
    done = ChosenSeveral((), done=True)
    answers = {f"stay.1.{at}": done for at in range(0, MOST_AT_ONCE * 2, MOST_AT_ONCE)}
    assert sum("may stay" in each for each in labels(asked(told, answers))) == 5
    every = answers | {f"stay.1.{MOST_AT_ONCE * 2}": done}
    assert labels(asked(told, every))[0] == "Share it like this"
