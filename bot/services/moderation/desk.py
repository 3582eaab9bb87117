"""What tellers sent back to the team: wordings they changed, answers to a no. The oldest comes first."""

from __future__ import annotations

from bot.codesign.spans import marked
from bot.flows.declining import AnsweredContext, DeskContext, WaitingItem
from bot.flows.parts import part_line
from bot.flows.team import KeptFile
from bot.i18n.texts import Quote, Text, _, lines, n_
from bot.services import guiding, menus, talking, teamwork
from bot.services.contexts import pseudonym
from bot.services.moderation import moderating, wordings
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.thread.news import happened
from storage import media, participants
from storage import wordings as stored
from storage.wordings import StoredWording

WAITING = ("changed", "disputed")
MOST_SHOWN = 40


async def _context(here: Step) -> DeskContext:
    every = await stored.of_project(here.tx, here.house.keys, here.place.project_id)
    now = [each for each in every if not each.outdated]
    waiting = sorted(
        (each for each in now if each.status in WAITING), key=lambda each: each.answered_at or each.offered_at
    )
    return DeskContext(
        tuple(
            WaitingItem(
                str(each.story_number),
                each.story_number,
                each.status,
                (here.now - (each.answered_at or each.offered_at)).days,
            )
            for each in waiting[:MOST_SHOWN]
        ),
        sum(each.status == "offered" for each in now),
    )


async def _offer(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    context = await _context(here)
    if context.items:
        waiting = len(context.items)
        return [
            ("", n_("{n} answer of a teller waits for you", "{n} answers of tellers wait for you", waiting))
        ]
    return [("", _("Wordings on offer"))] if context.offered else []


async def _open(here: Step, detail: str = "") -> None:
    del detail
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    await talking.begin(here, "desk", await _context(here))


menus.put("team", "queue", _offer, _open)


async def _waiting(here: Step, number: int) -> StoredWording | None:
    every = await stored.of_project(here.tx, here.house.keys, here.place.project_id)
    return next(
        (
            each
            for each in every
            if each.story_number == number and each.status in WAITING and not each.outdated
        ),
        None,
    )


@when_over("desk")
async def _chosen(here: Step, talk: Talk, key: str) -> None:
    del talk
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    wording = await _waiting(here, int(key)) if key.isdecimal() else None
    if wording is None:
        await teamwork.open_team(here)
    else:
        await talking.begin(here, "see_answer", await _answered(here, wording))


async def _answered(here: Step, wording: StoredWording) -> AnsweredContext:
    from bot.codesign.identifying import found  # its lists and patterns take long to load

    content = wordings.read(wording)
    files: tuple[KeptFile, ...] = ()
    if isinstance(content, wordings.Declined):
        words: Text = lines(*(part_line(part) for part in content.answer), gap=0)
        kept = await _kept(here, wording)
        files = tuple(KeptFile(p.file, p.kind, part_line(p)) for p in content.answer if p.file in kept)
    else:
        language = await participants.language_of(here.tx, wording.teller)
        told = [Quote(marked(each.words, found(each.words, language))) for each in content.parts]
        words = lines(*told)
    teller = pseudonym(wording.role, wording.teller_number)
    return AnsweredContext(
        wording.story_number, wording.id, wording.status, teller, wording.teller, words, files
    )


async def _kept(here: Step, wording: StoredWording) -> frozenset[str]:
    files = await media.of_membership(here.tx, here.house.keys, wording.project_id, wording.teller)
    return frozenset(file.id for file in files if file.status == "kept")


@when_over("see_answer")
async def _handled(here: Step, talk: Talk, do: str) -> None:
    context: AnsweredContext = talk.context
    wording = await _waiting(here, context.number)
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
    elif wording is None or wording.id != context.wording or do == "back":
        await _open(here)
    elif do == "moderate":
        await moderating.moderate(here, context.number)
    else:
        await _settle(here, wording, "accepted" if do == "accept" else "upheld")
        await _open(here)


async def _settle(here: Step, wording: StoredWording, status: str) -> None:
    await stored.becomes(here.tx, here.house.keys, wording, status, wording.content, here.now)
    kind = "story_wording" if status == "accepted" else "story_answer"
    await happened(here.house, here.tx, wording.teller, kind, wording.story_number)
    if status == "accepted":
        await here.say(_("The teller's own words are used for story {number}.", number=wording.story_number))
    else:
        await here.say(_("I have written down that you read it."))
