"""What stands on a voting sheet beside the candidates: how to vote, and what becomes of the sheet."""

from __future__ import annotations

from bot.codesign.rounds import Ask, Method
from bot.i18n.texts import Own, Text, _, n_
from bot.services.packs.votes import PaperVote

REASON = _("Would you like to say why? You can leave this empty.")
ROLE = _("I am here as:")
ALONE = _("Please do not write your name.")
SECRET = _("The team types in what is on the sheet, without your name. Then the sheet is destroyed.")
EITHER = _("You can vote once: on paper or on your phone. Please do not do both.")

NEITHER = _("I cannot choose")

WRITE: dict[Method, Text] = {
    "dots": _("dots"),
    "ranking": _("place"),
}
"""What is written into the box beside a candidate."""


def how_to(ask: Ask) -> tuple[Text, ...]:
    """How to vote by the round's method, one thought each."""
    match ask.method:
        case "dots":
            return (
                n_("You have {n} dot.", "You have {n} dots.", ask.dots),
                _("In the boxes, write how many dots you give: more dots for what matters more to you."),
                n_(
                    "All together: {n} dot at most. You can leave boxes empty.",
                    "All together: {n} dots at most. You can leave boxes empty.",
                    ask.dots,
                ),
            )
        case "ranking":
            return (
                _("What matters most to you? Write 1 in its box."),
                _("Write 2 for what comes next, and so on. Stop where you like."),
            )
        case "pairs":
            return (
                _("Which of these two matters more to you? Put one cross for each pair."),
                _("You can stop where you like."),
            )
        case _:
            return (
                _("Should this be one of our priorities? Put one cross for each."),
                _("You can leave some out."),
            )


def heading(vote: PaperVote) -> Text:
    """Which vote it is."""
    return _("Vote") if vote.number is None else _("Vote {number}", number=vote.number)


def standing(vote: PaperVote) -> tuple[Text, ...]:
    """When one can vote; first of all that one cannot yet, or no more."""
    if vote.begins is not None:
        return (
            _("This vote has not begun. It opens on {day}.", day=vote.begins),
            _("It ends on {time}.", time=vote.ends),
        )
    if vote.when == "over":
        return (_("This vote is over, since {time}. This sheet is here to be looked at.", time=vote.ends),)
    return (_("Please give this sheet to the team before the vote ends: {time}.", time=vote.ends),)


def by_phone(*, code: bool) -> tuple[Text, ...]:
    """How to vote on a phone instead. ``code``: with a square code, else by the menu of the bot."""
    if code:
        return (
            _("Or vote on your phone: point its camera at the square and open the link."),
            _("It is the same vote. It works for people who take part, once the vote is open."),
        )
    return (
        _("Or vote on your phone: open the chat with the bot in Telegram, send /start, and press “Vote”."),
        _("If you do not take part yet, ask the team for an invitation."),
    )


def alternative(link: str) -> Text:
    """What a screen reader says in place of the square code."""
    return _("A square code for the camera of a phone. It opens this vote in Telegram: {link}", link=link)


def asked(vote: PaperVote) -> Text:
    """What the team asks, in its own words."""
    return Own(vote.ask.text)
