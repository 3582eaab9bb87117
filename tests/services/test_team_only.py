"""Every conversation is the team's alone, asked for at each step, or for everybody: none is forgotten."""

from __future__ import annotations

from bot.flows.registry import FLOWS
from bot.services import conversations, menus, talking
from bot.services.team_only import FACILITATORS, SAFETY
from tests.journeys.rounds import becomes
from tests.journeys.stored import all_well, said
from tests.room import Room

FOR_PEOPLE = frozenset(
    {
        "language",
        "join",
        "join_as_facilitator",
        "agree_again",
        "home",
        "story",
        "rate",
        "low_points",
        "vote",
        "my_data",
        "leave",
        "projects",
        "propose",
        "my_suggestions",
        "outcomes",
        "often",
        "thread",
        "news",
        "read_update",
        "answer_update",
        "read_workshop",
        "help",
        "call",
        "wording",
        "declined",
        "changes",
        "own_action",
        "difference",
        "ask_team",
        "for_workshop",
        "my_questions",
        "my_question",
        "object",
    }
)

BY_WHAT_IT_SHOWS = frozenset(
    {
        "close_round",
        "sheets",
        "enter_sheet",
        "vote_result",
        "shared_health",
        "decisions",
        "assisting_rate",
        "assisting_vote",
        "assisting_wording",
    }
)
"""Guarded where they are begun: three know their round, one is read by people and by the team, one by
sponsors and, where a project chose so, by everybody, and one by sponsors alone; the last three know
what they answer and for whom they are."""


def test_every_flow_is_for_people_or_guarded_for_the_team() -> None:
    assert conversations.team_only is not None
    team = {*FACILITATORS, *SAFETY}
    assert not team & FOR_PEOPLE
    assert team | FOR_PEOPLE | BY_WHAT_IT_SHOWS == set(FLOWS)
    assert team | BY_WHAT_IT_SHOWS <= set(talking._GUARDS)


def test_every_place_on_a_menu_is_taken() -> None:
    assert conversations.team_only is not None
    assert {(menu, name) for menu, names in menus.ORDER.items() for name in names} == set(menus._DISHES)
    assert set(menus.ORDER["home"]) >= menus.BELOW


async def test_a_story_that_waits_behind_its_note_is_not_shown_to_who_was_taken_off_the_team(
    room: Room,
) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator", name="Fay (example)")
    await room.told(ann, "The doors banged all night.")
    await room.write(fay, "/team")
    await room.press(fay, "Read the next new story")
    await becomes(room, fay, "carer")
    await room.press(fay, "Yes, show it")
    assert said(fay, "I do not know that.") == 1
    assert said(fay, "The doors banged") == 0
    all_well(room)
