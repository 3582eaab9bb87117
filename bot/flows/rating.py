"""Rating the pathway: for each touchpoint how it felt, in which words and why; read back, sent."""

from __future__ import annotations

import msgspec

from bot.codesign.project import FeelingWord, LocalText, Touchpoint
from bot.codesign.rating import LEVELS, NOT_ME, Rating, Ratings, level, level_at
from bot.codesign.story import Kind
from bot.flows.engine import ASIDES
from bot.flows.parts import part_line
from bot.flows.questions import (
    CHANGE,
    Asides,
    Choice,
    Option,
    Progress,
    ReadBack,
    Say,
    Several,
    Words,
)
from bot.flows.story import SPOKEN, feeling_options
from bot.i18n.texts import Moment, Own, Quote, Text, _, lines

SKIP = "skip"


class RatingContext(msgspec.Struct, frozen=True):
    """What somebody is asked in a round (``round`` is its id), and what may be kept of them."""

    round: str
    text: LocalText
    touchpoints: tuple[Touchpoint, ...]
    feelings: tuple[FeelingWord, ...]
    emergency: LocalText
    allowed: tuple[Kind, ...]


async def rate(ctx: RatingContext) -> Ratings:
    """Return the ratings as they were given, read back and sent."""
    await Say(Own(ctx.text))
    of = len(ctx.touchpoints) + 1
    given: list[Rating] = []
    for at, point in enumerate(ctx.touchpoints, start=1):
        await Progress(at, of)
        rating = await _rate(ctx, at, point)
        if rating is not None:
            given.append(rating)
    ratings = Ratings(tuple(given), await Asides())
    await Progress(of, of)
    await _read_back(ctx, ratings)
    return ratings


def _name(at: int) -> str:
    # The place in the frozen pathway: an id may be as long as a button's data, which carries the name too.
    return f"point{at}"


async def _rate(ctx: RatingContext, at: int, point: Touchpoint) -> Rating | None:
    step = await Choice(
        _name(at),
        lines(
            _("How did this feel to you? {touchpoint}", touchpoint=Own(point.name)),
            Own(point.hint) if point.hint else None,
        ),
        options=(
            *(Option(each.key, _("{picture} {word}", picture=each.face, word=each.word)) for each in LEVELS),
            Option(NOT_ME, _("It did not happen to me")),
            Option(SKIP, _("Skip this")),
        ),
    )
    if step == SKIP:
        return None
    if step == NOT_ME:
        return Rating(point.id, None)
    felt = await Several(
        f"{_name(at)}.felt",
        lines(
            _("Which words fit? {touchpoint}", touchpoint=Own(point.name)),
            _("Choose as many as fit, then press Done."),
        ),
        options=feeling_options(ctx.feelings),
    )
    spoken = SPOKEN & set(ctx.allowed)
    if not spoken:
        return Rating(point.id, level(step).position, felt)
    why = await Words(
        f"{_name(at)}.why",
        lines(
            _("What made it so? {touchpoint}", touchpoint=Own(point.name)),
            _("You can write it or say it.") if spoken == SPOKEN else None,
        ),
        allowed=spoken,
    )
    return Rating(point.id, level(step).position, felt, why)


async def _read_back(ctx: RatingContext, ratings: Ratings) -> None:
    changeable = [
        Option(CHANGE + _name(at), _("Change: {touchpoint}", touchpoint=Own(point.name)))
        for at, point in enumerate(ctx.touchpoints, start=1)
    ]
    if ratings.asides:
        changeable.append(Option(CHANGE + ASIDES, _("Take away: what I also said")))
    await ReadBack(
        "check",
        lines(
            _("Here is how it felt to you, as I have kept it. Is it right?"),
            *rating_lines(ctx.touchpoints, ctx.feelings, ratings),
            _("This is not a helpline. If you are in danger now, press “I need help now”."),
            Own(ctx.emergency),
        ),
        options=(Option("send", _("Send it to the team")), *changeable),
    )


def step_words(rating: Rating | None) -> Text:
    """The step of a rating in words; of no rating, that it was skipped."""
    if rating is None:
        return _("Skipped")
    if rating.position is None:
        return _("It did not happen to me")
    step = level_at(rating.position)
    return _("{picture} {word}", picture=step.face, word=step.word)


def rating_lines(
    touchpoints: tuple[Touchpoint, ...], own: tuple[FeelingWord, ...], ratings: Ratings
) -> tuple[Text, ...]:
    """One person's ratings in words, touchpoint by touchpoint, as they and the team see them."""
    felt = {option.key: option.label for option in feeling_options(own)}
    told = []
    for point in touchpoints:
        rating = ratings.of(point.id)
        told.append(
            lines(
                _("{touchpoint}: {step}", touchpoint=Own(point.name), step=step_words(rating)),
                *(felt.get(key, Quote(key)) for key in (rating.feelings if rating else ())),
                *(part_line(part) for part in (rating.why if rating else ())),
                gap=0,
            )
        )
    if ratings.asides:
        told.append(lines(_("Also said:"), *(part_line(part) for part in ratings.asides), gap=0))
    return tuple(told)


class LowPointsContext(msgspec.Struct, frozen=True):
    """The touchpoints that felt bad to somebody, the worst first."""

    touchpoints: tuple[Touchpoint, ...]


NOT_NOW = "not_now"
"""The key for no story. Short names of a project have no underscore, so none can be the same."""


async def low_points(ctx: LowPointsContext) -> str | None:
    """Return the touchpoint that the person wants to tell the story of; None: not now."""
    chosen = await Choice(
        "tell",
        _("Some of it felt bad to you. Would you like to tell what happened there?"),
        options=(
            *(Option(point.id, Own(point.name)) for point in ctx.touchpoints),
            Option(NOT_NOW, _("Not now")),
        ),
    )
    return None if chosen == NOT_NOW else chosen


def sent_words(closes: Moment, day: Text) -> Text:
    """What somebody reads who has sent their ratings."""
    return _("You can change it until {day}, {time}: choose it in the menu again.", day=day, time=closes)
