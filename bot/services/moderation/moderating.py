"""What a facilitator does with a story they have read: a wording to share, a worry, or a no with a reason."""

from __future__ import annotations

from bot.codesign.consent import uses_now
from bot.codesign.shared_wording import SharedPart
from bot.codesign.story import Part, Story
from bot.flows.declining import DecliningContext
from bot.flows.moderating import ModeratingContext, PartToShare
from bot.flows.story import SECTION_NAMES
from bot.flows.team import ReadingContext
from bot.i18n.texts import Text, _
from bot.services import contexts, contributions, guiding, talking, teamwork
from bot.services.contexts import pseudonym
from bot.services.moderation import wordings
from bot.services.safety import concerns
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.thread.news import happened
from storage import memberships, participants, runs, stories
from storage import wordings as stored
from storage.stories import FoundStory

SPOKEN_KINDS = ("text", "voice", "video", "video_note")
"""Parts in which something was said, or may have been."""


async def _find(here: Step, number: int) -> FoundStory | None:
    return await stories.numbered(here.tx, here.house.keys, here.place.project_id, number)


async def may_be_shared(here: Step, found_: FoundStory) -> bool:
    """Whether its teller allows, today, that more is done with a story than the team reading it."""
    given = await memberships.consents_now(here.tx, found_.story.membership_id)
    agreed = frozenset(item for item, yes in given.items() if yes)
    uses = uses_now(contexts.read_story(found_.story.content).uses, agreed)
    return any(use != "team" for use in uses)


async def _offer_sharing(here: Step, found_: FoundStory) -> Text | None:
    return _("It can be shared: make the wording") if await may_be_shared(here, found_) else None


async def _offer_worry(here: Step, found_: FoundStory) -> Text | None:
    del here, found_
    return _("I am worried about somebody's safety")


async def _offer_no(here: Step, found_: FoundStory) -> Text | None:
    wording = await stored.of_story(here.tx, here.house.keys, found_.story.id)
    declined = wording is not None and not wording.outdated and wording.status in ("declined", "disputed")
    return None if declined else _("We cannot use it: say why")


async def _share(here: Step, context: ReadingContext) -> None:
    await moderate(here, context.number)


async def _worry(here: Step, context: ReadingContext) -> None:
    await concerns.begin(here, "story", context.number, context.story, context.teller)


async def _decline(here: Step, context: ReadingContext) -> None:
    await talking.begin(here, "decline", DecliningContext(context.number, context.version, context.teller))


teamwork.put("share", _offer_sharing, _share)
teamwork.put("worry", _offer_worry, _worry)
teamwork.put("decline", _offer_no, _decline)


async def moderate(here: Step, number: int) -> None:
    """Begin a wording of a story, if its teller still allows that it is shared."""
    story = await _find(here, number)
    if story is None or not await may_be_shared(here, story):
        await here.say(_("The teller lets only the team read story {number}.", number=number))
        await teamwork.open_team(here)
        return
    parts = await _parts(here, story)
    if not parts:
        await here.say(_("Story {number} has no words that could be shared.", number=number))
        await teamwork.open_team(here)
        return
    teller = pseudonym(story.role, story.teller_number)
    context = ModeratingContext(number, story.story.version, teller, story.story.membership_id, parts)
    await talking.begin(here, "moderate", context)


async def _parts(here: Step, story: FoundStory) -> tuple[PartToShare, ...]:
    from bot.codesign.identifying import found  # its lists and patterns take long to load

    language = await participants.language_of(here.tx, story.story.membership_id)
    kept = {each.file for each in (await contexts.reading_context(here, story, reread=False)).files}
    return tuple(
        PartToShare(
            part.id,
            heading,
            part.kind,
            part.words,
            found(part.words, language),
            part.file if part.file in kept else None,
        )
        for heading, part in told_parts(contexts.read_story(story.story.content))
        if part.words or part.kind in SPOKEN_KINDS
    )


def told_parts(story: Story) -> list[tuple[Text, Part]]:
    """Every part of a story under the heading where it was told."""
    return [(heading, part) for name, heading in SECTION_NAMES.items() for part in getattr(story, name)]


@when_over("moderate")
async def _moderated(here: Step, talk: Talk, parts: tuple[SharedPart, ...]) -> None:
    context: ModeratingContext = talk.context
    # What was typed here is made of somebody else's words: it does not stay with the facilitator's answers.
    await runs.save(here.tx, here.house.keys, talk.run, {}, frozenset(talk.answers), here.now)
    story = await _find(here, context.number)
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    if not parts:
        await here.say(_("Nothing was offered to the teller."))
    elif story is None or story.story.version != context.version:
        await here.say(
            _("The teller has changed story {number} meanwhile. Please read it anew.", number=context.number)
        )
    elif not await may_be_shared(here, story):
        await here.say(_("The teller lets only the team read story {number}.", number=context.number))
    else:
        await _offer(here, story, parts)
    await teamwork.open_team(here)


async def _offer(here: Step, story: FoundStory, parts: tuple[SharedPart, ...]) -> None:
    await stored.add(
        here.tx,
        here.house.keys,
        story.story,
        reader=here.place.membership_id,
        status="offered",
        content=wordings.encode(wordings.Wording(parts)),
        now=here.now,
    )
    offered = await stored.of_story(here.tx, here.house.keys, story.story.id)
    assert offered is not None
    project = await contexts.project_of(here)
    told = await wordings.tell_of_offer(here.house, here.tx, project, offered)
    await happened(here.house, here.tx, offered.teller, "story_wording", offered.story_number, told=True)
    teller = pseudonym(story.role, story.teller_number)
    who = await memberships.member(here.tx, offered.teller)
    if who is not None and who.assisted:
        await here.say(
            _(
                "{teller} does not use this chat. Please read it to them, and enter what they say: "
                "/team, “Enter for somebody”.",
                teller=teller,
            )
        )
        return
    await here.say(
        _(
            "{teller} is told that something waits for them. Nothing is used before they answer, "
            "or before the days of silence that your project chose are over.",
            teller=teller,
        )
        if told
        else _(
            "{teller} sees it when they next open the menu: I may not, or cannot, write to them unasked.",
            teller=teller,
        )
    )


@when_over("decline")
async def _declined(here: Step, talk: Talk, reason: str) -> None:
    context: DecliningContext = talk.context
    story = await _find(here, context.number)
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    if not reason or story is None:
        await here.say(_("Nothing was sent to the teller."))
    elif story.story.version != context.version:
        await here.say(
            _("The teller has changed story {number} meanwhile. Please read it anew.", number=context.number)
        )
    else:
        await stored.add(
            here.tx,
            here.house.keys,
            story.story,
            reader=here.place.membership_id,
            status="declined",
            content=wordings.encode(wordings.Declined(reason)),
            now=here.now,
        )
        await contributions.answered(here.tx, "story", story.story.id, "declined", here.now)
        await wordings.tell_news(
            here.house, here.tx, await contexts.project_of(here), story.story.membership_id
        )
        teller = story.story.membership_id
        await happened(here.house, here.tx, teller, "story_answer", context.number, told=True)
        await here.say(_("The teller can read your reason, and answer it."))
    await teamwork.open_team(here)
