"""The table of figures names what the page of metrics shows, and nothing else."""

from __future__ import annotations

import re

from bot.handlers.metrics import page
from bot.handlers.registration import CONNECTIONS, LOOK_AGAIN_SECONDS
from bot.handlers.webhook import AGAIN_AFTER, BODY_SECONDS, LARGEST_BODY
from bot.services.agenda import LATE_AFTER
from bot.services.meters import RESULTS, Meters
from bot.services.readings import ANSWERS_WITHIN, PRIORITIES, Queue, Readings
from tests.docs.pages import read, rows, without_code_blocks

PAGE = read("docs/operating.md")


def test_the_table_of_figures_is_whole() -> None:
    table = {name for cells in rows(PAGE, 2) for name in re.findall(r"`(in_the_room_\w+)`", cells[0])}
    readings = Readings(Queue(), {"answer": Queue()}, {"x": Queue()})
    shown = re.findall(rb"^# TYPE (in_the_room_\w+)", page(Meters(), readings), re.MULTILINE)
    assert {name.decode() for name in shown} == table


def test_the_labels_are_named() -> None:
    assert {f"`{each}`" for each in (*RESULTS, *PRIORITIES.values())} <= set(re.findall(r"`\w+`", PAGE))


def test_the_numbers_in_sentences() -> None:
    mebibytes = LARGEST_BODY // 1024**2
    sentences = " ".join(without_code_blocks(PAGE).split())
    for sentence in (
        f"the body does not come within {BODY_SECONDS:.0f} seconds, or is larger than {mebibytes} MiB",
        f"again after {AGAIN_AFTER} seconds",
        f"up to {CONNECTIONS} pushes at once",
        f"does not answer within {ANSWERS_WITHIN:.0f} seconds",
        f"over {LATE_AFTER.total_seconds():,.0f}, which is when `in-the-room jobs` calls it late",
    ):
        assert sentence in sentences
    assert LOOK_AGAIN_SECONDS == 60
    assert "looks every minute whether it is still there" in sentences
