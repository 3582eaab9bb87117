"""What each flow may know: a frozen slice of the project and of the person's rows, taken when it starts."""

from __future__ import annotations

import msgspec

from bot.codesign.consent import kinds_on_offer, permissions_on_offer
from bot.codesign.feelings import FEELINGS
from bot.codesign.project import CONSENT_KEYS, Project
from bot.codesign.rating import Ratings
from bot.codesign.story import Story
from bot.flows.home import HomeContext
from bot.flows.joining import ROLE_NAMES, JoinContext, Role
from bot.flows.language import LanguageContext
from bot.flows.my_data import LeavingContext, MyDataContext, ToldStory
from bot.flows.projects import ProjectsContext
from bot.flows.rating import rating_lines
from bot.flows.story import StoryContext, feeling_options, part_line, story_lines
from bot.flows.team import KeptFile, ReadingContext, TeamContext
from bot.i18n.texts import Moment, Text, _, lines, n_
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contributions, menus, my_pages, projects
from bot.services.priorities import own_suggestions
from bot.services.priorities.own_suggestions import OwnSuggestion
from bot.services.rounds import round_words
from bot.services.step import Step
from bot.services.votes import own_votes
from storage import calls, media, memberships, ratings, runs, stories
from storage.media import Medium
from storage.stories import FoundStory


async def project_of(step: Step) -> Project:
    """The project that the person looks at."""
    return await projects.load(step.house, step.tx, step.place.project_id)


async def agreed(step: Step) -> frozenset[str]:
    """The consent items that the person agrees to now; none for whoever does not take part."""
    given = await memberships.consents_now(step.tx, step.place.membership_id)
    return frozenset(item for item, yes in given.items() if yes) if given.get("take_part") else frozenset()


def language_context(project: Project, first: str) -> LanguageContext:
    """The project's languages, ``first`` ahead when it is one of them."""
    ordered = sorted(project.languages, key=lambda code: code != first)
    return LanguageContext(tuple((code, LANGUAGE_NAMES[code]) for code in ordered))


def join_context(project: Project, role: Role) -> JoinContext:
    """What somebody who joins in this role is told and asked."""
    return JoinContext(
        role=role,
        title=project.title,
        about=project.about,
        reply_days=project.reply_days,
        minimum_age=project.minimum_age,
        kept_until=projects.last_day(project).on,
        research=project.purpose == "research",
        consent=project.consent,
        format_needs=project.format_needs,
        responsible=project.responsible,
        parental_authorisation=project.parental_authorisation,
    )


async def home_context(step: Step) -> HomeContext:
    """What is open to the person now."""
    project, place = await project_of(step), step.place
    last = await stories.last_told(step.tx, place.membership_id)
    changeable = last is not None and step.now <= last.editable_until
    others = await memberships.of(step.tx, step.participant.id)
    facilitator = place.role == "facilitator"
    begun = await runs.unfinished(step.tx, step.house.keys, place.membership_id, "story")
    entries = await menus.entries(step, "home")
    return HomeContext(
        title=project.title,
        facilitator=facilitator,
        safety=place.role == "safeguarding",
        can_tell=place.role not in projects.TEAM and bool(kinds_on_offer(await agreed(step))),
        waiting_story=begun is not None,
        several_projects=sum(each.joined for each in others) > 1,
        change_story=last.number if last and changeable else None,
        change_until=Moment(last.editable_until, project.time_zone) if last and changeable else None,
        entries=tuple(each for each in entries if not menus.is_below(each)),
        below=tuple(each for each in entries if menus.is_below(each)),
        asks=await round_words.announcements(step),
    )


async def story_context(step: Step) -> StoryContext:
    """What a teller is asked, within what they agreed to."""
    project, given = await project_of(step), await agreed(step)
    return StoryContext(
        touchpoints=project.touchpoints,
        prompts=project.prompts,
        feelings=project.feelings,
        emergency=project.responsible.emergency,
        allowed=kinds_on_offer(given),
        uses=permissions_on_offer(given),
    )


def read_story(content: bytes) -> Story:
    """The story that was stored as JSON."""
    return msgspec.json.decode(content, type=Story)


def in_words(project: Project, story: Story) -> Text:
    """A story as text, part by part."""
    return lines(*story_lines(project.touchpoints, project.feelings, story))


async def my_data_context(step: Step) -> MyDataContext:
    """What is kept about the person in this project."""
    project = await project_of(step)
    told = await stories.of_membership(step.tx, step.house.keys, step.place.membership_id)
    given = await memberships.consents_now(step.tx, step.place.membership_id)
    return MyDataContext(
        stories=tuple(ToldStory(each.number, in_words(project, read_story(each.content))) for each in told),
        consent=project.consent,
        given={key: given.get(key, False) for key in CONSENT_KEYS},
        more=(
            *await my_pages.pages(step.house, step.tx, project, step.place.membership_id),
            *await _rated(step, project),
            *await _voted(step),
            *await own_suggestions.in_words(step.house, step.tx, step.place.membership_id),
        ),
    )


async def _rated(step: Step, project: Project) -> tuple[Text, ...]:
    """What the person sent last in each round of ratings, in words."""
    sent = await ratings.of_membership(step.tx, step.house.keys, step.place.membership_id)
    newest = {each.round_number: msgspec.json.decode(each.content, type=Ratings) for each in sent}
    return tuple(
        lines(
            _("Round {number}: how the care felt to you", number=number),
            *rating_lines(project.touchpoints, project.feelings, given),
        )
        for number, given in newest.items()
    )


async def _voted(step: Step) -> tuple[Text, ...]:
    """The person's votes, in words."""
    cast = await own_votes.of_membership(step.house, step.tx, step.place.membership_id)
    return tuple(lines(each.heading, each.words, *map(part_line, each.ballot.reason)) for each in cast)


async def _files(step: Step, membership_id: str) -> list[Medium]:
    return await media.of_membership(step.tx, step.house.keys, step.place.project_id, membership_id)


async def leaving_context(step: Step) -> LeavingContext:
    """What erasing everything would take away."""
    project, membership_id = await project_of(step), step.place.membership_id
    told = await stories.of_membership(step.tx, step.house.keys, membership_id)
    suggested = await own_suggestions.of_membership(step.house, step.tx, membership_id)
    return LeavingContext(
        stories=len(told),
        files=len(await _files(step, membership_id)),
        waiting_story=await runs.unfinished(step.tx, step.house.keys, membership_id, "story") is not None,
        contact=project.responsible.facilitators_contact,
        also=(*await _rounds_rated(step), *_theirs(suggested)),
        stays=any(each.voted_on for each in suggested),
    )


def _theirs(suggested: tuple[OwnSuggestion, ...]) -> tuple[Text, ...]:
    """How many suggestions go with them: those that nobody has voted on."""
    count = sum(not each.voted_on for each in suggested)
    return (n_("{n} suggestion", "{n} suggestions", count),) if count else ()


async def _rounds_rated(step: Step) -> tuple[Text, ...]:
    sent = await ratings.of_membership(step.tx, step.house.keys, step.place.membership_id)
    rounds = len({each.round_id for each in sent})
    if not rounds:
        return ()
    return (n_("how the care felt to you ({n} round)", "how the care felt to you ({n} rounds)", rounds),)


async def projects_context(step: Step) -> ProjectsContext:
    """The projects that the person has joined."""
    joined = [each for each in await memberships.of(step.tx, step.participant.id) if each.joined]
    return ProjectsContext(
        tuple(
            [(each.id, (await projects.load(step.house, step.tx, each.project_id)).title) for each in joined]
        )
    )


async def team_context(step: Step) -> TeamContext:
    """Counts of the facilitator's project."""
    project, place = await project_of(step), step.place
    counted = await stories.counts(step.tx, place.project_id, place.membership_id, step.now)
    people = await memberships.people_joined(step.tx, place.project_id)
    return TeamContext(
        project.title,
        counted.unread,
        counted.stories,
        people,
        await contributions.overdue(step.house, step.tx, place.project_id),
        await calls.pressing(step.tx, place.project_id, step.now),
        await menus.entries(step, "team"),
        await round_words.overdue_outcomes(step),
    )


def pseudonym(role: str, number: int) -> Text:
    """How a person is called in front of the team: their role and a number."""
    return _("{role} {number}", role=ROLE_NAMES[role], number=number)


async def reading_context(step: Step, found: FoundStory, *, reread: bool) -> ReadingContext:
    """A story as the team reads it, with the files that have arrived."""
    project, story = await project_of(step), read_story(found.story.content)
    files = await _files(step, found.story.membership_id)
    kept = {file.id for file in files if file.status == "kept"}
    parts = [part for part in story.every_part() if part.file]
    hard = {each.key for each in FEELINGS if not each.pleasant}
    hard |= {each.key for each in project.feelings if not each.pleasant}
    return ReadingContext(
        story=found.story.id,
        number=found.story.number,
        version=found.story.version,
        membership=found.story.membership_id,
        teller=pseudonym(found.role, found.teller_number),
        reply_due=projects.day_in(project, found.story.reply_due_at),
        words=in_words(project, story),
        hard_feelings=tuple(
            option.label
            for option in feeling_options(project.feelings)
            if option.key in hard and option.key in story.feelings
        ),
        files=tuple(KeptFile(part.file, part.kind, part_line(part)) for part in parts if part.file in kept),
        missing=sum(part.file not in kept for part in parts),
        reread=reread,
    )
