"""The people of the rehearsal. None of them is real, and their names say so."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Person:
    """One person with a phone: a fictional Telegram user, and the role they are invited in."""

    id: int
    name: str
    language: str
    role: str

    @property
    def short_name(self) -> str:
        """The name scripts call them by: the first word of it."""
        return self.name.split()[0]

    def user(self) -> dict[str, Any]:
        """Telegram's User object for this person."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}


CAST = (
    Person(8_100_001, "Ann (example)", "en", "patient"),
    Person(8_100_002, "Amal (example)", "ar", "carer"),
    Person(8_100_003, "Nia (example)", "cy", "staff"),
    Person(8_100_004, "Fay (example)", "en", "facilitator"),
    Person(8_100_005, "Ben (example)", "en", "patient"),
    Person(8_100_006, "Carys (example)", "cy", "patient"),
    Person(8_100_007, "Hana (example)", "ar", "patient"),
    Person(8_100_008, "Dewi (example)", "cy", "patient"),
    Person(8_100_009, "Tom (example)", "en", "carer"),
    Person(8_100_010, "Gwen (example)", "cy", "carer"),
    Person(8_100_011, "Rosa (example)", "en", "carer"),
    Person(8_100_012, "Sam (example)", "en", "staff"),
    Person(8_100_013, "Leila (example)", "ar", "staff"),
    Person(8_100_014, "Huw (example)", "cy", "facilitator"),
    Person(8_100_015, "Grace (example)", "en", "safeguarding"),
    Person(8_100_016, "Elin (example)", "en", "sponsor"),
)
"""The first four are introduced in the documents, and stand on the page at first."""
