"""What became of the priorities that a story or suggestion led to: candidates, in a vote, chosen or not."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.codesign.priorities import last_of
from bot.codesign.project import LocalText, Project
from bot.codesign.thread import Step
from bot.flows import result_for_people
from bot.flows import thread as say
from bot.i18n.texts import Day, Text
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.priorities.priorities import Priority
from bot.services.projects import day_in, load
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from bot.services.thread.sources import Told, put
from bot.services.votes import vote_results
from storage import priorities as stored
from storage.database import Transaction

SHOWN = frozenset({"candidate", "chosen", "not_chosen", "withdrawn"})
"""The states in which a priority is shown to those whose stories are behind it."""


@put
async def _of_story(house: House, tx: Transaction, told: Told) -> list[Step]:
    if told.kind != "story":
        return []
    votes = await _votes(house, tx, told.project_id)
    behind = [await stored.seen(tx, house.keys, each) for each in told.priorities]
    found = [priorities.read(each) for each in behind if each is not None]
    shown = sorted((each for each in found if each.status in SHOWN), key=lambda each: each.stored.number)
    return [await _step(house, each, votes, told) for each in shown]


async def led_to(tx: Transaction, membership_id: str) -> dict[str, tuple[str, ...]]:
    """The ids of the priorities that each story of a person is behind, by the story's id.

    Merged ones by what they are part of now.
    """
    behind = await stored.led_to(tx, membership_id)
    merged = await stored.ways(tx, {each.priority_id for each in behind})
    found: dict[str, list[str]] = {}
    for each in behind:
        found.setdefault(each.story_id, []).append(last_of(merged, each.priority_id))
    return {story: tuple(dict.fromkeys(priorities)) for story, priorities in found.items()}


async def _votes(house: House, tx: Transaction, project_id: str) -> list[Round]:
    """The votes of a project, the newest first."""
    found = await rounds.every(house, tx, project_id)
    return [each for each in reversed(found) if each.kind == "votes"]


async def _step(house: House, one: Priority, votes: list[Round], told: Told) -> Step:
    number = one.stored.number
    decided = one.status in ("chosen", "not_chosen")
    kind = "priority_outcome" if decided else "priority_candidate"
    words = say.priority(number, _words(one, told), _standing(house, one, votes))
    return Step("priority", words, one.stored.changed_at, (kind, number, told.number))


def _words(one: Priority, told: Told) -> LocalText | None:
    """Its words; None while they are those of somebody else, who can still take them back."""
    theirs = one.stored.owner_id not in (None, told.membership_id)
    return None if theirs else one.wording.words


def _standing(house: House, one: Priority, votes: list[Round]) -> Text:
    vote = next((each for each in votes if one.stored.id in {c.id for c in each.ask.candidates}), None)
    if one.status == "withdrawn":
        # The reason was written for whoever suggested it.
        own = one.stored.proposer_id is None and not one.wording.proposed_by
        return say.because(say.OFF_THE_LIST, one.wording.reason if own else "")
    if one.status == "candidate":
        state = vote.state(house.clock.now()) if vote else "closed"
        return {"open": say.IN_A_VOTE, "over": say.IS_OVER, "closed": say.IS_CANDIDATE}[state]
    why = vote.outcome.why if vote and vote.outcome else None
    in_words = say.chosen if one.status == "chosen" else say.not_chosen
    return in_words(_figure(vote, one.stored.id), why)


def _figure(vote: Round | None, candidate: str) -> Text | None:
    """What its place in the vote comes from, with small numbers hidden, as the result says it."""
    result = vote_results.frozen(vote) if vote else None
    if result is None or not any(each.parts for each in result.standings):
        return None
    standing = next((each for each in result.standings if each.candidate == candidate), None)
    return None if standing is None else result_for_people.figure(result, standing)


@put
async def _of_suggestion(house: House, tx: Transaction, told: Told) -> list[Step]:
    if told.kind != "suggestion":
        return []
    project = await load(house, tx, told.project_id)
    mine = await stored.of_proposer(tx, house.keys, told.membership_id)
    one = priorities.read(next(each for each in mine if each.id == told.id))
    at = one.stored.created_at
    sent = Step("sent", say.sent(day_in(project, at)), at)
    if one.status == "proposed":
        return [sent, Step("read", say.waits(_due(project, at)))]
    if one.status in ("chosen", "not_chosen") or one.stored.voted_at is not None:
        votes = await _votes(house, tx, told.project_id)
        key = ("priority_outcome", told.number, 0)
        return [sent, Step("priority", _standing(house, one, votes), one.stored.changed_at, key)]
    key = ("suggestion_answer", told.number, 0)
    return [sent, Step("answer", _answer(one), one.stored.changed_at, key)]


def _due(project: Project, sent_at: datetime) -> Day:
    return day_in(project, sent_at + timedelta(days=project.reply_days))


def _answer(one: Priority) -> Text:
    """What the team did with a suggestion that nobody has voted on."""
    if one.status == "merged":
        return say.IS_PART_OF
    if one.status == "declined":
        return say.because(say.NOT_TAKEN_UP, one.wording.reason)
    if one.status == "withdrawn":
        return say.because(say.OFF_THE_LIST, one.wording.reason)
    return say.IS_CANDIDATE
