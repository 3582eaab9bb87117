"""Reads what was told by many people at once, and answers the queries about each of them from that.

Going through a project person by person asks the database half a dozen things of each: most of the time goes
into asking. Here those queries are answered for a hundred people with as many questions as for one, and the
functions that ask them need not know.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from storage.catalogue import Value
from storage.database import Row, Transaction

PAGE = 100
"""People who are read at once: what they told lies in memory for that while, as it lies in the database."""

_AHEAD = {
    "consents_of": "membership_id",
    "stories_of_membership": "membership_id",
    "ratings_of_membership": "membership_id",
    "wordings_of_membership": "membership_id",
    "media_of_membership": "membership_id",
    "keys_wrapped": "owner",
}
"""The queries that are answered from what was read ahead, and by which parameter."""


class Placed(Protocol):
    """Somebody with a role and a number among the people of that role."""

    @property
    def role(self) -> str:
        """Their role."""

    @property
    def number(self) -> int:
        """Their number."""


P = TypeVar("P", bound=Placed)


def pages(people: Sequence[P]) -> Iterator[list[P]]:
    """``people``, who come by role and number, in pages of one role."""
    for _role, group in groupby(people, key=lambda each: each.role):
        of_role = list(group)
        for at in range(0, len(of_role), PAGE):
            yield of_role[at : at + PAGE]


class ReadAhead:
    """A transaction that knows the answers about one page of people; everything else it asks the database."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known: dict[str, dict[Value, list[Row]]] = {}

    async def read(self, project_id: str, page: Sequence[Placed]) -> None:
        """Read what the people of a page told, in the place of the page before."""
        for query in _AHEAD:
            rows = await self._tx.all(
                f"ahead_{query}",
                project_id=project_id,
                role=page[0].role,
                first=page[0].number,
                last=page[-1].number,
            )
            found = defaultdict[Value, list[Row]](list)
            for row in rows:
                found[row.pop("of")].append(row)
            self._known[query] = found

    async def all(self, query: str, /, **params: Value) -> list[Row]:
        """See `Transaction.all`. About the people of the page alone, where it is read ahead."""
        if query in self._known:
            return self._known[query].get(params[_AHEAD[query]], [])
        return await self._tx.all(query, **params)

    async def one(self, query: str, /, **params: Value) -> Row | None:
        """See `Transaction.one`."""
        if query in self._known and (rows := self._known[query].get(params[_AHEAD[query]])):
            return rows[0]
        return await self._tx.one(query, **params)

    async def run(self, query: str, /, **params: Value) -> int:
        """See `Transaction.run`."""
        return await self._tx.run(query, **params)

    async def statement(self, sql: str, /) -> None:
        """See `Transaction.statement`."""
        await self._tx.statement(sql)

    async def table_rows(self, sql: str, values: Sequence[Value], /) -> list[Row]:
        """See `Transaction.table_rows`."""
        return await self._tx.table_rows(sql, values)

    async def put_rows(self, sql: str, rows: Sequence[Sequence[Value]], /) -> None:
        """See `Transaction.put_rows`."""
        await self._tx.put_rows(sql, rows)

    def after_commit(self, call: Callable[[], None]) -> None:
        """See `Transaction.after_commit`."""
        self._tx.after_commit(call)
