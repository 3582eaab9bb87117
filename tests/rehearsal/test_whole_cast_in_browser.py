"""The page with everybody on it: four phones at first, the others one tap away, pictures to look at."""

import io
from collections.abc import AsyncIterator

import pytest
import telegram
from PIL import Image
from playwright.async_api import Page as Tab
from playwright.async_api import expect

from bot.rehearsal.cast import CAST
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.page import Page
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand

from .browsing import opened, phone_of

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(stand: Stand) -> dict[str, Phone]:
    """Everybody's phone by short name."""
    return {person.short_name: Phone(stand, person) for person in CAST}


@pytest.fixture
async def page(stand: Stand, cast: dict[str, Phone], clock: TurnableClock) -> AsyncIterator[Page]:
    """The page's server with the whole cast."""
    links = {name: stand.link(name) for name in cast}
    async with Page(stand, list(cast.values()), links, clock, port=0) as running:
        yield running


@pytest.fixture
async def tab(page: Page) -> AsyncIterator[Tab]:
    """The page as it opens."""
    async with opened(page.url) as tab:
        await expect(tab.locator(".phone")).to_have_count(len(CAST))
        yield tab


def picture(width: int = 1200, height: int = 1600, kind: str = "PNG") -> bytes:
    """A picture as the bot could make one."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#e8f2ee").save(out, kind)
    return out.getvalue()


async def seen(tab: Tab) -> list[str]:
    """The names on the phones that are visible, in order."""
    return [name.split()[0] for name in await tab.locator(".phone:visible .name").all_inner_texts()]


async def test_the_first_view_is_calm(tab: Tab) -> None:
    assert await seen(tab) == ["Ann", "Amal", "Nia", "Fay"]
    await expect(tab.get_by_text(f"4 of {len(CAST)} phones are here.")).to_be_visible()
    await expect(tab.get_by_role("checkbox")).to_have_count(0)


async def test_phones_are_chosen_by_role_and_language_and_the_address_keeps_the_choice(tab: Tab) -> None:
    await tab.get_by_role("button", name="Choose phones").click()
    await tab.get_by_role("checkbox", name="Patients", exact=True).check()
    assert await seen(tab) == [person.short_name for person in CAST if person.role == "patient"]
    await tab.get_by_role("checkbox", name="Cymraeg", exact=True).check()
    welsh = [p.short_name for p in CAST if p.role == "patient" and p.language == "cy"]
    assert await seen(tab) == welsh
    assert tab.url.endswith("?roles=patient&languages=cy")
    await tab.reload()
    await expect(tab.locator(".phone:visible")).to_have_count(len(welsh))
    assert await seen(tab) == welsh
    await tab.get_by_role("button", name="Choose phones").click()
    await tab.get_by_role("button", name="Everybody").click()
    assert await seen(tab) == [person.short_name for person in CAST]
    await tab.get_by_role("button", name="The first four").click()
    assert await seen(tab) == ["Ann", "Amal", "Nia", "Fay"]
    assert "?" not in tab.url


async def test_one_person_more_by_keys_alone(tab: Tab) -> None:
    await tab.get_by_role("button", name="Choose phones").focus()
    await tab.keyboard.press("Enter")
    await tab.get_by_role("checkbox", name="Ben (example)").focus()
    await tab.keyboard.press("Space")
    assert await seen(tab) == ["Ann", "Amal", "Nia", "Fay", "Ben"]
    await expect(tab.get_by_role("checkbox", name="Ben (example)")).to_be_focused()
    assert tab.url.endswith("?phones=ann,amal,nia,fay,ben")
    await tab.keyboard.press("Space")
    assert await seen(tab) == ["Ann", "Amal", "Nia", "Fay"]


async def test_an_address_that_fits_nobody_says_so(tab: Tab, page: Page) -> None:
    await tab.goto(f"{page.url}?phones=nobody")
    await expect(tab.get_by_text("Nobody fits this choice.")).to_be_visible()
    assert await seen(tab) == []


async def test_news_on_a_phone_out_of_sight_is_said(
    tab: Tab, cast: dict[str, Phone], api: telegram.Bot
) -> None:
    cast["Ben"].start()
    await api.send_message(cast["Ben"].id, "One")
    await expect(tab.get_by_text("New messages for Ben.")).to_be_visible()
    await tab.get_by_role("button", name="Choose phones").click()
    box = tab.get_by_role("checkbox", name="Ben (example)")
    await expect(tab.locator(".box", has=box)).to_contain_text("1 new message")
    await box.check()
    await expect(tab.get_by_text("New messages for")).to_have_count(0)


async def test_a_picture_is_enlarged_and_a_page_for_the_wall_opens(
    tab: Tab, cast: dict[str, Phone], api: telegram.Bot
) -> None:
    ann = cast["Ann"]
    ann.start()
    await api.send_photo(ann.id, picture(), caption="Nights: 1 of 5. Going home: 4 of 5.")
    root = tab.locator(phone_of(ann))
    await expect(root.get_by_role("img", name="Photo")).to_be_visible()
    await expect(root.get_by_text("Nights: 1 of 5.")).to_be_visible()
    assert await root.locator("img").evaluate("e => e.decode().then(() => e.naturalHeight)") == 1280
    enlarge = root.get_by_role("button", name="Enlarge the picture")
    await enlarge.focus()
    await tab.keyboard.press("Enter")
    dialog = tab.get_by_role("dialog", name="Picture")
    await expect(dialog.get_by_text("Nights: 1 of 5.")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    shown = await dialog.locator("img").bounding_box()
    small = await enlarge.bounding_box()
    assert shown is not None
    assert small is not None
    assert shown["height"] > small["height"]
    await tab.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(enlarge).to_be_focused()

    await api.send_document(ann.id, picture(kind="PDF"), filename="map.pdf")
    link = root.get_by_role("link", name="Open map.pdf")
    await expect(link).to_have_attribute("target", "_blank")
    answer = await tab.request.get(f"{tab.url.rstrip('/')}{await link.get_attribute('href')}")
    assert answer.headers["content-type"] == "application/pdf"
    assert (await answer.body()).startswith(b"%PDF")


async def test_a_picture_out_of_sight_keeps_its_place(
    tab: Tab, cast: dict[str, Phone], api: telegram.Bot
) -> None:
    ann = cast["Ann"]
    for n in range(60):
        ann.write(f"earlier {n}")
    await api.send_photo(ann.id, picture(700, 1280))
    for n in range(60):
        ann.write(f"line {n}")
    await tab.reload()
    root = tab.locator(phone_of(ann))
    await expect(root.get_by_text("line 59")).to_be_in_viewport()
    box = await root.locator("img").bounding_box()
    assert box is not None
    assert box["height"] > 300
    await root.get_by_role("button", name="Enlarge the picture").click()
    await expect(tab.get_by_role("dialog", name="Picture")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 800, 1600])
async def test_nothing_runs_over_the_side(
    tab: Tab, cast: dict[str, Phone], api: telegram.Bot, width: int
) -> None:
    cast["Amal"].start()
    await api.send_photo(cast["Amal"].id, picture(2400, 600), caption="w" * 200)
    await tab.set_viewport_size({"width": width, "height": 800})
    await tab.get_by_role("button", name="Choose phones").click()
    await tab.get_by_role("button", name="Everybody").click()
    await expect(tab.locator(f"{phone_of(cast['Amal'])} img")).to_be_attached()
    assert await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in await tab.locator("nav button:visible, nav a:visible, .box:visible").all():
        box = await control.bounding_box()
        assert box is not None
        assert box["height"] >= 44


async def test_on_a_small_screen_names_lead_to_phones(tab: Tab, cast: dict[str, Phone]) -> None:
    await tab.set_viewport_size({"width": 390, "height": 844})
    await tab.get_by_role("navigation", name="Go to a phone").get_by_role("link", name="Fay").click()
    await expect(tab.locator(f"{phone_of(cast['Fay'])} .name")).to_be_in_viewport()
    await expect(tab.locator(f"{phone_of(cast['Ann'])} .name")).not_to_be_in_viewport()
