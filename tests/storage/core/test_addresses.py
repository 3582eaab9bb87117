"""DATABASE_URL: what is understood, and what is said when it is not."""

import os
from pathlib import Path

import pytest

from storage.database import BadDatabaseUrl, DatabaseUnreachable, open_database


@pytest.mark.parametrize(
    "url",
    [
        "",
        "room.db",
        "mysql://user:secret@host/name",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite://room.db",
        "postgresql://user:secret@host:port/name",
        "postgresql://user:secret@[host/name",
    ],
)
async def test_an_address_that_cannot_be_understood_is_named_with_the_remedy(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="DATABASE_URL") as refused:
        await open_database(url)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:secret@127.0.0.1:1/name",
        "postgresql://user:secret@/name?host=/nowhere",
        "postgresql://user:secret@127.0.0.1:1/name?password=secret",
        "sqlite:////nowhere/at/all/room.db",
        "sqlite:////",
    ],
)
async def test_a_database_that_cannot_be_reached_is_named_without_the_password(url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="DATABASE_URL") as refused:
        await open_database(url)
    assert "secret" not in str(refused.value)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "room.db"
    path.write_text("a letter to my doctor\n" * 100)
    with pytest.raises(DatabaseUnreachable, match="not a database"):
        await open_database(f"sqlite:///{path}")
    assert path.read_text().startswith("a letter")


async def test_three_slashes_are_relative_four_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite:///near.db", f"sqlite:///{tmp_path}/far.db"):
        await (await open_database(url)).close()
    assert sorted(os.listdir(tmp_path)) == ["far.db", "near.db"]
