"""Builds a PDF anew from what can be seen on its pages.

A PDF carries who wrote it and when, earlier wording, notes, other files, links, scripts, and photos with the
place where they were taken. Nothing of it is removed here: a new file is written, into which only what paints
a page is copied, by a list of what is known to paint. So what nobody here has heard of stays behind. What
would look different then is refused: see :class:`Unclean`.

It meets hostile bytes, in pure Python: it is run in a process of its own, which ``bot.delivery.apart`` ends.
"""

from __future__ import annotations

import io
import re
import resource
import sys
from collections.abc import Iterable

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from bot.delivery.paper_commands import hold_plain, hold_shape
from bot.delivery.paper_parts import CATEGORIES, KEPT, OPERATORS, UNSEEN_NOTES
from bot.delivery.paper_streams import MOST_UNPACKED, Unclean, repacked, unpacked
from bot.delivery.paper_writing import dictionary, stream, written

MAGIC = b"%PDF-"

MOST_PAGES = 60
"""Pages of a document that goes with an update. Who has more to say says where it can be read."""

MOST_PAINTING = 8_000_000
"""Bytes of commands that paint its pages: they are read one by one. A page of text has some thousands."""

MOST_OBJECTS = 20_000
DEEPEST = 50

MOST_SECONDS, MOST_MEMORY = 40, 1_500_000_000
"""Of the processor and of memory (bytes) that the process may use which builds a document anew."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_BOXES = ("/MediaBox", "/CropBox")
_NAMED_BY_ALL = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"})


def is_paper(content: bytes) -> bool:
    """Whether these bytes begin as a PDF does. Others may stand before that; such a file is none here."""
    return content.startswith(MAGIC)


def rebuilt(content: bytes) -> bytes:
    """The document with nothing but what is seen on its pages. Raises :class:`Unclean`."""
    if not is_paper(content):
        raise Unclean("it does not begin as a PDF does")
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Unclean("it is locked")
    catalog = reader.root_object
    layers = _whole(catalog.get("/OCProperties"))
    if isinstance(layers, DictionaryObject) and _whole(layers.get("/OCGs")):
        raise Unclean("it has layers, of which some may not be seen")
    if "/Collection" in catalog:
        raise Unclean("it is a folder of files")
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise Unclean("it has no pages, or too many")
    return _Rebuilding(reader).file(str(catalog.get("/Lang", "")))


def _whole(value: PdfObject | None) -> PdfObject | None:
    return value.get_object() if value is not None else None


class _Rebuilding:
    """Copies what paints, object by object, into a file of its own."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._objects: list[PdfObject] = []
        self._known: dict[tuple[int, int, str], IndirectObject] = {}
        self._unpacked = self._painted = 0

    def file(self, language: str) -> bytes:
        """The whole new file."""
        root, tree = self._add(NullObject()), self._add(NullObject())
        kids = ArrayObject(self._page(page, tree) for page in self._reader.pages)
        self._put(
            tree,
            {"/Type": NameObject("/Pages"), "/Kids": kids, "/Count": NumberObject(len(kids))},
        )
        catalog: dict[str, PdfObject] = {"/Type": NameObject("/Catalog"), "/Pages": tree}
        if _LANGUAGE.fullmatch(language):
            catalog["/Lang"] = TextStringObject(language)
        self._put(root, catalog)
        return written(self._objects, root)

    def _page(self, page: DictionaryObject, tree: IndirectObject) -> IndirectObject:
        _hold_seen(page)
        new: dict[str, PdfObject] = {"/Type": NameObject("/Page"), "/Parent": tree}
        for key in (*_BOXES, "/Rotate", "/UserUnit", "/Group"):
            if key in page:
                new[key] = self._copy(page[key], 0)
        contents = page.get("/Contents")
        used: set[str] = set()
        if contents is not None:
            painted, used = self._painting(contents.get_object())
            new["/Contents"] = self._add(stream({}, painted))
        new["/Resources"] = self._resources(page.get("/Resources"), used, 0)
        return self._add(dictionary(new))

    def _painting(self, contents: PdfObject | None) -> tuple[bytes, set[str]]:
        """The known operators of a content stream, and all names that they use."""
        for each in contents if isinstance(contents, ArrayObject) else (contents,):
            piece = _whole(each)
            if isinstance(piece, StreamObject):
                self._count(len(unpacked(piece)), painting=True)
        commands = ContentStream(contents, self._reader, "bytes")
        kept = []
        used: set[str] = set()
        for operands, operator in commands.operations:
            if operator == b"INLINE IMAGE":
                hold_plain(operands["settings"])
            elif operator not in OPERATORS:
                continue
            else:
                hold_shape(operands, operator)
            if operator not in (b"ri", b"INLINE IMAGE"):
                used.update(str(each) for each in operands if isinstance(each, NameObject))
            kept.append((operands, operator))
        commands.operations = kept
        return commands.get_data(), used - _NAMED_BY_ALL

    def _resources(self, value: PdfObject | None, used: set[str] | None, depth: int) -> DictionaryObject:
        """What a page or a form names, as far as it uses it (None: all of it)."""
        found = _whole(value)
        new: dict[str, PdfObject] = {}
        groups = found if isinstance(found, DictionaryObject) else DictionaryObject()
        for category in CATEGORIES:
            named = _whole(groups.get(category))
            if isinstance(named, DictionaryObject):
                wanted = [(name, each) for name, each in _raw(named) if used is None or name in used]
                if category == "/XObject":
                    _hold_known(each for _name, each in wanted)
                kept = {name: self._copy(each, depth + 1) for name, each in wanted}
                new[category] = dictionary(kept)
        return dictionary(new)

    def _copy(self, value: PdfObject, depth: int, role: str = "") -> PdfObject:
        if depth > DEEPEST:
            raise Unclean("it is nested too deeply")
        if isinstance(value, IndirectObject):
            return self._refer(value, depth, role)
        if isinstance(value, StreamObject):
            return self._add(self._stream(value, depth, role))
        if isinstance(value, DictionaryObject):
            return self._structure(value, depth, role)
        if isinstance(value, ArrayObject):
            return self._array(value, depth)
        if isinstance(value, TextStringObject | ByteStringObject):
            return ByteStringObject(value.original_bytes)
        if isinstance(value, BooleanObject | FloatObject | NumberObject | NameObject | NullObject):
            return value
        raise Unclean("it holds something that is not known")

    def _refer(self, value: IndirectObject, depth: int, role: str) -> IndirectObject:
        name = (value.idnum, value.generation, role)
        if name not in self._known:
            self._known[name] = self._add(NullObject())
            self._objects[self._known[name].idnum - 1] = self._copied_whole(value, depth, role)
        return self._known[name]

    def _copied_whole(self, value: IndirectObject, depth: int, role: str) -> PdfObject:
        whole = value.get_object()
        if whole is None or isinstance(whole, IndirectObject):
            return NullObject()
        if isinstance(whole, StreamObject):
            return self._stream(whole, depth + 1, role)
        return self._copy(whole, depth + 1, role)

    def _array(self, value: ArrayObject, depth: int) -> PdfObject:
        if len(value) > 1 and _is(value[0], "/ICCBased"):
            # A profile holds words of its own; how many colours it mixes says what comes near it.
            profile = _whole(value[1])
            mixed = profile.get("/N") if isinstance(profile, DictionaryObject) else None
            spaces = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
            if mixed not in spaces:
                raise Unclean("it has colours that are not known")
            return NameObject(spaces[mixed])
        return ArrayObject(self._copy(each, depth + 1) for each in list.__iter__(value))

    def _structure(self, value: DictionaryObject, depth: int, role: str = "") -> DictionaryObject:
        new: dict[str, PdfObject] = {}
        for key, each in _raw(value):
            if key == "/Resources":
                new[key] = self._resources(each, None, depth + 1)
            elif key == "/CharProcs":
                procs = _whole(each)
                glyphs = _raw(procs) if isinstance(procs, DictionaryObject) else ()
                new[key] = dictionary(
                    {name: self._copy(glyph, depth + 1, "painting") for name, glyph in glyphs}
                )
            elif key in KEPT:
                new[key] = self._copy(each, depth + 1, "words" if key == "/ToUnicode" else "")
        if _is(new.get("/Subtype"), "/Type3") and "/Resources" not in new:
            raise Unclean("it has a font that leans on its page")
        return dictionary(new)

    def _stream(self, value: StreamObject, depth: int, role: str) -> StreamObject:
        if _is(value.get("/Subtype"), "/PS"):
            raise Unclean("it has commands of a printer")
        kept = self._structure(value, depth)
        paints = role == "painting" or _is(value.get("/Subtype"), "/Form") or value.get("/PatternType") == 1
        if paints:
            painted, used = self._painting(value)
            if role != "painting":
                if "/Resources" not in value and used:
                    raise Unclean("it has a part that leans on its page")
                kept[NameObject("/Resources")] = self._resources(value.get("/Resources"), used, depth + 1)
            return stream(kept, painted)
        if role == "words":
            content = unpacked(value)
            self._count(len(content))
            lines = (each for each in content.splitlines() if not each.lstrip().startswith(b"%"))
            return stream(kept, b"\n".join(lines))
        form, content, size = repacked(value)
        self._count(size)
        kept.update(form)
        return stream(kept, content, packed=True)

    def _count(self, size: int, *, painting: bool = False) -> None:
        self._unpacked += size
        self._painted += size if painting else 0
        if self._unpacked > MOST_UNPACKED or self._painted > MOST_PAINTING:
            raise Unclean("it is too large once it is unpacked")

    def _add(self, value: PdfObject) -> IndirectObject:
        if len(self._objects) >= MOST_OBJECTS:
            raise Unclean("it has too many parts")
        self._objects.append(value)
        return IndirectObject(len(self._objects), 0, self._reader)

    def _put(self, at: IndirectObject, value: dict[str, PdfObject]) -> None:
        self._objects[at.idnum - 1] = dictionary(value)


def _is(value: PdfObject | None, name: str) -> bool:
    """Whether this is a name, and that one."""
    found = _whole(value)
    return isinstance(found, NameObject) and str(found) == name


def _raw(value: DictionaryObject) -> list[tuple[str, PdfObject]]:
    """What a dictionary holds, references as they are."""
    return [(str(key), each) for key, each in dict.items(value)]


def _hold_known(painted: Iterable[PdfObject]) -> None:
    """Refuse what is painted whole and is neither a picture nor commands: it could be anything."""
    for each in painted:
        whole = _whole(each)
        if isinstance(whole, StreamObject) and not any(
            _is(whole.get("/Subtype"), name) for name in ("/Image", "/Form", "/PS")
        ):
            raise Unclean("it has something that is not known")


def _hold_seen(page: DictionaryObject) -> None:
    """Refuse a page on which something is seen that is not painted with it: a filled field, a stamp."""
    notes = _whole(page.get("/Annots"))
    for note in notes if isinstance(notes, ArrayObject) else ():
        whole = _whole(note)
        if isinstance(whole, DictionaryObject) and whole.get("/Subtype") not in UNSEEN_NOTES:
            raise Unclean("it has fields or notes that are seen on its pages")


def main() -> None:
    """Read a document, write it built anew; end with 1 when that cannot be done, with nothing of it said."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        content = rebuilt(sys.stdin.buffer.read())
    except Exception:  # whatever hostile bytes bring about
        sys.exit(1)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
