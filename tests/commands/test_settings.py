"""Every setting is known, documented, and named with its remedy when it is missing or wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import SETTINGS, BadSettings, from_environment
from tests.commands.conftest import Ended, Shell

ROOT = Path(__file__).parents[2]
GOOD = {"ENCRYPTION": "off", "BOT_TOKEN": "123:abc"}


def test_the_example_file_names_every_setting_and_no_other() -> None:
    named = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    assert named == list(SETTINGS)


def test_the_example_file_fills_in_nothing() -> None:
    assert not re.search(r"^[A-Z_]+=.+$", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)


def test_the_environment_counts_more_than_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("BOT_USERNAME=from_the_file\nBOT_API_URL=http://127.0.0.1:1\nENCRYPTION=off\n")
    found = from_environment({"BOT_USERNAME": "@from_outside"}, file)
    assert (found.username, found.api_url) == ("from_outside", "http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("BOT_TOKEN", "not a token", "BOT_TOKEN does not look like a token"),
        ("BOT_API_URL", "api.telegram.org", "BOT_API_URL must be an address"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL must be one of"),
        ("SEND_RATE", "fast", "SEND_RATE must be a number of messages a second from 1 to 1000"),
        ("SEND_RATE", "0", "SEND_RATE must be"),
        ("SEND_RATE", "1001", "leave it empty for 30"),
        ("ENCRYPTION", "maybe", "ENCRYPTION must be"),
        *(
            ("WEBHOOK_URL", url, "WEBHOOK_URL must be an address such as https://")
            for url in (
                "room.example.org",
                "http://room.example.org/telegram",
                "https://room.example.org:444/telegram",
                "https://room.example.org:x/telegram",
                "https://user:word@room.example.org/telegram",
                "https://room.example.org/telegram?a=b",
                "https://room.example.org/{telegram}",
                "https:///telegram",
            )
        ),
        ("WEBHOOK_LISTEN", "8080", "WEBHOOK_LISTEN must be a host and a port"),
        ("WEBHOOK_LISTEN", "127.0.0.1:0", "WEBHOOK_LISTEN must be a host and a port"),
        ("WEBHOOK_LISTEN", "127.0.0.1:99999", "WEBHOOK_LISTEN must be a host and a port"),
        ("HEALTH_LISTEN", "http://127.0.0.1:9090", "HEALTH_LISTEN must be a host and a port"),
        ("HEALTH_LISTEN", "127.0.0.1:9090/health", "HEALTH_LISTEN must be a host and a port"),
        ("ENCRYPTION", "on", "KEY_FILE is missing; make a key"),
    ],
)
def test_a_wrong_setting_is_named_with_the_remedy(name: str, value: str, remedy: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=re.escape(remedy)):
        from_environment({**GOOD, name: value}, tmp_path / "none")


def test_a_missing_token_is_named_when_it_is_needed(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="BOT_TOKEN is missing; set it to the token"):
        from_environment({"ENCRYPTION": "off"}, tmp_path / "none").needed_token()


def test_nothing_secret_is_in_the_representation(tmp_path: Path) -> None:
    url = "postgresql://user:a-password@db.example/room"
    found = from_environment({**GOOD, "BOT_TOKEN": "123:a-token", "DATABASE_URL": url}, tmp_path / "none")
    assert "a-token" not in repr(found)
    assert "a-password" not in repr(found)


@pytest.mark.parametrize(("given", "rate"), [("", 30), ("1", 1), ("1000", 1000)])
def test_messages_a_second(given: str, rate: int, tmp_path: Path) -> None:
    assert from_environment({**GOOD, "SEND_RATE": given}, tmp_path / "none").send_rate == rate


def test_a_webhook_is_set_by_its_address(tmp_path: Path) -> None:
    none = from_environment(GOOD, tmp_path / "none")
    assert (none.webhook_url, none.health_listen) == ("", None)
    for url in ("https://room.example.org/telegram", "https://room.example.org:8443", "http://127.0.0.1:5/x"):
        found = from_environment({**GOOD, "WEBHOOK_URL": url}, tmp_path / "none")
        assert (found.webhook_url, str(found.webhook_listen)) == (url, "127.0.0.1:8080")
    found = from_environment({**GOOD, "HEALTH_LISTEN": "[::1]:9090"}, tmp_path / "none")
    assert str(found.health_listen) == "[::1]:9090"


def test_the_pages_of_health_have_an_address_of_their_own(tmp_path: Path) -> None:
    same = {"WEBHOOK_URL": "https://room.example.org/telegram", "HEALTH_LISTEN": "127.0.0.1:8080"}
    with pytest.raises(BadSettings, match="give HEALTH_LISTEN another port"):
        from_environment({**GOOD, **same}, tmp_path / "none")
    assert from_environment({**GOOD, "HEALTH_LISTEN": "127.0.0.1:8080"}, tmp_path / "none").health_listen


def test_a_bot_that_polls_loads_nothing_that_listens() -> None:
    code = (
        "import sys, bot.app; "
        "print([name for name in ('aiohttp.web', 'prometheus_client') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout.strip() == "[]"


def test_a_home_folder_is_understood(tmp_path: Path) -> None:
    found = from_environment({"KEY_FILE": "~/room.key", "DATA_DIR": "~/data"}, tmp_path / "none")
    assert found.key_file == Path.home() / "room.key"
    assert found.data_dir == Path.home() / "data"


def test_a_key_inside_the_data_folder_is_refused(shell: Shell, refused: Callable[[Ended], str]) -> None:
    data = shell.folder / "data"
    data.mkdir()
    key = data / "room.key"
    assert shell("keys", "new", str(key)).code == 0
    assert "lies inside DATA_DIR" in refused(shell("project", "list", KEY_FILE=str(key)))


def test_a_key_that_others_can_read_is_refused(shell: Shell, refused: Callable[[Ended], str]) -> None:
    key = shell.folder / "in-the-room.key"
    key.chmod(0o644)
    sentence = refused(shell("project", "list"))
    assert "in-the-room.key" in sentence
    assert "chmod 600" in sentence


def test_a_key_that_is_not_there_is_named(shell: Shell, refused: Callable[[Ended], str]) -> None:
    sentence = refused(shell("project", "list", KEY_FILE=str(shell.folder / "none.key")))
    assert "none.key" in sentence
    assert "keys new" in sentence


def test_a_key_of_another_database_is_refused(
    shell: Shell, project: Path, refused: Callable[[Ended], str]
) -> None:
    other = shell.folder / "other.key"
    assert shell("keys", "new", str(other)).code == 0
    assert "another key" in refused(shell("project", "list", KEY_FILE=str(other)))


def test_a_database_address_that_is_none_is_refused(shell: Shell, refused: Callable[[Ended], str]) -> None:
    assert "DATABASE_URL must begin with" in refused(shell("project", "list", DATABASE_URL="mysql://x"))


def test_a_server_that_is_not_there_is_said_without_the_password(shell: Shell) -> None:
    ended = shell("project", "list", DATABASE_URL="postgresql://user:a-password@127.0.0.1:9/room")
    assert ended.code == 1
    assert "is the server running" in ended.err
    assert "a-password" not in ended.err
