"""The health picture for the command line: in lines, and as JSON with the facts behind it."""

from __future__ import annotations

import msgspec

from bot.codesign.drift import Facts
from bot.codesign.drift_verdict import VERDICT_WORDS, verdict
from bot.codesign.drift_words import LEVEL_WORDS, signs
from bot.i18n.texts import Text
from bot.i18n.translator import SOURCE_LANGUAGE
from bot.services import projects
from bot.services.health import facts
from bot.services.house import House


async def _facts(house: House, key: str) -> Facts:
    async with house.database.snapshot() as tx:
        stored = await projects.find(house, tx, key)
        return await facts.gather(house, tx, stored.id, projects.read(stored))


async def as_lines(house: House, key: str) -> str:
    """What the picture comes to, and each sign, the worst first. Raises Refused for no such project."""

    def said(text: Text) -> str:
        return house.translator.render(text, SOURCE_LANGUAGE)

    found = await _facts(house, key)
    told = [said(VERDICT_WORDS[verdict(found)])]
    for sign in signs(found):
        told += ["", f"{said(LEVEL_WORDS[sign.level])}: {said(sign.figure)}", f"  {said(sign.meaning)}"]
        told += [f"  Next: {said(sign.next)}"] if sign.next is not None else []
        if sign.key == "overrides":
            told += [
                f"  {each.day} {f'facilitator {each.by}' if each.by else 'by command'}: {each.reason}"
                for each in found.overrides
            ]
    return "\n".join(told)


async def as_json(house: House, key: str) -> str:
    """The same for programs: the verdict, the signs, and the facts. Raises Refused for no such project."""

    def said(text: Text | None) -> str | None:
        return None if text is None else house.translator.render(text, SOURCE_LANGUAGE)

    found = await _facts(house, key)
    picture = {
        "verdict": verdict(found),
        "signs": [
            {
                "sign": sign.key,
                "level": sign.level,
                "figure": said(sign.figure),
                "means": said(sign.meaning),
                "next": said(sign.next),
            }
            for sign in signs(found)
        ],
        "facts": msgspec.to_builtins(found),
    }
    return msgspec.json.format(msgspec.json.encode(picture), indent=2).decode()
