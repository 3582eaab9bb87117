"""The process that is measured: ``python -m benchmarks.worker bot|echo|press``.

``bot`` is the bot with the settings of its environment, sending without pauses (Telegram's limits are
waited for, which costs nothing). ``echo`` and ``press`` are the least that python-telegram-bot's own
Application can do: send back what was written; answer a press, take the buttons off the message and
send a new one with buttons. Neither stores anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes


async def bot() -> None:
    """The bot, until SIGTERM."""
    from bot import config, logs
    from bot.app import Running, connected, open_house
    from bot.stage import at_once

    settings = config.from_environment()
    logs.configure(settings.log_level, token=settings.token)
    async with open_house(settings) as house, connected(settings) as client:
        work = asyncio.ensure_future(Running(house, client, limiter=at_once()).run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await work


def bare(kind: str) -> None:
    """A bot of python-telegram-bot's own Application, until SIGTERM."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup
    from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

    logging.basicConfig(level=logging.WARNING)
    answers = [InlineKeyboardButton(f"Answer {number}", callback_data=str(number)) for number in range(5)]
    buttons = InlineKeyboardMarkup([[answer] for answer in answers])

    async def write(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        markup = buttons if kind == "press" else None
        await update.message.reply_text(update.message.text or "", reply_markup=markup)

    async def press(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        assert update.effective_chat is not None
        await update.callback_query.answer()
        await update.callback_query.edit_message_reply_markup()
        await update.effective_chat.send_message("And the next question?", reply_markup=buttons)

    address = os.environ["BOT_API_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{address}/bot")
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, write))
    application.add_handler(CallbackQueryHandler(press))
    application.run_polling()


if __name__ == "__main__":
    if sys.argv[1] == "bot":
        asyncio.run(bot())
    else:
        bare(sys.argv[1])
