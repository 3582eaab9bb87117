"""Draws the emotional map that docs/emotional-map.md shows, from invented ratings.

python docs/pictures/draw.py [FOLDER]
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.codesign.emotional_map import Rater, emotional_map
from bot.codesign.rating import Position, Rating, Ratings
from bot.codesign.rounds import ROLES, Ask
from bot.exports.map_picture import phone_pictures
from bot.exports.names import Names
from bot.i18n.translator import Translator
from bot.services.files import project_files
from bot.services.ratings.mapping import Drawn
from bot.services.rounds.rounds import Round
from bot.stage import example
from storage.rounds import StoredRound

HERE = Path(__file__).parent
SHOWN = ("call-for-help", "information", "nights")

# Nobody said any of this: steps at the three touchpoints, and a feeling at the last.
INVENTED: dict[str, tuple[tuple[tuple[Position, Position, Position], str], ...]] = {
    "patient": (
        ((1, -1, -2), "exhausted"),
        ((2, -2, -1), "alone"),
        ((0, -1, -2), "exhausted"),
        ((1, 0, -1), "frightened"),
        ((1, -1, -2), "alone"),
    ),
    "carer": (
        ((1, -2, -1), "worried"),
        ((1, -1, 0), "worried"),
        ((0, -1, -1), "ignored"),
        ((2, 0, -2), "alone"),
    ),
    "staff": (((1, 1, -1), "exhausted"), ((2, 0, 0), "worried"), ((1, 1, -1), "exhausted")),
}


def main(folder: Path) -> None:
    """Draw the picture into ``folder``."""
    project = project_files.read(example("stroke.toml"))
    points = tuple(point for point in project.touchpoints if point.id in SHOWN)
    project = msgspec.structs.replace(project, touchpoints=points)
    raters = [
        Rater(
            f"{role} {number}",
            role,
            Ratings(
                tuple(
                    Rating(point.id, step, (feeling,) if point.id == SHOWN[-1] else ())
                    for point, step in zip(points, steps, strict=True)
                )
            ),
        )
        for role, people in INVENTED.items()
        for number, (steps, feeling) in enumerate(people, start=1)
    ]
    now = datetime(2027, 3, 1, tzinfo=UTC)
    stored = StoredRound("example", "example", 1, "ratings", b"", now, now, None, None, None, None, None)
    drawn = Drawn(project, Round(stored, Ask({}, ROLES, 0), None), emotional_map(SHOWN, raters), now.date())
    (picture,) = phone_pictures(drawn, Names(Translator(), "en"))
    (folder / "emotional-map.png").write_bytes(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
