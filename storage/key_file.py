"""The file of the key-encryption key: made once, kept apart from the data, readable by its owner alone."""

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path

from storage.vault import KEY_BYTES

_LONGEST_FILE_BYTES = 8192
_COMMENT = """\
# In the Room: the key to everything people told.
# If this file is lost, every story, name and address in the database and its backups is lost with it:
# nobody can bring it back. If someone else gets it together with the data, they can read all of it.
# Keep one copy in a safe place that is not where the data and its backups are. Do not change the line below.
"""
_OLDER = (
    "# Keys that were in use before. They open older backups; “in-the-room keys retire” takes them away.\n"
)


class KeyFileError(Exception):
    """The key file cannot be used. The message names the file and the remedy."""


def new_key_file(path: Path) -> None:
    """Make a new random key; never over a file that exists. Durable when it returns.

    Raises `KeyFileError` when there is something at `path` already or it cannot be written.
    """
    line = base64.b64encode(os.urandom(KEY_BYTES)).decode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFileError(
            f"{path} exists already and is left as it is; choose another name for a new key"
        ) from None
    except OSError as error:
        raise KeyFileError(
            f"{path} cannot be written ({error.strerror}); choose a folder that exists and is yours"
        ) from error
    try:
        with open(handle, "w", encoding="ascii") as file:
            file.write(f"{_COMMENT}{line}\n")
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink()
        raise
    _sync_folder(path.parent)


def read_key_file(path: Path, data_dir: Path) -> bytes:
    """The 32 bytes of the key in use. Raises as `read_keys` does."""
    return read_keys(path, data_dir)[0]


def read_keys(path: Path, data_dir: Path) -> tuple[bytes, ...]:
    """The key in use, and those that were in use before, newest first; 32 bytes each.

    Raises `KeyFileError` when the file is missing, lies inside `data_dir` (also through links), may be
    read or written by others, belongs to someone else, or is not what this module wrote.
    """
    if path.resolve().is_relative_to(data_dir.resolve()):
        raise KeyFileError(
            f"KEY_FILE {path} lies inside DATA_DIR {data_dir}: whoever copies the data would have the key "
            "too; move it to a folder outside"
        )
    lines = [line.strip() for line in _text_of_private_file(path).splitlines()]
    try:
        keys = [base64.b64decode(line, validate=True) for line in lines if line and not line.startswith("#")]
    except (ValueError, binascii.Error):
        keys = []
    if not keys or any(len(key) != KEY_BYTES for key in keys) or len(set(keys)) < len(keys):
        raise KeyFileError(
            f"KEY_FILE {path} holds no key in the form that was written; put your safe copy back, or make a "
            "new one for an empty database with: in-the-room keys new"
        )
    return tuple(keys)


def put_keys(path: Path, keys: Sequence[bytes]) -> None:
    """Let these be the keys, the first in use: at once, durable when it returns. Raises `KeyFileError`."""
    first, *older = [base64.b64encode(key).decode() for key in keys]
    lines = [_COMMENT + first, *([_OLDER + older[0], *older[1:]] if older else [])]
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise KeyFileError(
            f"KEY_FILE {path} cannot be written ({error.strerror}); its folder must be yours, and have room"
        ) from error
    _sync_folder(path.parent)


def _text_of_private_file(path: Path) -> str:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        raise KeyFileError(
            f"KEY_FILE {path} does not exist; make it with: in-the-room keys new, or put your safe copy back"
        ) from None
    except OSError as error:
        raise KeyFileError(
            f"KEY_FILE {path} cannot be read ({error.strerror}); it must belong to the user who runs the bot"
        ) from error
    try:
        _refuse_shared(path, os.fstat(handle))
        return os.read(handle, _LONGEST_FILE_BYTES).decode("ascii", errors="replace")
    finally:
        os.close(handle)


def _refuse_shared(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise KeyFileError(f"KEY_FILE {path} is not a file; point it to the file that holds the key")
    if found.st_uid != os.geteuid():
        raise KeyFileError(
            f"KEY_FILE {path} belongs to another user; make it belong to the user who runs the bot: chown"
        )
    if found.st_mode & 0o077:
        raise KeyFileError(f"KEY_FILE {path} can be read or changed by others; run: chmod 600 {path}")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
