"""The stand's table of methods against Telegram's published description."""

import json
from pathlib import Path

from bot.rehearsal.methods import METHODS
from bot.rehearsal.stand import _ROUTES

PUBLISHED = json.loads((Path(__file__).parent / "bot_api_10_1.json").read_text("utf-8"))["methods"]


def test_every_method_has_exactly_telegrams_parameters() -> None:
    table = {
        method: {name: kind.endswith("!") for name, kind in parameters.items()}
        for method, parameters in METHODS.items()
    }
    assert table == PUBLISHED


def test_every_method_of_the_table_is_served() -> None:
    assert set(METHODS) == set(_ROUTES)
