"""People who cannot be written to: once a week the team hears who they are, to find another way."""

from __future__ import annotations

from bot.codesign.project import Project
from bot.i18n.texts import Text, _, lines, n_
from bot.services import notices, recurring
from bot.services.contexts import pseudonym
from bot.services.house import House
from bot.services.projects import NOT_ASKED
from storage import memberships
from storage.database import Transaction
from storage.memberships import Member

MOST_NAMED = 20
"""How many are named one by one: about what a phone shows."""


@recurring.every("week", "unreachable")
async def name(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell every facilitator, if there is anybody."""
    everybody = await memberships.members(tx, project_id)
    lost = [each for each in everybody if _is_lost(each)]
    if not lost:
        return
    for member in everybody:
        if member.role == "facilitator":
            await notices.tell(house, tx, project, member, _words(lost), about="project")


def _is_lost(member: Member) -> bool:
    """Whether somebody was reached in the chat before. Whoever never used it is not lost there."""
    return not (member.reachable or member.assisted) and member.takes_part and member.role not in NOT_ASKED


def _words(lost: list[Member]) -> Text:
    more = len(lost) - MOST_NAMED
    return lines(
        n_(
            "{n} person cannot be reached in this chat. They may have blocked it, or left Telegram.",
            "{n} people cannot be reached in this chat. They may have blocked it, or left Telegram.",
            len(lost),
        ),
        lines(
            *(pseudonym(each.role, each.number) for each in lost[:MOST_NAMED]),
            n_("and {n} more", "and {n} more", more) if more > 0 else None,
            gap=0,
        ),
        _("What they agreed to stands. Is there another way to let them know?"),
    )
