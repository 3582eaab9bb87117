"""Every service that ends a conversation, guards one, puts entries on a menu, or runs by the calendar.

A service registers what it does when it is imported. Whoever takes updates in imports this page, and so
knows them all; a service that is not named here does not exist for people in the chat.
"""

from __future__ import annotations

from bot.services import choosing, joining, often, owing, team_only, teamwork, telling
from bot.services.actions import (
    action_decisions,
    action_desk,
    action_editing,
    action_owner,
    action_subjects,
    action_thread,
    action_writing,
    changes_menu,
    own_difference,
    reading_answers,
)
from bot.services.assisting import changes as assisted_changes
from bot.services.assisting import people as assisted_people
from bot.services.assisting import person_menu
from bot.services.assisting import rounds as assisted_rounds
from bot.services.assisting import stories as assisted_stories
from bot.services.assisting import told as assisted_told
from bot.services.assisting import wordings as assisted_wordings
from bot.services.calendar import ending, unreachable, waking
from bot.services.health import alarms, picture, reporting, sponsoring
from bot.services.moderation import desk, moderating, own_wording, queue_words
from bot.services.packs import calling_back, packing
from bot.services.priorities import coding, prioritising, proposals, suggesting, theming
from bot.services.questions import answering, asking, for_workshop, objecting, own_exchanges, replying
from bot.services.ratings import comments, map_orders, rating
from bot.services.rounds import round_decisions, round_desk, round_menu, round_outcomes, story_rounds
from bot.services.safety import audit_menu, concerns, looking_after, reaching
from bot.services.thread import own_thread
from bot.services.updates import reading, sending, update_desk
from bot.services.votes import casting, sheet_entering, vote_menus
from bot.services.workshops import closing, photos, reading_workshop, workshop_desk

__all__ = [
    "action_decisions",
    "action_desk",
    "action_editing",
    "action_owner",
    "action_subjects",
    "action_thread",
    "action_writing",
    "alarms",
    "answering",
    "asking",
    "assisted_changes",
    "assisted_people",
    "assisted_rounds",
    "assisted_stories",
    "assisted_told",
    "assisted_wordings",
    "audit_menu",
    "calling_back",
    "casting",
    "changes_menu",
    "choosing",
    "closing",
    "coding",
    "comments",
    "concerns",
    "desk",
    "ending",
    "for_workshop",
    "joining",
    "looking_after",
    "map_orders",
    "moderating",
    "objecting",
    "often",
    "owing",
    "own_difference",
    "own_exchanges",
    "own_thread",
    "own_wording",
    "packing",
    "person_menu",
    "photos",
    "picture",
    "prioritising",
    "proposals",
    "queue_words",
    "rating",
    "reaching",
    "reading",
    "reading_answers",
    "reading_workshop",
    "replying",
    "reporting",
    "round_decisions",
    "round_desk",
    "round_menu",
    "round_outcomes",
    "sending",
    "sheet_entering",
    "sponsoring",
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
    "workshop_desk",
]
