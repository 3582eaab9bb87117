"""Playing a script on the rehearsal's phones, and printing what was said as it goes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import TextIO

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.phones import NotVisible, Phone
from bot.rehearsal.script import SHORT_FORMS, Script, ScriptError, Step
from bot.rehearsal.short_forms import go_through
from bot.rehearsal.view import Button, Shown, as_chat, plain


class Player:
    """Plays steps one after another, each when the bot has done all it has to do about the last.

    `links` are the invitations by short name; `quiet` returns when the bot has nothing
    under way; `out` gets the transcript; `patience` is how many seconds of real time a "taps" or
    "sees" waits.
    """

    def __init__(
        self,
        phones: Sequence[Phone],
        links: Mapping[str, str],
        clock: TurnableClock,
        quiet: Callable[[], Awaitable[object]],
        out: TextIO,
        *,
        patience: float = 10,
    ) -> None:
        self._phones = {phone.name: phone for phone in phones}
        self._links = links
        self._clock = clock
        self._quiet = quiet
        self._out = out
        self._patience = patience
        self._printed = dict.fromkeys(self._phones, 0)
        self._acted = dict.fromkeys(self._phones, 0)

    async def play(self, script: Script) -> None:
        """Play a whole script. Raises ScriptError, with file, line and what is visible."""
        for step in script.steps:
            try:
                await self._take(step)
                await self._quiet()
            except TimeoutError as error:
                raise _failed(script, step, "The bot did not come to rest after this.") from error
            except (NotVisible, ValueError) as error:
                raise _failed(script, step, str(error)) from error
            finally:
                self._print_news()

    async def _take(self, step: Step) -> None:
        if step.act == "turn":
            self._say(f"— the clock turns on by {_in_words(step.time)} —")
            self._clock.turn(step.time)
        elif step.act == "turn_to":
            now = self._clock.now()
            wanted = now.replace(hour=step.number, minute=0, second=0, microsecond=0)
            self._say(f"— the clock turns on to {wanted:%H:%M} —")
            self._clock.turn((wanted - now) % timedelta(days=1))
        elif step.who:
            phone = self._phones[step.who]
            if step.act in ("see", "see_button", "not_see"):
                await self._look(step, phone)
                return
            if step.act in SHORT_FORMS:
                self._say(f"({step.who}, in short: {step.source})")
                self._acted[step.who] = phone.stand.world.activity.revision
                link = self._links.get(step.who, "")
                self._printed[step.who] = await go_through(step, phone, link, self._quiet)
                return
            chosen = await self._button(step, phone) if step.act.startswith("tap") else None
            self._acted[step.who] = phone.stand.world.activity.revision
            self._act(step, phone, chosen)

    def _act(self, step: Step, phone: Phone, chosen: Button | None) -> None:
        if chosen is not None:
            self._say(f"{step.who} taps [{chosen.label}]")
            phone.press_where(lambda button: button == chosen)
        elif step.act == "open":
            if step.who not in self._links:
                raise NotVisible(f"There is no invitation for {step.who}.")
            phone.open_link(self._links[step.who])
        elif step.act == "write":
            phone.write(step.text)
        elif step.act == "send":
            _send(phone, step.what, step.text)
        elif step.act == "change":
            mine = [m for m in phone.messages if not m.from_bot and step.text in m.text]
            if not mine:
                raise NotVisible(f"{step.who} has not written that. On the phone:\n{as_chat(phone.messages)}")
            phone.edit(mine[-1].id, mine[-1].text.replace(step.text, step.other))
        elif step.act == "block":
            self._say(f"{step.who} blocks the bot")
            phone.block()
        else:
            self._say(f"{step.who} unblocks the bot")
            phone.unblock()

    async def _button(self, step: Step, phone: Phone) -> Button:
        """The button a step means, once it is visible."""
        if step.act == "tap_number":
            await phone.wait_for(lambda p: len(p.button_list()) >= step.number > 0, self._patience)
            return phone.button_list()[step.number - 1]
        wanted = plain(step.text)

        def fits(button: Button) -> bool:
            label = plain(button.label)
            if step.act == "tap":
                return label == wanted
            return label.startswith(wanted) if step.act == "tap_start" else wanted in label

        await phone.wait_for(lambda p: p.has_button(fits), self._patience)
        return phone.find_button(fits)[1]

    async def _look(self, step: Step, phone: Phone) -> None:
        if step.act == "see_button":
            await phone.wait_for_button(step.text, self._patience)
        elif step.act == "see":
            since = self._acted[step.who]
            await phone.wait_for(lambda p: _says(p.news(since), step.text), self._patience)
        elif _says(phone.messages, step.text):
            raise NotVisible(f"It is there. On the phone:\n{as_chat(phone.messages[-6:])}")

    def _print_news(self) -> None:
        for name, phone in self._phones.items():
            for message in phone.news(self._printed[name]):
                speaker = f"  to {name}" if message.from_bot else name
                changed = " (changed)" if message.edited else ""
                self._say(f"{speaker}{changed}: {_in_full(message)}")
            self._printed[name] = phone.stand.world.activity.revision

    def _say(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def _failed(script: Script, step: Step, reason: str) -> ScriptError:
    return ScriptError(f"{script.name}:{step.line}: {step.source}\n{reason}")


def _says(messages: list[Shown], text: str) -> bool:
    return any(message.from_bot and plain(text) in plain(message.text) for message in messages)


def _in_full(message: Shown) -> str:
    text = message.text.replace("\n", "\n    ")
    if message.kind != "text":
        name = f": {message.file.name}" if message.kind == "document" and message.file else ""
        text = f"({message.kind}{name}) {text}".rstrip()
    rows = ["\n    " + " ".join(f"[{button.label}]" for button in row) for row in message.rows]
    return text + "".join(rows)


def _in_words(time: timedelta) -> str:
    for name, unit in (("week", 604_800), ("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count, rest = divmod(int(time.total_seconds()), unit)
        if count and not rest:
            return f"{count} {name}{'s' if count != 1 else ''}"
    return str(time)


def _send(phone: Phone, what: str, caption: str) -> None:
    actions: dict[str, Callable[[], object]] = {
        "voice message": lambda: phone.send_voice(example_voice(), 2, caption),
        "photo": lambda: phone.send_photo(example_photo(), caption),
        "document": lambda: phone.send_document(b"An example.\n", "example.txt", "text/plain", caption),
        "video message": lambda: phone.send_video_note(b"example"),
        "album": lambda: phone.send_album([example_photo("One"), example_photo("Two")], caption),
        "sticker": phone.send_sticker,
        "contact": phone.send_contact,
        "location": phone.send_location,
        "poll": phone.send_poll,
    }
    actions[what]()
