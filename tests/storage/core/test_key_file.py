"""The key file: made once, refused wherever it would not protect."""

import os
import stat
from pathlib import Path

import pytest

from storage.key_file import KeyFileError, new_key_file, read_key_file


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "room.key"
    new_key_file(path)
    return path


def refused(path: Path, data_dir: Path, because: str) -> None:
    with pytest.raises(KeyFileError, match=because) as error:
        read_key_file(path, data_dir)
    assert str(path) in str(error.value)


def test_a_new_key_is_private_explains_itself_and_reads_back(path: Path, data_dir: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "lost" in path.read_text()
    assert len(read_key_file(path, data_dir)) == 32


def test_two_keys_are_two(path: Path, data_dir: Path, tmp_path: Path) -> None:
    new_key_file(tmp_path / "other.key")
    assert read_key_file(path, data_dir) != read_key_file(tmp_path / "other.key", data_dir)


def test_a_key_is_never_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(KeyFileError, match="exists already"):
        new_key_file(path)
    assert path.read_bytes() == before


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    link = tmp_path / "link.key"
    link.symlink_to(tmp_path / "nowhere.key")
    with pytest.raises(KeyFileError, match="exists already"):
        new_key_file(link)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="choose a folder"):
        new_key_file(tmp_path / "nowhere" / "room.key")


def test_a_key_that_could_not_be_written_whole_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        new_key_file(tmp_path / "room.key")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_refused(tmp_path: Path, data_dir: Path) -> None:
    refused(tmp_path / "nowhere.key", data_dir, "does not exist; make it with")


def test_a_file_inside_the_data_is_refused_also_through_links(
    tmp_path: Path, data_dir: Path, path: Path
) -> None:
    inside = data_dir / "room.key"
    new_key_file(inside)
    refused(inside, data_dir, "inside DATA_DIR")
    file_link = tmp_path / "file.key"
    file_link.symlink_to(inside)
    refused(file_link, data_dir, "inside DATA_DIR")
    folder_link = tmp_path / "folder"
    folder_link.symlink_to(data_dir)
    refused(folder_link / "room.key", data_dir, "inside DATA_DIR")
    refused(data_dir / ".." / "data" / "room.key", data_dir, "inside DATA_DIR")
    refused(inside, folder_link, "inside DATA_DIR")
    link_in_data = data_dir / "link.key"
    link_in_data.symlink_to(path)
    assert read_key_file(link_in_data, data_dir)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o644, 0o666])
def test_a_file_that_others_can_use_is_refused(path: Path, data_dir: Path, mode: int) -> None:
    path.chmod(mode)
    refused(path, data_dir, "chmod 600")


def test_a_stricter_file_is_welcome(path: Path, data_dir: Path) -> None:
    path.chmod(0o400)
    assert read_key_file(path, data_dir)


def test_another_user_s_file_is_refused(path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    refused(path, data_dir, "another user")


def test_a_folder_is_no_key(tmp_path: Path, data_dir: Path) -> None:
    folder = tmp_path / "folder.key"
    folder.mkdir(mode=0o700)
    refused(folder, data_dir, "is not a file")


def test_a_pipe_is_no_key_and_is_not_waited_for(tmp_path: Path, data_dir: Path) -> None:
    os.mkfifo(tmp_path / "pipe.key", 0o600)
    refused(tmp_path / "pipe.key", data_dir, "is not a file")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "not base64!\n",
        "c2hvcnQ=\n",
        "QUJD" * 12 + "\n",
        "\x00\xff",
        "{key}\n{key}\n",
    ],
)
def test_a_file_of_another_form_is_refused(path: Path, data_dir: Path, text: str) -> None:
    line = path.read_text().splitlines()[-1]
    path.write_text(text.replace("{key}", line))
    refused(path, data_dir, "holds no key")


def test_the_message_holds_nothing_of_the_file(path: Path, data_dir: Path) -> None:
    path.write_text("almost-a-key-in-clear\n")
    with pytest.raises(KeyFileError) as error:
        read_key_file(path, data_dir)
    assert "almost" not in str(error.value)
    assert error.value.__cause__ is None
