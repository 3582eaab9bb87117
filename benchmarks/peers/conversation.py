"""The interview on python-telegram-bot's own ``ConversationHandler`` with its ``PicklePersistence``.

As in the library's example ``persistentconversationbot``: persistence with its defaults, which writes the
file every minute and at the end. A bot that is killed forgets up to a minute. The requests go by the
library's default client. What is told at the end is written to a file, a line a story.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.warnings import PTBUserWarning

from benchmarks.peers.questions import MENU, QUESTIONS, THANKS, settled

Context = ContextTypes.DEFAULT_TYPE
Callback = Callable[[Update, Context], Coroutine[Any, Any, object]]

FOLDER = Path(os.environ["DATA_DIR"])
AT_MENU = len(QUESTIONS)
"""The state in which the menu is shown; the states before it are the places of the questions."""


def buttons(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    """A button a row; its data is its place."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=str(at))] for at, label in enumerate(labels)]
    )


async def ask(update: Update, context: Context, at: int) -> int:
    """Send a question, and remember its message so that its buttons can be taken off."""
    assert update.effective_chat is not None
    assert context.user_data is not None
    question = QUESTIONS[at]
    message = await update.effective_chat.send_message(question.words, reply_markup=buttons(question.buttons))
    context.user_data["asked"] = message.message_id
    return at


async def menu(update: Update, _context: Context) -> int:
    """Show the menu."""
    assert update.effective_chat is not None
    await update.effective_chat.send_message(THANKS, reply_markup=buttons((MENU,)))
    return AT_MENU


async def begin(update: Update, context: Context) -> int:
    """The menu's button was pressed."""
    assert update.callback_query is not None
    assert context.user_data is not None
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(f"{THANKS}\n\n✓ {MENU}")
    context.user_data["answers"] = {}
    return await ask(update, context, 0)


def pressed(at: int) -> Callback:
    """What happens when a button under this question is pressed."""

    async def callback(update: Update, context: Context) -> int:
        query = update.callback_query
        assert query is not None
        assert context.user_data is not None
        question = QUESTIONS[at]
        answer = question.buttons[int(query.data or 0)]
        await query.answer()
        await query.edit_message_text(settled(question, answer))
        if not question.parts:
            context.user_data["answers"][question.name] = answer
        return await go_on(update, context, at + 1)

    return callback


def heard(at: int) -> Callback:
    """What happens when something is written while this question is open."""

    async def callback(update: Update, context: Context) -> int:
        assert update.message is not None
        assert update.effective_chat is not None
        assert context.user_data is not None
        question = QUESTIONS[at]
        await context.bot.edit_message_reply_markup(update.effective_chat.id, context.user_data["asked"])
        answers = context.user_data["answers"]
        if question.parts:
            answers.setdefault(question.name, []).append(update.message.text)
            return await ask(update, context, at)
        answers[question.name] = update.message.text
        return await go_on(update, context, at + 1)

    return callback


async def go_on(update: Update, context: Context, at: int) -> int:
    """Ask the next question; after the last one, keep what was told and show the menu."""
    if at < len(QUESTIONS):
        return await ask(update, context, at)
    assert context.user_data is not None
    with (FOLDER / "stories.jsonl").open("a") as stories:
        stories.write(json.dumps(context.user_data.pop("answers")) + "\n")
    return await menu(update, context)


def main() -> None:
    """Run until SIGTERM."""
    logging.basicConfig(level=logging.WARNING)
    # The library warns that presses are not tracked by message, which this interview does not need.
    warnings.filterwarnings("ignore", category=PTBUserWarning)
    builder = Application.builder().token(os.environ["BOT_TOKEN"])
    builder = builder.base_url(f"{os.environ['BOT_API_URL']}/bot")
    application = builder.persistence(PicklePersistence(FOLDER / "conversation.pickle")).build()
    asked: dict[object, list[BaseHandler[Update, Context, object]]] = {
        at: [CallbackQueryHandler(pressed(at)), MessageHandler(filters.TEXT & ~filters.COMMAND, heard(at))]
        for at in range(len(QUESTIONS))
    }
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", menu)],
            states={**asked, AT_MENU: [CallbackQueryHandler(begin)]},
            fallbacks=[CommandHandler("start", menu)],
            name="interview",
            persistent=True,
        )
    )
    application.run_polling()


if __name__ == "__main__":
    main()
