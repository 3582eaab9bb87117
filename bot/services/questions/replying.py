"""A few words to the teller of a story, who reads them when they like and can write back."""

from __future__ import annotations

from bot.flows.answering import ReplyContext
from bot.flows.signing import Signed
from bot.flows.team import ReadingContext
from bot.i18n.texts import Text, _
from bot.services import contributions, guiding, talking, teamwork
from bot.services.questions import exchanges, first_names, telling_of_answers
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import exchanges as stored
from storage import memberships, stories
from storage.stories import FoundStory, StoredStory


async def _offer(here: Step, found: FoundStory) -> Text | None:
    # Whoever does not use the chat would never read it.
    member = await memberships.member(here.tx, found.story.membership_id)
    return None if member is not None and member.assisted else _("Answer the teller")


async def _serve(here: Step, context: ReadingContext) -> None:
    name = await first_names.mine(here)
    reply = ReplyContext(context.number, context.teller, here.place.number, name)
    await talking.begin(here, "reply_to_story", reply)


teamwork.put("reply", _offer, _serve)


@when_over("reply_to_story")
async def _replied(here: Step, talk: Talk, reply: Signed | None) -> None:
    context: ReplyContext = talk.context
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    found = await stories.numbered(here.tx, here.house.keys, here.place.project_id, context.story)
    if reply is None:
        await here.say(_("I have not sent it."))
    elif found is None:
        await here.say(_("This story is not there any more, so I have not sent it."))
    else:
        await first_names.remember(here, reply.name)
        await _send(here, found.story, reply)
        await here.say(_("Your answer is on its way."))
    if reply is None or found is None:
        await talking.keep_only(here, talk.run, ())
    await teamwork.open_team(here)


async def _send(here: Step, story: StoredStory, reply: Signed) -> None:
    """Another answer to the same story goes on where the first one began."""
    await stored.hold(here.tx, here.place.project_id)
    mine = await stored.of_membership(here.tx, here.house.keys, story.membership_id)
    about = ("story", story.number)
    begun = next((each for each in mine if each.kind == "story_reply" and each.about == about), None)
    if begun is None:
        number = await exchanges.write_to(here, story.membership_id, about, reply)
    else:
        number = begun.number
        await exchanges.answer(here, begun, reply)
    await contributions.answered(here.tx, "story", story.id, "reply", here.now)
    await telling_of_answers.tell(here, number, story.membership_id)
