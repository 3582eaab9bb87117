"""My data: see it, take it along, change each consent, leave. No reason is asked."""

from __future__ import annotations

import msgspec

from bot.codesign.project import Consent, ConsentKey
from bot.flows.questions import Choice, Confirm, Option, Page, Say
from bot.i18n.texts import Own, Quote, Text, _, lines, n_


class ToldStory(msgspec.Struct, frozen=True):
    """A story as its teller sees it again."""

    number: int
    words: Text


class MyDataContext(msgspec.Struct, frozen=True):
    """What is kept about one person in one project."""

    stories: tuple[ToldStory, ...]
    consent: Consent
    given: dict[ConsentKey, bool]
    more: tuple[Text, ...] = ()
    """What else they told, such as their ratings: a page each."""
    first_name: str = ""
    """The first name that they chose for the team to see."""


class Nothing(msgspec.Struct, frozen=True, tag="nothing"):
    """The person only looked."""


class Download(msgspec.Struct, frozen=True, tag="download"):
    """The person wants everything as a file."""


class Decided(msgspec.Struct, frozen=True, tag="decided"):
    """The person changed one consent."""

    item: ConsentKey
    given: bool


class WantsToLeave(msgspec.Struct, frozen=True, tag="leave"):
    """The person wants to see the ways out."""


class HowOften(msgspec.Struct, frozen=True, tag="how often"):
    """The person wants to choose how often they are messaged."""


class Complains(msgspec.Struct, frozen=True, tag="complains"):
    """The person wants somebody to hear their complaint."""


class ForgetsName(msgspec.Struct, frozen=True, tag="forgets name"):
    """The person takes their first name away."""


MyDataWish = Nothing | Download | Decided | WantsToLeave | Complains | HowOften | ForgetsName

CONSENT_NAMES: dict[ConsentKey, Text] = {
    "take_part": _("Taking part"),
    "keep_words": _("Keeping my words"),
    "keep_voice": _("Keeping my voice"),
    "keep_photos": _("Keeping my photos and videos"),
    "quote_workshop": _("Quoting me in the workshop"),
    "quote_publication": _("Quoting me in publications"),
    "contact_me": _("Contacting me"),
}


async def my_data(ctx: MyDataContext) -> MyDataWish:
    """Return what the person wants done, if anything."""
    what = await Choice(
        "what",
        _("This is about what we keep about you. What would you like to do?"),
        options=(
            Option("see", _("See what I told")),
            Option("download", _("Download it as a file")),
            Option("consents", _("See and change what I agreed to")),
            Option("often", _("How often I get messages")),
            *((Option("forget_name", _("Take away my first name")),) if ctx.first_name else ()),
            Option("complain", _("I want to complain")),
            Option("leave", _("Leave or erase")),
            Option("nothing", _("Nothing, go to the menu")),
        ),
    )
    if what == "see":
        await _see(ctx)
    elif what == "download":
        return Download()
    elif what == "consents":
        return await _change_consent(ctx)
    elif what == "often":
        return HowOften()
    elif what == "forget_name":
        return ForgetsName()
    elif what == "complain":
        return Complains()
    elif what == "leave":
        return WantsToLeave()
    return Nothing()


async def _see(ctx: MyDataContext) -> None:
    count = len(ctx.stories)
    if not count:
        await Page("none", _("You have not sent a story yet."))
    else:
        await Say(n_("You have sent {n} story.", "You have sent {n} stories.", count))
    for story in ctx.stories:
        heading = _("Story {number}", number=story.number)
        await Page(f"story.{story.number}", lines(heading, story.words))
    if ctx.first_name:
        await Page("first_name", _("Your first name for the team: {name}", name=Quote(ctx.first_name)))
    for at, told in enumerate(ctx.more):
        await Page(f"more.{at}", told)


async def _change_consent(ctx: MyDataContext) -> Decided | Nothing:
    # Taking part ends by leaving, with its own words; here it can only be agreed to again.
    keys = [item.key for item in ctx.consent.items if item.key != "take_part" or not ctx.given.get(item.key)]
    item = await Choice(
        "item",
        lines(
            _("Here is what you agreed to. Which one would you like to look at?"),
            _("To stop taking part, choose “Leave or erase” in “My data”."),
        ),
        options=(
            *(Option(key, _state(ctx, key)) for key in keys),
            Option("nothing", _("Leave everything as it is")),
        ),
    )
    key = next((each for each in keys if each == item), None)
    if key is None:
        return Nothing()
    given = await Confirm(
        f"give.{key}",
        lines(Own(ctx.consent.words(key)), _what_no_means(key)),
        yes=_("Yes, I agree"),
        no=_("No, I do not agree"),
    )
    return Decided(key, given)


def _state(ctx: MyDataContext, key: ConsentKey) -> Text:
    name = CONSENT_NAMES[key]
    return _("{what}: I agree", what=name) if ctx.given.get(key) else _("{what}: I do not agree", what=name)


def _what_no_means(key: ConsentKey) -> Text:
    if key == "keep_words":
        return _("If you say no, we erase the words you told so far. This cannot be undone.")
    if key == "keep_voice":
        return _("If you say no, we erase your voice messages and videos. This cannot be undone.")
    if key == "keep_photos":
        return _("If you say no, we erase your photos and videos. This cannot be undone.")
    if key == "take_part":
        return _("If you say yes, you take part again.")
    return _("If you say no, we stop from today. What was already printed cannot be recalled.")


class LeavingContext(msgspec.Struct, frozen=True):
    """What erasing would take away."""

    stories: int
    files: int
    waiting_story: bool
    contact: str
    also: tuple[Text, ...] = ()
    """What else there is, a line each."""
    stays: bool = False
    """Whether they suggested something that stands in a vote, which stays without them."""


async def leave(ctx: LeavingContext) -> str:
    """Return the way out that the person took: "pause", "stop", "erase", or "stay" for none.

    Stopping messages takes one tap from here.
    """
    how = await Choice(
        "how",
        _("You can stop at any time and need not say why. What would you like?"),
        options=(
            Option("pause", _("Take a break. Keep my place")),
            Option("stop", _("No more messages. Keep what I told")),
            Option("erase", _("Erase everything about me")),
            Option("stay", _("Go back, I stay")),
        ),
    )
    if how == "erase" and not await _sure(ctx):
        return "stay"
    return how


async def _sure(ctx: LeavingContext) -> bool:
    return await Confirm(
        "sure",
        lines(
            _("This will be erased:"),
            lines(
                n_("{n} story", "{n} stories", ctx.stories),
                n_("{n} voice message, photo or video", "{n} voice messages, photos or videos", ctx.files),
                _("a story that you have begun") if ctx.waiting_story else None,
                *ctx.also,
                _("what you agreed to, and your place in the project"),
                gap=0,
            ),
            _("What was already printed or published, and numbers already counted, cannot be called back."),
            _("What you suggested and people have voted on stays, in its words and without you.")
            if ctx.stays
            else None,
            _("The messages in this chat are with Telegram. You can delete the chat yourself."),
            _("Backups are erased later, by themselves."),
            _("This cannot be undone. Questions: {contact}", contact=Quote(ctx.contact)),
        ),
        yes=_("Yes, erase everything"),
        no=_("No, keep it"),
    )
