"""What people who cannot come want to have said: what of it goes into a pack for the team."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from bot.codesign.consent import may_export
from bot.codesign.packs import Kind, message_code
from bot.codesign.story import Part
from bot.services.collecting import Collected
from bot.services.house import House
from bot.services.questions import exchanges
from storage import exchanges as stored
from storage.database import Transaction


class Message(msgspec.Struct, frozen=True):
    """What is to be read out or played. ``with_role``: it is said which role it comes from."""

    number: int
    parts: tuple[Part, ...]
    role: str
    with_role: bool
    language: str
    membership_id: str

    @property
    def code(self) -> str:
        """By what it is called on paper and in the chat."""
        return message_code(self.number)


async def to_read_out(house: House, tx: Transaction, collected: Collected, kind: Kind) -> tuple[Message, ...]:
    """What has not been read out yet, of people who are in the pack. In a pack to share there is none."""
    if kind == "share":
        return ()
    people = {person.membership_id: person for person in collected.people}
    found = []
    for each in await stored.waiting(tx, house.keys, collected.project_id):
        person = people.get(each.asker.membership_id)
        if each.kind != "for_workshop" or person is None:
            continue
        said = exchanges.read(each)
        if parts := tuple(part for part in said.every_part() if may_export(part.kind, person.agreed)):
            found.append(
                Message(
                    each.number, parts, person.role, said.with_role, person.language, person.membership_id
                )
            )
    return tuple(sorted(found, key=lambda each: each.number))


async def may_be_read(
    house: House, tx: Transaction, owners: Collection[str], agreed: Mapping[str, frozenset[str]]
) -> set[str]:
    """The ids of the parts that may be read out or played today: neither taken back, nor said anew since."""
    return {
        part.id
        for owner in owners
        for each in await stored.of_membership(tx, house.keys, owner)
        if each.kind == "for_workshop"
        for part in exchanges.read(each).every_part()
        if may_export(part.kind, agreed.get(owner, frozenset()))
    }
