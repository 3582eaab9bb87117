"""The scripts that come with the program are played to their end, and nothing in them is refused."""

import asyncio
import io
import json
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.rehearsal.player import Player
from bot.rehearsal.script import parse
from bot.rehearsing import play_script
from bot.stage import at_once, example, stage


@pytest.mark.parametrize("name", ["everybody-joins.txt", "morning.txt", "month.txt", "year.txt"])
async def test_an_example_script_comes_true(name: str, tmp_path: Path) -> None:
    out = io.StringIO()
    async with stage(tmp_path, example("stroke.toml"), at_once) as on_stage:
        player = Player(list(on_stage.phones.values()), on_stage.links, on_stage.clock, on_stage.quiet, out)
        source = example(name).read_text("utf-8")
        await player.play(parse(source, name, set(on_stage.phones)))
        assert list(on_stage.stand.refusals) == []
        assert on_stage.stand.unanswered_presses() == []
    assert "to Ann" in out.getvalue()


async def test_the_page_can_begin_after_a_script(tmp_path: Path) -> None:
    command = ["-m", "bot", "rehearse", "--port", "0", "--first", str(example("everybody-joins.txt"))]
    running = await asyncio.create_subprocess_exec(
        sys.executable, *command, "--keep", str(tmp_path / "kept"), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert running.stdout is not None
        async with asyncio.timeout(60):
            while not (line := await running.stdout.readline()).startswith(b"http://"):
                assert line, "it ended before there was a page"
        async with aiohttp.ClientSession() as session, session.get(f"{line.decode().strip()}events") as news:
            state = json.loads((await news.content.readline()).removeprefix(b"data: "))
        assert all(phone["started"] for phone in state["phones"])
        (ann,) = (phone for phone in state["phones"] if phone["name"] == "Ann (example)")
        assert "Tell a story" in [button["label"] for row in ann["messages"][-1]["rows"] for button in row]
    finally:
        running.terminate()
        await running.wait()


async def test_a_script_leaves_the_pictures_that_were_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "photo.txt"
    script.write_text(
        "Ann joins in English and agrees to everything\n"
        'Ann taps "Tell a story", then "I am not sure"\n'
        "Ann sends a photo\n"
        'Ann taps "Done", then "None of these", then "Skip this", then "Skip this", then "Skip this"\n'
        'Ann taps "Nothing more: the team only", then "Send it to the team"\n'
        "Fay joins in English and agrees to everything\n"
        'Fay taps "For facilitators", then "Read the next new story", then "Yes, show it"\n'
    )
    assert await play_script(tmp_path, None, script, tmp_path / "export")
    (picture,) = (tmp_path / "export" / "pictures-on-phones").iterdir()
    assert picture.name == "Fay-01-photo.jpg"
    assert picture.read_bytes()[:3] == b"\xff\xd8\xff"
    assert "Pictures and pages that the bot sent: 1, in" in capsys.readouterr().out
