"""One person's own data as a page that opens in any browser, in their language, without a network."""

from __future__ import annotations

import html
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.rating import Ratings
from bot.codesign.story import Part, Story
from bot.exports.names import Names
from bot.exports.rows import SECTIONS
from bot.flows import answers as stored_answers
from bot.flows.answers import Told
from bot.flows.rating import step_words
from bot.flows.story import KIND_NAMES, USE_NAMES, feeling_options
from bot.i18n.texts import Day, Own, Quote, Text, _
from bot.i18n.translator import RIGHT_TO_LEFT
from bot.services.collecting import OwnSuggestion, OwnVote, StoredRatings, StoredStory
from bot.services.collecting_mine import Mine, Unfinished

_STYLE = "body{font:1.1em/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em}p{white-space:pre-wrap}"


class _Page:
    """Collects the page piece by piece. Whatever is shown is escaped here and nowhere else."""

    def __init__(self, mine: Mine, names: Names, paths: dict[str, str]) -> None:
        self.mine, self.names, self.paths = mine, names, paths
        self.pieces: list[str] = []

    def day(self, moment: datetime) -> Day:
        return Day(moment.astimezone(ZoneInfo(self.mine.project.time_zone)).date())

    def heading(self, level: int, text: Text) -> None:
        self.pieces.append(f"<h{level}>{html.escape(self.names.said(text))}</h{level}>")

    def say(self, text: Text) -> None:
        self.quote(self.names.said(text))

    def quote(self, words: str) -> None:
        self.pieces.append(f'<p dir="auto">{html.escape(words)}</p>')

    def part(self, part: Part) -> None:
        if part.file is not None:
            label = html.escape(self.names.said(KIND_NAMES[part.kind]))
            path = self.paths.get(part.file)
            shown = f'<a href="{html.escape(path)}">{label}</a>' if path else label
            self.pieces.append(f"<p>{shown}</p>")
            if path is None:
                self.say(_("This file is not in here."))
        if part.words:
            self.quote(part.words)


def my_page(mine: Mine, names: Names, paths: dict[str, str]) -> bytes:
    """The content of ``my-data.html``; ``paths`` say where each file stands."""
    page = _Page(mine, names, paths)
    page.heading(1, Own(mine.project.title))
    page.say(_("This is everything you told us until {day}.", day=page.day(mine.at)))
    if mine.files and not paths:
        page.say(
            _(
                "Your voice messages, photos and videos are too large to send here, or have not arrived yet. "
                "You can ask for them: {contact}",
                contact=mine.project.responsible.facilitators_contact,
            )
        )
    for stored, story in mine.stories:
        _story(page, stored, story)
    for sent, given in mine.ratings:
        _ratings(page, sent, given)
    for vote in mine.votes:
        _vote(page, vote)
    if mine.first_name:
        page.say(_("Your first name for the team: {name}", name=Quote(mine.first_name)))
    if mine.pages:
        page.heading(2, _("You and the team"))
    for words in mine.pages:
        page.say(words)
    _made_of_it(page)
    for run in mine.unfinished:
        _unfinished(page, run)
    _consents(page)
    return _whole(page)


def _story(page: _Page, stored: StoredStory, story: Story) -> None:
    page.heading(2, _("Your story number {number}", number=stored.number))
    page.say(_("You sent it on {day}.", day=page.day(stored.submitted_at)))
    places = {point.id: point.name for point in page.mine.project.touchpoints}
    if story.touchpoint in places:
        page.say(_("Part of care: {touchpoint}", touchpoint=Own(places[story.touchpoint])))
    labels = {option.key: option.label for option in feeling_options(page.mine.project.feelings)}
    for key in story.feelings:
        page.say(labels.get(key, _("Another feeling")))
    for section, title in SECTIONS.items():
        parts: tuple[Part, ...] = getattr(story, section)
        if parts:
            page.heading(3, title)
            for part in parts:
                page.part(part)
    page.heading(3, _("What may be done with it"))
    for use in story.uses:
        page.say(USE_NAMES[use])


def _ratings(page: _Page, stored: StoredRatings, given: Ratings) -> None:
    page.heading(2, _("Round {number}: how the care felt to you", number=stored.round_number))
    page.say(_("You sent it on {day}.", day=page.day(stored.sent_at)))
    places = {point.id: Own(point.name) for point in page.mine.project.touchpoints}
    labels = {option.key: option.label for option in feeling_options(page.mine.project.feelings)}
    for rating in given.ratings:
        page.heading(3, places.get(rating.touchpoint, Quote(rating.touchpoint)))
        page.say(step_words(rating))
        for key in rating.feelings:
            page.say(labels.get(key, _("Another feeling")))
        for part in rating.why:
            page.part(part)
    for part in given.asides:
        page.part(part)


def _vote(page: _Page, vote: OwnVote) -> None:
    page.heading(2, vote.heading)
    page.say(_("You sent it on {day}.", day=page.day(vote.changed_at)))
    page.say(vote.words)
    for part in vote.ballot.reason:
        page.part(part)


def _made_of_it(page: _Page) -> None:
    """What the person suggested, and what was marked in what they told."""
    for suggestion in page.mine.suggestions:
        _suggestion(page, suggestion)
    if page.mine.quotes:
        page.heading(2, _("Marked by the team, to quote it"))
    for quote in page.mine.quotes:
        for words in (quote.words, *quote.translations.values()):
            page.quote(words)


def _suggestion(page: _Page, suggestion: OwnSuggestion) -> None:
    page.heading(2, _("Your suggestion {number}", number=suggestion.number))
    page.say(_("You sent it on {day}.", day=page.day(suggestion.sent_at)))
    for words in (suggestion.words, *suggestion.wording.changed.values()):
        page.quote(words)
    if suggestion.wording.reason:
        page.say(_("Their reason:"))
        page.quote(suggestion.wording.reason)


def _unfinished(page: _Page, run: Unfinished) -> None:
    told = [answer for answer in map(_decoded, run.answers.values()) if answer is not None and answer.parts]
    if not told:
        return
    page.heading(2, _("Begun, and not sent"))
    for answer in told:
        for part in answer.parts:
            page.part(part)


def _decoded(stored: bytes) -> Told | None:
    try:
        answer = stored_answers.decode(stored)
    except msgspec.MsgspecError:
        return None  # of another version; it stands in my-data.json as it is
    return answer if isinstance(answer, Told) else None


def _consents(page: _Page) -> None:
    page.heading(2, _("What you agreed to"))
    for decision in page.mine.consents:
        page.quote(decision.words)
        day = page.day(decision.decided_at)
        page.say(
            _("You said yes on {day}.", day=day) if decision.given else _("You said no on {day}.", day=day)
        )


def _whole(page: _Page) -> bytes:
    language = page.names.language
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    title = html.escape(page.names.said(_("What you told us")))
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}" dir="{direction}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(page.pieces)
        + "\n</body>\n</html>\n"
    ).encode("utf-8", errors="replace")
