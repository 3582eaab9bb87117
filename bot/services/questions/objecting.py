"""“This is not what I meant”: said of what the team made of somebody's words; answered like a question."""

from __future__ import annotations

from bot.codesign.exchange import AboutKind
from bot.flows.own_exchanges import ObjectContext, Objected
from bot.i18n.texts import _, lines
from bot.services import contexts, guiding, talking
from bot.services.projects import NOT_ASKED, day_in
from bot.services.questions import asking, exchanges, subjects
from bot.services.step import Step
from bot.services.talking import Talk, when_over


async def begin(here: Step, about_kind: AboutKind, about_number: int) -> None:
    """Let somebody say that they did not mean this: what kind of thing it is, and its number.

    A wording goes by the number of its story, a reply by that of the exchange it stands in. What is not
    theirs to see looks like what is not there.
    """
    if here.place.role in NOT_ASKED or not await subjects.may_speak_of(here, about_kind, about_number):
        await guiding.unknown(here)
        return
    what = await subjects.named(here, about_kind, about_number)
    context = ObjectContext((about_kind, about_number), what, await asking.kinds(here))
    await talking.begin(here, "object", context)


@when_over("object")
async def _objected(here: Step, talk: Talk, objected: Objected) -> None:
    context: ObjectContext = talk.context
    await asking.forget_draft(here, talk, keep_files=objected.sent)
    if not objected.sent:
        await here.say(_("I have not told the team."))
    elif not await subjects.may_speak_of(here, *context.about):
        await here.say(_("This is not there any more."))
    else:
        number, due_at = await exchanges.begin(here, "objection", objected.parts, about=context.about)
        await asking.tell_team(
            here, _("Somebody says that they were not understood. To read it, send /team.")
        )
        await here.say(
            _("Thank you for telling us. Its number is {number}.", number=number),
            lines(
                _("Somebody of the team looks at it again."),
                _("You hear back by {day}.", day=day_in(await contexts.project_of(here), due_at)),
            ),
        )
    await guiding.go_on(here)
