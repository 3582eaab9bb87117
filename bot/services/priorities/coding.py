"""Putting a story under parts of care and themes, and marking quotes: one thing at a time, kept at once."""

from __future__ import annotations

from bot.codesign.priorities import in_one_line
from bot.codesign.sentences import picked
from bot.flows.answers import Answer, ChosenSeveral
from bot.flows.coding import (
    Coded,
    CodingContext,
    CodingWish,
    InPlaces,
    Marked,
    MarkedQuote,
    ReadAgain,
    Translated,
    Under,
    Unmarked,
)
from bot.flows.priorities import NamedTheme
from bot.flows.team import ReadingContext
from bot.i18n.texts import Text, _
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, menus, talking, teamwork
from bot.services.priorities import quoting
from bot.services.priorities import themes as standing_themes
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import excerpts, stories, themes
from storage.stories import FoundStory
from storage.themes import StoredTheme, TaggedStory

GONE = _("This story cannot be put in order now. It may have been changed or erased meanwhile.")


async def begin_coding(here: Step, story_id: str) -> None:
    """Let a facilitator put a story under themes: one that the team has read as it stands."""
    found = await themes.read_stories(here.tx, here.place.project_id)
    await _begin(here, next((each for each in found if each.id == story_id), None))


async def _way(here: Step, found: FoundStory) -> Text | None:
    del here, found
    return _("Put it under themes")


async def _serve(here: Step, context: ReadingContext) -> None:
    await begin_coding(here, context.story)


teamwork.put("code", _way, _serve)


async def begin_coding_number(here: Step, number: int) -> None:
    """The same for the story with this number of the project that the person looks at."""
    await _begin(here, await _numbered(here, number))


async def _numbered(here: Step, number: int) -> TaggedStory | None:
    found = await themes.read_stories(here.tx, here.place.project_id)
    return next((each for each in found if each.number == number), None)


async def _begin(here: Step, story: TaggedStory | None) -> None:
    if story is None or not teamwork.is_facilitator(here):
        await here.say(GONE)
        await teamwork.open_team(here)
        return
    context = await _context(here, story)
    given: dict[str, Answer] = {
        "touchpoints": ChosenSeveral(context.found),
        "themes": ChosenSeveral(tuple(str(number) for number in context.chosen)),
    }
    await talking.begin(here, "code_story", context, given)


async def _context(here: Step, story: TaggedStory) -> CodingContext:
    project = await contexts.project_of(here)
    standing = await standing_themes.standing(here.house, here.tx, project_id := here.place.project_id)
    by_theme = await themes.stories_by_theme(here.tx, project_id)
    source = await quoting.quotable(here.house, here.tx, story.id)
    marked = await excerpts.of_story(here.tx, here.house.keys, story.id)
    shown = await quoting.may_be_shown(here.house, here.tx, marked)
    names = {each.id: each.name for each in standing}
    told = await stories.numbered(here.tx, here.house.keys, project_id, story.number)
    return CodingContext(
        story=story.number,
        teller=(await standing_themes.tellers(here)).get(story.teller_id, _("somebody who has left")),
        touchpoints=tuple((point.id, point.name) for point in project.touchpoints),
        told=contexts.read_story(told.story.content).touchpoint if told else None,
        found=await themes.touchpoints(here.tx, here.house.keys, project_id, story),
        themes=tuple(NamedTheme(each.number, each.name) for each in standing),
        chosen=tuple(
            each.number for each in standing if story.id in {one.id for one in by_theme.get(each.id, [])}
        ),
        sentences=source.sentences if source else (),
        quotes=tuple(
            MarkedQuote(
                each.stored.id,
                each.stored.words,
                names.get(each.stored.theme_id or "", ""),
                dict(each.stored.translations),
            )
            for each in shown
        ),
        languages=tuple((code, LANGUAGE_NAMES.get(code, code)) for code in project.languages),
    )


@when_over("code_story")
async def _coded(here: Step, talk: Talk, wish: CodingWish) -> None:
    context: CodingContext = talk.context
    story = await _numbered(here, context.story)
    if not teamwork.is_facilitator(here) or story is None or isinstance(wish, Coded):
        if story is None:
            await here.say(GONE)
        await menus.serve(here, "team", "themes:")
        return
    if isinstance(wish, ReadAgain):
        await teamwork.read_again(here, story.number)
        return
    match wish:
        case InPlaces(touchpoints):
            keys, project_id = here.house.keys, here.place.project_id
            await themes.put_touchpoints(here.tx, keys, project_id, story, touchpoints)
        case Under():
            await _put_under(here, story, wish)
        case Marked():
            await _mark(here, story, context, wish)
        case Translated():
            await _translate(here, story, wish)
        case Unmarked(quotes):
            for quote in quotes:
                await excerpts.remove(here.tx, story.id, quote)
    await here.say(_kept(wish))
    await _begin(here, story)


def _kept(wish: CodingWish) -> Text:
    return _("The quotes are taken away.") if isinstance(wish, Unmarked) else _("It is noted.")


async def _put_under(here: Step, story: TaggedStory, under: Under) -> None:
    chosen: list[str] = []
    for number in under.themes:
        theme = await standing_themes.numbered(here.house, here.tx, here.place.project_id, number)
        chosen += [theme.id] if theme else []
    name = in_one_line(under.new)
    if name:
        chosen.append((await _theme_called(here, name)).id)
    await standing_themes.put_under(here.house, here.tx, here.place.project_id, story, chosen)


async def _theme_called(here: Step, name: str) -> StoredTheme:
    """The theme with this name: one that is there, however it was written, or a new one."""
    project_id = here.place.project_id
    standing = await standing_themes.standing(here.house, here.tx, project_id)
    known = standing_themes.called(standing, name)
    return known or await themes.add(here.tx, here.house.keys, project_id, name, here.now)


async def _translate(here: Step, story: TaggedStory, wish: Translated) -> None:
    marked = await excerpts.of_story(here.tx, here.house.keys, story.id)
    if any(each.id == wish.quote for each in marked):
        await excerpts.translate(
            here.tx,
            here.house.keys,
            project_id=here.place.project_id,
            teller_id=story.teller_id,
            excerpt_id=wish.quote,
            language=wish.language,
            words=wish.words,
            now=here.now,
        )


async def _mark(here: Step, story: TaggedStory, context: CodingContext, marked: Marked) -> None:
    """Keep the sentences that were picked, if they still may be quoted in the same words."""
    source = await quoting.quotable(here.house, here.tx, story.id)
    if source is None or source.sentences != context.sentences:
        await here.say(_("What may be quoted has changed meanwhile. Please look again."))
        return
    theme = None
    if marked.theme is not None:
        theme = await standing_themes.numbered(here.house, here.tx, here.place.project_id, marked.theme)
    known = {each.words for each in await excerpts.of_story(here.tx, here.house.keys, story.id)}
    for position, words in picked(source.sentences, marked.sentences):
        if words not in known:
            await excerpts.add(
                here.tx,
                here.house.keys,
                project_id=here.place.project_id,
                teller_id=story.teller_id,
                story_id=story.id,
                wording_id=source.wording_id,
                theme_id=theme.id if theme else None,
                position=position,
                words=words,
                now=here.now,
            )
