"""Every service that ends a conversation, guards one, puts entries on a menu, or runs by the calendar.

A service registers what it does when it is imported. Whoever takes updates in imports this page, and so
knows them all; a service that is not named here does not exist for people in the chat.
"""

from __future__ import annotations

from bot.services import choosing, joining, owing, team_only, teamwork, telling
from bot.services.calendar import ending, unreachable, waking
from bot.services.moderation import desk, moderating, own_wording
from bot.services.priorities import coding, prioritising, proposals, suggesting, theming
from bot.services.ratings import map_orders, rating
from bot.services.rounds import round_desk, round_menu, round_outcomes, story_rounds
from bot.services.safety import audit_menu, concerns, looking_after, reaching
from bot.services.updates import reading, update_desk
from bot.services.votes import vote_menus

__all__ = [
    "audit_menu",
    "choosing",
    "coding",
    "concerns",
    "desk",
    "ending",
    "joining",
    "looking_after",
    "map_orders",
    "moderating",
    "owing",
    "own_wording",
    "prioritising",
    "proposals",
    "rating",
    "reaching",
    "reading",
    "round_desk",
    "round_menu",
    "round_outcomes",
    "story_rounds",
    "suggesting",
    "team_only",
    "teamwork",
    "telling",
    "theming",
    "unreachable",
    "update_desk",
    "vote_menus",
    "waking",
]
