"""What a database would do for a query: which tables it would go through from end to end."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from storage.catalogue import Catalogue

Queries = Mapping[str, Mapping[str, Any]]
"""Queries by name, with the parameters of one run."""

_SCAN = re.compile(r"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
_NAMED = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+AS\s+(\w+))?")


def tables_by_name(sql: str) -> dict[str, str]:
    """The tables of a statement by the names under which it speaks of them."""
    return {name: table for table, alias in _NAMED.findall(sql) for name in (table, alias) if name}


def sqlite_scans(path: str, queries: Queries) -> dict[str, set[str]]:
    """By query, what SQLite goes through from end to end: a table, or an index of it as ``table/index``."""
    catalogue = Catalogue("sqlite")
    connection = sqlite3.connect(path)
    try:
        found: dict[str, set[str]] = {}
        for name, params in queries.items():
            statement = catalogue[name]
            named = tables_by_name(statement.sql)
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.arguments(params))
            for *_ids, detail in plan:
                if scan := _SCAN.match(detail):
                    table, index = named.get(scan[1], scan[1]), scan[2]
                    found.setdefault(name, set()).add(f"{table}/{index}" if index else table)
        return found
    finally:
        connection.close()


async def postgresql_scans(connection: Any, queries: Queries) -> dict[str, set[str]]:
    """The same for PostgreSQL, with the figures that it has about its tables."""
    catalogue = Catalogue("postgresql")
    found: dict[str, set[str]] = {}
    for name, params in queries.items():
        statement = catalogue[name]
        arguments = statement.arguments(params).values()
        plan = await connection.fetchval(f"EXPLAIN (FORMAT JSON) {statement.sql}", *arguments)
        if scans := set(_whole(json.loads(plan)[0]["Plan"], limited=False)):
            found[name] = scans
    return found


def _whole(node: Mapping[str, Any], *, limited: bool) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    elif node["Node Type"].startswith("Index") and "Index Cond" not in node and not limited:
        yield f"{node['Relation Name']}/{node['Index Name']}"
    for inner in node.get("Plans", ()):
        # The least and the greatest of an index are found at its ends.
        yield from _whole(inner, limited=node["Node Type"] == "Limit")
