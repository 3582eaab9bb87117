"""What is corrected for many at once reads right for each: their language, their story, what it is about."""

from __future__ import annotations

import msgspec

from bot.codesign.actions import Action, Step
from bot.codesign.audience import Audience
from bot.codesign.priorities import Wording
from bot.codesign.project import LocalText
from bot.codesign.updates import Subject, Update
from bot.flows.update_words import READ_IT
from bot.i18n.texts import Day, Own, Text, _, lines
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services import projects
from bot.services.actions import actions
from bot.services.updates import making
from bot.services.updates.updates import Broadcast
from storage import priorities
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, place_of, said
from tests.journeys.suggestions import read_all
from tests.journeys.updating import every
from tests.journeys.workshopping import WHAT, WHY, half_told, open_desk
from tests.room import Room

NIGHTS = {"en": "Quiet nights", "cy": "Nosweithiau tawel", "ar": "ليال هادئة"}
BELLS = {"en": "Bells that work", "cy": "Clychau sy'n gweithio", "ar": "أجراس تعمل"}
BINS = {"en": "Bins after eight", "cy": "Biniau ar ôl wyth", "ar": "الصناديق بعد الثامنة"}
DOORS = {"en": "Doors that close", "cy": "Drysau sy'n cau", "ar": "أبواب تغلق"}
SLIP = {"en": "Form Monday on.", "cy": "O ddydd Lun.", "ar": "من الاثنن."}
RIGHT = {"en": "From Monday on.", "cy": "O ddydd Llun.", "ar": "من الاثنين."}


async def beginning(room: Room, fay: Phone) -> dict[Phone, str]:
    """Three people with three languages, two of whom told a story, two priorities and two actions."""
    people = dict(
        zip(
            [await room.joined(name=f"Ann {each} (example)") for each in range(3)],
            LANGUAGE_NAMES,
            strict=True,
        )
    )
    ann, bryn, _mona = people
    await room.told(ann, "It was loud.")
    await room.told(bryn, "Nobody came.")
    await read_all(room, fay)
    project_id, day = (await place_of(room, fay)).project_id, room.clock.now().date()
    async with room.house.database.transaction() as tx:
        for words in (BELLS, NIGHTS):
            content = msgspec.json.encode(Wording(words))
            await priorities.add(
                tx,
                room.house.keys,
                project_id,
                owner_id=None,
                status="candidate",
                content=content,
                now=room.clock.now(),
            )
        for words in (BINS, DOORS):
            action = Action(words, {}, steps=(Step("proposed", day, words),))
            await actions.add(room.house, tx, project_id, "process", "small", action)
    for phone, language in people.items():
        await room.write(phone, "/language")
        await room.press(phone, LANGUAGE_NAMES[language])
    return people


def today(room: Room) -> Day:
    """The day that it is where the project is."""
    return projects.day_in(room.project, room.clock.now())


def shows(phone: Phone, language: str, text: Text) -> int:
    """How many of the bot's messages are exactly this text in this language."""
    wanted = plain(Translator().render(text, language))
    return sum(each.from_bot and plain(each.text) == wanted for each in phone.messages)


def update(words: LocalText, about: tuple[Text, ...], corrected: Day | None) -> Text:
    """An update as it stands on a phone."""
    return lines(
        _("The team tells you:"),
        Own(words),
        lines(_("It is about:"), *about, gap=0),
        _("The team has corrected this on {day}.", day=corrected) if corrected else None,
    )


async def sent(room: Room, fay: Phone) -> None:
    """An update about two stories, a priority and an action has gone out."""
    about = (Subject("action", 2), Subject("story", 2), Subject("priority", 2), Subject("story", 1))
    place = await place_of(room, fay)
    async with room.house.database.transaction() as tx:
        told = Update(SLIP, Audience(("patient",)), place.number, about)
        made = await making.make(room.house, tx, place.project_id, told, None)
    assert isinstance(made, Broadcast)
    await room.quiet()


async def test_each_reads_the_corrected_words_in_their_language_and_of_their_own_story(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    people = await beginning(room, fay)
    await sent(room, fay)
    nights = _("Priority {number}: {words}", number=2, words=Own(NIGHTS))
    doors = _("Action {number}: {words}", number=2, words=Own(DOORS))
    own = ((_("Your story {number}", number=1),), (_("Your story {number}", number=2),), ())
    for (phone, language), story in zip(people.items(), own, strict=True):
        await room.press(phone, Translator().render(READ_IT, language))
        assert shows(phone, language, update(SLIP, (*story, nights, doors), None)) == 1
    (broadcast,) = await every(room, fay)
    async with room.house.database.transaction() as tx:
        assert await making.correct(room.house, tx, broadcast, RIGHT, 0)
    await room.quiet()
    for (phone, language), story in zip(people.items(), own, strict=True):
        assert shows(phone, language, update(RIGHT, (*story, nights, doors), today(room))) == 1
        assert said(phone, SLIP[language]) == 0
    all_well(room)


async def test_each_reads_in_their_language_what_a_corrected_decision_belongs_to(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    people = await beginning(room, fay)
    await half_told(room, fay, ("Somebody calls after too days.", WHY), belongs="Priority 2: Quiet nights")
    await room.press(fay, "Now")
    nights = _("Priority {number}: {words}", number=2, words=Own(NIGHTS))
    belongs = _("It belongs to: {subject}", subject=nights)
    for phone, language in people.items():
        await room.press(phone, Translator().render(READ_IT, language))
        assert said(phone, plain(Translator().render(belongs, language))) == 1
    await open_desk(room, fay)
    await room.press(fay, "Workshop 1")
    await room.press(fay, "Correct the words")
    await room.write(fay, WHAT)
    while "Skip this" in fay.buttons():
        await room.press(fay, "Skip this")
    await room.press(fay, "Yes, correct it")
    corrected = _("The team has corrected this on {day}.", day=today(room))
    for phone, language in people.items():
        (shown,) = (plain(each.text) for each in phone.messages if each.from_bot and WHAT in each.text)
        for line in (belongs, corrected):
            assert plain(Translator().render(line, language)) in shown
        assert said(phone, "too days") == 0
    all_well(room)
