"""The audit record on the team's menu, a page at a time."""

from __future__ import annotations

from bot.flows.audit import AuditContext, Line
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, menus, talking, teamwork
from bot.services.safety import auditing, calls
from bot.services.step import Step
from bot.services.talking import Talk, when_over

A_PAGE = 15
"""Lines that are shown at once: about as much as a phone shows in three screens."""


async def _offer(here: Step) -> list[tuple[str, Text]]:
    return [("", _("Audit record"))] if teamwork.is_facilitator(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    await _show(here, 0)


menus.put("team", "audit", _offer, _serve)


async def _show(here: Step, newer: int) -> None:
    """The lines after the ``newer`` newest ones."""
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    project = await contexts.project_of(here)
    found = (await auditing.entries(here.house, here.tx, here.place.project_id))[::-1]
    page = tuple(
        Line(
            each.kind, each.deed.about, auditing.who(each.deed), calls.due(project, each.at), each.deed.words
        )
        for each in found[newer : newer + A_PAGE]
    )
    await talking.begin(here, "audit", AuditContext(page, newer, len(found) > newer + A_PAGE))


@when_over("audit")
async def _chosen(here: Step, talk: Talk, do: str) -> None:
    context: AuditContext = talk.context
    if do == "older":
        await _show(here, context.newer + A_PAGE)
    else:
        await teamwork.open_team(here)
