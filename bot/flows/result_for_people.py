"""The result as people who took part are told it: in words, and with small numbers hidden.

Numbers go through :mod:`bot.codesign.small_numbers`. Hiding each small one by itself is not enough: how many
voted is told too, and with an order and a few figures beside it the hidden ones can be worked out. So figures
stand beside the places all together or not at all, and only in a vote of some size. Otherwise there are
places and words. What is said of a group is said without a number, and only of groups of three or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from bot.codesign.ballots import STANCES, Approval, Ballot, Dots, Pairs, Ranking
from bot.codesign.results import Result, Standing
from bot.codesign.rounds import Ask
from bot.codesign.small_numbers import SMALLEST_SHOWN, shown
from bot.flows import result_words as say
from bot.flows.result_words import Words
from bot.flows.vote import STANCE_WORDS
from bot.i18n.texts import Own, Text, _, lines, n_

FEWEST_FOR_FIGURES = 20
"""Votes, as they are told, from which on figures may stand beside the places. In fewer it would tell that
figures are *not* there: two candidates that tie without them would have seven votes each."""


def pages(ask: Ask, result: Result, mine: Ballot | None) -> tuple[Text, ...]:
    """The whole result, one thought a page; the last one says where the person's own vote sits."""
    words = Words(ask.candidates)
    if not any(each.parts for each in result.standings):
        return (lines(turnout(result), *say.cautions(result)),)
    return tuple(
        page
        for page in (
            lines(turnout(result), *beside(result), say.missing(result)),
            lines(plain(result, words), *say.ties(result, words), say.head_to_head(result, words)),
            say.balance(result, words),
            lines(*say.majority_and_consensus(result, words)),
            unlike(result, words),
            how_to_go_on(result),
            None if mine is None else own(mine, result, words),
        )
        if page is not None
    )


def so_far(ask: Ask, places: Mapping[str, int] | None) -> Text:
    """While the vote goes on, for those who have voted: the order as it was kept, and no number.

    ``places`` are the candidates' places; None while too few have voted for an order.
    """
    if places is None:
        return lines(
            Own(ask.text),
            _("Your vote is kept. Too few people have voted to show an order yet. Please look again later."),
        )
    words = Words(ask.candidates)
    return lines(
        Own(ask.text),
        _(
            "This is the order so far. It is made anew each time {n} more people have voted.",
            n=SMALLEST_SHOWN,
        ),
        lines(
            *(
                _("{place}. {candidate}", place=places[each], candidate=words.of(each))
                for each in sorted(places, key=lambda each: (places[each], each))
            ),
            gap=0,
        ),
        _("It can still change until the vote ends."),
    )


def turnout(result: Result) -> Text:
    """How many voted, as far as it may be said."""
    voted, could = shown(result.voted), shown(result.could)
    if result.voted == 0:
        return _("Nobody voted.")
    if voted is None:
        return _("Fewer than {few} people voted.", few=SMALLEST_SHOWN)
    said = _(
        "About {voted} of about {could} people who could vote did so.", voted=voted, could=could or voted
    )
    return lines(said, on_paper(result), gap=0)


def on_paper(result: Result) -> Text | None:
    """How many voted on paper; None where it was nobody, or where it or the rest would have to be hidden."""
    paper = shown(result.paper)
    if not paper or shown(result.voted - result.paper) is None:
        return None
    return _("About {n} of them voted on paper.", n=paper)


def beside(result: Result) -> tuple[Text, ...]:
    """What has to be said beside the figures."""
    return tuple(say.CAUTIONS[each] for each in result.cautions if each in ("low_turnout", "too_easy"))


def how_to_go_on(result: Result) -> Text | None:
    """What the number of candidates at the top asks for; None where it is as usual."""
    about = ("no_clear_cut", "fewer_than_four", "more_than_six")
    said = [say.CAUTIONS[each] for each in result.cautions if each in about]
    return lines(*said) if said else None


def plain(result: Result, words: Words) -> Text:
    """The order by all votes, each vote counting the same."""
    return lines(
        _("This is the order by all votes:"),
        lines(
            *(
                _("{place}. {candidate}", place=each.place, candidate=words.of(each.candidate))
                if (shown_as := figure(result, each)) is None
                else _(
                    "{place}. {candidate} ({figure})",
                    place=each.place,
                    candidate=words.of(each.candidate),
                    figure=shown_as,
                )
                for each in result.standings
            ),
            gap=0,
        ),
        by_chance(result),
    )


def by_chance(result: Result) -> Text | None:
    """How much the order of neighbours is worth in a small vote."""
    if result.voted >= 100:
        return None
    return _("Neighbours in this order can stand there by chance: few people voted.")


def figure(result: Result, standing: Standing) -> Text | None:
    """What a candidate's place comes from; None where only the place may be told."""
    parts = standing.parts
    if not _all_can_be_shown(result):
        return _in_words(parts) if result.method == "approval" and shown(result.voted) else None
    match result.method:
        case "dots":
            return _about_dots(parts.get("dots", 0))
        case "approval":
            return _stances(*(_people(parts.get(each, 0)) for each in STANCES))
        case "ranking":
            points = shown(round(standing.figure)) or 0
            return n_("about {n} point", "about {n} points", points)
        case "pairs":
            tenths = round(standing.figure * 10)
            return n_("chosen about {n} time in 10", "chosen about {n} times in 10", tenths)


def _all_can_be_shown(result: Result) -> bool:
    """Whether no figure of any candidate would have to be hidden."""
    if (shown(result.voted) or 0) < FEWEST_FOR_FIGURES:
        return False
    return all(
        shown(ceil(each)) is not None for standing in result.standings for each in _made_of(result, standing)
    )


def _made_of(result: Result, standing: Standing) -> tuple[float, ...]:
    """The numbers that a candidate's figure is made of."""
    if result.method == "ranking":
        return (standing.figure,)
    names = {"dots": ("dots",), "approval": STANCES, "pairs": ("won", "lost")}[result.method]
    return tuple(standing.parts.get(each, 0) for each in names)


def _in_words(parts: Mapping[str, int]) -> Text:
    """Agree, disagree and pass, each beside one half of those who answered."""
    half = sum(parts.values()) / 2
    return _stances(
        *(_("more than half") if parts.get(each, 0) > half else _("half or fewer") for each in STANCES)
    )


def _stances(agree: Text, disagree: Text, passed: Text) -> Text:
    return _(
        "agree: {agree}; do not agree: {disagree}; pass: {passed}",
        agree=agree,
        disagree=disagree,
        passed=passed,
    )


def _about_dots(dots: int) -> Text:
    return n_("about {n} dot", "about {n} dots", shown(dots) or 0) if dots else _("no dots")


def _people(people: int) -> Text:
    return n_("about {n} person", "about {n} people", shown(people) or 0) if people else _("nobody")


def unlike(result: Result, words: Words) -> Text | None:
    """What groups see differently; None where they do not."""
    said = (*say.minority(result.minority, words), *say.differences(result.standings, words))
    if not said:
        return None
    return lines(_("People of different groups see some things differently. That is kept in view:"), *said)


def own(mine: Ballot, result: Result, words: Words) -> Text:
    """Where the person's own vote sits in the result."""
    places = {each.candidate: each.place for each in result.standings}
    return lines(_("Your own vote, and where each stands now:"), lines(*_own(mine, places, words), gap=0))


def _own(mine: Ballot, places: dict[str, int], words: Words) -> list[Text]:
    match mine.vote:
        case Dots(given):
            return [
                n_(
                    "You gave {n} dot. Place {place}: {candidate}",
                    "You gave {n} dots. Place {place}: {candidate}",
                    dots,
                    place=places[each],
                    candidate=words.of(each),
                )
                for each, dots in sorted(given.items(), key=lambda found: places[found[0]])
            ]
        case Approval(stances):
            return [
                _(
                    "You said: {stance}. Place {place}: {candidate}",
                    stance=STANCE_WORDS[stances[each]],
                    place=places[each],
                    candidate=words.of(each),
                )
                for each in sorted(stances, key=lambda each: places[each])
            ]
        case Ranking(order):
            return [
                _(
                    "Your place {mine}, place {place} by all votes: {candidate}",
                    mine=at,
                    place=places[each],
                    candidate=words.of(each),
                )
                for at, each in enumerate(order, 1)
            ]
        case Pairs():
            return _own_pairs(mine.vote, places, words)


def _own_pairs(mine: Pairs, places: dict[str, int], words: Words) -> list[Text]:
    won = [each.chosen for each in mine.choices if each.chosen is not None]
    if not won:
        return [_("You chose none of the pairs that you saw. That counts as taking part.")]
    return [
        n_(
            "You chose it {n} time. Place {place}: {candidate}",
            "You chose it {n} times. Place {place}: {candidate}",
            won.count(each),
            place=places[each],
            candidate=words.of(each),
        )
        for each in sorted(set(won), key=lambda each: (places[each], each))
    ]
