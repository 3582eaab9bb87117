"""Every check but the tests: style, types, import contracts. ``python -m tests.check`` runs them all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BESIDE = Path(sys.executable).parent

CHECKS = (
    ("style", "ruff", "check", "."),
    ("format", "ruff", "format", "--check", "."),
    ("types", "mypy"),
    ("import contracts", "lint-imports"),
    ("catalogues", "pytest", "-q", "tests/i18n"),
)


def main() -> int:
    """Run every check, also after one has failed; 1 if any did."""
    failed = []
    for name, tool, *arguments in CHECKS:
        print(f"-- {name}", flush=True)  # noqa: T201
        if subprocess.run([BESIDE / tool, *arguments], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
