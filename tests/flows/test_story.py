"""The corners of telling a story that its transcripts do not show."""

from __future__ import annotations

import msgspec
import pytest

from bot.codesign.project import FeelingWord, Touchpoint
from bot.codesign.story import Kind, Part, Story
from bot.flows.answers import Told
from bot.flows.engine import Asking, Finished, replay
from bot.flows.story import NOT_SURE, StoryContext, feeling_options, story_lines, tell_story
from bot.i18n.texts import lines
from tests.flows import examples
from tests.flows.asking import in_language
from tests.flows.transcript import Chat, moves_in, play

SHORTLY = """
    Something happened.
    [Done]
    [None of these]
    3 x [Skip this]
    [Nothing more: the team only]
"""


def _told(first: str, context: StoryContext) -> Chat:
    return play("story", context, moves_in(f"{first}\n{SHORTLY}"))


def _bare(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")


def test_a_touchpoint_may_be_called_not_sure() -> None:
    context = examples.telling(
        touchpoints=(Touchpoint(id="not-sure", name=examples.words("Waiting for an answer")),)
    )
    told = _told("[Waiting for an answer]\n", context)
    told.does(*moves_in("[Send it to the team]"))
    assert told.value.touchpoint == "not-sure"
    unsure = _told("[I am not sure]", context)
    unsure.does(*moves_in("[Send it to the team]"))
    assert unsure.value.touchpoint is None
    assert NOT_SURE != "not-sure"


def test_a_feeling_of_the_projects_own_stands_in_place_of_a_common_one() -> None:
    own = (FeelingWord(key="calm", picture="🕊️", pleasant=True, words=examples.words("At peace")),)
    shown = [(option.key, _bare(in_language()(option.label))) for option in feeling_options(own)]
    assert [label for key, label in shown if key == "calm"] == ["🕊️ At peace"]
    assert len({key for key, _label in shown}) == len(shown)


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (
            ("text", "voice", "photo", "video_note", "video", "document"),
            "write, speak, or send photos and short",
        ),
        (("text", "voice"), "write or speak"),
        (("text", "photo", "document"), "write or send photos"),
        (("voice", "photo", "video_note", "video", "document"), "speak, or send photos and short videos"),
        (("text",), "can write, in"),
        (("voice",), "can speak, in"),
        (("photo", "document"), "can send photos, as"),
    ],
)
def test_people_are_told_every_way_of_telling_that_they_agreed_to(
    allowed: tuple[Kind, ...], words: str
) -> None:
    chat = play("story", examples.telling(allowed=allowed), moves_in("[Arriving]"))
    assert words in chat.says(chat.asking.question.text)


@pytest.mark.parametrize("allowed", [("text",), ("photo",)])
@pytest.mark.parametrize("uses", [("team",), ("team", "quote_workshop")])
def test_the_count_goes_up_by_one_and_ends_at_the_last(
    allowed: tuple[Kind, ...], uses: tuple[str, ...]
) -> None:
    chat, seen = play("story", examples.telling(allowed=allowed, uses=uses), ()), []
    while isinstance(chat.scene, Asking):
        seen.append(chat.scene.progress)
        labels = [chat.says(offer.label) for offer in chat.buttons()]
        ways = (
            "Arriving",
            "None of these",
            "Skip this",
            "Nothing more: the team only",
            "Send it to the team",
        )
        way = next((way for way in ways if way in labels), None)
        chat.does(*moves_in(f"[{way}]" if way else f"({allowed[0]})" if allowed[0] != "text" else "Loud."))
        if way is None:
            chat.does(*moves_in("[Done]"))
    assert seen == [(at, len(seen)) for at in range(1, len(seen) + 1)]


def test_words_that_were_edited_away_do_no_harm() -> None:
    chat = _told("[Arriving]", examples.telling())
    answer = chat.answers["tell"]
    assert isinstance(answer, Told)
    emptied = tuple(msgspec.structs.replace(part, words="") for part in answer.parts)
    scene = replay(tell_story, chat.context, {**chat.answers, "tell": Told(emptied, done=True)})
    assert isinstance(scene, Asking)
    assert scene.question.name == "check"
    assert "What happened:" in in_language()(scene.question.text)


def test_parts_that_were_erased_are_asked_for_again_and_the_rest_stays() -> None:
    chat = _told("[Arriving]", examples.telling())
    chat.answers = {**chat.answers, "tell": Told((), done=True)}
    assert chat.asking.question.name == "tell"
    for move in moves_in("I tell it anew.\nAnd more.\n[Done]\n[Send it to the team]"):
        chat.does(move)
    assert [part.words for part in chat.value.parts] == ["I tell it anew.", "And more."]


def test_what_was_taken_off_the_lists_is_not_shown_as_something_else() -> None:
    story = Story("the-old-ward", (Part("p1", "text", 1, "Loud."),), feelings=("old-word",))
    shown = _bare(in_language()(lines(*story_lines(examples.TOUCHPOINTS, (), story))))
    assert "Part of care: the-old-ward" in shown
    assert "It felt:\nold-word" in shown


def test_sending_again_after_a_change_keeps_all_else() -> None:
    chat = _told("[Arriving]", examples.telling())
    chat.does(*moves_in("[Send it to the team]"))
    sent = chat.value
    chat.answers = {name: answer for name, answer in chat.answers.items() if name != "check"}
    for move in moves_in("[Change: which part of care]\n[The night]\n[Send it to the team]"):
        chat.does(move)
    assert isinstance(chat.scene, Finished)
    assert chat.value == msgspec.structs.replace(sent, touchpoint="the-night")
