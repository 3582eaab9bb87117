"""Backups and restoring by command: what cannot be used is said in one sentence, and changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.key_file import new_key_file
from tests.commands.conftest import Ended, Shell

Refused = Callable[[Ended], str]


@pytest.fixture
def backup(shell: Shell, project: Path) -> Path:
    """A backup of a deployment with a project and an invitation."""
    del project
    assert shell("invite", "stroke-afon-teg", "patient").code == 0
    file = shell.folder / "backup.room"
    ended = shell("backup", str(file))
    assert ended.code == 0, ended.err
    assert ended.out == f"The backup is in {file}: 4 rows, 0 files.\n"
    return file


def elsewhere(shell: Shell, name: str = "there") -> dict[str, str]:
    """Settings for an empty place."""
    return {"DATA_DIR": str(shell.folder / name)}


def test_a_backup_is_restored_locked_and_then_unlocked(shell: Shell, backup: Path, refused: Refused) -> None:
    there = elsewhere(shell)
    whole = shell("restore", str(backup), "--check", **there)
    assert whole.code == 0
    assert "is whole" in whole.out
    assert not (shell.folder / "there").exists()
    restored = shell("restore", str(backup), **there)
    assert restored.code == 0, restored.err
    assert "4 rows" in restored.out
    assert "erasures apply FILE" in restored.out
    for command in (("project", "list"), ("run",), ("doctor",), ("backup", "x.room")):
        locked = shell(*command, **there)
        assert locked.code == 1
        assert "restored from a backup" in locked.err
    unlocked = shell("erasures", "none", "--because", "the bot did not run since", **there)
    assert unlocked.code == 0, unlocked.err
    assert "stroke-afon-teg" in shell("project", "list", **there).out
    assert "nothing to do" in shell("erasures", "none", "--because", "again", **there).err
    assert "--because" in refused(shell("erasures", "none", **there))


def test_a_link_that_was_ended_since_is_ended_again(shell: Shell, backup: Path) -> None:
    listed = shell("invitations", "stroke-afon-teg").out
    link = listed.split()[0]
    assert shell("revoke", "stroke-afon-teg", link).code == 0
    ledger = shell.folder / "data-erasures.txt"
    assert " revoked " in ledger.read_text()
    there = elsewhere(shell)
    restored = shell("restore", str(backup), "--erasures", str(ledger), **there)
    assert restored.code == 0, restored.err
    assert "Erased and withdrawn again: 1." in restored.out
    assert "revoked" in shell("invitations", "stroke-afon-teg", **there).out


def test_a_link_whose_end_cannot_be_written_down_says_so(shell: Shell, backup: Path) -> None:
    link = shell("invitations", "stroke-afon-teg").out.split()[0]
    ended = shell("revoke", "stroke-afon-teg", link, ERASURES_FILE=str(shell.folder / "nowhere" / "e.txt"))
    assert ended.code == 1
    assert "It is done, but the erasures file could not be written (No such file or directory)" in ended.err
    assert "revoked" in shell("invitations", "stroke-afon-teg").out
    # The next backup comes with all that is missing in the file.
    assert shell("backup", str(backup.with_name("next.room"))).code == 0
    assert f" revoked {link} " in (shell.folder / "data-erasures.txt").read_text()


def test_what_cannot_be_used_is_refused_and_changes_nothing(
    shell: Shell, backup: Path, refused: Refused
) -> None:
    there = elsewhere(shell)
    content = backup.read_bytes()
    bad = shell.folder / "bad.room"
    for spoilt, why in (
        (content[:-9], "is not whole"),
        (content[:9000] + b"x" + content[9001:], "is damaged or was changed"),
        (b"SQLite format 3\0" * 100, "is not a backup"),
        (b"", "is not a backup"),
    ):
        bad.write_bytes(spoilt)
        assert why in refused(shell("restore", str(bad), **there))
    assert "cannot be read" in refused(shell("restore", "nowhere.room", **there))
    other = shell.folder / "other.key"
    new_key_file(other)
    assert "another key" in refused(shell("restore", str(backup), KEY_FILE=str(other), **there))
    assert "ENCRYPTION is off" in refused(shell("restore", str(backup), ENCRYPTION="off", **there))
    assert not (shell.folder / "there").exists()
    assert "is not empty" in refused(shell("restore", str(backup)))
    assert "stroke-afon-teg" in shell("project", "list").out


def test_erasures_that_cannot_be_used_are_refused_before_anything_is_restored(
    shell: Shell, backup: Path, refused: Refused
) -> None:
    there = elsewhere(shell)
    ledger = shell.folder / "data-erasures.txt"
    older, foreign = shell.folder / "older.txt", shell.folder / "foreign.txt"
    older.write_text(ledger.read_text())
    link = shell("invitations", "stroke-afon-teg").out.split()[0]
    assert shell("revoke", "stroke-afon-teg", link).code == 0
    newer = shell.folder / "newer.room"
    assert shell("backup", str(newer)).code == 0
    foreign.write_text(ledger.read_text().replace(" revoked ", " left "))
    for file, why in (
        (shell.folder / "nowhere.txt", "does not exist"),
        (shell.folder / "data" / "files" / ".." / "..", "is a directory"),
        (foreign, "was not written by the bot of this backup"),
        (older, "lacks 1 entries that the backup knows"),
    ):
        assert why in refused(shell("restore", str(newer), "--erasures", str(file), **there))
    assert not (shell.folder / "there").exists()
    assert shell("restore", str(newer), "--erasures", str(ledger), **there).code == 0


def test_a_backup_is_never_written_over_anything(shell: Shell, backup: Path, refused: Refused) -> None:
    before = backup.read_bytes()
    assert "exists already" in refused(shell("backup", str(backup)))
    assert backup.read_bytes() == before
    assert "is not a folder" in refused(shell("backup", "nowhere/backup.room"))
    assert "ENCRYPTION is off" in refused(shell("backup", "open.room", ENCRYPTION="off"))
    empty = shell("backup", "empty.room", **elsewhere(shell, "empty"))
    assert "there is no database yet" in refused(empty)
    other = shell.folder / "other.key"
    new_key_file(other)
    assert "another key" in refused(shell("backup", "other.room", KEY_FILE=str(other)))
    assert sorted(each.name for each in shell.folder.glob("*.room*")) == ["backup.room"]
    assert list(shell.folder.glob(".*.unfinished")) == []


def test_a_backup_of_a_newer_version_is_refused(shell: Shell, project: Path, refused: Refused) -> None:
    del project
    database = sqlite3.connect(shell.folder / "data" / "in-the-room.db")
    database.execute(
        "INSERT INTO schema_migrations SELECT max(number) + 1, 'later', 'x', 'now' FROM schema_migrations"
    )
    database.commit()
    database.close()
    newer = shell("backup", "newer.room")
    assert newer.code == 1
    assert "does not know: install the newer version" in newer.err
    assert list(shell.folder.glob("*.room")) == []


def test_an_older_database_is_backed_up_and_brought_to_shape_when_it_is_restored(
    shell: Shell, backup: Path
) -> None:
    # As an earlier version left it: without what the newest migrations make, also without locks.
    database = sqlite3.connect(shell.folder / "data" / "in-the-room.db")
    rows = database.execute("SELECT name FROM schema_migrations ORDER BY number DESC LIMIT 3")
    newest = [name for (name,) in rows]
    made = ["rounds_call_in_slices", "comments_in_order", "taken_back"]
    assert newest == made, "let this test take away what the newest ones make"
    database.executescript(
        "DROP INDEX memberships_in_order; DROP INDEX rounds_to_call; "
        "ALTER TABLE rounds DROP COLUMN calls; ALTER TABLE rounds DROP COLUMN called_up_to; "
        "DROP INDEX ratings_to_read; ALTER TABLE ratings DROP COLUMN to_read; "
        "DROP TABLE taken_back; DROP TABLE locks; "
        "DELETE FROM schema_migrations "
        "WHERE name IN ('rounds_call_in_slices', 'comments_in_order', 'taken_back');"
    )
    database.close()
    backup.unlink()
    assert shell("project", "list").code == 1
    assert shell("backup", str(backup)).code == 0
    there = elsewhere(shell)
    restored = shell("restore", str(backup), **there)
    assert restored.code == 0, restored.err
    assert "restored from a backup" in shell("project", "list", **there).err
    assert shell("erasures", "none", "--because", "nobody yet", **there).code == 0
    assert "stroke-afon-teg" in shell("project", "list", **there).out
