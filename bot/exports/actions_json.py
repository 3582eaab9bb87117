"""Actions as JSON: every word in every language, for programs."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.codesign.actions import mix
from bot.exports.rows import View
from bot.services.actions.collecting_actions import ListedAction


def actions_json(view: View) -> bytes:
    """The content of ``actions.json``: the actions, and the mix of their kinds. Days are the project's."""
    found = view.collected.acting.actions
    mixed = mix((each.known.kind, each.known.action.status) for each in found)
    content = {
        "project": view.collected.project.key,
        "exported_at": view.collected.at,
        "kinds": mixed.kinds,
        "only_visible_fixes": mixed.only_visible,
        "actions": [described(each) for each in found],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def described(each: ListedAction) -> dict[str, Any]:
    """One action with everything that the team knows of it."""
    one, owner = each.known, each.known.stored.owner
    return {
        "number": one.number,
        "kind": one.kind,
        "scale": one.scale,
        "status": one.action.status,
        "what": one.action.what,
        "where": one.action.where,
        "who": one.action.who,
        "owner": {"role": owner.role, "number": owner.number} if owner and owner.agreed_at else None,
        "by_when": one.action.by_when,
        "steps": one.action.steps,
        "edits": one.action.edits,
        "priorities": each.priorities,
        "stories": one.stories,
        "stories_by_role": one.origin,
        "asked": each.asked.asked,
        "answered": each.asked.answered,
    }
