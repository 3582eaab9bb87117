"""Every conversation as a chat, held to its golden file, and the same in every shipped language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.flows.registry import FLOWS
from bot.i18n.translator import SHIPPED_LANGUAGES
from tests.flows.conftest import Golden
from tests.flows.scenarios import SCENARIOS
from tests.flows.transcript import Press, Type, play


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_conversation_reads_as_its_golden_transcript(name: str, golden: Golden) -> None:
    golden(name, SCENARIOS[name].played().transcript())


def test_every_golden_transcript_is_still_played(golden_files: Callable[[set[str]], None]) -> None:
    golden_files(set(SCENARIOS))


def test_every_flow_has_a_transcript() -> None:
    assert {scenario.flow for scenario in SCENARIOS.values()} == set(FLOWS)


PRESSED = sorted(
    name for name, scenario in SCENARIOS.items() if all(isinstance(move, Press) for move in scenario.moves)
)
"""Conversations in which nothing is typed or sent, so that they mean the same in every language."""


@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
@pytest.mark.parametrize("name", PRESSED)
def test_every_language_leads_to_the_same_end(name: str, language: str) -> None:
    english, other = SCENARIOS[name].played(), SCENARIOS[name].played(language=language)
    assert other.value == english.value
    assert not re.search(r"[{}]", "\n".join(other.lines)), "a blank that was not filled in"


@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
@pytest.mark.parametrize("name", PRESSED)
def test_typing_each_label_does_what_pressing_it_does(name: str, language: str) -> None:
    scenario = SCENARIOS[name]
    typed = [Type(move.label) for move in scenario.moves if isinstance(move, Press)]
    chat = play(scenario.flow, scenario.context, typed, **scenario.settings, language=language)
    assert chat.value == scenario.played().value
