"""An update to many: as fast as Telegram lets it be, once to everybody, and on a bad day too."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import timedelta

import msgspec
import pytest

from bot.codesign.audience import Audience
from bot.codesign.project import QuietHours
from bot.codesign.update_report import Report
from bot.codesign.updates import Update
from bot.delivery.limiter import Limiter
from bot.delivery.sender import Sender
from bot.flows.update_words import NEWS
from bot.i18n.translator import Translator
from bot.jobs.updates import work_due
from bot.rehearsal.phones import Phone
from bot.services import conversations, outbox, projects  # noqa: F401 - every kind of round is known
from bot.services.files import project_files
from bot.services.updates import making, sending, updates
from bot.services.updates.updates import Broadcast
from bot.stage import example
from storage import memberships, participants
from storage import projects as stored_projects
from storage.memberships import StoredConsent
from tests.delivery.stage import Stage, note, quoted, texts

NOTICE = Translator().render(NEWS, "en")
PERMITTED = 30
"""Messages in any one second that the stand lets through, strictly."""


@dataclass
class Crowd:
    """People in a project, and an update that is due for all of them."""

    stage: Stage
    phones: list[Phone]
    update_id: str

    async def some(self) -> int:
        """Do what is due of the update now; how much there was."""
        return await work_due(self.stage.house)

    async def all(self) -> None:
        """Do everything that is due of the update, and send it, until only later things are left."""
        while await self.some() or await self._goes_on():
            await self.stage.sender.drain()
        await self.stage.sender.drain()

    async def _goes_on(self) -> bool:
        due = await sending.next_due(self.stage.house)
        if due is None or due > self.stage.clock.now() + timedelta(seconds=5):
            return False
        self.stage.clock.turn(max(0.0, (due - self.stage.clock.now()).total_seconds()))
        return True

    async def report(self) -> Report:
        """How it stands."""
        async with self.stage.house.database.snapshot() as tx:
            return await updates.report(tx, self.update_id)

    def got(self) -> list[int]:
        """How often each person has got the notice."""
        return [texts(phone).count(NOTICE) for phone in self.phones]


async def crowd(stage: Stage, people: int) -> Crowd:
    """So many people, and an update for them. In its project nobody is quiet at any hour."""
    house, keys, now = stage.house, stage.house.keys, stage.clock.now()
    project = project_files.read(example("stroke.toml"))
    ends = now.date() + timedelta(days=300)
    hours = QuietHours(starts="00:00", ends="00:00")
    project = msgspec.structs.replace(project, quiet_hours=hours, ends_on=ends)
    await projects.add(house, project)
    phones = [
        Phone(stage.stand, {"id": 50_000 + number, "first_name": f"P{number}"}, started=True)
        for number in range(people)
    ]
    async with house.database.transaction() as tx:
        stored = await stored_projects.with_key(tx, keys, project.key)
        assert stored is not None
        for phone in phones:
            who = await participants.add(tx, keys.vault, str(phone.id), "en", now)
            place = await memberships.add(tx, keys, stored.id, who.id, "patient", now)
            await memberships.joins(tx, keys, place, (), now)
            await participants.goes_to(tx, who.id, place.id)
            for item in ("take_part", "contact_me"):
                consent = StoredConsent(item, True, "1", "en", "words", now)
                await memberships.decide(tx, keys, stored.id, place.id, consent)
    async with house.database.transaction() as tx:
        update = Update({"en": "Somebody calls you."}, Audience(("patient",)), 0)
        made = await making.make(house, tx, stored.id, update, None)
        assert isinstance(made, Broadcast)
    return Crowd(stage, phones, made.stored.id)


@pytest.fixture
def unhurried(stage: Stage) -> None:
    """Time stands still while somebody holds a slot, so that a request takes no time by the turned clock."""

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(0)
        while limiter._under_way:  # noqa: ASYNC110 - it goes by a clock that nobody else turns
            await asyncio.sleep(0.0005)
        stage.clock.turn(seconds)

    limiter = Limiter(monotonic=stage.clock.monotonic, sleep=sleep)
    stage.sender = Sender(stage.house, stage.bot, limiter, sleep=sleep)


@pytest.mark.usefixtures("unhurried")
async def test_three_thousand_people_at_the_permitted_rate(stage: Stage) -> None:
    many = 3000 if stage.house.database.dialect == "sqlite" else 400
    out = await crowd(stage, many)
    stage.stand.limiter.on = True
    began = stage.clock.monotonic()
    await out.all()
    took = stage.clock.monotonic() - began
    assert out.got() == [1] * many
    assert stage.stand.limiter.refused == 0
    assert many / took >= 0.96 * PERMITTED
    assert (await out.report()).delivered == many


async def test_the_outbox_holds_a_few_of_them_at_a_time(stage: Stage) -> None:
    out = await crowd(stage, sending.STOCK + sending.SLICE + 1)
    for _turn in range(5):
        await out.some()
        assert (await stage.counts())["waiting"] <= sending.STOCK
    # Whoever leaves before it was handed over gets nothing.
    async with stage.house.database.transaction() as tx:
        for phone in out.phones:
            person = await participants.at(tx, stage.house.keys.vault, str(phone.id))
            assert person is not None
            assert person.place is not None
            await memberships.leaves(tx, person.place.membership_id, stage.clock.now())
    await out.all()
    assert sum(out.got()) == 0
    report = await out.report()
    assert report.opted_out == len(out.phones)


async def test_who_talks_meanwhile_is_answered_at_once(stage: Stage) -> None:
    out = await crowd(stage, 300)
    stage.stand.limiter.on = True
    talker, phone = await stage.person(1)
    sender = asyncio.create_task(stage.sender.run())
    between = []
    for turn in range(20):
        await out.some()
        before = sum(out.got())
        await stage.queue(talker, note(f"answer {turn}"))
        await phone.wait_for(quoted(f"answer {turn}"))
        between.append(sum(out.got()) - before)
        stage.clock.turn(1)  # they read it
    sender.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sender
    assert sum(out.got()) > 100
    # Fewer notices went out before an answer than there is room for in a second.
    assert sorted(between)[18] < PERMITTED
    assert stage.stand.limiter.refused == 0


BAD_DAYS = {
    "a 429 with 0 seconds": {"status": 429, "description": "Too Many Requests", "retry_after": 0},
    "a 429 with 1 second": {"status": 429, "description": "Too Many Requests", "retry_after": 1},
    "a 429 with an hour": {"status": 429, "description": "Too Many Requests", "retry_after": 3600},
    "a proxy's page": {"kind": "html_body"},
    "an error of Telegram's": {"kind": "error"},
    "a timeout before it arrived": {"kind": "drop_before"},
}
"""What goes wrong once, for one of those it is for."""


@pytest.mark.parametrize("day", BAD_DAYS)
async def test_on_a_bad_day_everybody_has_it_once_all_the_same(stage: Stage, day: str) -> None:
    out = await crowd(stage, 5)
    stage.stand.faults.add(**BAD_DAYS[day], method="sendMessage", chat_id=out.phones[2].id)  # type: ignore[arg-type]
    began = stage.clock.monotonic()
    await out.all()
    stage.clock.turn(2)
    await stage.sender.drain()
    assert out.got() == [1] * 5
    report = await out.report()
    assert (report.delivered, report.waiting, report.not_sent) == (5, 0, 0)
    if "hour" in day:
        assert stage.clock.monotonic() - began >= 3600


async def test_what_arrived_without_an_answer_is_sent_once_more_and_counts_as_arrived(stage: Stage) -> None:
    out = await crowd(stage, 3)
    stage.stand.faults.add("drop_after", method="sendMessage", chat_id=out.phones[1].id)
    await out.all()
    stage.clock.turn(2)
    await stage.sender.drain()
    assert out.got() == [1, 2, 1]
    assert (await out.report()).delivered == 3


async def test_who_blocked_or_deleted_is_unreachable_and_gets_it_when_they_are_back(stage: Stage) -> None:
    out = await crowd(stage, 4)
    out.phones[0].block()
    out.phones[1].deactivate()
    await out.all()
    assert out.got() == [0, 0, 1, 1]
    report = await out.report()
    assert (report.delivered, report.unreachable) == (2, 2)
    out.phones[0].unblock()
    async with stage.house.database.transaction() as tx:
        person = await participants.at(tx, stage.house.keys.vault, str(out.phones[0].id))
        assert person is not None
        await outbox.reachable_again(stage.house, tx, person.address_id)
    await stage.sender.drain()
    assert out.got() == [1, 0, 1, 1]
    assert (await out.report()).unreachable == 1


async def test_a_chat_that_became_another_is_given_up_and_told_of_in_the_report(stage: Stage) -> None:
    out = await crowd(stage, 3)
    stage.stand.faults.add(
        status=400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        method="sendMessage",
        chat_id=out.phones[1].id,
    )
    await out.all()
    assert out.got() == [1, 0, 1]
    report = await out.report()
    assert (report.delivered, report.not_sent) == (2, 1)


async def test_what_the_outbox_forgets_stays_in_the_report(stage: Stage) -> None:
    from bot.services import housekeeping

    out = await crowd(stage, 3)
    out.phones[0].block()
    await out.all()
    before = await out.report()
    stage.clock.turn(40 * 86400)
    await housekeeping.sweep(stage.house)
    assert await out.report() == before
    assert await stage.counts() == {"waiting": 1}
