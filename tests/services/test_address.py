"""What the bot is called: learnt by the bot at work, kept for commands that have no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal.phones import TOKEN_SHAPE
from bot.services.address import Address
from bot.services.votes.vote_links import payload, round_in
from tests.room import Room

ROUND = "0a0b0c0d-0000-4000-8000-00000000abcd"


def test_what_was_learnt_is_known_to_the_next_command(tmp_path: Path) -> None:
    kept_in = tmp_path / "bot-name"
    assert Address(kept_in=kept_in).link("x") is None
    Address(kept_in=kept_in).learn("stroke_bot")
    assert Address(kept_in=kept_in).link("x") == "https://t.me/stroke_bot?start=x"
    Address(kept_in=kept_in).learn("renamed_bot")
    assert Address(kept_in=kept_in).name == "renamed_bot"


def test_the_settings_count_more(tmp_path: Path) -> None:
    address = Address("from_settings", kept_in=tmp_path / "bot-name")
    address.learn("from_telegram")
    assert address.name == "from_settings"


@pytest.mark.parametrize("name", ["", "abc", "1bot", "a bot", "bot/../x", "bot?start=", "ü" * 9, "b" * 33])
def test_what_is_no_name_makes_no_link(tmp_path: Path, name: str) -> None:
    kept_in = tmp_path / "bot-name"
    kept_in.write_text(name, encoding="utf-8")
    assert Address(kept_in=kept_in).link("x") is None
    assert Address(name).link("x") is None


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    address = Address(kept_in=tmp_path / "nowhere" / "bot-name")
    address.learn("stroke_bot")
    assert address.name == "stroke_bot"


def test_a_link_to_a_vote_fits_what_telegram_passes_on_and_comes_back() -> None:
    made = payload(ROUND)
    assert TOKEN_SHAPE.fullmatch(made)
    assert round_in(made) == ROUND
    assert round_in(made[2:]) is None, "an invitation is no link to a vote"


async def test_the_bot_at_work_learns_its_name(room: Room) -> None:
    await room.joined()
    assert room.house.address.name == room.stand.username
