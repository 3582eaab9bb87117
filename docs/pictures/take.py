"""Takes the pictures of these documents: plays the rehearsal and photographs its page.

    python docs/pictures/take.py [FOLDER]

Everything in them is the product itself, in the rehearsal: everybody is an example. It needs Chromium, the
packages of the extra "test", and fonts with Arabic letters and coloured emoji (Debian: fonts-noto-core and
fonts-noto-color-emoji). The pictures show the day on which they were taken.
"""

from __future__ import annotations

import asyncio
import io
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright

from bot.flows.actions import SET
from bot.rehearsal.habits import agreeing, doing, meanings
from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.page import Page
from bot.rehearsal.phones import Phone
from bot.rehearsal.player import Player
from bot.rehearsal.script import parse
from bot.stage import Stage, at_once, example, stage

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1600, 1000
LARGEST = 400_000
"""Bytes of one picture: a document should open at once, also on a bad line."""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
TOLD = {
    "Ann": (
        "nights",
        "At night it was never quiet. I could hear every trolley, and nobody told me what time it was.",
        "I did not dare to ring. They were so busy.",
    ),
    "Amal": (
        "information",
        "انتظرنا في الممر ساعتين ولم يخبرنا أحد بما يجري.",
        "في المساء جلست معنا ممرضة وشرحت لنا كل شيء.",
    ),
    "Nia": (
        "nights",
        "Rydyn ni'n ceisio bod yn dawel, ond mae'r troli a'r ffôn yn yr un coridor â'r gwelyau.",
        "Hoffwn i gael amser i eistedd gyda rhywun am bum munud.",
    ),
}


async def act(on_stage: Stage, phone: Phone, *actions: str) -> None:
    """Press one button after another by what it does, whatever the language on it."""
    for action in actions:
        phone.press_where(doing(action))
        await on_stage.quiet()


async def joined(on_stage: Stage, name: str) -> Phone:
    """The phone of somebody of the cast who has joined and agreed to everything."""
    phone = on_stage.phones[name]
    phone.open_link(on_stage.links[name])
    await on_stage.quiet()
    await act(on_stage, phone, f"={phone.language}")
    while step := agreeing(meanings(phone.button_list())):
        await act(on_stage, phone, step)
    return phone


async def begun(on_stage: Stage, name: str) -> Phone:
    """Somebody in the middle of telling: they have written the first of two messages."""
    phone = await joined(on_stage, name)
    touchpoint, first, _second = TOLD[name]
    await act(on_stage, phone, "=story", f"={touchpoint}")
    phone.write(first)
    await on_stage.quiet()
    return phone


async def wrote_more(on_stage: Stage, phone: Phone) -> None:
    """They have written the second message too."""
    phone.write(TOLD[phone.name][2])
    await on_stage.quiet()


async def sent(on_stage: Stage, phone: Phone, *feelings: str) -> None:
    """The story is finished and sent; it may be quoted in the workshop."""
    chosen = [f"+{feeling}" for feeling in feelings]
    await act(on_stage, phone, "!done", *chosen, "!done", "!skip", "!skip", "!skip")
    await act(on_stage, phone, "+quote_workshop", "!done", "=send")


@asynccontextmanager
async def opened(on_stage: Stage) -> AsyncIterator[Tab]:
    """The rehearsal's page in a browser."""
    async with (
        Page(on_stage.stand, list(on_stage.phones.values()), on_stage.links, on_stage.clock, port=0) as page,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        tab = await browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
        )
        await tab.goto(page.url)
        await tab.locator(".phone:visible").nth(3).wait_for()
        yield tab
        await browser.close()


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("No Chromium was found; install one: apt-get install chromium")
    return found


async def take(tab: Tab, to: Path, phone: Phone | None = None, *, top: str | None = None) -> None:
    """Photograph the page, or one phone of it, opened anew so that the newest message is in sight.

    With ``top``, the first one that this selector finds on the phone stands at its top instead.
    """
    await tab.reload()
    await tab.locator(".phone:visible").nth(3).wait_for()
    await tab.evaluate("document.fonts.ready")
    await tab.wait_for_timeout(1000)
    if phone is None:
        await tab.screenshot(path=to)
    else:
        root = tab.locator(f"#phone-{phone.id}")
        if top is not None:
            await root.locator(top).first.evaluate("e => e.scrollIntoView({block: 'start'})")
            await tab.evaluate("scrollTo(0, 0)")
            await tab.wait_for_timeout(500)
        await root.screenshot(path=to)
    await weigh(to)


async def weigh(picture: Path) -> None:
    """Say how many bytes a picture has. Raises SystemExit when they are too many."""
    size = (await asyncio.to_thread(picture.stat)).st_size
    if size > LARGEST:
        raise SystemExit(f"{picture.name} has {size} bytes; make it smaller")
    sys.stdout.write(f"{picture.name}: {size} bytes\n")


async def month(folder: Path) -> None:
    """Play the scripted month, and take the pictures of ratings and votes."""
    script = example("month.txt").read_text(encoding="utf-8")
    rated, _marker, rest = script.partition("# The map of the project")
    drawn, _marker, rest = rest.partition("# The week is over")
    until_votes, _marker, rest = rest.partition("# In the order in which the priorities stand")
    opening, _marker, _rest = rest.partition("Ann votes")
    with tempfile.TemporaryDirectory(prefix="pictures-") as data:
        async with stage(Path(data), example("stroke.toml"), at_once) as on_stage, opened(on_stage) as tab:
            phones = on_stage.phones
            out = io.StringIO()
            player = Player(list(phones.values()), on_stage.links, on_stage.clock, on_stage.quiet, out)
            await player.play(parse(rated, "month.txt"))
            await take(tab, folder / "my-map.png", phones["Ann"], top=".picture")
            await player.play(parse(f"#{drawn}", "month.txt"))
            drawings = [message.file for message in phones["Fay"].messages if message.kind == "photo"]
            if (nights := drawings[-2]) is None:
                raise SystemExit("No map was drawn")
            await asyncio.to_thread(save, nights.content, folder / "map.png")
            await weigh(folder / "map.png")
            await player.play(parse(f"#{until_votes}", "month.txt"))
            await player.play(parse(f"#{opening}", "month.txt"))
            ann = phones["Ann"]
            ann.write("/start")
            await on_stage.quiet()
            await act(on_stage, ann, "=round:2")
            more = [action for action in meanings(ann.button_list()) if action.startswith(SET)]
            await act(on_stage, ann, more[0])
            await take(tab, folder / "vote.png", ann, top=".message:has(.keyboard)")


def save(photo: bytes, to: Path) -> None:
    """Keep a photo that the bot sent as PNG, which these documents use."""
    with Image.open(io.BytesIO(photo)) as picture:
        picture.quantize(64).save(to, optimize=True)


async def first_steps(folder: Path) -> None:
    """Play the first conversations, and take their pictures."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as data:
        async with stage(Path(data), example("stroke.toml"), at_once) as on_stage, opened(on_stage) as tab:
            nia = await begun(on_stage, "Nia")
            await wrote_more(on_stage, nia)
            await sent(on_stage, nia, "frightened", "exhausted")
            fay = await joined(on_stage, "Fay")
            await act(on_stage, fay, "=team", "=read")
            ann, amal = await begun(on_stage, "Ann"), await begun(on_stage, "Amal")
            await take(tab, folder / "rehearsal.png")
            await take(tab, folder / "team.png", fay)
            await wrote_more(on_stage, ann)
            ann.send_voice(example_voice(), 2)
            await on_stage.quiet()
            await take(tab, folder / "telling.png", ann)
            await wrote_more(on_stage, amal)
            ann.send_photo(example_photo())
            await on_stage.quiet()
            await sent(on_stage, ann, "alone")
            await sent(on_stage, amal, "ignored")
            await act(on_stage, fay, "=yes", "=enough", "=export")
            await take(tab, folder / "export.png", fay)


async def main(folder: Path) -> None:
    """Take every picture into ``folder``."""
    await first_steps(folder)
    await month(folder)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE))
