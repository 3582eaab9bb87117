"""Telling a story: where, what happened, what it felt like, what may be done with it, read back, sent."""

from __future__ import annotations

import msgspec

from bot.codesign.feelings import FEELINGS
from bot.codesign.project import FeelingWord, LocalText, StoryPrompts, Touchpoint
from bot.codesign.story import RECORDED, Kind, Part, Story, Use
from bot.flows.engine import ASIDES
from bot.flows.parts import KIND_NAMES, part_line
from bot.flows.questions import (
    CHANGE,
    Asides,
    Choice,
    Gather,
    Option,
    Progress,
    ReadBack,
    Say,
    Several,
    Words,
)
from bot.i18n.texts import Own, Quote, Text, _, lines

__all__ = [
    "KIND_NAMES",
    "NOT_SURE",
    "USE_NAMES",
    "StoryContext",
    "feeling_options",
    "part_line",
    "story_lines",
    "tell_story",
]

NOT_SURE = "not_sure"
"""The key for no touchpoint. Short names of a project have no underscore, so none can be the same."""

SPOKEN: frozenset[Kind] = frozenset({"text", "voice"})

USE_NAMES: dict[Use, Text] = {
    "team": _("The team may read it"),
    "play_workshop": _("The team may play my recordings in the workshop"),
    "quote_workshop": _("The team may quote it in the workshop, without a name"),
    "quote_publication": _("The team may quote it in publications, without a name"),
}


SECTION_NAMES: dict[str, Text] = {
    "parts": _("What happened:"),
    "mattered": _("What mattered:"),
    "better": _("What would have made it better:"),
    "good": _("What was good:"),
    "asides": _("Also said:"),
}
"""Where a part of a story was told, by the name of the field that holds it."""


class StoryContext(msgspec.Struct, frozen=True):
    """What a teller is asked, and what their consents allow. At least one kind must be allowed."""

    touchpoints: tuple[Touchpoint, ...]
    prompts: StoryPrompts
    feelings: tuple[FeelingWord, ...]
    emergency: LocalText
    allowed: tuple[Kind, ...]
    uses: tuple[Use, ...]


async def tell_story(ctx: StoryContext) -> Story:
    """Return the story as the person told it, read back to them and sent."""
    spoken = SPOKEN & set(ctx.allowed)
    stages = 4 + (3 if spoken else 0) + (1 if len(ctx.uses) > 1 else 0)
    await Say(_("This is not a helpline and not watched all day."))
    await Say(Own(ctx.emergency))
    await Progress(1, stages)
    touchpoint = await _where(ctx)
    await Progress(2, stages)
    parts = await _what_happened(ctx, touchpoint)
    await Progress(3, stages)
    feelings = await _felt(ctx)
    mattered, better, good = await _looking_back(ctx.prompts, spoken, stages) if spoken else ((), (), ())
    story = Story(touchpoint, parts, feelings, mattered, better, good, await Asides())
    on_offer = _more_uses(ctx, story)
    if on_offer:
        await Progress(stages - 1, stages)
        story = msgspec.structs.replace(story, uses=await _what_may_be_done(on_offer))
    await Progress(stages, stages)
    await _read_back(ctx, story, on_offer)
    return story


def _more_uses(ctx: StoryContext, story: Story) -> tuple[Use, ...]:
    """What a teller may allow beside reading; to play it only where something was recorded."""
    recorded = any(part.kind in RECORDED for part in story.every_part())
    return tuple(use for use in ctx.uses if use != "team" and (recorded or use != "play_workshop"))


async def _looking_back(
    prompts: StoryPrompts, spoken: frozenset[Kind], stages: int
) -> tuple[tuple[Part, ...], tuple[Part, ...], tuple[Part, ...]]:
    await Progress(4, stages)
    mattered = await Words("mattered", Own(prompts.mattered), allowed=spoken)
    await Progress(5, stages)
    better = await Words("better", Own(prompts.better), allowed=spoken)
    await Progress(6, stages)
    return mattered, better, await Words("good", Own(prompts.good), allowed=spoken)


async def _where(ctx: StoryContext) -> str | None:
    chosen = await Choice(
        "touchpoint",
        _("Which part of the care is your story about?"),
        options=(
            *(Option(point.id, Own(point.name)) for point in ctx.touchpoints),
            Option(NOT_SURE, _("I am not sure")),
        ),
    )
    return None if chosen == NOT_SURE else chosen


async def _what_happened(ctx: StoryContext, touchpoint: str | None) -> tuple[Part, ...]:
    hint = next((point.hint for point in ctx.touchpoints if point.id == touchpoint), None)
    return await Gather(
        "tell",
        lines(
            Own(ctx.prompts.tell),
            _("It can be about: {hint}", hint=Own(hint)) if hint else None,
            _how_to_tell(frozenset(ctx.allowed)),
            _("Take your time. When you have told it all, press Done."),
        ),
        allowed=frozenset(ctx.allowed),
        optional=False,
    )


def _how_to_tell(allowed: frozenset[Kind]) -> Text:
    if {"text", "voice", "photo"} <= allowed:
        return _("You can write, speak, or send photos and short videos, in as many messages as you like.")
    if {"text", "voice"} <= allowed:
        return _("You can write or speak, in as many messages as you like.")
    if {"text", "photo"} <= allowed:
        return _("You can write or send photos, in as many messages as you like.")
    if {"voice", "photo"} <= allowed:
        return _("You can speak, or send photos and short videos, in as many messages as you like.")
    if "text" in allowed:
        return _("You can write, in as many messages as you like.")
    if "voice" in allowed:
        return _("You can speak, in as many voice messages as you like.")
    return _("You can send photos, as many as you like.")


def feeling_options(own: tuple[FeelingWord, ...]) -> tuple[Option, ...]:
    """Every feeling on offer: a picture and a word, the project's own ones last.

    A project's own word stands in place of a common one that later came under the same key.
    """
    own_keys = {each.key for each in own}
    return (
        *(
            Option(each.key, _("{picture} {word}", picture=each.picture, word=each.word))
            for each in FEELINGS
            if each.key not in own_keys
        ),
        *(
            Option(each.key, _("{picture} {word}", picture=each.picture, word=Own(each.words)))
            for each in own
        ),
    )


async def _felt(ctx: StoryContext) -> tuple[str, ...]:
    return await Several(
        "feelings",
        _("What did it feel like? Choose as many as fit, then press Done."),
        options=feeling_options(ctx.feelings),
    )


async def _what_may_be_done(on_offer: tuple[Use, ...]) -> tuple[Use, ...]:
    chosen = await Several(
        "uses",
        lines(
            _(
                "The team will read this story. May they do more with it? Choose what you allow, then press "
                "Done."
            ),
            _("When a recording is played, people in the room may know your voice.")
            if "play_workshop" in on_offer
            else None,
        ),
        options=tuple(Option(use, USE_NAMES[use]) for use in on_offer),
        none=_("Nothing more: the team only"),
    )
    return ("team", *(use for use in on_offer if use in chosen))


async def _read_back(ctx: StoryContext, story: Story, on_offer: tuple[Use, ...]) -> None:
    changeable = [
        ("touchpoint", _("Change: which part of care")),
        ("tell", _("Change: what happened")),
        ("feelings", _("Change: what it felt like")),
        ("mattered", _("Change: what mattered")),
        ("better", _("Change: what would have been better")),
        ("good", _("Change: what was good")),
        ("uses", _("Change: what may be done with it")),
    ]
    if story.asides:
        changeable.append((ASIDES, _("Take away: what I also said")))
    missing = set() if SPOKEN & set(ctx.allowed) else {"mattered", "better", "good"}
    missing |= set() if on_offer else {"uses"}
    await ReadBack(
        "check",
        lines(
            _("Here is your story, as I have kept it. Is it right?"),
            *story_lines(ctx.touchpoints, ctx.feelings, story),
            _("This is not a helpline. If you are in danger now, press “I need help now”."),
        ),
        options=(
            Option("send", _("Send it to the team")),
            *(Option(CHANGE + name, label) for name, label in changeable if name not in missing),
        ),
    )


def story_lines(
    touchpoints: tuple[Touchpoint, ...], own: tuple[FeelingWord, ...], story: Story
) -> tuple[Text, ...]:
    """The story in words, part by part, as its teller and the team see it.

    What the project has since taken off its lists is shown by its short name.
    """
    names = {point.id: Own(point.name) for point in touchpoints}
    felt = {option.key: option.label for option in feeling_options(own)}
    point = story.touchpoint
    where: Text = _("I am not sure") if point is None else names.get(point, Quote(point))
    feelings = [felt.get(key, Quote(key)) for key in story.feelings]
    return (
        _("Part of care: {touchpoint}", touchpoint=where),
        _told(SECTION_NAMES["parts"], story.parts),
        lines(_("It felt:"), *feelings, gap=0) if feelings else _("It felt: not said"),
        *(
            _told(heading, parts)
            for heading, parts in (
                (SECTION_NAMES["mattered"], story.mattered),
                (SECTION_NAMES["better"], story.better),
                (SECTION_NAMES["good"], story.good),
                (SECTION_NAMES["asides"], story.asides),
            )
            if parts
        ),
        lines(_("What may be done with it:"), *(USE_NAMES[use] for use in story.uses), gap=0),
    )


def _told(heading: Text, parts: tuple[Part, ...]) -> Text:
    return lines(heading, *(part_line(part) for part in parts), gap=0)
