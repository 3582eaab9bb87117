"""The words that order the reading queue, on the team's menu: seen here, changed in the project file."""

from __future__ import annotations

from bot.codesign.distress import words_in_use
from bot.flows.queue_words import QueueWordsContext, WordList
from bot.i18n.texts import Text, _
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, menus, talking, teamwork
from bot.services.step import Step
from bot.services.talking import Talk, when_over


async def _offer(here: Step) -> list[tuple[str, Text]]:
    return [("", _("Words that put a story first"))] if teamwork.is_facilitator(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    if not teamwork.is_facilitator(here):
        await teamwork.open_team(here)
        return
    project = await contexts.project_of(here)
    own = project.distress_words or {}
    used = words_in_use(project.distress_words, project.languages)
    lists = tuple(WordList(LANGUAGE_NAMES[code], code in own, words) for code, words in used.items())
    await talking.begin(here, "queue_words", QueueWordsContext(lists))


@when_over("queue_words")
async def _seen(here: Step, talk: Talk, do: str) -> None:
    del talk, do
    await teamwork.open_team(here)


menus.put("team", "words", _offer, _serve)
