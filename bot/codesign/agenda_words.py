"""The agenda of a workshop in words: what each event is, and what happens in each piece of it."""

from __future__ import annotations

from bot.codesign.agenda import LONGEST_STRETCH, Event, PieceKey
from bot.codesign.workshops import WITHIN
from bot.i18n.texts import Text, _, n_

EVENT_TITLES: dict[Event, Text] = {
    "set_up": _("Setting up"),
    "gathering": _("Listening to one another, each side on its own"),
    "bringing_together": _("Bringing together"),
    "codesign_groups": _("A co-design group"),
    "celebrate_and_review": _("Celebrate and review"),
}

EVENT_WORDS: dict[Event, Text] = {
    "set_up": _(
        "The people who begin the project agree what it is about, who is asked, and who answers for what. "
        "Patients and carers are in the room from now on."
    ),
    "gathering": _(
        "Hold it once with staff, and once with patients, carers and family. People hear what others like "
        "them told, and find out that they are not alone with it."
    ),
    "bringing_together": _(
        "Patients, carers and staff listen to one another, and choose together what to work on."
    ),
    "codesign_groups": _(
        "A small mixed group works on one priority: from what was told to what is tried, by whom and by when."
    ),
    "celebrate_and_review": _(
        "It is said openly what changed and what did not. People are thanked, and talk about what comes next."
    ),
}

GROUND_RULES: tuple[Text, ...] = (
    _("We listen. One person speaks at a time."),
    _("Each of us speaks of what we lived through ourselves. Nobody has to prove it."),
    _("We talk about what happens, not about who is to blame. We name no member of staff and no patient."),
    _("What is told here stays here. What was decided is told to everybody."),
    _("Nobody has to speak. You can write it down, or say it to one person alone."),
    _("You may go out at any time, and come back. You need not say why."),
)
"""To be read out, and hung up."""

PACE: tuple[Text, ...] = (
    n_(
        "Nobody sits for longer than {n} minute without a rest.",
        "Nobody sits for longer than {n} minutes without a rest.",
        LONGEST_STRETCH,
    ),
    _("The lengths are a help, not a rule. If time runs out, leave something out. Keep the rests."),
    _("Wait after a question. Count to ten. Some people need that long to begin."),
    _("Ask those who have said nothing yet, before those who have spoken already."),
)

AFTERWARDS: tuple[Text, ...] = (
    n_(
        "People who were not there hear what was said and decided within {n} day. They can answer.",
        "People who were not there hear what was said and decided within {n} days. They can answer.",
        WITHIN.days,
    ),
    _("Write down each decision, with who made it and why. Do it before everybody goes."),
    _("Ask everybody who told something hard how they are, on the next day."),
    _("Count the cards and the papers. Take everything with you that has a mark at its foot."),
)

PIECE_TITLES: dict[PieceKey, Text] = {
    "arrive": _("Arriving"),
    "welcome": _("Welcome"),
    "ground_rules": _("Ground rules"),
    "support": _("Support at hand"),
    "break": _("Rest"),
    "pathway": _("Walk along the pathway"),
    "scope": _("What this is about"),
    "missing": _("Who is missing"),
    "hear_back": _("How people hear back"),
    "so_far": _("The story so far"),
    "listen": _("Listen"),
    "respond": _("What it stirs up"),
    "map": _("How it felt"),
    "matters": _("What matters most"),
    "bring": _("What we bring to the others"),
    "both_sides": _("What each side brought"),
    "absent": _("Those who are not in the room"),
    "differ": _("What we see differently"),
    "tables": _("Mixed tables"),
    "choose": _("Choose together"),
    "join_group": _("Join a group"),
    "where_we_are": _("Where we are"),
    "stories_behind": _("The stories behind it"),
    "ideas": _("Ideas"),
    "try_out": _("What we try"),
    "who_by_when": _("Who does what, by when"),
    "what_changed": _("What changed"),
    "what_did_not": _("What did not change, and why"),
    "did_it_help": _("Did it help?"),
    "working_together": _("How we worked together"),
    "next_cycle": _("What comes next"),
    "thanks": _("Thanks"),
    "questions": _("Questions"),
    "next_steps": _("What happens now"),
    "leave": _("How do we leave?"),
}

PIECE_WORDS: dict[PieceKey, Text] = {
    "arrive": _(
        "Somebody people know stands at the door. Everybody gets a badge with a first name, and no titles."
    ),
    "welcome": _("Who is here, why, and what becomes of what is said today. Everybody says their name."),
    "ground_rules": _("Read them out. Ask what is missing. They stand on this sheet."),
    "support": _(
        "Say who can be spoken to alone, and where the quiet room is. Show the person. Stories can hurt."
    ),
    "break": _("Something to drink, fresh air, and time to speak to somebody alone."),
    "pathway": _("Walk along the wall together. Is anything missing that people meet on their way?"),
    "scope": _("What can be changed here, and what cannot? Say so now, so that nobody is let down later."),
    "missing": _("Who uses this care and is not here? Who asks them, and how can they take part?"),
    "hear_back": _("Who answers people, and by when? Whoever tells something hears what became of it."),
    "so_far": _("What was done until now, and what the wall shows."),
    "listen": _(
        "Warn people first: some of it is hard. Then play the recordings, or read out the cards, along the "
        "pathway. Do not talk in between."
    ),
    "respond": _("Be quiet for a minute. Then whoever wants to says what stays with them."),
    "map": _("Stand at the wall. Where did it feel good, and where bad? Put words there, and draw the line."),
    "matters": _("In twos or threes: which two or three things would make the most difference?"),
    "bring": _("Agree what is told to the other side, and who says it."),
    "both_sides": _("Staff say what they found, and patients, carers and family say what they found."),
    "absent": _(
        "Their stories, ratings and votes are on the wall. They count as much as those of people in the room."
    ),
    "differ": _(
        "Look at what stands below under “Make room for this”. Ask each side to say how it is for them. "
        "Nobody has to agree."
    ),
    "tables": _(
        "About eight people at a table, some of each kind, and at least two patients or carers. Which of "
        "these things do we want to work on?"
    ),
    "choose": _("Each table says what it chose. Then everybody chooses on their own first, and in private."),
    "join_group": _("Everybody may join the group whose work matters most to them. Nobody has to."),
    "where_we_are": _("What this group works on, and what was done since the last time."),
    "stories_behind": _("Read the cards that this priority comes from. What would have helped these people?"),
    "ideas": _("First each person alone, on paper. Then all ideas on the wall. Do not judge them yet."),
    "try_out": _("Choose one or two ideas to try soon, and small. Also ideas about how people are treated."),
    "who_by_when": _("Write down what is done, by whom, and by when. Patients and carers can do it, too."),
    "what_changed": _("Go along the wall. Who changed what? Let those tell it who did it."),
    "what_did_not": _("Say it openly, with the reason. People can live with a reason."),
    "did_it_help": _("Ask those whose stories led to it: is it better now? Look at before and after."),
    "working_together": _("What was good about how we worked? Who spoke little? What would we do otherwise?"),
    "next_cycle": _("What is still open, who looks after it, and who wants to stay?"),
    "thanks": _("Thank everybody, by first name, also those who are not here."),
    "questions": _(
        "Answer what was asked before, and what is asked now. Who does not want to ask aloud writes it down."
    ),
    "next_steps": _("What was decided, who does what, and by when everybody hears of it."),
    "leave": _("Each person says one word. Stay until the last one has gone."),
}
