"""The questions of the peers' interview: those of the bot's own, with the same buttons.

One person answers both in the same way, in twelve steps: seven presses and five texts.
"""

from __future__ import annotations

from dataclasses import dataclass

MENU = "Tell a story"
"""The button under the menu, which begins the interview."""


@dataclass(frozen=True)
class Question:
    """A question with its buttons. ``parts``: texts are collected until a button is pressed."""

    name: str
    words: str
    buttons: tuple[str, ...]
    parts: bool = False


_AROUND = ("Back", "Stop for now", "I need help now")

QUESTIONS = (
    Question(
        "touchpoint",
        "Where in your care did it happen?",
        ("Calling for help", "In the ambulance", "Arriving", "The ward", "I am not sure", *_AROUND),
    ),
    Question(
        "tell",
        "Tell us what happened, in your own way. When you have told it all, press Done.",
        ("Done", *_AROUND),
        parts=True,
    ),
    Question(
        "feelings",
        "What did it feel like?",
        ("Calm", "Safe", "Listened to", "Hopeful", "Confused", "Worried", "None of these", *_AROUND),
    ),
    Question("mattered", "What mattered most to you?", ("Skip this", *_AROUND)),
    Question("better", "What would have made it better?", ("Skip this", *_AROUND)),
    Question("good", "What was good?", ("Skip this", *_AROUND)),
    Question(
        "uses",
        "What may be done with it?",
        ("A quote in the workshop", "A quote in publications", "Nothing more: the team only", *_AROUND),
    ),
    Question("check", "Is everything as you want it?", ("Send it to the team", *_AROUND)),
)
"""In the order in which they are asked."""

THANKS = "Thank you. The team has your story. What would you like to do?"


def settled(question: Question, answer: str) -> str:
    """What stands in place of a question once a button was pressed."""
    return f"{question.words}\n\n✓ {answer}"
