"""Any walk through any flow, with any project: every button fits, works, and comes back the same."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codesign import feelings
from bot.codesign.consent import KINDS
from bot.codesign.pairs import deck
from bot.codesign.project import CONSENT_KEYS, Consent, FeelingWord, FormatNeed, Touchpoint
from bot.codesign.project_rules import NAME
from bot.codesign.rounds import METHODS, Candidate, Method
from bot.codesign.story import Part
from bot.flows import answers as stored
from bot.flows.actions import LABELS, offers
from bot.flows.answers import Answer
from bot.flows.engine import Asking, Finished, FlowBroken, Scene, replay
from bot.flows.moves import Unwelcome, after, heard, pressed
from bot.flows.questions import LONGEST_KEY, Choice, Option
from bot.flows.registry import FLOWS, Flow
from bot.flows.vote import VoteContext
from tests.flows import care_examples as care
from tests.flows import examples, priority_examples, vote_examples
from tests.flows.action_walks import ACTION_CONTEXTS
from tests.flows.asking import ALL_KINDS, in_language, said
from tests.flows.assisting_walks import ASSISTING_CONTEXTS
from tests.flows.health_walks import HEALTH_CONTEXTS
from tests.flows.owed_walks import OWED_CONTEXTS
from tests.flows.pack_walks import PACK_CONTEXTS
from tests.flows.question_walks import QUESTION_CONTEXTS
from tests.flows.round_walks import ROUND_CONTEXTS
from tests.flows.thread_walks import THREAD_CONTEXTS
from tests.flows.update_walks import UPDATE_CONTEXTS
from tests.flows.workshop_walks import WORKSHOP_CONTEXTS

MOST_BYTES = 64
"""What Telegram allows for the data of a button."""

MARK = "q:eleven-char:"
"""What stands before the action: a letter and a mark of eleven characters, with colons."""

A_LONG_ID = "12345678-1234-1234-1234-123456789012"

names = st.one_of(
    st.from_regex(NAME, fullmatch=True),
    st.sampled_from(["a" * 40, "not-sure", "change", "asides", "done", "send", "nothing", *feelings.KEYS]),
)
"""Short names as the rules for a project allow them, the awkward ones often."""


def _named(kind: Any, **rest: Any) -> st.SearchStrategy[Any]:
    key = "id" if kind is Touchpoint else "key"
    return st.lists(names, min_size=1, max_size=6, unique=True).map(
        lambda keys: tuple(kind(**{key: each, **rest}) for each in keys)
    )


ONE_ROUND = examples.asking_for_map().rounds[:1]

LABEL = examples.words("The same label on every one of them")


def _voting(method: Method, candidates: int, dots: int) -> VoteContext:
    known = tuple(Candidate(f"{at:02}{A_LONG_ID[2:]}", at + 1, LABEL) for at in range(candidates))
    pairs = deck(tuple(each.id for each in known), "r1", 0) if method == "pairs" else ()
    return vote_examples.voting(method, candidates=known, pairs=pairs, dots=dots)


CONTEXTS: dict[str, st.SearchStrategy[Any]] = (
    {
        "story": st.builds(
            examples.telling,
            touchpoints=_named(Touchpoint, name=LABEL),
            feelings=_named(FeelingWord, picture="🚪", pleasant=False, words=LABEL),
            allowed=st.sets(st.sampled_from(KINDS), min_size=1).map(tuple),
            uses=st.sampled_from([("team",), ("team", "quote_publication")]),
        ),
        "join": st.builds(
            examples.joining,
            format_needs=st.just(()) | _named(FormatNeed, label=LABEL),
            research=st.booleans(),
        ),
        "join_as_facilitator": st.builds(examples.joining, role=st.just("facilitator")),
        "agree_again": st.lists(st.sampled_from(examples.CONSENT.items), unique_by=lambda item: item.key).map(
            lambda items: examples.agreeing(consent=Consent(version="2", items=tuple(items)))
        ),
        "home": st.builds(
            examples.at_home,
            facilitator=st.booleans(),
            can_tell=st.booleans(),
            change_story=st.none() | st.integers(1, 10**9),
            change_until=st.just(examples.HALF_PAST_TEN),
        ),
        "my_data": st.builds(
            examples.my_data,
            given=st.sets(st.sampled_from(CONSENT_KEYS)).map(lambda yes: dict.fromkeys(yes, True)),
        ),
        "leave": st.builds(examples.leaving, stories=st.integers(0, 9), files=st.integers(0, 9)),
        "language": st.just(examples.choosing_language()),
        "projects": st.lists(st.just(A_LONG_ID), min_size=1).map(
            lambda ids: examples.choosing_project(
                memberships=tuple((f"{at:02}{each[2:]}", LABEL) for at, each in enumerate(ids))
            )
        ),
        "rate": st.builds(
            examples.rating,
            touchpoints=_named(Touchpoint, name=LABEL),
            feelings=_named(FeelingWord, picture="🚪", pleasant=False, words=LABEL),
            allowed=st.sampled_from([(), ("text",), ("text", "voice")]),
        ),
        "low_points": st.builds(examples.low_points, touchpoints=_named(Touchpoint, name=LABEL)),
        "map": st.sampled_from([examples.asking_for_map(), examples.asking_for_map(rounds=ONE_ROUND)]),
        "team": st.builds(examples.team_at_work, unread=st.integers(0, 3), stories=st.integers(0, 3)),
        "read_story": st.builds(examples.reading, missing=st.integers(0, 2)),
        "read_comment": st.builds(examples.comment, missing=st.integers(0, 2)),
        "help": st.builds(care.helping, interrupted=st.booleans()),
        "call": st.builds(care.called, kind=st.sampled_from(["help", "complaint"])),
        "look_after": st.just(care.matters()),
        "answer_call": st.builds(care.answering) | st.builds(care.taken, mine=st.booleans()),
        "see_concern": st.builds(care.concern, seen=st.booleans(), safety=st.booleans()),
        "audit": st.builds(care.record, older=st.booleans()),
        "queue_words": st.just(care.queue_words()),
        "concern": st.just(care.worrying()),
        "reach_lead": st.just(care.reaching()),
        "moderate": st.just(care.moderating()),
        "decline": st.just(care.declining()),
        "wording": st.just(care.offered()),
        "declined": st.builds(care.declined, allowed=st.sampled_from([(), ("text",), ("text", "voice")])),
        "desk": st.just(care.desk()),
        "see_answer": st.builds(care.answered, what=st.sampled_from(["changed", "disputed"])),
        "propose": st.just(priority_examples.proposing()),
        "my_suggestions": st.just(priority_examples.suggestions()),
        "priorities": st.just(priority_examples.candidates()),
        "themes": st.just(priority_examples.themes()),
        "code_story": st.just(priority_examples.coding()),
        "proposals": st.builds(
            priority_examples.proposal, waiting=st.integers(1, 3), earlier=st.sampled_from(["", "Quiet."])
        ),
        "vote": st.builds(_voting, st.sampled_from(METHODS), st.integers(2, 9), st.integers(1, 20)),
        "vote_result": st.sampled_from(
            [vote_examples.for_somebody(), vote_examples.for_the_team(), vote_examples.still_open()]
        ),
    }
    | ACTION_CONTEXTS
    | ROUND_CONTEXTS
    | UPDATE_CONTEXTS
    | WORKSHOP_CONTEXTS
    | OWED_CONTEXTS
    | HEALTH_CONTEXTS
    | PACK_CONTEXTS
    | THREAD_CONTEXTS
    | QUESTION_CONTEXTS
    | ASSISTING_CONTEXTS
)


def test_every_flow_is_walked() -> None:
    assert set(CONTEXTS) == set(FLOWS)


def _stored(flow: Flow, context: Any, answers: dict[str, Answer], scene: Scene) -> Any:
    """The context and the answers after a rest in storage."""
    context = flow.decode(flow.encode(context))
    answers = {name: stored.decode(stored.encode(answer)) for name, answer in answers.items()}
    assert replay(flow.run, context, answers) == scene
    return context, answers


def _each_fits(asking: Asking) -> list[str]:
    actions = [offer.action for row in offers(asking, pausable=True) for offer in row]
    assert len(set(actions)) == len(actions), "two buttons mean the same"
    for action in actions:
        assert len((MARK + action).encode()) <= MOST_BYTES
        assert not isinstance(pressed(asking, action), Unwelcome)
    return [action for action in actions if action not in ("!help", "!stop")]


@pytest.mark.parametrize("name", FLOWS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_walk_meets_only_buttons_that_fit_and_work(name: str, data: st.DataObject) -> None:
    flow, context = FLOWS[name], data.draw(CONTEXTS[name])
    answers: dict[str, Answer] = {}
    for step in range(25):
        scene = replay(flow.run, context, answers)
        context, answers = _stored(flow, context, answers, scene)
        if isinstance(scene, Finished):
            msgspec.json.encode(scene.value)
            return
        actions = _each_fits(scene)
        if len(actions) > 0 and data.draw(st.integers(0, 3)) > 0:
            move = pressed(scene, data.draw(st.sampled_from(actions)))
        else:
            sent = Part(f"{step:02}{A_LONG_ID[2:]}", data.draw(st.sampled_from(KINDS)), step, "zzz")
            move = heard(scene, sent, in_language(), ALL_KINDS)
        answers = after(flow.run, context, answers, scene, move)


def test_the_mark_is_as_long_as_the_one_that_is_sent() -> None:
    from bot.services import talking

    assert len(talking.QUESTION) == 1
    assert len(MARK) == len(f"{talking.QUESTION}:{'m' * 11}:")


def test_a_key_that_would_not_fit_cannot_become_an_option() -> None:
    assert Option("é" * (LONGEST_KEY // 2), said("…")).key
    with pytest.raises(ValueError, match="longer than 40 bytes"):
        Option("é" * (LONGEST_KEY // 2) + "x", said("…"))

    async def too_long(ctx: None) -> str:
        return await Choice("here", said("Which?"), (Option("x" * 41, said("…")),))

    with pytest.raises(FlowBroken, match="the flow raised ValueError"):
        replay(too_long, None, {})


def test_the_longest_name_of_a_project_fits_an_option() -> None:
    assert NAME.fullmatch("a" * LONGEST_KEY)
    assert not NAME.fullmatch("a" * (LONGEST_KEY + 1))


def test_no_short_name_of_a_project_can_be_a_word_of_the_flows() -> None:
    for reserved in ("not_sure", "change:tell", "=a", "+a", "-a", *LABELS):
        assert not NAME.fullmatch(reserved)
