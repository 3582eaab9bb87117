"""A world on each database."""

from __future__ import annotations

from tests.exports.conftest import database, database_url, dialect, empty_database_url, postgresql, world

__all__ = ["database", "database_url", "dialect", "empty_database_url", "postgresql", "world"]
