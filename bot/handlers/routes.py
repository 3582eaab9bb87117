"""Which service an update goes to. One table a person can read from top to bottom."""

from __future__ import annotations

from telegram import CallbackQuery, ChatMember, Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.handlers.reading import Untaken, arrival_of, clean, heard_in, is_note
from bot.services import (
    commands,
    conversation,
    conversations,  # noqa: F401  # what it imports registers itself
    receiving,
    refusing,
    rewording,
    start_links,
)
from bot.services.arrivals import Arrival, Heard, Pressed
from bot.services.house import House


async def route(house: House, update: Update) -> None:
    """Hand an update to its service, which applies it in one transaction."""
    arrival = arrival_of(update)
    if update.my_chat_member is not None and _is_private(update):
        reachable = update.my_chat_member.new_chat_member.status != ChatMember.BANNED
        await refusing.note_reach(house, arrival, reachable=reachable)
    elif not _is_private(update):
        await _surroundings(house, arrival, update)
    elif update.callback_query is not None:
        await _press(house, arrival, update.callback_query)
    elif update.edited_message is not None:
        await _edit(house, arrival, update.edited_message)
    elif update.message is not None:
        await _message(house, arrival, update.message)
    else:
        await receiving.ignore(house, arrival)


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE


async def _surroundings(house: House, arrival: Arrival, update: Update) -> None:
    member = update.my_chat_member
    gone = member is not None and member.new_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED)
    if gone or update.edited_message is not None:
        await receiving.ignore(house, arrival)
    else:
        await refusing.refuse_surroundings(house, arrival)


async def _edit(house: House, arrival: Arrival, message: Message) -> None:
    heard = heard_in(message)
    if isinstance(heard, Heard) and heard.is_paper:
        await refusing.refuse(house, arrival, "document")
    elif isinstance(heard, Heard):
        await rewording.reword(house, arrival, heard)
    elif message.location:
        # A place that is shared as it moves: it was refused when it was sent.
        await receiving.ignore(house, arrival)
    else:
        await refusing.refuse(house, arrival, heard.what)


async def _press(house: House, arrival: Arrival, query: CallbackQuery) -> None:
    await conversation.press(house, arrival, Pressed(query.id, clean(query.data or "")))


async def _message(house: House, arrival: Arrival, message: Message) -> None:
    command = _command_in(message)
    if command is not None:
        name, _space, rest = command.partition(" ")
        if name == "start" and rest.strip():
            await start_links.open_link(house, arrival, rest.strip())
        else:
            await commands.obey(house, arrival, name)
        return
    if is_note(message):
        await receiving.ignore(house, arrival)
        return
    heard = heard_in(message)
    if isinstance(heard, Untaken):
        await refusing.refuse(house, arrival, heard.what)
    else:
        await conversation.hear(house, arrival, heard)


def _command_in(message: Message) -> str | None:
    """The command without its slash and the bot's name, with what follows it; None if there is none."""
    if message.forward_origin is not None or not message.text or not message.entities:
        return None
    first = message.entities[0]
    if first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    name = message.text[1 : first.length].partition("@")[0].lower()
    return f"{name} {clean(message.text[first.length :]).strip()}".strip()
