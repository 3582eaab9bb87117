"""Reading a Bot API request: JSON, form or multipart, checked against the table of methods."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.rehearsal.methods import METHODS, UNPLAYED
from bot.rehearsal.refusals import Refusal, bad_request, stricter
from bot.rehearsal.texts import require_utf8


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Params:
    """The parameters of one request, typed as the table of methods says; absent ones are None."""

    values: dict[str, Any]
    uploads: dict[str, Upload]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def chat_id(self) -> int | None:
        """The chat this request is for. A name (@...) is no chat here, so it is None too."""
        value = self.values.get("chat_id")
        return value if isinstance(value, int) else None


async def read_fields(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The raw parameters and uploads of a request, wherever it carries them."""
    fields: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError as error:
            raise bad_request("can't parse JSON object") from error
        if not isinstance(body, dict):
            raise bad_request("object expected")
        return fields | body, {}
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, fields)
    return fields | dict(await request.post()), {}


async def _read_multipart(
    request: web.Request, fields: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Upload]]:
    uploads = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
        else:
            fields[name] = value
    return fields, uploads


def checked(method: str, fields: dict[str, Any], uploads: dict[str, Upload]) -> Params:
    """The typed parameters of a call. Raises a Refusal for unknown, missing or mistyped ones."""
    table = METHODS[method]
    if unknown := fields.keys() - table.keys():
        raise stricter(f"{method} has no parameter {', '.join(sorted(unknown))}")
    if unplayed := {name for name in fields.keys() & UNPLAYED if fields[name] not in (None, "")}:
        raise stricter(f"parameter {', '.join(sorted(unplayed))} of {method} is not played here")
    attached = {str(value)[9:] for value in fields.values() if str(value).startswith("attach://")}
    if stray := uploads.keys() - table.keys() - attached:
        raise stricter(f"{method} has no parameter {', '.join(sorted(stray))}")
    given = {name for name, value in fields.items() if value is not None} | uploads.keys()
    for name, kind in table.items():
        if kind.endswith("!") and name not in given:
            raise missing(method, name)
    values = {
        name: typed(name, table[name].rstrip("!"), value)
        for name, value in fields.items()
        if value is not None
    }
    return Params(values, uploads)


def missing(method: str, name: str) -> Refusal:
    """The refusal for a required parameter that is not there, in Telegram's words where they are known."""
    known = {"chat_id": "chat_id is empty", "text": "message text is empty"}
    return bad_request(known.get(name, f'parameter "{name}" of {method} is required'))


def typed(name: str, kind: str, value: Any) -> Any:
    """One value as its kind: number, flag, chat, text, file, list or object. Raises a Refusal."""
    if kind == "number":
        return _number(name, value)
    if kind == "chat":
        return _chat(value)
    if kind == "flag":
        return str(value).lower() in ("true", "1", "yes")
    if kind in ("list", "object"):
        return _nested(name, list if kind == "list" else dict, value)
    if not isinstance(value, str):
        raise bad_request(f'field "{name}" must be of type String')
    require_utf8(value)
    return value


def _number(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise bad_request(f'field "{name}" must be of type Number') from error


def _chat(value: Any) -> int | str:
    text = str(value)
    return int(text) if text.lstrip("-").isdecimal() else text


def _nested(name: str, expected: type, value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise bad_request(f'can\'t parse "{name}" JSON object') from error
    if not isinstance(value, expected):
        raise bad_request(f'field "{name}" must be of type {"Array" if expected is list else "Object"}')
    return value
