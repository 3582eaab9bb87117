"""What a press or a message means at a question, and what it leaves of the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.story import Kind, Part
from bot.flows.actions import ADD, DONE, DROP, PICK, SKIP, offers
from bot.flows.answers import Answer, Chosen, ChosenSeveral, Shared, Skipped, Told
from bot.flows.engine import ASIDES, Asking, Finished, replay
from bot.flows.moves import Aid, Answered, Aside, Back, Change, Move, Unwelcome, after, heard, pressed
from bot.flows.questions import CHANGE, MOST_PARTS, Gather, Option, Page, ReadBack, Several, Telling, Words
from tests.flows.asking import (
    ALL_KINDS,
    EVERY_QUESTION,
    FIRST,
    READ,
    asking_of,
    flow_of,
    in_language,
    labels,
    part,
    said,
    told,
    typed,
    unhurried,
)

SEVERAL, WORDS, GATHER = EVERY_QUESTION["several"], EVERY_QUESTION["words"], EVERY_QUESTION["gather"]

DRAFTS: dict[str, tuple[Answer | None, ...]] = {
    "several": (None, ChosenSeveral(), ChosenSeveral(("calm", "alone"))),
    "share out": (None, Shared(), Shared({"noise": 2}), Shared({"noise": 1, "food": 2})),
    "rank": (None, ChosenSeveral(("food",)), ChosenSeveral(("food", "noise", "light"))),
    "words": (None, told(1), Told(done=True)),
    "gather": (None, told(1), told(1, 2, 3), Told(done=True)),
    "gather if you like": (None, told(1, 2)),
}

MOMENTS = {
    f"{kind}, {draft}": asking_of(question, draft)
    for kind, question in EVERY_QUESTION.items()
    for draft in DRAFTS.get(kind, (None, Chosen("no longer there")))
}
"""Every kind of question, begun in every way."""

moments = st.sampled_from(list(MOMENTS.values()))


def _answers(asking: Asking) -> dict[str, Answer]:
    return {"first": READ} | ({"here": asking.draft} if asking.draft is not None else {})


def _left(asking: Asking, move: Move) -> dict[str, Answer]:
    return after(flow_of(FIRST, asking.question), None, _answers(asking), asking, move)


def _meant(asking: Asking) -> set[str]:
    """All that can be on a button here, ticked or not."""
    actions = {offer.action for row in offers(asking, pausable=True) for offer in row}
    if isinstance(asking.question, Several):
        actions |= {sign + option.key for option in asking.question.options for sign in (ADD, DROP)} | {DONE}
    return actions


NEAR = (
    "calm p1 p2 p3 yes no on done skip back change: change:first change:here change:asides send-it morning "
    "asides first here"
)

near_actions = st.builds(
    str.__add__, st.sampled_from(["=", "+", "-", "!", "", "q", ":"]), st.sampled_from([*NEAR.split(" "), ""])
)


@unhurried
@given(moments, st.text(max_size=50) | near_actions)
def test_a_forged_action_is_turned_away_and_leaves_the_answers_alone(asking: Asking, action: str) -> None:
    move = pressed(asking, action)
    if action in _meant(asking):
        assert not isinstance(move, Unwelcome)
    else:
        assert move is Unwelcome.STALE
        assert _left(asking, move) == _answers(asking)


@unhurried
@given(moments, st.data())
def test_every_button_that_is_shown_does_something(asking: Asking, data: st.DataObject) -> None:
    shown = [offer.action for row in offers(asking, pausable=True) for offer in row]
    move = pressed(asking, data.draw(st.sampled_from(shown)))
    assert not isinstance(move, Unwelcome)
    if not isinstance(move, Aid):
        assert _left(asking, move) != _answers(asking)


@unhurried
@given(moments, st.data())
def test_ten_presses_of_one_button_do_what_one_does(asking: Asking, data: st.DataObject) -> None:
    """As long as the same question stands: its mark turns presses of another one away."""
    flow = flow_of(FIRST, asking.question)
    action = data.draw(st.sampled_from(sorted(_meant(asking))))
    answers = once = _left(asking, pressed(asking, action))
    for _time in range(9):
        scene = replay(flow, None, answers)
        if isinstance(scene, Finished) or scene.question.name != "here":
            break
        answers = after(flow, None, answers, scene, pressed(scene, action))
    assert answers == once


def test_the_first_question_has_nothing_before_it() -> None:
    scene = replay(flow_of(FIRST), None, {})
    assert isinstance(scene, Asking)
    assert pressed(scene, "!back") is Unwelcome.STALE
    assert "Back" not in labels(scene)


@pytest.mark.parametrize("moment", MOMENTS)
def test_help_comes_last_and_is_always_there(moment: str) -> None:
    asking = MOMENTS[moment]
    assert [offer.action for offer in offers(asking, pausable=False)[-1]] == ["!help"]
    assert pressed(asking, "!help") is Aid.HELP
    assert pressed(asking, "!stop") is Aid.STOP
    assert pressed(asking, "!back") == Back()


def test_change_goes_only_where_the_reading_back_leads() -> None:
    asking = asking_of(EVERY_QUESTION["read back"])
    assert pressed(asking, f"{PICK}{CHANGE}first") == Change("first")
    assert pressed(asking, f"{PICK}{CHANGE}here") is Unwelcome.STALE
    assert _left(asking, Change("first")) == {}


def test_change_leads_back_to_what_was_asked_because_of_it_too_and_loses_nothing() -> None:
    several = EVERY_QUESTION["several"]
    flow = flow_of(
        several,
        replace(several, name="here.more"),
        replace(EVERY_QUESTION["words"], name="here.why"),
        replace(FIRST, name="hereafter"),
        ReadBack("check", said("Right?"), options=(Option(f"{CHANGE}here", said("Change")),)),
    )
    ticked = ChosenSeveral(("calm",), done=True)
    answers: dict[str, Answer] = {
        "here": ticked,
        "here.more": ticked,
        "here.why": told(1, done=True),
        "hereafter": READ,
    }
    asking = replay(flow, None, answers)
    assert isinstance(asking, Asking)
    left = after(flow, None, answers, asking, Change("here"))
    assert left == {
        "here": ChosenSeveral(("calm",)),
        "here.more": ChosenSeveral(("calm",)),
        "here.why": told(1),
        "hereafter": READ,
    }


class TestSeveral:
    """Any number of options."""

    def test_keeps_the_order_of_the_options(self) -> None:
        asking = asking_of(SEVERAL, ChosenSeveral(("in-pain",)))
        assert pressed(asking, "+calm") == Answered(ChosenSeveral(("calm", "in-pain")))

    def test_can_be_done_with_everything_unticked(self) -> None:
        draft = pressed(asking_of(SEVERAL, ChosenSeveral(("calm",))), "-calm")
        assert draft == Answered(ChosenSeveral())
        asking = asking_of(SEVERAL, ChosenSeveral())
        assert labels(asking)["None of these"] == DONE
        move = pressed(asking, DONE)
        assert move == Answered(ChosenSeveral((), done=True))
        assert SEVERAL.accepts(move.answer)
        assert SEVERAL.value(move.answer) == ()
        assert in_language()(SEVERAL.settled(move.answer)) == "None of these"

    def test_is_not_skipped_behind_the_buttons_back(self) -> None:
        assert pressed(asking_of(SEVERAL, ChosenSeveral(("calm",))), SKIP) is Unwelcome.STALE
        assert not SEVERAL.accepts(Skipped())

    def test_lets_go_of_what_is_no_longer_on_offer(self) -> None:
        assert SEVERAL.value(ChosenSeveral(("gone", "alone"), True)) == ("alone",)
        assert SEVERAL.reopened(ChosenSeveral(("gone", "alone"), True)) == ChosenSeveral(("alone",))


class TestGather:
    """Any mix of parts, until Done."""

    def test_takes_parts_in_the_order_in_which_they_were_sent(self) -> None:
        answer = Told()
        for order in (3, 1, 5, 2, 4):
            answer = answer.with_part(part(order))
        assert [each.id for each in answer.parts] == ["p1", "p2", "p3", "p4", "p5"]

    @unhurried
    @given(st.permutations(range(6)))
    def test_an_album_out_of_order_is_put_in_order(self, order: list[int]) -> None:
        draft: Answer | None = None
        for number in order:
            sent = Part(f"p{number}", "photo", number, "", f"f{number}", "album")
            move = heard(asking_of(GATHER, draft), sent, in_language(), ALL_KINDS)
            assert isinstance(move, Answered)
            draft = move.answer
        assert isinstance(draft, Told)
        assert [each.order for each in draft.parts] == list(range(6))

    def test_the_same_message_again_changes_its_part_and_adds_none(self) -> None:
        again = heard(asking_of(GATHER, told(1, 2)), part(1, words="Else"), in_language(), ALL_KINDS)
        assert again == Answered(Told((part(1, words="Else"), part(2))))

    def test_holds_so_many_parts_and_no_more(self) -> None:
        almost = told(*range(MOST_PARTS - 1))
        last = heard(asking_of(GATHER, almost), part(MOST_PARTS - 1), in_language(), ALL_KINDS)
        assert last == Answered(told(*range(MOST_PARTS)))
        full = asking_of(GATHER, told(*range(MOST_PARTS)))
        assert heard(full, part(MOST_PARTS), in_language(), ALL_KINDS) is Unwelcome.TOO_MANY
        assert _left(full, Unwelcome.TOO_MANY) == _answers(full)
        edited = heard(full, part(0, words="Else"), in_language(), ALL_KINDS)
        assert isinstance(edited, Answered), "a part that is there already is no further one"

    def test_what_lost_its_parts_after_done_is_gathered_anew_until_done(self) -> None:
        move = heard(asking_of(GATHER, Told(done=True)), part(7), in_language(), ALL_KINDS)
        assert move == Answered(told(7))
        assert not GATHER.accepts(move.answer), "one message is not all, before they say so"

    def test_is_not_done_with_nothing_told(self) -> None:
        for draft in (None, Told(), Told(done=True)):
            asking = asking_of(GATHER, draft)
            assert pressed(asking, DONE) is Unwelcome.STALE
            assert pressed(asking, SKIP) is Unwelcome.STALE
            assert not {"Done", "Skip this", "Take away the last part"} & set(labels(asking))

    def test_a_skip_that_crosses_a_part_throws_nothing_away(self) -> None:
        optional = EVERY_QUESTION["gather if you like"]
        assert pressed(asking_of(optional), SKIP) == Answered(Skipped())
        assert pressed(asking_of(optional, told(1)), SKIP) is Unwelcome.STALE

    def test_taking_away_names_the_part(self) -> None:
        asking = asking_of(GATHER, told(1, 2))
        assert labels(asking)["Take away the last part"] == "-p2"
        assert pressed(asking, "-p2") == Answered(told(1))
        assert pressed(asking, "-p1") is Unwelcome.STALE


class TestWords:
    """A few words, in one message."""

    def test_one_message_is_the_answer(self) -> None:
        assert typed(asking_of(WORDS), "Sleep.") == Answered(
            Told((Part("typed", "text", 99, "Sleep."),), done=True)
        )

    def test_a_photo_is_no_words(self) -> None:
        question = Words("here", said("Why?"), allowed=frozenset({"text", "voice"}))
        move = heard(asking_of(question), part(1, "photo"), in_language(), ALL_KINDS)
        assert move is Unwelcome.NOT_HERE
        move = heard(asking_of(question), part(1, "photo"), in_language(), frozenset({"text"}))
        assert move is Unwelcome.NOT_ALLOWED

    def test_coming_back_keeps_what_was_said_until_it_is_said_anew(self) -> None:
        flow, answers = flow_of(WORDS), {"here": told(1, done=True)}
        later = replay(flow_of(WORDS, Page("next", said("…"))), None, answers)
        assert isinstance(later, Asking)
        left = after(flow, None, answers, later, Back())
        assert left == {"here": told(1)}
        again = asking_of(WORDS, left["here"])
        assert "Something" in in_language()(again.question.shown(again.draft))
        assert pressed(again, DONE) == Answered(told(1, done=True))
        assert typed(again, "Else") == Answered(Told((Part("typed", "text", 99, "Else"),), done=True))
        assert pressed(again, "-p1") == Answered(Told())
        assert "Skip this" in labels(asking_of(WORDS, Told()))

    def test_skipped_words_come_back_as_a_fresh_question(self) -> None:
        assert WORDS.reopened(Skipped()) is None
        assert WORDS.reopened(Told(done=True)) is None
        assert in_language()(WORDS.settled(Skipped())) == "Skipped"


class TestConsent:
    """What may be kept is what is agreed to now."""

    @unhurried
    @given(moments, st.sampled_from(sorted(ALL_KINDS)), st.sets(st.sampled_from(sorted(ALL_KINDS))))
    def test_nothing_is_kept_of_a_kind_that_is_not_agreed_to(
        self, asking: Asking, kind: Kind, agreed: set[Kind]
    ) -> None:
        sent = part(1, kind, "zzz")
        move = heard(asking, sent, in_language(), frozenset(agreed))
        if kind not in agreed:
            assert move is Unwelcome.NOT_ALLOWED
        else:
            assert isinstance(move, Answered | Aside)

    def test_a_consent_taken_back_since_the_question_was_put_holds(self) -> None:
        for question in (WORDS, GATHER):
            assert isinstance(question, Telling)
            assert question.allowed == ALL_KINDS
            move = heard(asking_of(question), part(1, "voice"), in_language(), frozenset({"text"}))
            assert move is Unwelcome.NOT_ALLOWED

    def test_buttons_can_be_typed_where_words_are_not_kept(self) -> None:
        asking = asking_of(EVERY_QUESTION["confirm"])
        move = heard(asking, part(1, words="Yes"), in_language(), frozenset())
        assert move == Answered(Chosen("yes"))


class TestAsides:
    """What is said outside any question."""

    def test_is_kept_and_leaves_the_question_as_it_is(self) -> None:
        asking = asking_of(SEVERAL, ChosenSeveral(("calm",)))
        move = typed(asking, "It still hurts.")
        assert move == Aside(Part("typed", "text", 99, "It still hurts."))
        left = _left(asking, move)
        assert left == {**_answers(asking), ASIDES: Told((Part("typed", "text", 99, "It still hurts."),))}

    def test_so_many_and_no_more(self) -> None:
        flow = flow_of(FIRST)
        answers: dict[str, Answer] = {}
        for number in range(MOST_PARTS + 5):
            scene = replay(flow, None, answers)
            assert isinstance(scene, Asking)
            move = heard(scene, part(number, words="zzz"), in_language(), ALL_KINDS)
            assert isinstance(move, Aside if number < MOST_PARTS else Unwelcome)
            answers = after(flow, None, answers, scene, move)
        assert answers == {ASIDES: Told(tuple(part(number, words="zzz") for number in range(MOST_PARTS)))}


def test_gather_says_how_much_it_holds() -> None:
    assert isinstance(GATHER, Gather)
    assert in_language()(GATHER.shown(None)) == in_language()(GATHER.text)
    assert "2 parts" in in_language()(GATHER.shown(told(1, 2)))
    assert "1 part." in in_language()(GATHER.shown(told(1)))
