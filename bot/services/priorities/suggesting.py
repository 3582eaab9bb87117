"""Suggestions of the people who take part: sent, seen again, put in other words, taken back."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign import debt
from bot.codesign.consent import may_keep
from bot.codesign.priorities import MOST_OPEN, Status, Wording, is_open, own_words, words_can_change
from bot.flows.suggesting import (
    Looked,
    NewWords,
    NotMeant,
    ProposeContext,
    Suggestion,
    SuggestionsContext,
    SuggestionsWish,
    TakenBack,
)
from bot.i18n.texts import Text, _, lines, n_
from bot.services import contexts, contributions, erasing, guiding, ledger, menus, talking
from bot.services.priorities import priorities
from bot.services.priorities.priorities import Priority
from bot.services.projects import NOT_ASKED, day_in
from bot.services.questions import objecting
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from storage import priorities as stored

NOT_NOW = _("You cannot suggest a priority now. Here is what you can do:")
TOO_LATE = _("It is being voted on, so its words cannot be changed any more.")


async def may_suggest(here: Step) -> bool:
    """Whether this person may suggest something now: they take part, and let us keep their words."""
    place = here.participant.place
    if place is None or not place.joined or place.left or place.role in NOT_ASKED:
        return False
    return may_keep("text", await contexts.agreed(here))


@guarded("propose")
async def _hindered(here: Step, talk: Talk) -> Text | None:
    del talk
    return None if await may_suggest(here) else NOT_NOW


async def _mine(here: Step) -> list[Priority]:
    found = await stored.of_proposer(here.tx, here.house.keys, here.place.membership_id)
    return [priorities.read(each) for each in found]


async def _entries(here: Step) -> list[tuple[str, Text]]:
    entries: list[tuple[str, Text]] = []
    if await may_suggest(here):
        entries.append(("", _("Suggest a priority")))
    if here.place.role not in NOT_ASKED and await _mine(here):
        entries.append(("mine", _("My suggestions")))
    return entries


async def _serve(here: Step, detail: str) -> None:
    if detail == "mine":
        await talking.begin(here, "my_suggestions", await _suggestions_context(here))
    elif not await may_suggest(here):
        await here.say(NOT_NOW)
        await guiding.menu(here)
    elif await _full(here):
        await guiding.menu(here)
    else:
        project = await contexts.project_of(here)
        await talking.begin(here, "propose", ProposeContext(project.title))


menus.put("home", "propose", _entries, _serve)


async def _full(here: Step) -> bool:
    """Whether a person has as many open suggestions as one can have, which they are told."""
    if sum(is_open(each.status) for each in await _mine(here)) < MOST_OPEN:
        return False
    await here.say(
        n_(
            "You have {n} suggestion that is still open. That is as many as one person can have.",
            "You have {n} suggestions that are still open. That is as many as one person can have.",
            MOST_OPEN,
        ),
        _("When the team has decided about one, you can send another. You can also take one back."),
    )
    return True


@when_over("propose")
async def _proposed(here: Step, talk: Talk, words: str | None) -> None:
    del talk
    if words is None:
        await here.say(_("I have not sent it."))
    elif not await may_suggest(here):
        await here.say(NOT_NOW)
    elif not await _full(here):
        await _send(here, words)
    await guiding.go_on(here)


async def _send(here: Step, words: str) -> None:
    project, place, language = await contexts.project_of(here), here.place, here.participant.language
    added = await stored.add(
        here.tx,
        here.house.keys,
        place.project_id,
        owner_id=place.membership_id,
        status="proposed",
        content=msgspec.json.encode(Wording({language: words}, place.role, language)),
        now=here.now,
    )
    due = debt.due(here.now, project.reply_days)
    await contributions.made(
        here.house,
        here.tx,
        place.project_id,
        place.membership_id,
        "suggestion",
        added.id,
        added.number,
        due,
    )
    await here.say(
        _("Thank you. Your suggestion has been sent. Its number is {number}.", number=added.number),
        lines(
            _("The team of this project reads it."),
            _("You hear back by {day}.", day=day_in(project, due)),
        ),
        _("You can change the words until the first vote: in the menu, under “My suggestions”."),
    )


async def _suggestions_context(here: Step) -> SuggestionsContext:
    return SuggestionsContext(tuple([await _suggestion(here, each) for each in await _mine(here)]))


async def _suggestion(here: Step, one: Priority) -> Suggestion:
    project = await contexts.project_of(here)
    into = await priorities.part_of(here.house, here.tx, one.stored.id)
    return Suggestion(
        number=one.stored.number,
        words=own_words(one.wording),
        standing=one.status,
        hears_by=day_in(project, one.stored.created_at + timedelta(days=project.reply_days)),
        can_change=can_change(one),
        reason=one.wording.reason,
        changed=next(iter(one.wording.changed.values()), ""),
        part_of=None if into is None else into.wording.words,
    )


def can_change(priority: Priority) -> bool:
    """Whether its words can be changed now."""
    return words_can_change(priority.status, voted_on=priority.stored.voted_at is not None)


@when_over("my_suggestions")
async def _wished(here: Step, talk: Talk, wish: SuggestionsWish) -> None:
    del talk
    match wish:
        case NewWords(number, words):
            await _change(here, number, words)
        case TakenBack(number):
            await _take_back(here, number)
        case NotMeant(number):
            await objecting.begin(here, "priority", number)
            return
        case Looked():
            pass
    await guiding.go_on(here)


async def _own(here: Step, number: int) -> Priority | None:
    """The person's own suggestion with this number, while it can be changed; they are told when it cannot."""
    one = next((each for each in await _mine(here) if each.stored.number == number), None)
    if one is not None and can_change(one):
        return one
    await here.say(
        TOO_LATE if one is not None and is_open(one.status) else _("It has been decided meanwhile.")
    )
    return None


async def _change(here: Step, number: int, words: str) -> None:
    if not await may_suggest(here):
        await here.say(NOT_NOW)
        return
    one = await _own(here, number)
    if one is None:
        return
    language = here.participant.language
    # What nobody has read yet is simply put in other words; what others can see stands until it is read.
    wording = (
        Wording({language: words}, one.wording.proposed_by, language)
        if one.status == "proposed"
        else msgspec.structs.replace(one.wording, changed={language: words})
    )
    await _store(here, one, one.status, wording)
    await here.say(
        _("I have kept the new words of suggestion {number}.", number=number),
        _("Somebody of the team reads them before others see them."),
    )


async def _take_back(here: Step, number: int) -> None:
    one = await _own(here, number)
    if one is None:
        return
    await stored.remove(here.tx, one.stored.id)
    await ledger.remember(here.house, here.tx, "suggestion", one.stored.id)
    await contributions.taken_back(here.tx, "suggestion", one.stored.id)
    await erasing.close_readings(here.tx, here.place.project_id, here.now)
    await here.say(_("Your suggestion {number} is taken back and erased.", number=number))


async def _store(here: Step, one: Priority, status: Status, wording: Wording) -> None:
    content = msgspec.json.encode(wording)
    await stored.change(here.tx, here.house.keys, one.stored, here.now, status=status, content=content)
