"""What can be entered for one person now: each service that enters something puts its own entries here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from bot.codesign.consent import to_ask_again
from bot.flows.assisting_people import PersonContext
from bot.flows.home import Entry
from bot.i18n.texts import Text, _
from bot.services import consenting, contexts, guiding, talking, teamwork
from bot.services.assisting import theirs
from bot.services.entered import taken_of
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import assisted
from storage.assisted import AssistedPerson, StoredEntry

Offer = Callable[[Step], Awaitable[list[tuple[str, Text]]]]
"""The entries for this person, given their step: what tells them apart ("" for one), and the words."""

Serve = Callable[[Step, AssistedPerson, str], Awaitable[None]]
"""Serve a chosen entry, given the facilitator's step."""

ORDER = ("story", "ratings", "votes", "wordings", "consents", "leaving")

MOST_SHOWN = 10
"""Lines of what was entered before, the newest."""


class _Dish(msgspec.Struct, frozen=True):
    offer: Offer
    serve: Serve
    always: bool


_DISHES: dict[str, _Dish] = {}


def put(name: str, offer: Offer, serve: Serve, *, always: bool = False) -> None:
    """Add entries under a name of :data:`ORDER`; ``always``: also while consents have to be asked anew."""
    _DISHES[name] = _Dish(offer, serve, always)


async def show(here: Step, person: AssistedPerson) -> None:
    """Show what was entered for somebody and what can be."""
    as_theirs = theirs.step_of(here, person)
    project = await contexts.project_of(here)
    anew = bool(to_ask_again(project.consent.version, await consenting.answers_of(as_theirs)))
    takes_part = not person.place.left and "take_part" in await contexts.agreed(as_theirs)
    entries: list[Entry] = []
    for name in ORDER:
        dish = _DISHES.get(name)
        if dish is not None and (dish.always or (takes_part and not anew)):
            entries += [Entry(f"{name}:{key}", words) for key, words in await dish.offer(as_theirs)]
    hints = []
    if anew and takes_part:
        hints.append(_("The words of the consents have changed. Please read them to this person first."))
    if not takes_part:
        hints.append(_("This person does not take part, so nothing can be entered for them."))
    before = await assisted.entries(here.tx, person.place.membership_id)
    context = PersonContext(
        person.place.membership_id,
        theirs.called(person),
        person.code,
        tuple(_before(each) for each in before[-MOST_SHOWN:]),
        tuple(entries),
        tuple(hints),
    )
    await talking.begin(here, "assisting_person", context)


_KINDS: dict[str, Text] = {
    "consents": _("what they agree to"),
    "story": _("a story"),
    "ratings": _("how the care felt"),
    "ballot": _("a vote"),
    "wording": _("yes or no to a wording"),
}


def _before(entry: StoredEntry) -> Text:
    return _("{what}: {how}", what=_KINDS[entry.kind], how=taken_of(entry))


@when_over("assisting_person")
async def _chosen(here: Step, talk: Talk, key: str) -> None:
    context: PersonContext = talk.context
    person = await theirs.somebody(here, context.membership)
    name, _colon, detail = key.partition(":")
    if key == "back":
        await teamwork.open_team(here)
    elif person is None:
        await guiding.unknown(here)
    else:
        await _DISHES[name].serve(here, person, detail)


async def show_again(here: Step, membership_id: str) -> None:
    """Back to somebody's menu after something was entered; to the team's menu when they are gone."""
    person = await theirs.somebody(here, membership_id)
    if person is None:
        await teamwork.open_team(here)
    else:
        await show(here, person)
