"""The people of the rehearsal: enough of them, told apart, and none taken for a real one."""

from collections import Counter

from bot.rehearsal.cast import CAST

PARTICIPANTS = [person for person in CAST if person.role in ("patient", "carer", "staff")]


def test_there_are_twelve_in_three_roles_and_three_languages() -> None:
    assert len(PARTICIPANTS) >= 12
    assert min(Counter(person.role for person in PARTICIPANTS).values()) >= 3
    assert min(Counter(person.language for person in PARTICIPANTS).values()) >= 3
    assert {person.language for person in PARTICIPANTS} == {"en", "cy", "ar"}
    assert sum(person.role == "facilitator" for person in CAST) == 2


def test_everybody_is_marked_as_an_example_and_told_apart() -> None:
    assert all(person.name.endswith(" (example)") for person in CAST)
    assert len({person.short_name for person in CAST}) == len({person.id for person in CAST}) == len(CAST)


def test_the_familiar_four_come_first() -> None:
    assert [(person.short_name, person.role) for person in CAST[:4]] == [
        ("Ann", "patient"),
        ("Amal", "carer"),
        ("Nia", "staff"),
        ("Fay", "facilitator"),
    ]
