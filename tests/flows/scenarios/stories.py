"""Telling a story."""

from __future__ import annotations

from tests.flows import examples
from tests.flows.scenarios.scenario import Scenario

STORIES = {
    "story-in-short": Scenario(
        "story",
        examples.telling(),
        """
        [I am not sure]
        It was loud at night.
        [Done]
        [None of these]
        3 x [Skip this]
        [Nothing more: the team only]
        [Send it to the team]
        """,
    ),
    "story-in-many-parts": Scenario(
        "story",
        examples.telling(),
        """
        [The night]
        The bins were emptied at four.
        (voice)
        (photo 12 of album a) The lamp
        (photo 11 of album a)
        (document 13 of album a)
        [Take away the last part] 10 times at once
        (video_note)
        [Done] 10 times at once
        [😫 Exhausted] 10 times at once
        [🧍 Alone]
        [🚪 In the way]
        [✓ 🧍 Alone]
        [Done]
        (voice)
        A dimmer lamp.
        [Skip this]
        [The team may quote it in the workshop, without a name]
        [Done]
        [Send it to the team]
        """,
    ),
    "story-goes-back": Scenario(
        "story",
        examples.telling(),
        """
        [I am not sure]
        It was loud at night.
        [Done]
        [None of these]
        Being asked.
        Sleep.
        [Back]
        [Done]
        2 x [Back]
        Sleep, and light.
        2 x [Back]
        [😌 Calm]
        3 x [Done]
        [Skip this]
        [Back]
        [Skip this]
        [Nothing more: the team only]
        [Send it to the team]
        """,
    ),
    "story-changes-each-part": Scenario(
        "story",
        examples.telling(),
        """
        [I am not sure]
        It was loud at night.
        [Done]
        [None of these]
        Sleep.
        2 x [Skip this]
        [Nothing more: the team only]
        [Change: which part of care]
        [The night]
        [Change: what happened]
        And bright.
        [Done]
        [Change: what it felt like]
        [🤕 In pain]
        [Done]
        [Change: what mattered]
        [Take away the last part]
        Rest.
        [Change: what would have been better]
        Quiet.
        [Change: what was good]
        The tea.
        [Change: what may be done with it]
        [The team may quote it in publications, without a name]
        [Done]
        [Send it to the team]
        """,
    ),
    "story-with-asides": Scenario(
        "story",
        examples.telling(),
        """
        Hello, who is there?
        (photo)
        [Arriving]
        I waited.
        [Done]
        It still hurts.
        [None of these]
        (photo)
        3 x [Skip this]
        [Nothing more: the team only]
        One more thing.
        [Take away: what I also said]
        Thank you.
        yes
        """,
    ),
    "story-in-typed-answers": Scenario(
        "story",
        examples.telling(),
        """
        the NIGHT!
        It was loud.
        That’s all
        1
        14.
        ١٥
        calm
        in the way please
        done
        skip
        help
        Skip this
        The tea was good.
        Nothing more - the team only
        <Nothing more: the team only>
        stop
        back
        finished
        1
        """,
    ),
    "story-of-several-feelings": Scenario(
        "story",
        examples.telling(uses=("team",)),
        """
        [Going home]
        Nobody told me.
        [Done]
        [😟 Worried]
        [😠 Angry]
        [✓ 😟 Worried]
        [✓ 😠 Angry] 10 times at once
        [None of these]
        [Back]
        [🙏 Grateful] 10 times at once
        [🚪 In the way]
        [Done]
        3 x [Skip this]
        [Send it to the team]
        """,
    ),
    "story-by-voice-only": Scenario(
        "story",
        examples.telling(allowed=("voice",), uses=("team",)),
        """
        [Arriving]
        I write instead
        (photo)
        (voice)
        [Done]
        [None of these]
        (voice)
        2 x [Skip this]
        [Send it to the team]
        """,
        {"agreed": frozenset({"voice"})},
    ),
    "story-in-photos-only": Scenario(
        "story",
        examples.telling(allowed=("photo", "document"), uses=("team",)),
        """
        [Arriving]
        (voice)
        (photo)
        (document) The sign
        [Done]
        [None of these]
        [Send it to the team]
        """,
        {"agreed": frozenset({"photo", "document"})},
    ),
    "story-without-quotes": Scenario(
        "story",
        examples.telling(uses=("team",)),
        """
        [I am not sure]
        It was loud at night.
        [Done]
        [None of these]
        3 x [Skip this]
        [Stop for now]
        [Send it to the team]
        """,
    ),
    "story-in-short-in-arabic": Scenario(
        "story",
        examples.telling(),
        """
        الليل
        كان الضجيج عاليًا في الليل.
        [Done]
        ٨
        <🚪 In the way>
        [Done]
        3 x [Skip this]
        <Nothing more: the team only>
        <Send it to the team>
        """,
        {"language": "ar"},
    ),
}
