"""Suggesting a priority, what became of it, and what the team does with it."""

from __future__ import annotations

from bot.flows.answers import ChosenSeveral
from tests.flows import priority_examples as examples
from tests.flows.scenarios.scenario import Scenario

TOO_LONG = "A quiet night. " * 21

PRIORITIES = {
    "propose": Scenario(
        "propose",
        examples.proposing(),
        """
        Let the nights be quite.
        [Change the words]
        Let the nights be quiet.
        [Send it to the team]
        """,
    ),
    "propose-too-long": Scenario(
        "propose",
        examples.proposing(),
        f"""
        {TOO_LONG.strip()}
        (voice)
        [Take away the last part]
        A quiet night.
        [Do not send it]
        """,
    ),
    "my-suggestions-in-other-words": Scenario(
        "my_suggestions",
        examples.suggestions(),
        """
        [2: Ask us before you move us from one ward…]
        [Change the words]
        Ask us before you move us.
        """,
    ),
    "my-suggestions-taken-back": Scenario(
        "my_suggestions",
        examples.suggestions(),
        """
        [1: Let the nights be quiet.]
        [Take it back]
        [No, keep it]
        """,
    ),
    "my-suggestions-decided": Scenario(
        "my_suggestions",
        examples.suggestions(),
        """
        [3: Tea at six.]
        [Back]
        [4: Darkness.]
        [Back]
        [5: A clock.]
        [Back]
        [6: A radio.]
        [Back]
        [7: A plant.]
        [Back]
        [8: A lamp.]
        [Back]
        [9: A chair.]
        [Leave it as it is]
        """,
    ),
    "proposals-taken-up": Scenario(
        "proposals",
        examples.proposal(),
        """
        [Take it up as a candidate]
        Gadewch i'r nosweithiau fod yn dawel.
        [Skip this]
        """,
    ),
    "proposals-part-of-another": Scenario(
        "proposals",
        examples.proposal(),
        """
        [Make it part of another candidate]
        [1: Dark rooms at night]
        """,
    ),
    "proposals-declined": Scenario(
        "proposals",
        examples.proposal(others=(), waiting=1),
        """
        [Do not take it up, with a reason]
        The ward has quiet hours since May. Please tell us if they do not help.
        [Send it]
        """,
    ),
    "proposals-new-words": Scenario(
        "proposals",
        examples.proposal(earlier="Quiet nights.", days=1),
        """
        [The new words can stand]
        [Skip this]
        [Skip this]
        """,
    ),
    "proposals-later": Scenario(
        "proposals",
        examples.proposal(),
        """
        [Later. Show the next one]
        """,
    ),
    "priorities-written": Scenario(
        "priorities",
        examples.candidates(),
        """
        [Write a new candidate]
        Ask before you move somebody.
        Gofynnwch cyn symud rhywun.
        [Skip this]
        """,
    ),
    "priorities-put-in-other-words": Scenario(
        "priorities",
        examples.candidates(),
        """
        [2: One handover]
        [Change the words]
        Un trosglwyddiad
        [Skip this]
        """,
    ),
    "priorities-linked": Scenario(
        "priorities",
        examples.candidates(),
        """
        [1: Let the nights be quiet.]
        [Change where it comes from]
        [Waiting without a word]
        [Done]
        [Story 4, member of staff 1]
        [Done]
        """,
        {"answers": examples.linked(examples.candidates())},
    ),
    "priorities-merged": Scenario(
        "priorities",
        examples.candidates(),
        """
        [2: One handover]
        [Make it part of another]
        [1: Let the nights be quiet.]
        """,
    ),
    "priorities-taken-off": Scenario(
        "priorities",
        examples.candidates(),
        """
        [2: One handover]
        [Take it off the list, with a reason]
        The ward does this since May.
        [Take it off the list]
        """,
    ),
    "priorities-in-a-vote": Scenario(
        "priorities",
        examples.candidates(),
        """
        [3: Tea]
        [Back to the candidates]
        """,
    ),
    "priorities-none-yet": Scenario(
        "priorities",
        examples.candidates(candidates=(), themes=(), stories=()),
        """
        [Back to the team]
        """,
    ),
    "themes-added": Scenario(
        "themes",
        examples.themes(),
        """
        [Add a theme]
        A place for families, where they can sit, eat, sleep and be told what comes next
        A place for families
        """,
    ),
    "themes-renamed": Scenario(
        "themes",
        examples.themes(),
        """
        [Noise at night: 2 stories]
        [Rename it]
        Nights
        """,
    ),
    "themes-merged": Scenario(
        "themes",
        examples.themes(),
        """
        [Waiting without a word: 0 stories]
        [Make it part of another theme]
        [Noise at night]
        """,
    ),
    "themes-made-a-candidate": Scenario(
        "themes",
        examples.themes(),
        """
        [Noise at night: 2 stories]
        [Make it a candidate priority]
        Let the nights be quiet.
        2 x [Skip this]
        """,
    ),
    "themes-choosing-a-story": Scenario(
        "themes",
        examples.themes(),
        """
        [Put a story under themes]
        [Story 4, member of staff 1]
        """,
    ),
    "themes-none-yet": Scenario(
        "themes",
        examples.themes(themes=(), stories=()),
        """
        [Back to the team]
        """,
    ),
    "code-story-themes": Scenario(
        "code_story",
        examples.coding(),
        """
        [Choose themes]
        [Waiting without a word]
        [A new theme]
        [Done]
        A place for families
        """,
        {"answers": {"themes": ChosenSeveral(("1",))}},
    ),
    "code-story-places": Scenario(
        "code_story",
        examples.coding(),
        """
        [Choose parts of care]
        [Arriving]
        [Done]
        """,
        {"answers": {"touchpoints": ChosenSeveral(("the-night",))}},
    ),
    "code-story-quoted": Scenario(
        "code_story",
        examples.coding(),
        """
        [Mark a quote]
        [Sentence 1]
        [Sentence 2]
        [Done]
        [Noise at night]
        """,
    ),
    "code-story-quote-taken-away": Scenario(
        "code_story",
        examples.coding(),
        """
        [Take a quote away]
        [The bins were emptied at four.]
        [Done]
        """,
    ),
    "code-story-quote-translated": Scenario(
        "code_story",
        examples.coding(languages=(("en", "English"), ("cy", "Cymraeg"))),
        """
        [Translate a quote]
        [Cymraeg]
        Cafodd y biniau eu gwagio am bedwar.
        """,
    ),
    "code-story-nothing-to-quote": Scenario(
        "code_story",
        examples.coding(sentences=(), quotes=(), found=(), chosen=()),
        """
        [That is all for this story]
        """,
    ),
}
