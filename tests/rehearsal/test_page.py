"""The page's server, without a browser: what it gives, what it takes, whom it refuses."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import telegram

import bot.rehearsal.page
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.media import example_voice
from bot.rehearsal.page import Page
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand

PAGE = Path(bot.rehearsal.page.__file__).parent / "page"


@pytest.fixture
async def page(stand: Stand, ann: Phone, amal: Phone, clock: TurnableClock) -> AsyncIterator[Page]:
    """The page with two phones, on a free port."""
    links = {"Ann": stand.link("a"), "Amal": stand.link("b")}
    async with Page(stand, [ann, amal], links, clock, port=0) as running:
        yield running


@pytest.fixture
async def browser(page: Page) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that asks as the page's own script would."""
    async with aiohttp.ClientSession(page.url, headers={"Origin": page.url.rstrip("/")}) as session:
        yield session


async def next_event(stream: aiohttp.ClientResponse) -> dict[str, object]:
    """One event of the page's stream."""
    line = await stream.content.readline()
    await stream.content.readline()
    event: dict[str, object] = json.loads(line.removeprefix(b"data: "))
    return event


@pytest.mark.parametrize("name", ["", *sorted(path.name for path in PAGE.iterdir())])
async def test_own_files_come_with_a_strict_policy(browser: aiohttp.ClientSession, name: str) -> None:
    async with browser.get(f"/{name}") as response:
        assert response.status == 200
        assert "default-src 'none'; script-src 'self'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        text = await response.text()
    assert "https://" not in text
    assert "innerHTML" not in text


async def test_everything_first_then_what_changed(
    browser: aiohttp.ClientSession, ann: Phone, api: telegram.Bot
) -> None:
    ann.start()
    async with browser.get("/events") as stream:
        first = await next_event(stream)
        assert first["all"] is True
        assert [(p["id"], p["direction"], len(p["messages"])) for p in first["phones"]] == [  # type: ignore[attr-defined]
            (ann.id, "ltr", 1),
            (ann.id + 1, "rtl", 0),
        ]
        sent = await api.send_message(ann.id, "Hello")
        event = await next_event(stream)
        assert event["all"] is False
        assert [m["text"] for m in event["phones"][0]["messages"]] == ["Hello"]  # type: ignore[index]
        await api.delete_message(ann.id, sent.message_id)
        event = await next_event(stream)
        assert event["phones"][0]["gone"] == [sent.message_id]  # type: ignore[index]


async def test_what_a_person_does_reaches_the_stand(
    browser: aiohttp.ClientSession, ann: Phone, api: telegram.Bot, clock: TurnableClock
) -> None:
    for address, body in [
        ("open", {}),
        ("write", {"text": "hello"}),
        ("press", {"message": 7, "data": "x"}),
        ("block", {}),
        ("block", {}),
    ]:
        async with browser.post(f"/phones/{ann.id}/{address}", json=body) as response:
            assert response.status == 200, await response.text()
    for address, content in [
        ("voice", b""),
        ("voice", example_voice(0.2)),
        ("photo", b""),
        ("document?name=a.txt", b"a"),
    ]:
        async with browser.post(f"/phones/{ann.id}/{address}", data=content) as response:
            assert response.status == 200, await response.text()
    for hours in (168, 720):
        async with browser.post("/clock", json={"hours": hours}) as response:
            assert response.status == 200
    updates = await api.get_updates()
    texts = [u.message.text for u in updates if u.message and u.message.text]
    assert texts == ["/start a", "hello"]
    assert [m.kind for m in ann.messages] == ["text", "text", "voice", "voice", "photo", "document"]
    assert clock.ahead.days == 37


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("write", b'{"text": " "}'),
        ("write", b"{"),
        ("voice", b"no sound"),
        ("photo", b"no picture"),
    ],
)
async def test_what_cannot_be_sent_is_said(
    browser: aiohttp.ClientSession, ann: Phone, address: str, body: bytes
) -> None:
    async with browser.post(f"/phones/{ann.id}/{address}", data=body) as response:
        assert response.status == 400
        assert (await response.json())["error"]


async def test_files_open_in_the_page_only_when_harmless(browser: aiohttp.ClientSession, ann: Phone) -> None:
    ann.send_document(b"<script>alert(1)</script>", "page.html", "text/html")
    assert ann.last.file is not None
    async with browser.get(f"/files/{ann.last.file.file_id}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["Content-Security-Policy"].startswith("sandbox")
    ann.send_document(b"%PDF-", "map.pdf", "application/pdf")
    assert ann.last.file is not None
    async with browser.get(f"/files/{ann.last.file.file_id}") as response:
        assert response.content_type == "application/pdf"
        assert "Content-Disposition" not in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    async with browser.get("/files/unknown") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example:8765"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
async def test_other_sites_are_refused(
    browser: aiohttp.ClientSession, ann: Phone, headers: dict[str, str]
) -> None:
    async with browser.post(f"/phones/{ann.id}/write", json={"text": "a"}, headers=headers) as response:
        assert response.status == 403
    assert ann.messages == []


async def test_a_stopping_page_lets_go_of_its_listeners(
    stand: Stand, ann: Phone, clock: TurnableClock
) -> None:
    page = Page(stand, [ann], {}, clock, port=0)
    await page.start()
    async with aiohttp.ClientSession() as session, session.get(f"{page.url}events") as stream:
        await next_event(stream)
        await page.stop()
        assert await stream.content.read() == b""
