"""How the bot presents itself in Telegram: its commands and its description, in each language."""

from __future__ import annotations

from telegram import Bot, BotCommand

from bot.i18n.texts import _
from bot.i18n.translator import SHIPPED_LANGUAGES, SOURCE_LANGUAGE, Translator
from bot.services.commands import COMMANDS

DESCRIPTION = _(
    "Here patients, carers and staff help to make a health service better, from their phone. "
    "You tell what happened, in your own words, and hear what becomes of it. "
    "You need an invitation link from your hospital’s team. "
    "This is not a helpline. If your life is in danger, call 999 (112 in Europe)."
)
SHORT_DESCRIPTION = _("Help to make your health service better, from your phone. Not a helpline.")


async def present(bot: Bot, translator: Translator) -> None:
    """Set commands and descriptions; English stands for every language that is not shipped."""
    for language in SHIPPED_LANGUAGES:
        code = None if language == SOURCE_LANGUAGE else language
        commands = [
            BotCommand(command.name, translator.render(command.words, language))
            for command in COMMANDS
            if command.listed
        ]
        await bot.set_my_commands(commands, language_code=code)
        await bot.set_my_description(translator.render(DESCRIPTION, language), language_code=code)
        await bot.set_my_short_description(translator.render(SHORT_DESCRIPTION, language), language_code=code)
