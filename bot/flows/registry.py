"""Every flow by the name under which its runs are stored."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.flows.action_answers import AnswersContext, action_answers
from bot.flows.agreeing import AgreeContext, agree_again
from bot.flows.answering import (
    AnsweringContext,
    QuestionsContext,
    ReplyContext,
    answer_question,
    questions,
    reply_to_story,
)
from bot.flows.asking import AskContext, ask_team
from bot.flows.assisting_changes import (
    ConsentsForContext,
    LeavingForContext,
    consents_for,
    leaving_for,
)
from bot.flows.assisting_entries import (
    RatingForContext,
    StoryForContext,
    VoteForContext,
    rating_for,
    story_for,
    vote_for,
)
from bot.flows.assisting_people import PersonContext, WhoContext, person, who
from bot.flows.assisting_told import ToldContext, have_heard
from bot.flows.assisting_wording import WordingForContext, wording_for
from bot.flows.audit import AuditContext, audit
from bot.flows.calling import CallContext, HelpContext, get_help, say_more
from bot.flows.changes import ChangesContext, OwnContext, changes, own_action
from bot.flows.closing import ClosingContext, close_round
from bot.flows.coding import CodingContext, code_story
from bot.flows.commenting import CommentContext, read_comment
from bot.flows.correcting_workshop import CorrectingWorkshopContext, correct_workshop
from bot.flows.decisions import DecisionsContext, decisions
from bot.flows.declining import (
    AnsweredContext,
    DeclinedContext,
    DecliningContext,
    DeskContext,
    decline,
    desk,
    see_answer,
    see_declined,
)
from bot.flows.difference import DifferenceContext, difference
from bot.flows.editing_action import EditContext, edit_action
from bot.flows.engine import FlowFunction
from bot.flows.for_workshop import ForWorkshopContext, for_workshop
from bot.flows.health import HealthContext, SharedHealthContext, health, shared_health
from bot.flows.home import HomeContext, home
from bot.flows.joining import JoinContext, join, join_as_facilitator
from bot.flows.language import LanguageContext, choose_language
from bot.flows.looking_after import (
    AnswerContext,
    ConcernContext,
    MattersContext,
    answer_call,
    look_after,
    see_concern,
)
from bot.flows.mapping import MapContext, emotional_map
from bot.flows.moderating import ModeratingContext, moderate
from bot.flows.my_data import LeavingContext, MyDataContext, leave, my_data
from bot.flows.often import OftenContext, choose_often
from bot.flows.opening import OpeningContext, open_round
from bot.flows.outcomes import OutcomesContext, outcomes
from bot.flows.owed import HeldBackContext, OwedContext, held_back, owed
from bot.flows.own_exchanges import (
    ExchangesContext,
    ObjectContext,
    OwnExchangeContext,
    object_to,
    own_exchange,
    own_exchanges,
)
from bot.flows.packing import PacksContext, workshop_packs
from bot.flows.priorities import PrioritiesContext, priorities
from bot.flows.projects import ProjectsContext, choose_project
from bot.flows.proposals import ProposalContext, read_proposal
from bot.flows.queue_words import QueueWordsContext, queue_words
from bot.flows.rating import LowPointsContext, RatingContext, low_points, rate
from bot.flows.reading_update import (
    AnswerUpdateContext,
    NewsContext,
    ReadingUpdateContext,
    answer_update,
    read_news,
    read_update,
)
from bot.flows.reading_workshop import ReadingWorkshopContext, read_workshop
from bot.flows.rounds import RoundsContext, rounds
from bot.flows.sheets import SheetContext, SheetsContext, enter_sheet, sheets
from bot.flows.stepping import StepContext, action_step
from bot.flows.story import StoryContext, tell_story
from bot.flows.suggesting import ProposeContext, SuggestionsContext, my_suggestions, propose
from bot.flows.team import ReadingContext, TeamContext, read_story, team
from bot.flows.team_actions import ActionsContext, actions
from bot.flows.telling_workshop import TellingContext, tell_workshop
from bot.flows.themes import ThemesContext, themes
from bot.flows.thread import ThreadContext, thread
from bot.flows.updates import (
    CorrectingContext,
    RepliesContext,
    UpdatesContext,
    correct_update,
    update_answers,
    updates,
)
from bot.flows.vote import VoteContext, vote
from bot.flows.vote_result import VoteResultContext, vote_result
from bot.flows.wording import WordingContext, see_wording
from bot.flows.workshops import (
    WorkshopAnswersContext,
    WorkshopReplyContext,
    WorkshopsContext,
    reply_to_workshop,
    workshop_answers,
    workshops,
)
from bot.flows.worrying import ReachContext, WorryContext, raise_concern, reach_lead
from bot.flows.writing_action import WriteContext, write_action
from bot.flows.writing_update import WritingContext, write_update


class Flow(msgspec.Struct, frozen=True):
    """A conversation: its function, the type of its context, and what becomes of it when left or over.

    A flow that waits is gone on with another day; one that does not is a menu, dropped and made anew. One
    that reopens can be opened again once it is over, to change what came of it.
    """

    name: str
    run: FlowFunction
    context: type[Any]
    waits: bool = False
    reopens: bool = False

    def encode(self, context: Any) -> bytes:
        """The context as JSON."""
        return msgspec.json.encode(context)

    def decode(self, stored: bytes) -> Any:
        """The context that was stored. Raises msgspec.ValidationError when its shape has changed."""
        return msgspec.json.decode(stored, type=self.context)


FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (
        Flow("language", choose_language, LanguageContext),
        Flow("join", join, JoinContext, waits=True),
        Flow("join_as_facilitator", join_as_facilitator, JoinContext, waits=True),
        Flow("agree_again", agree_again, AgreeContext),
        Flow("home", home, HomeContext),
        Flow("story", tell_story, StoryContext, waits=True, reopens=True),
        Flow("map", emotional_map, MapContext),
        Flow("read_comment", read_comment, CommentContext),
        Flow("rate", rate, RatingContext, waits=True, reopens=True),
        Flow("low_points", low_points, LowPointsContext),
        Flow("vote", vote, VoteContext, waits=True, reopens=True),
        Flow("vote_result", vote_result, VoteResultContext),
        Flow("my_data", my_data, MyDataContext),
        Flow("often", choose_often, OftenContext),
        Flow("thread", thread, ThreadContext),
        Flow("leave", leave, LeavingContext),
        Flow("projects", choose_project, ProjectsContext),
        Flow("team", team, TeamContext),
        Flow("read_story", read_story, ReadingContext),
        Flow("propose", propose, ProposeContext),
        Flow("my_suggestions", my_suggestions, SuggestionsContext),
        Flow("proposals", read_proposal, ProposalContext),
        Flow("owed", owed, OwedContext),
        Flow("held_back", held_back, HeldBackContext),
        Flow("rounds", rounds, RoundsContext),
        Flow("open_round", open_round, OpeningContext, waits=True),
        Flow("close_round", close_round, ClosingContext, waits=True),
        Flow("sheets", sheets, SheetsContext),
        Flow("enter_sheet", enter_sheet, SheetContext),
        Flow("outcomes", outcomes, OutcomesContext),
        Flow("packs", workshop_packs, PacksContext),
        Flow("updates", updates, UpdatesContext),
        Flow("write_update", write_update, WritingContext, waits=True),
        Flow("correct_update", correct_update, CorrectingContext),
        Flow("update_answers", update_answers, RepliesContext),
        Flow("news", read_news, NewsContext),
        Flow("read_update", read_update, ReadingUpdateContext),
        Flow("answer_update", answer_update, AnswerUpdateContext, reopens=True),
        Flow("workshops", workshops, WorkshopsContext),
        Flow("tell_workshop", tell_workshop, TellingContext, waits=True),
        Flow("correct_workshop", correct_workshop, CorrectingWorkshopContext),
        Flow("workshop_answers", workshop_answers, WorkshopAnswersContext),
        Flow("reply_to_workshop", reply_to_workshop, WorkshopReplyContext),
        Flow("read_workshop", read_workshop, ReadingWorkshopContext, reopens=True),
        Flow("help", get_help, HelpContext),
        Flow("call", say_more, CallContext, reopens=True),
        Flow("look_after", look_after, MattersContext),
        Flow("answer_call", answer_call, AnswerContext),
        Flow("see_concern", see_concern, ConcernContext),
        Flow("moderate", moderate, ModeratingContext),
        Flow("decline", decline, DecliningContext),
        Flow("wording", see_wording, WordingContext),
        Flow("declined", see_declined, DeclinedContext, reopens=True),
        Flow("desk", desk, DeskContext),
        Flow("see_answer", see_answer, AnsweredContext),
        Flow("audit", audit, AuditContext),
        Flow("concern", raise_concern, WorryContext),
        Flow("reach_lead", reach_lead, ReachContext),
        Flow("priorities", priorities, PrioritiesContext),
        Flow("themes", themes, ThemesContext),
        Flow("code_story", code_story, CodingContext),
        Flow("health", health, HealthContext),
        Flow("shared_health", shared_health, SharedHealthContext),
        Flow("decisions", decisions, DecisionsContext),
        Flow("actions", actions, ActionsContext),
        Flow("write_action", write_action, WriteContext, waits=True),
        Flow("edit_action", edit_action, EditContext),
        Flow("action_step", action_step, StepContext),
        Flow("action_answers", action_answers, AnswersContext),
        Flow("changes", changes, ChangesContext),
        Flow("own_action", own_action, OwnContext),
        Flow("difference", difference, DifferenceContext, waits=True, reopens=True),
        Flow("queue_words", queue_words, QueueWordsContext),
        Flow("ask_team", ask_team, AskContext),
        Flow("for_workshop", for_workshop, ForWorkshopContext),
        Flow("my_questions", own_exchanges, ExchangesContext),
        Flow("my_question", own_exchange, OwnExchangeContext),
        Flow("object", object_to, ObjectContext),
        Flow("questions", questions, QuestionsContext),
        Flow("answer_question", answer_question, AnsweringContext),
        Flow("reply_to_story", reply_to_story, ReplyContext),
        Flow("assisting", who, WhoContext),
        Flow("assisting_person", person, PersonContext),
        Flow("assisting_consents", consents_for, ConsentsForContext),
        Flow("assisting_leaving", leaving_for, LeavingForContext),
        Flow("assisting_wording", wording_for, WordingForContext),
        Flow("assisting_told", have_heard, ToldContext),
        Flow("assisting_story", story_for, StoryForContext, waits=True, reopens=True),
        Flow("assisting_rate", rating_for, RatingForContext, waits=True, reopens=True),
        Flow("assisting_vote", vote_for, VoteForContext, waits=True, reopens=True),
    )
}
