"""Removes what exports that were killed left behind: everything that they wrote, in clear."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

OLD = 24 * 3600.0
"""Seconds after which nobody is writing there any more."""

_LEFT = re.compile(r"\..+\.[0-9a-f]{8}\.unfinished")


def remove_leftovers(folder: Path) -> int:
    """Remove what lies half written in ``folder`` since a day or more; how many things that were."""
    removed = 0
    for path in folder.glob(".*.unfinished"):
        if not _LEFT.fullmatch(path.name) or path.is_symlink() or time.time() - path.stat().st_mtime < OLD:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        removed += 1
    return removed
