"""Every service that ends a conversation, guards one, or puts entries on a menu.

A service registers what it does when it is imported. Whoever takes updates in imports this page, and so
knows them all; a service that is not named here does not exist for people in the chat.
"""

from __future__ import annotations

from bot.services import (
    audit_menu,
    choosing,
    coding,
    concerns,
    desk,
    joining,
    looking_after,
    map_orders,
    moderating,
    own_wording,
    prioritising,
    proposals,
    rating,
    reaching,
    round_desk,
    round_menu,
    round_outcomes,
    story_rounds,
    suggesting,
    team_only,
    teamwork,
    telling,
    theming,
    vote_menus,
)

__all__ = [
    "audit_menu",
    "choosing",
    "coding",
    "concerns",
    "desk",
    "joining",
    "looking_after",
    "map_orders",
    "moderating",
    "own_wording",
    "prioritising",
    "proposals",
    "rating",
    "reaching",
    "round_desk",
    "round_menu",
    "round_outcomes",
    "story_rounds",
    "suggesting",
    "team_only",
    "teamwork",
    "telling",
    "theming",
    "vote_menus",
]
