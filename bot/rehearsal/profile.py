"""The methods about the bot itself: who it is, its commands, names, descriptions, menu button, files."""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.rehearsal.files import LARGEST_DOWNLOAD
from bot.rehearsal.refusals import bad_request
from bot.rehearsal.requests import Params
from bot.rehearsal.world import World

Json = dict[str, Any]
Call = Callable[[World, Params], Awaitable[Any]]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"})

# Field -> the most characters it may have. Source: setMyName and its sisters, Bot API 10.1.
TEXTS = {"name": 64, "description": 512, "short_description": 120}


async def get_me(world: World, params: Params) -> Json:
    """getMe."""
    return {
        **world.bot,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def get_updates(world: World, params: Params) -> list[Json]:
    """getUpdates."""
    limit = params["limit"] or 100
    return await world.updates.poll(
        params["offset"], min(max(limit, 1), 100), params["timeout"] or 0, params["allowed_updates"]
    )


async def set_webhook(world: World, params: Params) -> bool:
    """setWebhook."""
    names = ("url", "secret_token", "max_connections", "allowed_updates")
    world.webhooks.set({name: params[name] for name in names})
    if params["drop_pending_updates"]:
        world.updates.clear()
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """deleteWebhook."""
    world.webhooks.delete()
    if params["drop_pending_updates"]:
        world.updates.clear()
    return True


async def get_webhook_info(world: World, params: Params) -> Json:
    """getWebhookInfo."""
    return world.webhooks.info()


async def get_file(world: World, params: Params) -> Json:
    """getFile."""
    kept = world.files.by_id(params["file_id"])
    if kept is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if kept.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**kept.described(), "file_path": kept.path}


async def set_my_commands(world: World, params: Params) -> bool:
    """setMyCommands."""
    commands = params["commands"]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[_scope(params), _language(params)] = commands
    world.activity.stir()
    return True


async def get_my_commands(world: World, params: Params) -> list[Json]:
    """getMyCommands."""
    return world.profile.commands.get((_scope(params), _language(params)), [])


async def delete_my_commands(world: World, params: Params) -> bool:
    """deleteMyCommands."""
    world.profile.commands.pop((_scope(params), _language(params)), None)
    world.activity.stir()
    return True


async def set_chat_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton."""
    button = params["menu_button"] or {"type": "default"}
    if button.get("type") not in ("default", "commands"):
        raise bad_request("BUTTON_TYPE_INVALID")
    world.profile.menu_buttons[params["chat_id"]] = button
    return True


async def get_chat_menu_button(world: World, params: Params) -> Json:
    """getChatMenuButton."""
    buttons = world.profile.menu_buttons
    return buttons.get(params["chat_id"]) or buttons.get(None) or {"type": "commands"}


def setter(field: str) -> Call:
    """setMyName and its sisters."""

    async def set_text(world: World, params: Params) -> bool:
        text, key = params[field] or "", (field, _language(params))
        if len(text) > TEXTS[field]:
            raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
        world.profile.texts[key] = text
        world.activity.stir()
        return True

    return set_text


def getter(field: str) -> Call:
    """getMyName and its sisters."""

    async def get_text(world: World, params: Params) -> Json:
        texts, language = world.profile.texts, _language(params)
        fallback = world.bot["first_name"] if field == "name" else ""
        return {field: texts.get((field, language)) or texts.get((field, "")) or fallback}

    return get_text


def commands_for(world: World, chat_id: int, language: str) -> list[Json]:
    """The commands a person sees in a private chat, by Telegram's order of scopes and languages.

    Source: "Determining list of commands", core.telegram.org/bots/api#botcommandscope.
    """
    chat = json.dumps({"chat_id": chat_id, "type": "chat"}, sort_keys=True)
    for scope in (chat, '{"type": "all_private_chats"}', '{"type": "default"}'):
        for code in (language, ""):
            if commands := world.profile.commands.get((scope, code)):
                return commands
    return []


def _scope(params: Params) -> str:
    scope = params["scope"] or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("unsupported BotCommandScope specified")
    return json.dumps(scope, sort_keys=True)


def _language(params: Params) -> str:
    code = params["language_code"] or ""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return str(code)
