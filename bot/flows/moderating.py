"""Making the wording that may be shared: part by part, with what was found taken out unless it may stay.

Everything found is out beforehand, and what may stay is ticked: a name that slips out cannot be called back,
while a word too many that was taken out is put back by its teller, who sees both side by side.
"""

from __future__ import annotations

import msgspec

from bot.codesign.shared_wording import SharedPart
from bot.codesign.spans import BEGINS, ENDS, Span, marked, replaced
from bot.codesign.story import Kind
from bot.flows.looking_after import TEXT
from bot.flows.parts import KIND_NAMES
from bot.flows.questions import CHANGE, Choice, Option, Progress, ReadBack, Say, Several, Show, Words
from bot.i18n.texts import Quote, Text, _, lines

MOST_AT_ONCE = 30
"""What was found is shown in groups of at most so many: a question with more buttons cannot be used."""


ON_A_BUTTON = 40
"""Characters of somebody's words on a button."""


class PartToShare(msgspec.Struct, frozen=True):
    """A part of a story, where it was told, and what the rules found in its words.

    A part without words is a recording: the facilitator may write down what was said.
    """

    id: str
    heading: Text
    kind: Kind
    words: str
    spans: tuple[Span, ...]
    file: str | None = None


class ModeratingContext(msgspec.Struct, frozen=True):
    """A story to make a wording of. ``version`` is the one whose words these are."""

    number: int
    version: int
    teller: Text
    membership: str
    parts: tuple[PartToShare, ...]


async def moderate(ctx: ModeratingContext) -> tuple[SharedPart, ...]:
    """Return the wording to offer to the teller; nothing when the facilitator stops."""
    stages = len(ctx.parts) + 1
    await Say(
        lines(
            _(
                "Story {number}, from {teller}. Their own words stay as they are. "
                "This makes a second wording.",
                number=ctx.number,
                teller=ctx.teller,
            ),
            _(
                "What may tell who somebody is stands between {begins} and {ends}. All of it is taken out, "
                "unless you choose that it may stay.",
                begins=BEGINS,
                ends=ENDS,
            ),
            _("The rules miss things. Please look for names, rare events and anything else yourself."),
        )
    )
    shared: list[SharedPart] = []
    for at, part in enumerate(ctx.parts, start=1):
        await Progress(at, stages)
        words = await _share(ctx, at, part)
        if words:
            shared.append(SharedPart(part.id, words))
    await Progress(stages, stages)
    return tuple(shared) if await _read_back(ctx, shared) else ()


async def _share(ctx: ModeratingContext, at: int, part: PartToShare) -> str:
    """What may be shared of one part; nothing when it is left out."""
    words = replaced(part.words, part.spans, await _taken(at, part))
    if part.file is not None and not part.words:
        await Show(part.file, part.kind, ctx.membership, KIND_NAMES[part.kind])
    how = await Choice(f"how.{at}", _beside(part, words), options=tuple(_ways(part)))
    if how == "out":
        return ""
    if how == "as_it_is":
        return words
    written = await Words(
        f"own.{at}",
        lines(_("Write the words that may be shared, in one message."), Quote(words) if words else None),
        allowed=TEXT,
        optional=False,
    )
    return "\n".join(each.words for each in written)


async def _taken(at: int, part: PartToShare) -> frozenset[Span]:
    stays: set[Span] = set()
    for first in range(0, len(part.spans), MOST_AT_ONCE):
        group = part.spans[first : first + MOST_AT_ONCE]
        chosen = await Several(
            f"stay.{at}.{first}",
            lines(
                part.heading,
                Quote(marked(part.words, group)),
                _("What may stay? Choose it, then press Done. Everything else is taken out."),
            ),
            options=tuple(Option(str(first + n), _found(part.words, span)) for n, span in enumerate(group)),
            none=_("Take all of it out"),
        )
        stays |= {part.spans[int(key)] for key in chosen}
    return frozenset(part.spans) - stays


def _found(words: str, span: Span) -> Text:
    return _(
        "“{found}” may stay (instead of “{instead}”)",
        found=Quote(_short(words[span.start : span.end])),
        instead=Quote(_short(span.instead)),
    )


def _short(words: str) -> str:
    """So much of it as a button can show: a link can be as long as a message."""
    words = " ".join(words.split())
    return words if len(words) <= ON_A_BUTTON else f"{words[: ON_A_BUTTON - 1]}…"


def _beside(part: PartToShare, words: str) -> Text:
    if not part.words:
        return lines(
            part.heading,
            _("This part is a recording. It is not shared. You can write down what was said in it."),
        )
    return lines(
        part.heading,
        lines(_("As it was told:"), Quote(part.words), gap=0),
        lines(_("To be shared:"), Quote(words), gap=0),
    )


def _ways(part: PartToShare) -> list[Option]:
    own = Option("own", _("Change the words myself") if part.words else _("Write down what was said"))
    out = Option("out", _("Leave this part out"))
    return [Option("as_it_is", _("Share it like this")), own, out] if part.words else [own, out]


async def _read_back(ctx: ModeratingContext, shared: list[SharedPart]) -> bool:
    words = {each.part: each.words for each in shared}
    told = [
        lines(
            _("Part {at}", at=at),
            lines(_("As it was told:"), Quote(part.words) if part.words else _("a recording"), gap=0),
            lines(_("To be shared:"), Quote(words[part.id]) if part.id in words else _("nothing"), gap=0),
        )
        for at, part in enumerate(ctx.parts, start=1)
    ]
    send = [Option("send", _("Send it to the teller"))] if shared else []
    do = await ReadBack(
        "check",
        lines(
            _(
                "This is how it would be shared. {teller} sees it beside their own words and says yes or no.",
                teller=ctx.teller,
            ),
            *told,
        ),
        options=(
            *send,
            *(
                Option(f"{CHANGE}how.{at}", _("Change part {at}", at=at))
                for at in range(1, len(ctx.parts) + 1)
            ),
            Option("not_now", _("Not now. Throw this away")),
        ),
    )
    return do == "send"
