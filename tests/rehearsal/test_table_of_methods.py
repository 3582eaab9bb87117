"""The stand's table of methods against Telegram's published description."""

import json
from pathlib import Path

from bot.rehearsal.methods import METHODS
from bot.rehearsal.stand import _ROUTES, Stand

DESCRIPTION = json.loads((Path(__file__).parent / "bot_api_10_1.json").read_text("utf-8"))
PUBLISHED = DESCRIPTION["methods"]


def test_every_method_has_exactly_telegrams_parameters() -> None:
    table = {
        method: {name: kind.endswith("!") for name, kind in parameters.items()}
        for method, parameters in METHODS.items()
    }
    assert table == PUBLISHED


def test_every_method_of_the_table_is_served() -> None:
    assert set(METHODS) == set(_ROUTES)


def test_what_is_said_of_a_webhook_has_telegrams_fields() -> None:
    fields = DESCRIPTION["types"]["WebhookInfo"]
    webhooks = Stand().world.webhooks
    needed = {name for name, required in fields.items() if required}
    assert set(webhooks.info()) == needed
    hook = {"url": "http://127.0.0.1:9/", "secret_token": "s", "max_connections": 3}
    webhooks.set({**hook, "allowed_updates": ["message"]})
    webhooks.failed("Connection refused")
    assert needed < set(webhooks.info()) <= set(fields)
