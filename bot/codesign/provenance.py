"""Where a candidate priority comes from: how many stories, told by whom, proposed by whom.

Priorities in experience-based co-design come out of what patients, carers and staff told (Bate and Robert
2007; doi 10.1017/9781009237024), so each says so. The team sees every count. What people who take part see
is cut down, because in a project of eight to thirty people one member of staff behind a priority may be
known by that alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from bot.i18n.texts import Text, _, lines, n_

LEAST_TELLERS = 3
"""Different people of a role behind a priority, from which on their stories are counted by role."""

OTHERS = "others"
"""The key of stories whose tellers' roles are not said because others do not stand beside them."""

SOMEBODY = "somebody"
"""Stands in place of a proposer's role that is not said."""

ROLES: tuple[str, ...] = ("patient", "carer", "staff")


class Source(msgspec.Struct, frozen=True):
    """One story behind a priority: the role of its teller, and who of the tellers it is."""

    role: str
    teller: str


def exact(sources: Iterable[Source]) -> dict[str, int]:
    """Return the number of stories by role, for the team. Roles without a story are left out."""
    told = [source.role for source in sources]
    return {role: told.count(role) for role in ROLES if role in told}


def for_participants(sources: Iterable[Source]) -> dict[str, int]:
    """Return the number of stories by role as far as it gives nobody away; the rest under ``OTHERS``.

    A role is named when stories of at least three of its people are behind the priority. What is left is
    counted without a role, and only when it comes from at least three people of more than one role:
    otherwise the role that is not named could be guessed from those that are, and none is named.
    """
    found = tuple(sources)
    tellers = {role: {each.teller for each in found if each.role == role} for role in ROLES}
    named = {role for role in ROLES if len(tellers[role]) >= LEAST_TELLERS}
    counts = exact(found)
    rest = {role for role in counts if role not in named}
    if not rest:
        return counts
    people = sum(len(tellers[role]) for role in rest)
    if len(rest) == 1 or people < LEAST_TELLERS:
        return {OTHERS: len(found)}
    kept = {role: counts[role] for role in ROLES if role in named}
    return kept | {OTHERS: sum(counts[role] for role in rest)}


def proposer_shown(role: str | None, people: Mapping[str, int]) -> str | None:
    """Return the role of a proposer as people who take part may see it; None for what the team wrote.

    ``people`` counts who takes part by role. Being one of fewer than three is as good as a name.
    """
    if role is None:
        return None
    return role if people.get(role, 0) >= LEAST_TELLERS else SOMEBODY


def in_words(origin: Mapping[str, int]) -> Text:
    """Return where a priority comes from: "7 stories: 4 from patients, 2 from carers, 1 from staff".

    ``origin`` is what :func:`exact` or :func:`for_participants` returned.
    """
    total = sum(origin.values())
    stories = n_("{n} story", "{n} stories", total)
    by_role = [_by_role(role, origin[role]) for role in (*ROLES, OTHERS) if origin.get(role)]
    if not total:
        return _("No story yet")
    if set(origin) == {OTHERS}:
        return stories
    return _("{stories}: {roles}", stories=stories, roles=_listed(by_role))


def proposed_in_words(role: str) -> Text:
    """Return who proposed it, in words."""
    words: dict[str, Text] = {
        "patient": _("Suggested by a patient"),
        "carer": _("Suggested by a carer"),
        "staff": _("Suggested by a member of staff"),
    }
    return words.get(role, _("Suggested by somebody who takes part"))


def whole(origin: Mapping[str, int], proposed_by: str | None) -> Text:
    """Return both in two lines; the second only for what somebody who takes part proposed."""
    return lines(in_words(origin), proposed_in_words(proposed_by) if proposed_by else None, gap=0)


def _by_role(role: str, stories: int) -> Text:
    if role == "patient":
        return n_("{n} from a patient", "{n} from patients", stories)
    if role == "carer":
        return n_("{n} from a carer", "{n} from carers", stories)
    if role == "staff":
        return n_("{n} from staff", "{n} from staff", stories)
    return n_("{n} from other people", "{n} from other people", stories)


def _listed(texts: list[Text]) -> Text:
    listed = texts[0]
    for text in texts[1:]:
        listed = _("{before}, {next}", before=listed, next=text)
    return listed
