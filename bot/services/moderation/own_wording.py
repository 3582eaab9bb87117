"""What the teller does with a wording that was offered to them, or with a no. Both stand on their menu."""

from __future__ import annotations

import msgspec

from bot.codesign.shared_wording import SharedPart
from bot.codesign.story import Part
from bot.flows.declining import DeclinedContext
from bot.flows.parts import part_line
from bot.flows.story import SPOKEN
from bot.flows.wording import Pair, Verdict, WordingContext
from bot.i18n.texts import Text, _
from bot.services import contexts, conversation, guiding, ledger, menus, projects, talking
from bot.services.moderation import wordings
from bot.services.questions import objecting
from bot.services.safety import team_notices
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import stories
from storage import wordings as stored
from storage.wordings import StoredWording

FACILITATORS = ("facilitator",)


async def mine(here: Step, status: str) -> list[StoredWording]:
    """What waits for the step's person in this state, of the stories as they stand."""
    found = await stored.of_membership(here.tx, here.house.keys, here.place.membership_id)
    return [each for each in found if each.status == status and not each.outdated]


async def _offers(here: Step) -> list[tuple[str, Text]]:
    return [
        (str(each.story_number), _("Story {number}: may we share it like this?", number=each.story_number))
        for each in await mine(here, "offered")
    ]


async def _refusals(here: Step) -> list[tuple[str, Text]]:
    return [
        (str(each.story_number), _("Story {number}: the team has answered", number=each.story_number))
        for each in await mine(here, "declined")
    ]


async def _numbered(here: Step, status: str, number: str) -> StoredWording | None:
    return next((each for each in await mine(here, status) if str(each.story_number) == number), None)


async def _see_offer(here: Step, number: str) -> None:
    wording = await _numbered(here, "offered", number)
    if wording is None:
        await here.say(NOT_THERE)
        await guiding.menu(here)
        return
    project = await contexts.project_of(here)
    ends = None
    if project.shared_after_silence_days is not None:
        ends = await wordings.starts_counting(here.tx, project, wording, here.now)
    pairs = await pairs_of(here, wording)
    silent_on = projects.day_in(project, ends) if ends else None
    await talking.begin(here, "wording", WordingContext(wording.story_number, wording.id, pairs, silent_on))


async def pairs_of(here: Step, wording: StoredWording) -> tuple[Pair, ...]:
    """What the step's person told, part by part, and the words that may be shared instead."""
    told = {part.id: part for part in await _told(here, wording)}
    return tuple(
        Pair(each.part, part_line(told[each.part]), each.words)
        for each in wordings.words(wording)
        if each.part in told
    )


async def _told(here: Step, wording: StoredWording) -> tuple[Part, ...]:
    found = await stories.of_membership(here.tx, here.house.keys, here.place.membership_id)
    story = next(each for each in found if each.id == wording.story_id)
    return contexts.read_story(story.content).every_part()


async def _see_no(here: Step, number: str) -> None:
    wording = await _numbered(here, "declined", number)
    content = wordings.read(wording) if wording else None
    if wording is None or not isinstance(content, wordings.Declined):
        await here.say(NOT_THERE)
        await guiding.menu(here)
        return
    allowed = tuple(SPOKEN & await conversation.allowed(here))
    contact = (await contexts.project_of(here)).responsible.facilitators_contact
    context = DeclinedContext(wording.story_number, wording.id, content.reason, allowed, contact)
    await talking.begin(here, "declined", context)


menus.put("home", "wording", _offers, _see_offer)
menus.put("home", "declined", _refusals, _see_no)

NOT_THERE = _("This is not there any more: the story was changed, or the team has sent something new.")


@talking.guarded("wording")
@talking.guarded("declined")
async def _guard(here: Step, talk: Talk) -> Text | None:
    """What was shown still is what it is about."""
    context: WordingContext | DeclinedContext = talk.context
    status = "offered" if talk.flow.name == "wording" else "declined"
    return None if await shown(here, status, context.wording) else NOT_THERE


async def shown(here: Step, status: str, wording_id: str) -> StoredWording | None:
    """The wording that was shown to the step's person, while it still waits for them; else None."""
    return next((each for each in await mine(here, status) if each.id == wording_id), None)


@when_over("wording")
async def _answered(here: Step, talk: Talk, verdict: Verdict) -> None:
    context: WordingContext = talk.context
    wording = await shown(here, "offered", context.wording)
    if wording is None:
        await here.say(NOT_THERE)
    elif verdict.did == "later":
        await here.say(_("Take your time. It stays on the menu."))
    else:
        await _answer(here, wording, verdict)
    if verdict.did == "object" and wording is not None:
        await objecting.begin(here, "wording", wording.story_number)
        return
    await guiding.go_on(here)


async def _answer(here: Step, wording: StoredWording, verdict: Verdict) -> None:
    number = wording.story_number
    if verdict.did == "accept":
        await stored.becomes(here.tx, here.house.keys, wording, "accepted", wording.content, here.now)
        await here.say(
            _("Thank you. They share it like this, and nothing else of story {number}.", number=number)
        )
    elif verdict.did in ("refuse", "object"):
        await stored.becomes(here.tx, here.house.keys, wording, "refused", wording.content, here.now)
        await ledger.remember(here.house, here.tx, "wording", wording.id)
        await here.say(_("Then nothing of story {number} is shared. The team still reads it.", number=number))
        await _tell_team(here, _("A teller said no to the wording of story {number}.", number=number))
    else:
        parts = tuple(
            SharedPart(each.part, verdict.words.get(each.part, each.words))
            for each in wordings.words(wording)
        )
        content = wordings.encode(wordings.Wording(parts))
        await stored.becomes(here.tx, here.house.keys, wording, "changed", content, here.now)
        await here.say(_("Thank you. The team looks at your words once more before they share them."))
        await _tell_team(
            here, _("A teller changed the wording of story {number}. Please look at it: /team", number=number)
        )


@when_over("declined")
async def _answered_no(here: Step, talk: Talk, parts: tuple[Part, ...]) -> None:
    context: DeclinedContext = talk.context
    wording = await shown(here, "declined", context.wording)
    content = wordings.read(wording) if wording else None
    if wording is None or not isinstance(content, wordings.Declined):
        await here.say(NOT_THERE)
    elif parts:
        answered = wordings.encode(msgspec.structs.replace(content, answer=parts))
        await stored.becomes(here.tx, here.house.keys, wording, "disputed", answered, here.now)
        await here.say(_("Thank you. Your answer is with the team."))
        await _tell_team(
            here,
            _("A teller answered to your no to story {number}. Please read it: /team", number=context.number),
        )
    else:
        await stored.becomes(here.tx, here.house.keys, wording, "upheld", wording.content, here.now)
    await guiding.go_on(here)


async def _tell_team(here: Step, words: Text) -> None:
    project = await contexts.project_of(here)
    await team_notices.tell(here.house, here.tx, project, here.place.project_id, words, roles=FACILITATORS)
