"""The page in a real browser: directions, keys only, changes in place, hostile text, names of controls."""

from collections.abc import AsyncIterator

import pytest
import telegram
from playwright.async_api import Page as Tab
from playwright.async_api import expect

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.media import example_photo
from bot.rehearsal.page import Page
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand

from .browsing import opened, phone_of

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    "</p></li>&lt;b&gt; \u2067أمل\u2069 " + "w" * 600
)
KEYS = telegram.InlineKeyboardMarkup(
    [[telegram.InlineKeyboardButton(label, callback_data=label.lower()) for label in ("Yes", "No")]]
)


@pytest.fixture
async def page(stand: Stand, ann: Phone, amal: Phone, clock: TurnableClock) -> AsyncIterator[Page]:
    """The page's server with two phones."""
    links = {"Ann": stand.link("a"), "Amal": stand.link("b")}
    async with Page(stand, [ann, amal], links, clock, port=0) as running:
        yield running


@pytest.fixture
async def tab(page: Page) -> AsyncIterator[Tab]:
    """The rehearsal's page, open; its errors, but for a lost connection, fail the test."""
    async with opened(page.url) as tab:
        await expect(tab.locator(".phone")).to_have_count(2)
        yield tab


async def test_an_arabic_phone_runs_from_right_to_left(tab: Tab, amal: Phone, api: telegram.Bot) -> None:
    amal.start()
    await api.send_message(amal.id, "أهلاً")
    root = tab.locator(phone_of(amal))
    await expect(root).to_have_attribute("dir", "rtl")
    await expect(root).to_have_attribute("lang", "ar")
    await expect(root.locator(".text").last).to_have_attribute("dir", "auto")
    await expect(root.get_by_role("button", name="إرسال", exact=True)).to_be_visible()
    mine, theirs = root.locator(".bubble").first, root.locator(".bubble").last
    left, right = await mine.bounding_box(), await theirs.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] < right["x"]


async def test_everything_goes_by_keys_alone(tab: Tab, stand: Stand, ann: Phone, api: telegram.Bot) -> None:
    root = tab.locator(phone_of(ann))
    await root.get_by_role("button", name="Open the invitation").focus()
    await tab.keyboard.press("Enter")
    await ann.wait_for(lambda phone: phone.messages)
    sent = await api.send_message(ann.id, "Shall we?", reply_markup=KEYS)
    # Focus has come to the first answer by itself: the button that had it is gone.
    await expect(root.get_by_role("button", name="Yes")).to_be_focused()
    await tab.keyboard.press("Tab")
    await tab.keyboard.press("Space")
    await ann.wait_for(lambda _: stand.unanswered_presses())
    (press,) = stand.unanswered_presses()
    assert press.data == "no"
    await api.edit_message_text("Shall we? No", ann.id, sent.message_id)
    await expect(root.get_by_role("log")).to_be_focused()
    await root.get_by_label("Message", exact=True).fill("By keys")
    await tab.keyboard.press("Enter")
    await ann.wait_for(lambda phone: phone.last.text == "By keys")
    await root.get_by_role("button", name="Voice").focus()
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Tab")
    await tab.keyboard.press("Enter")
    await ann.wait_for(lambda phone: phone.last.kind == "voice")
    await expect(root.get_by_role("button", name="Voice")).to_be_focused()


async def test_a_change_happens_in_place(tab: Tab, ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    sent = await api.send_message(ann.id, "Shall we?", reply_markup=KEYS)
    await api.send_message(ann.id, "Second")
    messages = tab.locator(f"{phone_of(ann)} .message")
    await expect(messages).to_have_count(3)
    await api.edit_message_text("Shall we? Yes", ann.id, sent.message_id)
    await expect(messages.nth(1)).to_contain_text("Shall we? Yes")
    await expect(messages.nth(1)).to_contain_text("edited")
    await expect(messages).to_have_count(3)
    await expect(messages.nth(1).get_by_role("button")).to_have_count(0)
    await api.delete_message(ann.id, sent.message_id)
    await expect(messages).to_have_count(2)


async def test_hostile_text_is_shown_and_does_nothing(tab: Tab, ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    ann.write_raw(HOSTILE + "\u202e reversed")
    await api.send_message(ann.id, HOSTILE)
    texts = tab.locator(f"{phone_of(ann)} .text")
    await expect(texts).to_have_count(3)
    assert await texts.nth(2).text_content() == HOSTILE
    assert await texts.nth(1).text_content() == HOSTILE + "\u202e reversed"
    assert await tab.title() == "In the Room: rehearsal"
    assert await tab.locator(".phone img").count() == 0
    assert await texts.nth(1).evaluate("e => getComputedStyle(e).unicodeBidi") in ("isolate", "plaintext")
    assert await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_every_control_has_a_name_and_room_for_a_finger(
    tab: Tab, ann: Phone, api: telegram.Bot
) -> None:
    ann.start()
    ann.send_voice(b"OggS")
    await api.set_my_commands([("help", "Get help")])
    await api.send_message(ann.id, "Shall we?", reply_markup=KEYS)
    await api.send_document(ann.id, b"a,b", filename="stories.csv")
    root = tab.locator(phone_of(ann))
    for name in ("Commands", "Voice", "Photo"):
        await root.get_by_role("button", name=name, exact=True).click()
        controls = tab.locator("button:visible, textarea:visible, .phone a:visible")
        for control in await controls.all():
            snapshot = await control.aria_snapshot()
            assert '"' in snapshot, f"no accessible name: {await control.evaluate('e => e.outerHTML')}"
            box = await control.bounding_box()
            assert box is not None
            assert box["height"] >= 44, snapshot
    await expect(root.get_by_role("log", name="Conversation of Ann (example)")).to_have_attribute(
        "aria-live", "polite"
    )
    await expect(root.get_by_role("link", name="Download stories.csv")).to_be_visible()


@pytest.mark.parametrize("width", [320, 400, 1600])
async def test_nothing_runs_over_the_side(tab: Tab, ann: Phone, api: telegram.Bot, width: int) -> None:
    ann.start()
    await api.send_message(ann.id, "Shall we?", reply_markup=KEYS)
    await tab.set_viewport_size({"width": width, "height": 800})
    assert await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_lost_connection_is_said_and_mended(tab: Tab, page: Page, ann: Phone) -> None:
    ann.write("before")
    await expect(tab.locator(".message")).to_have_count(1)
    await page.stop()
    await expect(tab.get_by_role("alert")).to_contain_text("connection to the rehearsal is lost")
    ann.write("meanwhile")
    await page.start()
    await expect(tab.get_by_role("alert")).to_be_hidden(timeout=15_000)
    await expect(tab.locator(".message")).to_have_count(2)


async def test_the_newest_message_is_in_sight(tab: Tab, ann: Phone, api: telegram.Bot) -> None:
    for n in range(8):
        ann.write(f"line {n}")
    ann.send_photo(example_photo())
    await api.send_message(ann.id, "The newest", reply_markup=KEYS)
    await expect(tab.get_by_role("button", name="No", exact=True)).to_be_in_viewport()
    await tab.get_by_role("button", name="Commands").first.click()
    await expect(tab.get_by_role("button", name="No", exact=True)).to_be_in_viewport()


async def test_pressing_a_button_leads_to_what_comes_of_it(tab: Tab, ann: Phone, api: telegram.Bot) -> None:
    for n in range(12):
        ann.write(f"line {n}")
    keys = [[telegram.InlineKeyboardButton(f"Step {n}", callback_data=str(n))] for n in range(8)]
    asked = "Which one?"
    sent = await api.send_message(ann.id, asked, reply_markup=telegram.InlineKeyboardMarkup(keys))
    for n in range(8):
        await tab.get_by_role("button", name=f"Step {n}").click()
        await api.edit_message_text(f"{asked} {n}", ann.id, sent.message_id)
        await api.send_message(ann.id, "\n".join(["It is kept."] * 9))
        sent = await api.send_message(ann.id, asked, reply_markup=telegram.InlineKeyboardMarkup(keys))
        await expect(tab.get_by_role("button", name="Step 7")).to_be_in_viewport()


async def test_a_recording_becomes_a_voice_message(tab: Tab, ann: Phone) -> None:
    root = tab.locator(phone_of(ann))
    await root.get_by_role("button", name="Voice").click()
    await root.get_by_role("button", name="Record", exact=True).click()
    await expect(root.get_by_role("status")).to_have_text("Recording…")
    await tab.wait_for_timeout(300)  # the one wait for time itself: a recording takes some
    await root.get_by_role("button", name="Stop and send").click()
    voice = await ann.wait_for(lambda phone: phone.messages)
    assert voice.kind == "voice"
    assert voice.file is not None
    assert voice.file.content[:4] == b"OggS"
