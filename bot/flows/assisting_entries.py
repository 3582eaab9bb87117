"""What a facilitator enters for somebody: the same questions in the same order as for those who answer.

The questions have the names that they have where people answer them themselves, so that what was entered is
theirs like anything they told.
"""

from __future__ import annotations

from datetime import date

import msgspec

from bot.codesign.ballots import Ballot
from bot.codesign.rating import Ratings
from bot.codesign.story import Story
from bot.flows.assisting import Taken, taken
from bot.flows.questions import CHANGE, Confirm, Option, ReadBack, Say
from bot.flows.rating import RatingContext, rate
from bot.flows.story import StoryContext, tell_story
from bot.flows.vote import VoteContext, cast_ballot
from bot.i18n.texts import Text, _, lines


class StoryForContext(msgspec.Struct, frozen=True):
    """For whom a story is entered, what day it is, and what a teller is asked."""

    called: Text
    today: date
    own: StoryContext


class StoryFor(msgspec.Struct, frozen=True):
    """A story as it was entered, and how it was taken."""

    taken: Taken
    story: Story


class RatingForContext(msgspec.Struct, frozen=True):
    """For whom ratings are entered, what day it is, in which round (its id), and what people are asked."""

    called: Text
    today: date
    round: str
    own: RatingContext


class RatingFor(msgspec.Struct, frozen=True):
    """Ratings as they were entered, and how they were taken."""

    taken: Taken
    ratings: Ratings


class VoteForContext(msgspec.Struct, frozen=True):
    """For whom a vote is entered, what day it is, in which round (its id), and what is voted on."""

    called: Text
    today: date
    round: str
    own: VoteContext


class VoteFor(msgspec.Struct, frozen=True):
    """A ballot as it was entered, and how it was taken."""

    taken: Taken
    ballot: Ballot


async def story_for(ctx: StoryForContext) -> StoryFor:
    """Return the story that was entered for somebody, read back and kept."""
    how = await taken(ctx.today)
    await Say(_in_their_words(ctx.called))
    return StoryFor(how, await tell_story(ctx.own))


def _in_their_words(called: Text) -> Text:
    return lines(
        _("You enter for {who}. The questions are in the words that people read.", who=called),
        _("Please enter their own words, also where they are hard. Leave out names of people."),
    )


async def rating_for(ctx: RatingForContext) -> RatingFor:
    """Return the ratings that were entered for somebody, read back and kept."""
    how = await taken(ctx.today)
    await Say(_in_their_words(ctx.called))
    return RatingFor(how, await rate(ctx.own))


async def vote_for(ctx: VoteForContext) -> VoteFor | None:
    """Return the vote that was entered for somebody, read back and cast; None without their yes to that."""
    if not await _agrees_that_it_is_seen():
        return None
    how = await taken(ctx.today)
    await Say(
        lines(
            _("You enter for {who}. The questions are in the words that people read.", who=ctx.called),
            _("Tell nobody how they voted. Once it is cast you do not see it here again."),
            _("Then please destroy the paper, and delete these messages from your phone."),
        )
    )
    return VoteFor(how, await cast_ballot(ctx.own))


async def _agrees_that_it_is_seen() -> bool:
    agreed = await Confirm(
        "seen",
        lines(
            _("A vote is private: in this chat nobody sees how others voted, not even the team."),
            _("A vote that you enter you have seen. Whoever gives it to you has to know that, and agree."),
            _("Does this person know that you see their vote, and agree to it?"),
        ),
        yes=_("Yes, they agree"),
        no=_("No, or I have not asked"),
    )
    if not agreed:
        await ReadBack(
            "sure.seen",
            _("Then their vote is not entered."),
            options=(Option("yes", _("That is right")), Option(f"{CHANGE}seen", _("Ask me again"))),
        )
    return agreed
