"""The reader of .po files agrees with Babel's, in the files that come along and beyond."""

from __future__ import annotations

import io
from gettext import GNUTranslations

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.i18n import po
from bot.i18n.translator import SHIPPED_LANGUAGES, SOURCE_LANGUAGE
from tests.i18n.catalogues import path_of

TRANSLATED = [language for language in SHIPPED_LANGUAGES if language != SOURCE_LANGUAGE]
COUNTS = (*range(0, 25), 99, 100, 101, 102, 103, 110, 111, 1_000)

ODD = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#, fuzzy
msgid "Doubtful"
msgstr "Doubted"

msgid "Not translated"
msgstr ""

msgid "A \"quote\", a \\ and\n"
"a second line"
msgstr "Q \"q\" \\ \n"
"l\tt"

#~ msgid "Gone"
#~ msgstr "Away"

# somebody's remark: fuzzy
#, python-brace-format
msgid "{n} half"
msgid_plural "{n} halves"
msgstr[0] "one {n}"
msgstr[1] ""
"several "
"{n}"
"""


def by_babel(source: str, language: str) -> GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.encode()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_read_as_babel_reads_it(language: str) -> None:
    source = path_of(language).read_text(encoding="utf-8")
    ours, theirs = po.read(source), by_babel(source, language)
    messages = [message for message in read_po(io.BytesIO(source.encode()), locale=language) if message.id]
    assert len(messages) > 2_000
    for message in messages:
        if not isinstance(message.id, str):
            one, many = message.id
            for n in COUNTS:
                assert ours.ngettext(one, many, n) == theirs.ngettext(one, many, n)
        else:
            assert ours.gettext(message.id) == theirs.gettext(message.id)


def test_what_is_doubtful_gone_or_untranslated_stays_english_and_escapes_are_undone() -> None:
    ours, theirs = po.read(ODD), by_babel(ODD, "en")
    said = ("Doubtful", "Not translated", 'A "quote", a \\ and\na second line', "Gone")
    assert [ours.gettext(each) for each in said] == [theirs.gettext(each) for each in said]
    assert ours.gettext("Doubtful") == "Doubtful"
    assert ours.gettext(said[2]) == 'Q "q" \\ \nl\tt'
    assert [ours.ngettext("{n} half", "{n} halves", n) for n in (1, 2)] == ["one {n}", "several {n}"]
