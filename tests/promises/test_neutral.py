"""What arrives unasked quotes no story, no condition, no clinic and no project: others may see the phone.

Unasked messages go through one door, which lets through the bot's own sentences, days, times and numbers
only. No other place queues a message that nobody waits for.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.codesign import neutral
from bot.i18n.texts import Text
from bot.i18n.translator import SHIPPED_LANGUAGES
from bot.services import outbox
from bot.services.messages import Note
from storage.database import Database
from storage.vault import EncryptingVault
from tests.docs.pages import ROOT
from tests.promises.journey import begun
from tests.promises.planting import STEM
from tests.room import working

DOOR = "bot/services/notices.py"


def queues_unasked(source: str) -> bool:
    """Whether some code queues a message with a priority of its own: all but the door leave it as it is."""
    return any(
        isinstance(node, ast.Call)
        and any(each.arg == "priority" for each in node.keywords)
        and ast.unparse(node.func).endswith("queue")
        for node in ast.walk(ast.parse(source))
    )


def test_there_is_one_door() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in Path(ROOT, "bot").rglob("*.py")
        if queues_unasked(path.read_text(encoding="utf-8"))
    }
    assert found == {DOOR}


def test_another_door_would_be_noticed() -> None:
    assert queues_unasked("async def tell():\n    await outbox.queue(house, priority=outbox.BROADCAST)\n")
    assert not queues_unasked("async def tell():\n    await outbox.queue(house)\n")


async def test_nothing_unasked_holds_a_planted_word(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Text] = []
    right = outbox.queue

    async def listening(*args: object, **kwargs: object) -> str:
        message = args[3]
        if kwargs.get("priority") == outbox.BROADCAST and isinstance(message, Note):
            told.append(message.text)
        return await right(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "queue", listening)
    async with begun(database, EncryptingVault(bytes(range(32))), tmp_path / "files") as journey:
        async with working(journey.room.house, journey.room.stand):
            await journey.happens()
        translator = journey.room.house.translator
        words = [translator.render(each, language) for each in told for language in SHIPPED_LANGUAGES]
    assert len(set(words)) > 5
    assert [each for each in words if STEM in each.lower()] == []
    assert all(neutral.is_neutral(each) for each in told)
