"""The steps of a thread: in the order in which things go, what is new marked."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.codesign.thread import Line, Step, in_order, told
from bot.i18n.texts import _

FIRST, LATER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
SENT = Step("sent", _("Sent"), LATER)
READ = Step("read", _("Read"), FIRST, ("story_read", 12, 0))
NIGHTS = Step("theme", _("Nights"), LATER, ("story_theme", 12, 3))
DAYS = Step("theme", _("Days"), FIRST, ("story_theme", 12, 1))
OLD = Step("theme", _("Old"))
ACTION = Step("action", _("Tea"), FIRST, ("action", 4, 0))


def test_the_steps_go_by_stage_then_by_time() -> None:
    assert in_order([ACTION, OLD, NIGHTS, READ, DAYS, SENT]) == (SENT, READ, DAYS, NIGHTS, OLD, ACTION)


def test_what_is_new_is_marked_and_named() -> None:
    unseen = {("story_theme", 12, 3): "a", ("action", 4, 0): "b", ("story_theme", 13, 3): "c"}
    lines, news = told([ACTION, NIGHTS, DAYS], unseen)
    assert lines == (Line(_("Days")), Line(_("Nights"), new=True), Line(_("Tea"), new=True))
    assert news == ("a", "b")


def test_where_nothing_is_new_nothing_is_marked() -> None:
    lines, news = told([SENT, READ], {})
    assert not any(each.new for each in lines)
    assert news == ()
