"""A project with people in it, straight in the database."""

from __future__ import annotations

from tests.exports.conftest import world

__all__ = ["world"]
