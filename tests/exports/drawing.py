"""Maps to draw, the awkward ones: the example project in other pathways, with invented people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

import msgspec

from bot.codesign.emotional_map import ROLES, EmotionalMap, Rater, emotional_map
from bot.codesign.map_to_share import to_share
from bot.codesign.project import Project, Touchpoint
from bot.codesign.rating import POSITIONS, Rating, Ratings
from bot.codesign.rounds import ROLES as ASKED
from bot.codesign.rounds import Ask
from bot.services.files import project_files
from bot.services.ratings.mapping import Drawn
from bot.services.rounds.rounds import Round
from storage.rounds import StoredRound
from tests.exports.world import EXAMPLE

LONG = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "Gwrthgyfansoddiadol a chyfrifoldebau'r amgylcheddwyr",
    "Cyd-ymddiriedolaeth 👨‍👩‍👧‍👦 #strong[x] $ * _ `",
    "汉字 and \U00012345",
)
ARABIC = "الوصول إلى قسم الطوارئ والاستقبال"

EXAMPLE_PROJECT = project_files.read(EXAMPLE)


def pathway(*names: str) -> Project:
    """The example project with these touchpoints, which have long names in Arabic too."""
    points = tuple(
        Touchpoint(id=f"point-{at:02}", name={"en": name, "cy": name, "ar": f"{ARABIC} {at}"})
        for at, name in enumerate(names)
    )
    return msgspec.structs.replace(EXAMPLE_PROJECT, touchpoints=points)


FIFTEEN = pathway(*LONG, *(f"Anghyfarwyddwyr {at}" for at in range(11)))


def crowd(project: Project, people: int, seed: int) -> list[Rater]:
    """Any ratings of so many people; staff feel better."""
    chance, raters = Random(seed), []
    for number in range(people):
        role = ROLES[number % 3]
        steps = POSITIONS[2:] if role == "staff" else POSITIONS[:4]
        ratings = tuple(
            Rating(point.id, chance.choice(steps), tuple(chance.sample(("calm", "alone", "in-pain"), 2)))
            for point in project.touchpoints
            if chance.random() < 0.9
        )
        raters.append(Rater(f"p{number}", role, Ratings(ratings)))
    return raters


def drawn(project: Project, made: EmotionalMap) -> Drawn:
    """A map as the pictures take it."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    stored = StoredRound("r1", "p1", 1, "ratings", b"{}", now, now, None, None, None, None, None)
    return Drawn(project, Round(stored, Ask({"en": "?"}, ASKED, 0), None), made, date(2026, 11, 23))


def _of(project: Project, raters: list[Rater], earlier: list[Rater] | None = None) -> EmotionalMap:
    return emotional_map([point.id for point in project.touchpoints], raters, earlier or [])


def _everybody_the_same(project: Project) -> list[Rater]:
    given = Ratings(tuple(Rating(point.id, 1, ("calm",)) for point in project.touchpoints))
    return [Rater(f"p{number}", ROLES[number % 3], given) for number in range(9)]


def _one(project: Project) -> list[Rater]:
    return [Rater("p1", "carer", Ratings((Rating(project.touchpoints[1].id, -2, ("alone",)),)))]


SHORT = pathway("Arriving", "The night", "Going home")
TWICE = crowd(SHORT, 12, 1), crowd(SHORT, 12, 2)

CASES: dict[str, Drawn] = {
    "many people, fifteen touchpoints, long words": drawn(FIFTEEN, _of(FIFTEEN, crowd(FIFTEEN, 29, 3))),
    "to share": drawn(FIFTEEN, to_share(_of(FIFTEEN, crowd(FIFTEEN, 60, 4)))),
    "before and after": drawn(SHORT, _of(SHORT, *TWICE)),
    "one rating": drawn(EXAMPLE_PROJECT, _of(EXAMPLE_PROJECT, _one(EXAMPLE_PROJECT))),
    "everybody the same": drawn(EXAMPLE_PROJECT, _of(EXAMPLE_PROJECT, _everybody_the_same(EXAMPLE_PROJECT))),
    "nobody yet": drawn(SHORT, _of(SHORT, [])),
    "one touchpoint": drawn(pathway("Arriving"), _of(pathway("Arriving"), crowd(pathway("Arriving"), 5, 5))),
}
