"""The conversations that are written down as golden transcripts, by the name of their file."""

from __future__ import annotations

from tests.flows.scenarios.actions import ACTIONS
from tests.flows.scenarios.assisting import ASSISTING
from tests.flows.scenarios.care import CARE
from tests.flows.scenarios.health import HEALTH
from tests.flows.scenarios.joining import JOINING
from tests.flows.scenarios.menus import AT_REST, MY_DATA, TEAMWORK
from tests.flows.scenarios.owed import OWED
from tests.flows.scenarios.packs import PACKS
from tests.flows.scenarios.priorities import PRIORITIES
from tests.flows.scenarios.questions import QUESTIONS
from tests.flows.scenarios.ratings import RATINGS
from tests.flows.scenarios.rounds import ROUNDS
from tests.flows.scenarios.scenario import Scenario
from tests.flows.scenarios.sheets import SHEETS
from tests.flows.scenarios.stories import STORIES
from tests.flows.scenarios.thread import THREAD
from tests.flows.scenarios.updates import UPDATES
from tests.flows.scenarios.votes import VOTES
from tests.flows.scenarios.workshops import WORKSHOPS

__all__ = ["SCENARIOS", "Scenario"]

SCENARIOS = (
    JOINING
    | STORIES
    | AT_REST
    | MY_DATA
    | TEAMWORK
    | PRIORITIES
    | RATINGS
    | ROUNDS
    | VOTES
    | SHEETS
    | CARE
    | OWED
    | HEALTH
    | ACTIONS
    | THREAD
    | QUESTIONS
    | UPDATES
    | PACKS
    | WORKSHOPS
    | ASSISTING
)
