"""Makes many rows of few in PostgreSQL, so that it plans as it would with many people."""

from __future__ import annotations

from typing import Any

ROWS = 3_000

_COLUMNS = """
SELECT columns.column_name AS name, columns.data_type AS type,
       columns.column_name LIKE '%\\_id' OR EXISTS (
           SELECT 1 FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
           WHERE indrelid = to_regclass($1) AND indisunique AND attname = columns.column_name) AS own
FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position
"""
_OWN = {
    "text": "md5(random()::text)",
    "bytea": "decode(md5(random()::text), 'hex')",
    "bigint": "1000000 + copy.number",
    "integer": "1000000 + copy.number",
}


async def crowd(connection: Any, tables: set[str]) -> set[str]:
    """Multiply the oldest row of each of these tables, with ids of its own; those that have any."""
    await connection.execute(
        "SET session_replication_role = replica"
    )  # nobody looks whether the ids lead anywhere
    filled = set()
    for table in sorted(tables):
        columns = await connection.fetch(_COLUMNS, table)
        names = ", ".join(column["name"] for column in columns)
        values = ", ".join(
            _OWN[column["type"]] if column["own"] else f"oldest.{column['name']}" for column in columns
        )
        done = await connection.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} "
            f"FROM (SELECT * FROM {table} ORDER BY ctid LIMIT 1) AS oldest, "
            f"generate_series(1, {ROWS}) AS copy (number)"
        )
        if done != "INSERT 0 0":
            filled.add(table)
    await connection.execute("ANALYZE")
    return filled
