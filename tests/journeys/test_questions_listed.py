"""The commands about questions: numbers and how they stand, and words only when they are asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services import waiting
from bot.services.projects import Refused
from bot.services.questions import listing
from tests.journeys.asking import answers, asks, opens, reads, teller_and_reply
from tests.journeys.caring import facilitator, presses
from tests.room import Room


async def test_each_is_listed_with_how_it_stands(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When\nis it?", name="Rose")
    room.clock.turn(timedelta(days=1))
    await teller_and_reply(room, ann, fay, "It was loud.", "So you want it louder.")
    await reads(room, ann)
    await presses(room, ann, "This is not what I meant", "Skip this", "Yes, tell the team")
    room.clock.turn(timedelta(days=room.project.reply_days - 1))
    found = await listing.of_project(room.house, room.project.key)
    assert [(each.kind, each.number, each.who, each.days, each.state, each.about) for each in found] == [
        ("question", 1, "patient 1", 14, "overdue", ""),
        ("story_reply", 2, "patient 1", 13, "answered", "story 1"),
        ("objection", 3, "patient 1", 13, "waiting", "reply 2"),
    ]
    assert found[0].words == ("patient 1: When is it?",)
    assert found[1].words == ("facilitator 1: So you want it louder.",)
    assert "Rose" not in repr(found)
    queue = {
        (each.what, each.number, each.state)
        for each in await waiting.of_project(room.house, room.project.key)
    }
    assert ("question", 1, "overdue") in queue
    assert any(what == "objection" for what, _number, _state in queue)
    await opens(room, fay, "Question 1")
    await answers(room, fay, "On Tuesday.")
    first, *_others = await listing.of_project(room.house, room.project.key)
    assert first.state == "unread"


async def test_another_project_has_none(room: Room) -> None:
    with pytest.raises(Refused):
        await listing.of_project(room.house, "nosuch")
