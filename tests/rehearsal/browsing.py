"""The rehearsal's page in a real browser, for the tests that look at it."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright

from bot.rehearsal.phones import Phone

# The made-up microphone gives a beep a second, so that a recording has something in it.
ARGUMENTS = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


def chromium() -> str:
    """Where Chromium is. Without one the test is skipped, or fails where CI=true."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("No Chromium was found, and here there must be one: apt-get install chromium")
    if found is None:
        pytest.skip("No Chromium was found, so the page is not looked at here.")
    return found


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Tab]:
    """The page at this address; its errors, but for a lost connection, fail the test."""
    path = Path(chromium())
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        tab = await browser.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await tab.goto(address)
        yield tab
        await browser.close()
    assert [error for error in errors if "net::ERR" not in error] == []


def phone_of(phone: Phone) -> str:
    """The selector of one person's phone."""
    return f"#phone-{phone.id}"
