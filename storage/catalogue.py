"""The named queries: every `queries/*.sql`, and `dialects/<dialect>/*.sql` over them, read once.

How a query file is written:

    -- name: run_current
    -- One line that says what it is for.
    SELECT id, flow FROM runs WHERE participant_id = :participant_id AND status = 'open';

- No operator and no parameter list after the name: the caller chooses among `one`, `all` and `run`.
- Names are unique over all files; start them with the table's name.
- One statement to a query, the same text for both databases. Comments take a line of their own.
- A parameter may stand in several places. Its type must be plain from where it stands (a column it is
  compared with or put into); where it is not (`INSERT … SELECT :x`, `:x IS NULL`, `:a || :b`, a bare
  `SELECT :x`) write `CAST(:x AS TEXT)` or `AS BIGINT`. Never `CAST(… AS BYTEA)`: SQLite reads BYTEA
  as a number there. Never `::`.
- A file in `dialects/<dialect>/` may give queries that exist in both dialects under one name, or one that
  only this database needs.
- `/* FOR UPDATE SKIP LOCKED */` (or `FOR UPDATE OF o …`) at the end of a query counts on PostgreSQL, where
  several take rows at once; on SQLite, where only one writes, it is a comment.
- A line `-- short` right after the name: it reads or writes a handful of rows that an index finds. On SQLite
  such a query is run where it is asked for, without a trip to another thread, so nothing else goes on
  meanwhile; a test holds every one of them to plans that search.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aiosql.adapters.aiosqlite import AioSQLiteAdapter
from aiosql.adapters.asyncpg import AsyncPGAdapter
from aiosql.query_loader import QueryLoader
from aiosql.types import QueryDatum

from storage.errors import UnknownQuery, WrongParameters

Dialect = Literal["sqlite", "postgresql"]
Value = str | int | bytes | None

HERE = Path(__file__).parent
_LOCKING = re.compile(r"/\* (FOR UPDATE\b[^*]*) \*/")


@dataclass(frozen=True, slots=True)
class Statement:
    """One named query as its driver wants it; `names` are its parameters in order, `wanted` the same ones."""

    name: str
    sql: str
    names: tuple[str, ...]
    wanted: frozenset[str]
    short: bool

    def arguments(self, given: Mapping[str, Value]) -> dict[str, Value]:
        """The parameters in the driver's order, booleans as 0 and 1.

        Raises `WrongParameters` when one is missing or too many, naming it.
        """
        if given.keys() != self.wanted:
            missing = ", ".join(sorted(self.wanted - given.keys())) or "none"
            unknown = ", ".join(sorted(given.keys() - self.wanted)) or "none"
            raise WrongParameters(f"query {self.name}: missing: {missing}; not wanted: {unknown}")
        return {name: _plain(given[name]) for name in self.names}


class Catalogue:
    """All named queries of one dialect."""

    def __init__(self, dialect: Dialect, folder: Path = HERE) -> None:
        """Read the query files below `folder`; a name used twice raises `ValueError`, naming it."""
        self._statements: dict[str, Statement] = {}
        self._dialect = dialect
        self.short: set[str] = set()
        """The texts of the queries that are short."""
        driver = AioSQLiteAdapter() if dialect == "sqlite" else AsyncPGAdapter()  # type: ignore[no-untyped-call]
        self._loader = QueryLoader(driver, None, mandatory_parameters=False)
        for part in ("queries", f"dialects/{dialect}"):
            for path in sorted((folder / part).glob("*.sql")):
                self._read(path)

    def _read(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        if self._dialect == "postgresql":
            text = _LOCKING.sub(r"\1", text)
        for datum in self._loader.load_query_data_from_sql(text, [], path):
            if datum.query_name in self._statements:
                raise ValueError(f"{path.name}: a query called {datum.query_name} exists already")
            statement = self._statements[datum.query_name] = _statement(datum)
            if statement.short:
                self.short.add(statement.sql)

    def __getitem__(self, name: str) -> Statement:
        """The query of this name; raises `UnknownQuery`."""
        try:
            return self._statements[name]
        except KeyError:
            raise UnknownQuery(f"there is no query called {name} in storage/queries") from None

    def names(self) -> list[str]:
        """The names of all queries, sorted."""
        return sorted(self._statements)


def _statement(datum: QueryDatum) -> Statement:
    signature = datum.signature
    names = tuple(name for name in signature.parameters if name != "self") if signature else ()
    short = datum.doc_comments.split("\n")[0].strip() == "short"
    return Statement(datum.query_name, datum.sql.rstrip("; \n"), names, frozenset(names), short)


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, bool) else value
