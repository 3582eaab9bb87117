"""The catalogues as files: the texts found in the code, and the ``.po`` files brought into step with them.

``python -m tests.i18n.catalogues`` rewrites the template and every language's catalogue. What was translated
stays, what is new stands empty, what the code no longer says goes and is shown. The files carry no date and
nobody's name, so that they change only when words do.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from bot.i18n.translator import SHIPPED_LANGUAGES, SOURCE_LANGUAGE

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "bot" / "i18n" / "locale"
TEMPLATE = LOCALE / "messages.pot"
TRANSLATED = tuple(language for language in SHIPPED_LANGUAGES if language != SOURCE_LANGUAGE)

FORMS: dict[str, dict[str, str]] = {
    "cy": {"zero": "n==0", "one": "n==1", "two": "n==2", "few": "n==3", "many": "n==6", "other": ""},
    "ar": {
        "zero": "n==0",
        "one": "n==1",
        "two": "n==2",
        "few": "n%100>=3 && n%100<=10",
        "many": "n%100>=11",
        "other": "",
    },
}
"""Each language's forms for a number, named and ordered as Unicode does, with when each is used."""

_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2)}


@dataclass(frozen=True)
class Entry:
    """One message: its English words (one form, or one and many) and its words in a language."""

    english: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def counted(self) -> bool:
        """Whether it changes with a number."""
        return len(self.english) > 1


def path_of(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return LOCALE / language / "LC_MESSAGES" / "messages.po"


@cache
def found_in_code() -> frozenset[tuple[str, ...]]:
    """The English words of every message, as Babel finds them in the code with the options of babel.cfg."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as settings:
        methods, options = parse_mapping_cfg(settings)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options, _KEYWORDS)
    return frozenset(_forms(message) for _file, _line, message, _comments, _context in found)


def read(path: Path, language: str | None = None) -> Catalog:
    """A catalogue or the template, as it is written in its file."""
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def entries(catalog: Catalog) -> dict[tuple[str, ...], Entry]:
    """Every message of a catalogue by its English words."""
    messages = [message for message in catalog if message.id]
    return {_forms(message.id): Entry(_forms(message.id), _words(message)) for message in messages}


def _forms(message_id: object) -> tuple[str, ...]:
    return (message_id,) if isinstance(message_id, str) else tuple(message_id)  # type: ignore[arg-type]


def _words(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def as_file(messages: dict[tuple[str, ...], tuple[str, ...]], language: str | None = None) -> bytes:
    """A catalogue's file, or without a language the template's; ``messages`` are words by English words."""
    catalog = Catalog(locale=language)
    if language is not None:
        catalog.mime_headers = [("Plural-Forms", plural_forms(language))]
    for english, words in messages.items():
        counted = len(english) > 1
        catalog.add(english if counted else english[0], words if counted else words[0])
    written = io.BytesIO()
    write_po(written, catalog, sort_output=True, omit_header=True)
    return f"{_header(language)}\n".encode() + written.getvalue()


def plural_forms(language: str) -> str:
    """The rule of :data:`FORMS` as gettext writes it."""
    forms = FORMS[language]
    choices = "".join(f"{when} ? {at} : " for at, when in enumerate(forms.values()) if when)
    return f"nplurals={len(forms)}; plural=({choices}{len(forms) - 1});"


def _header(language: str | None) -> str:
    fields = ["Project-Id-Version: In the Room"]
    if language is not None:
        fields += [f"Language: {language}", f"Plural-Forms: {plural_forms(language)}"]
    fields += [
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields), ""])


def empty(english: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    """The forms of a message that nobody has translated yet."""
    counted = 2 if language is None else len(FORMS[language])
    return ("",) * (counted if len(english) > 1 else 1)


def template() -> bytes:
    """The template as it should be today."""
    return as_file({english: empty(english, None) for english in found_in_code()})


def _brought_into_step(language: str) -> bytes:
    path = path_of(language)
    known = entries(read(path, language)) if path.exists() else {}
    wanted = found_in_code()
    for english, entry in known.items():
        if english not in wanted and any(entry.words):
            click.echo(f"{language}: the code no longer says {english[0]!r}; it was {entry.words[0]!r}")
    messages = {
        english: known[english].words if english in known else empty(english, language) for english in wanted
    }
    todo = sum(not all(words) for words in messages.values())
    click.echo(f"{language}: {len(messages)} messages, {todo} to translate")
    return as_file(messages, language)


def main() -> None:
    """Rewrite the template and bring every catalogue into step with it."""
    TEMPLATE.write_bytes(template())
    for language in TRANSLATED:
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_brought_into_step(language))


if __name__ == "__main__":
    main()
