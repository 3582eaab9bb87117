"""READ-ME-FIRST: for whom an export is, how to keep it safe, what is in it and what is not, and why."""

from __future__ import annotations

import textwrap
from datetime import date

from bot.exports.rows import View
from bot.i18n.texts import Day, Own, Text, _, n_
from bot.services.collecting import LeftOut


def read_me(view: View, *, missing: int, media_left_out: bool) -> bytes:
    """The content of ``READ-ME-FIRST.txt``; ``missing`` counts kept files that could not be read."""
    said = view.said
    blocks = [
        said(_("FOR THE TEAM ONLY")),
        said(
            _(
                "{title}, as it was on {day}.",
                title=Own(view.collected.project.title),
                day=Day(date.fromisoformat(view.day(view.collected.at))),
            )
        ),
        *(_filled(said(text)) for text in _care()),
        _listed(said(_("WHAT IS HERE")), [said(text) for text in _here(view)]),
        _listed(
            said(_("WHAT IS NOT HERE, AND WHY")),
            [said(text) for text in _not_here(view, missing, media_left_out)],
        ),
        _filled(said(_("DATA-DICTIONARY.md explains every file and every column."))),
    ]
    # With the mark and these line ends it opens right in every editor of Windows too.
    return ("\n\n".join(blocks) + "\n").replace("\n", "\r\n").encode("utf-8-sig", errors="replace")


def _filled(words: str) -> str:
    return textwrap.fill(words, 90, break_long_words=False, break_on_hyphens=False)


def _listed(heading: str, points: list[str]) -> str:
    filled = [textwrap.fill(each, 90, initial_indent="- ", subsequent_indent="  ") for each in points]
    return "\n".join([heading, "", *filled])


def _care() -> tuple[Text, ...]:
    return (
        _(
            "These files are exact. Nothing in them is hidden or rounded. People can be known again by what "
            "they tell, even without their names."
        ),
        _(
            "Keep them on an encrypted disk that only the team can open. Do not send them by e-mail. Do not "
            "put them in a shared folder."
        ),
        _("Before you show anything to others, take out names, exact dates and small details."),
        _("Quote only where the column for it says yes."),
        _(
            "People can change their mind at any time. Make a new export before each use, and delete the old "
            "one."
        ),
    )


def _here(view: View) -> tuple[Text, ...]:
    collected = view.collected
    kept = sum(medium.status == "kept" for medium in collected.files.values())
    return (
        n_("{n} person who takes part", "{n} people who take part", len(collected.people)),
        n_("{n} story", "{n} stories", len(collected.stories)),
        n_(
            "how the care felt to people, sent {n} time",
            "how the care felt to people, sent {n} times",
            len(collected.ratings),
        ),
        n_(
            "{n} file with a voice, a photo or a video",
            "{n} files with a voice, a photo or a video",
            kept,
        ),
    )


def _not_here(view: View, missing: int, media_left_out: bool) -> list[Text]:
    out = view.collected.left_out
    found = [text for number, text in (*not_agreed(out), *_not_to_be_had(out, missing)) if number]
    if media_left_out:
        found.append(
            _(
                "The files with voices, photos and videos: together they are too large to send in a chat. "
                "Whoever runs the bot can make an export with them on the computer."
            )
        )
    found.append(_("Names, Telegram accounts and phone numbers: they are never in an export."))
    found.append(_("Stories that were begun and not sent, and everything that was erased."))
    return found


def not_agreed(out: LeftOut) -> tuple[tuple[int, Text], ...]:
    """What people do not agree to: how many there are of each, and in words."""
    people = n_(
        "{n} person who does not agree to take part any more",
        "{n} people who do not agree to take part any more",
        out.people,
    )
    words = n_(
        "{n} written part: its teller does not agree that we keep their words",
        "{n} written parts: their tellers do not agree that we keep their words",
        out.words,
    )
    captions = n_(
        "the words beside {n} file, for the same reason",
        "the words beside {n} files, for the same reason",
        out.captions,
    )
    recordings = n_(
        "{n} voice message: its teller does not agree that we keep their voice",
        "{n} voice messages: their tellers do not agree that we keep their voices",
        out.recordings,
    )
    pictures = n_(
        "{n} photo or video: its teller does not agree that we keep it",
        "{n} photos or videos: their tellers do not agree that we keep them",
        out.pictures,
    )
    return (
        (out.people, people),
        (out.stories, n_("{n} story that they told", "{n} stories that they told", out.stories)),
        (out.words, words),
        (out.captions, captions),
        (out.recordings, recordings),
        (out.pictures, pictures),
    )


def _not_to_be_had(out: LeftOut, missing: int) -> tuple[tuple[int, Text], ...]:
    waiting = n_("{n} file that has not arrived yet", "{n} files that have not arrived yet", out.not_fetched)
    refused = n_("{n} file that could not be kept", "{n} files that could not be kept", out.refused)
    unread = n_("{n} file that could not be read", "{n} files that could not be read", missing)
    return ((out.not_fetched, waiting), (out.refused, refused), (missing, unread))
