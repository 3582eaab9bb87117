"""The emotional map in words: all that the pictures show, for whoever does not see them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.codesign.emotional_map import ROLES, EmotionalMap, Figures, Moved, Point, Word
from bot.codesign.project import FeelingWord, Touchpoint
from bot.codesign.rating import POSITIONS, Ratings, level_at
from bot.codesign.small_numbers import SMALLEST_SHOWN
from bot.flows.rating import rating_lines, step_words
from bot.flows.story import feeling_options
from bot.i18n.texts import Day, Own, Quote, Text, _, lines, n_

GROUP_NAMES: dict[str, Text] = {
    "patient": _("Patients"),
    "carer": _("Carers and family"),
    "staff": _("Staff"),
    "everybody": _("Everybody together"),
}

JOINED = _("Each role stands here as in the newest round that asked it and is over.")
"""What is said of a map that joins rounds."""


def groups_of(drawn: EmotionalMap) -> tuple[str, ...]:
    """The groups that a map shows: the roles, and everybody together where only that may be shared."""
    alone = any(figures_of(point, "everybody").median is not None for point in drawn.points)
    return (*ROLES, "everybody") if drawn.shared and alone else ROLES


def figures_of(point: Point, group: str) -> Figures:
    """What a map shows of a group at a touchpoint. Everybody together stands in for roles that are hidden."""
    if group != "everybody":
        return point.roles[group]
    shown = any(each.median is not None for each in point.roles.values())
    return Figures(point.everybody.people, None) if shown else point.everybody


def in_all(drawn: EmotionalMap, group: str) -> int | None:
    """How many people of a group there are in the whole map, as far as it may be said."""
    return drawn.everybody if group == "everybody" else drawn.people[group]


def on_scale(position: float) -> Text:
    """A place on the scale in words; halfway places lie between two steps."""
    below = next(step for step in reversed(POSITIONS) if step <= position)
    if below == position:
        return level_at(below).word
    above = next(step for step in POSITIONS if step >= position)
    return _("between “{one}” and “{other}”", one=level_at(below).word, other=level_at(above).word)


def people_words(people: int | None, *, shared: bool) -> Text:
    """A number of people, which in a map to share is rounded or hidden."""
    if people is None:
        return _("fewer than {n} people", n=SMALLEST_SHOWN)
    if shared and people:
        return n_("about {n} person", "about {n} people", people)
    return n_("{n} person", "{n} people", people)


def group_words(people: int | None, group: str, *, shared: bool) -> Text:
    """How many people of a group there are. A total can be hidden although it is no small number itself."""
    if people is None and group == "everybody":
        return _("number not shown")
    return people_words(people, shared=shared)


def feeling_words(own: tuple[FeelingWord, ...], words: Iterable[Word], most: int | None = None) -> list[Text]:
    """Feelings with how many people chose each, the most chosen first; ``most`` of them at most."""
    labels = {option.key: option.label for option in feeling_options(own)}
    return [
        _("{feeling}: {n}", feeling=labels.get(word.feeling, Quote(word.feeling)), n=word.people or 0)
        for word in tuple(words)[:most]
    ]


def map_lines(
    touchpoints: tuple[Touchpoint, ...], own: tuple[FeelingWord, ...], drawn: EmotionalMap
) -> tuple[Text, ...]:
    """The whole map in words: who took part, then touchpoint by touchpoint."""
    names = {point.id: Own(point.name) for point in touchpoints}
    earlier = {point.touchpoint: point for point in drawn.earlier}
    return (
        lines(
            *(
                _("{group}: {people}", group=GROUP_NAMES[role], people=told_people(drawn, role))
                for role in groups_of(drawn)
            ),
            gap=0,
        ),
        *(
            lines(
                lines(
                    _(
                        "{number}. {touchpoint}",
                        number=at,
                        touchpoint=names.get(point.touchpoint, Quote(point.touchpoint)),
                    ),
                    *(disagreement(pair) for pair in point.disagree),
                    gap=0,
                ),
                *(
                    _group(own, drawn, point, earlier.get(point.touchpoint), role)
                    for role in groups_of(drawn)
                ),
                moved_words(drawn.moved.get(point.touchpoint), shared=drawn.shared),
                gap=0,
            )
            for at, point in enumerate(drawn.points, start=1)
        ),
    )


def told_people(drawn: EmotionalMap, group: str) -> Text:
    """How many people of a group there are in the whole map; where it joins rounds, from which they are."""
    people = group_words(in_all(drawn, group), group, shared=drawn.shared)
    if not drawn.asked:
        return people
    source = drawn.asked.get(group)
    if source is None:
        return _("not asked yet")
    return _(
        "{people}, round {number}, until {day}", people=people, number=source.round, day=Day(source.until)
    )


def disagreement(pair: tuple[str, str]) -> Text:
    """That two roles disagree, and which of them felt better."""
    better, worse = pair
    return _(
        "They disagree: {better} felt better, {worse} felt worse.",
        better=GROUP_NAMES[better],
        worse=GROUP_NAMES[worse],
    )


def _group(
    own: tuple[FeelingWord, ...], drawn: EmotionalMap, point: Point, earlier: Point | None, role: str
) -> Text:
    found = figures_of(point, role)
    before = figures_of(earlier, role) if earlier else None
    return lines(
        _(
            "{group}, {people}",
            group=GROUP_NAMES[role],
            people=group_words(found.people, role, shared=drawn.shared),
        ),
        *_figures(found, before),
        *feeling_words(own, found.words),
        n_("It did not happen to {n} person.", "It did not happen to {n} people.", found.not_me)
        if found.not_me
        else None,
        gap=0,
    )


def _figures(found: Figures, before: Figures | None) -> list[Text]:
    said: list[Text] = []
    if found.median is not None:
        said.append(_("In the middle: {step}", step=on_scale(found.median)))
    if before is not None and before.median is not None:
        said.append(_("The time before: {step}", step=on_scale(before.median)))
    if found.middle_half is not None:
        low, high = found.middle_half
        said.append(_("Half of them: {steps}", steps=_from_to(low, high)))
    if found.reach is not None:
        lowest, highest = found.reach
        said.append(_("All of them: {steps}", steps=_from_to(lowest, highest)))
    return said


def _from_to(low: float, high: float) -> Text:
    if low == high:
        return on_scale(low)
    return _("from {low} up to {high}", low=on_scale(low), high=on_scale(high))


def moved_words(moved: Moved | None, *, shared: bool) -> Text | None:
    """What became of those who rated a touchpoint both times; None when there is nobody."""
    if moved is None or moved.people == 0:
        return None
    return _(
        "Of those who rated it both times, {better} felt better, {same} the same, {worse} worse.",
        better=people_words(moved.better, shared=shared),
        same=people_words(moved.same, shared=shared),
        worse=people_words(moved.worse, shared=shared),
    )


def map_in_short(touchpoints: tuple[Touchpoint, ...], shared: EmotionalMap) -> tuple[Text, ...]:
    """What everybody who was asked reads of a map to share: how many took part, what felt worst and best."""
    said: list[Text] = []
    if shared.everybody is not None:
        people = people_words(shared.everybody, shared=True)
        said.append(_("This many people rated the care: {people}", people=people))
    names = {point.id: Own(point.name) for point in touchpoints}
    placed = [
        (point.everybody.median, names[point.touchpoint])
        for point in shared.points
        if point.everybody.median is not None and point.touchpoint in names
    ]
    if len(placed) > 1:
        worst, best = min(placed, key=lambda each: each[0]), max(placed, key=lambda each: each[0])
        if worst[0] < best[0]:
            said.append(
                lines(
                    _("It felt worst here: {touchpoint}", touchpoint=worst[1]),
                    _("It felt best here: {touchpoint}", touchpoint=best[1]),
                    gap=0,
                )
            )
    return (lines(*said),) if said else ()


def my_map_lines(
    touchpoints: tuple[Touchpoint, ...],
    own: tuple[FeelingWord, ...],
    ratings: Ratings,
    earlier: Ratings | None = None,
) -> tuple[Text, ...]:
    """One person's own map in words; with ``earlier`` ratings, how it felt the time before."""
    told = rating_lines(touchpoints, own, ratings)
    if earlier is None:
        return told
    before = [
        _("{touchpoint}: {step}", touchpoint=Own(point.name), step=step_words(earlier.of(point.id)))
        for point in touchpoints
        if earlier.of(point.id) is not None
    ]
    return (*told, lines(_("The time before:"), *before, gap=0)) if before else told
