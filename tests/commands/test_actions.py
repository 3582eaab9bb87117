"""Actions on the command line: listed, added from a file, and taken a step on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ended, Shell

GOOD = """
kind = "environment"
scale = "small"
by_when = 2027-03-01
[what]
en = "The bins are emptied after eight."
cy = "Caiff y biniau eu gwagio ar ôl wyth."
[where]
en = "Ward 4"
[reason]
en = "People told that they woke up of it."
"""


def stepping(status: str, more: str = "") -> str:
    """A step in this status, with a reason."""
    return f"status = '{status}'\n{more}\n[reason]\nen = 'Everybody agreed.'\n"


DONE = stepping("done") + "[change]\nen = 'Nobody empties a bin before eight.'\n"


@pytest.fixture
def key(shell: Shell, project: Path) -> str:
    """The short name of the project that is open."""
    del project
    return shell("project", "list").out.split("\t")[0]


def file(shell: Shell, content: str) -> str:
    """A file that describes an action, or a step."""
    path = shell.folder / "action.toml"
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_an_action_is_added_listed_and_taken_to_its_end(shell: Shell, key: str) -> None:
    added = shell("action", "add", key, file(shell, GOOD))
    assert (added.code, added.out) == (0, "Action 1 is on the list.\n")
    assert "where.cy: the words in “cy” are missing; people will see them in “en”" in added.err
    listed = shell("actions", key)
    assert listed.out == "1\tproposed\tenvironment\tsmall\t0 of 0\tThe bins are emptied after eight.\n"
    assert "only what can be seen changes" in listed.err
    for content in (stepping("agreed"), DONE, stepping("closed")):
        assert shell("action", "step", key, "1", file(shell, content)).code == 0
    (one,) = json.loads(shell("actions", key, "--json").out)
    assert (one["status"], one["by_when"], one["owner"]) == ("closed", "2027-03-01", None)
    assert [step["status"] for step in one["steps"]] == ["proposed", "agreed", "done", "closed"]
    assert one["steps"][2]["change"] == {"en": "Nobody empties a bin before eight."}
    ended = shell("action", "step", key, "1", file(shell, stepping("trying")))
    assert ended.code == 2
    assert "action.toml:1: status: it cannot go from closed to trying. Wanted: no further step" in ended.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.replace("environment", "wall paint"), "kind: "),
        (GOOD.replace("small", "huge"), "scale: "),
        (GOOD.replace('[where]\nen = "Ward 4"', "[where]\ncy = 'Ward 4'"), "where.en: "),
        (GOOD.replace("Ward 4", "a" * 301), "where.en: "),
        ("priorities = [3]" + GOOD, "action.toml:1: priorities[1]: there is no priority 3 to come from"),
        ("stories = [7]" + GOOD, "action.toml:1: stories[1]: there is no story 7"),
        ("since = 2031-01-01" + GOOD, "action.toml:1: since: 2031-01-01 has not come yet"),
        ("owner = 'me'" + GOOD, "owner: this key is not known here"),
        (GOOD.replace("2027-03-01", "'soon'"), "by_when: "),
    ],
)
def test_what_is_wrong_is_named_and_nothing_added(shell: Shell, key: str, content: str, said: str) -> None:
    ended = shell("action", "add", key, file(shell, content))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "Wanted: " in ended.err
    assert "Traceback" not in ended.err
    assert shell("actions", key).out == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            stepping("done"),
            "status: it cannot go from proposed to done. Wanted: one of: agreed, trying, not_",
        ),
        (stepping("finished"), "status: "),
        (stepping("agreed").replace("Everybody agreed.", " "), "reason.en: "),
        ("status = 'not_taken_forward'", "reason: "),
        (stepping("agreed") + "[change]\nen = 'x'", "change: only a done has this"),
        (stepping("agreed", "since = 2020-01-01"), "since: that is before the step it follows"),
    ],
)
def test_a_step_that_cannot_be_taken_is_named_and_not_taken(
    shell: Shell, key: str, content: str, said: str
) -> None:
    shell("action", "add", key, file(shell, GOOD))
    ended = shell("action", "step", key, "1", file(shell, content))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "Wanted: " in ended.err
    assert shell("actions", key).out.startswith("1\tproposed\t")


def test_a_done_says_what_the_change_is(shell: Shell, key: str) -> None:
    shell("action", "add", key, file(shell, GOOD))
    shell("action", "step", key, "1", file(shell, stepping("agreed")))
    ended = shell("action", "step", key, "1", file(shell, stepping("done")))
    assert "change: a done must say what the change is" in ended.err


def test_what_is_not_there_is_refused(shell: Shell, key: str, refused: Callable[[Ended], str]) -> None:
    assert "has no action 4" in refused(shell("action", "step", key, "4", file(shell, stepping("agreed"))))
    for command in (["actions"], ["action", "add"], ["action", "step"]):
        more = ["1"] if "step" in command else []
        arguments = ["nowhere", *more, *([file(shell, GOOD)] if "action" in command else [])]
        content = file(shell, stepping("agreed")) if "step" in command else None
        arguments = [*arguments[:-1], content] if content else arguments
        assert "there is no project 'nowhere'" in refused(shell(*command, *arguments))


CHANGED = """
no_day = true
kind = "process"
[what]
en = "The bins are emptied after nine."
[who]
en = "Estates"
"""


def test_an_action_is_put_in_other_words_and_says_what_it_said_before(shell: Shell, key: str) -> None:
    shell("action", "add", key, file(shell, GOOD))
    ended = shell("action", "change", key, "1", file(shell, CHANGED))
    assert (ended.code, ended.out) == (0, "Action 1 is changed.\n")
    (one,) = json.loads(shell("actions", key, "--json").out)
    assert (one["what"], one["by_when"], one["kind"], one["scale"]) == (
        {"en": "The bins are emptied after nine."},
        None,
        "process",
        "small",
    )
    (edit,) = one["edits"]
    assert edit["changed"] == ["what", "who", "by_when", "kind"]
    assert edit["before"]["by_when"] == "2027-03-01"
    assert edit["before"]["what"]["en"] == "The bins are emptied after eight."
    ended = shell("action", "change", key, "1", file(shell, CHANGED))
    assert (ended.code, ended.out) == (0, "Action 1 says that already.\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("kind = 'wall paint'", "kind: "),
        ("by_when = 'soon'", "by_when: "),
        ("by_when = 2027-03-01\nno_day = true", "no_day: there is a day as well"),
        ("[what]\ncy = 'Biniau'", "what.en: "),
        ("priorities = [3]", "action.toml:1: priorities[1]: there is no priority 3 to come from"),
        ("stories = [7]", "action.toml:1: stories[1]: there is no story 7"),
        ("[reason]\nen = 'Because.'", "reason: this key is not known here"),
    ],
)
def test_other_words_that_are_wrong_are_named_and_nothing_changes(
    shell: Shell, key: str, content: str, said: str
) -> None:
    shell("action", "add", key, file(shell, GOOD))
    ended = shell("action", "change", key, "1", file(shell, content))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err
    (one,) = json.loads(shell("actions", key, "--json").out)
    assert one["edits"] == []


def test_a_closed_action_is_not_put_in_other_words(shell: Shell, key: str) -> None:
    shell("action", "add", key, file(shell, GOOD))
    for content in (stepping("agreed"), DONE, stepping("closed")):
        shell("action", "step", key, "1", file(shell, content))
    ended = shell("action", "change", key, "1", file(shell, CHANGED))
    assert ended.code == 2
    assert "action 1 is closed, and what it says stays" in ended.err
    assert shell("action", "change", key, "9", file(shell, CHANGED)).code == 2
