"""The interview on aiogram's finite state machine: ``python -m benchmarks.peers.states redis|sqlite``.

``redis`` is aiogram's own ``RedisStorage``, against the server whose address is in ``REDIS_URL``, with the
server's own defaults: it writes to the disk by and by, so a power cut takes what came last. aiogram has no
storage in SQLite, so ``sqlite`` is the least there could be, in :mod:`benchmarks.peers.sqlite_storage`; each
change is durable. What is told at the end is written to a file, a line a story.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.peers.questions import MENU, QUESTIONS, THANKS, settled
from benchmarks.peers.sqlite_storage import SqliteStorage

FOLDER = Path(os.environ["DATA_DIR"])


class Interview(StatesGroup):
    """Where somebody is: at the menu, or at a question."""

    menu = State()
    touchpoint = State()
    tell = State()
    feelings = State()
    mattered = State()
    better = State()
    good = State()
    uses = State()
    check = State()


STATES = tuple(getattr(Interview, question.name) for question in QUESTIONS)
PLACES = {state.state: at for at, state in enumerate(STATES)}
router = Router()


def buttons(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    """A button a row; its data is its place."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=str(at))] for at, label in enumerate(labels)
        ]
    )


async def ask(message: Message, state: FSMContext, at: int, answers: dict[str, Any]) -> None:
    """Send a question and remember its message; after the last one, keep what was told."""
    if at == len(QUESTIONS):
        with (FOLDER / "stories.jsonl").open("a") as stories:
            stories.write(json.dumps(answers) + "\n")
        await show_menu(message, state)
        return
    question = QUESTIONS[at]
    sent = await message.answer(question.words, reply_markup=buttons(question.buttons))
    await state.set_state(STATES[at])
    await state.set_data({"answers": answers, "asked": sent.message_id})


@router.message(CommandStart())
async def show_menu(message: Message, state: FSMContext) -> None:
    """Show the menu."""
    await message.answer(THANKS, reply_markup=buttons((MENU,)))
    await state.set_state(Interview.menu)
    await state.set_data({})


@router.callback_query(Interview.menu)
async def begin(query: CallbackQuery, state: FSMContext) -> None:
    """The menu's button was pressed."""
    assert isinstance(query.message, Message)
    await query.answer()
    await query.message.edit_text(f"{THANKS}\n\n✓ {MENU}")
    await ask(query.message, state, 0, {})


@router.callback_query(F.data.as_("place"))
async def pressed(query: CallbackQuery, state: FSMContext, raw_state: str, place: str) -> None:
    """A button under a question was pressed."""
    assert isinstance(query.message, Message)
    at = PLACES[raw_state]
    question = QUESTIONS[at]
    answer = question.buttons[int(place)]
    answers = (await state.get_data())["answers"]
    await query.answer()
    await query.message.edit_text(settled(question, answer))
    if not question.parts:
        answers[question.name] = answer
    await ask(query.message, state, at + 1, answers)


@router.message(F.text.as_("words"))
async def heard(message: Message, state: FSMContext, raw_state: str, words: str) -> None:
    """Something was written while a question is open."""
    at = PLACES[raw_state]
    question = QUESTIONS[at]
    data = await state.get_data()
    assert message.bot is not None
    await message.bot.edit_message_reply_markup(chat_id=message.chat.id, message_id=data["asked"])
    answers = data["answers"]
    if question.parts:
        answers.setdefault(question.name, []).append(words)
        await ask(message, state, at, answers)
        return
    answers[question.name] = words
    await ask(message, state, at + 1, answers)


async def main(kind: str) -> None:
    """Run until SIGTERM."""
    storage: BaseStorage
    if kind == "redis":
        storage = RedisStorage.from_url(os.environ["REDIS_URL"])
    else:
        storage = await SqliteStorage.open(FOLDER / "states.db")
    # One person's updates one after another, as the documentation advises where answers depend on state.
    dispatcher = Dispatcher(storage=storage, events_isolation=SimpleEventIsolation())
    dispatcher.include_router(router)
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    async with Bot(os.environ["BOT_TOKEN"], session=session) as bot:
        await dispatcher.start_polling(bot)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main(sys.argv[1]))
