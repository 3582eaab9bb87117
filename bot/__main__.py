"""The command line: ``in-the-room`` or ``python -m bot``.

What each command needs is imported when it runs, so that ``--help`` is there at once.
"""

from __future__ import annotations

import sys

import click

from bot.cli import (
    actions,
    asking,
    care,
    health,
    keeping,
    maps,
    owing,
    planning,
    priorities,
    projects,
    results,
    rounds,
    running,
    suggestions,
    themes,
    updates,
    workshops,
)
from bot.cli.working import OneSentence


@click.group(cls=OneSentence, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="in-the-room")
def main() -> None:
    """In the Room: patients and carers stay in the room when they cannot be in the room.

    Settings come from the environment or from a file .env; see .env.example.
    """


for command in (
    running.rehearse,
    running.run,
    projects.project,
    projects.invite,
    projects.invitations,
    projects.revoke,
    projects.export,
    rounds.round_,
    updates.update,
    workshops.workshop,
    workshops.workshops,
    priorities.themes,
    themes.theme,
    suggestions.suggestions,
    suggestions.suggestion,
    priorities.priorities,
    priorities.priority,
    actions.actions,
    actions.action,
    maps.map_,
    results.results,
    results.sheets,
    owing.owed,
    owing.jobs,
    care.queue,
    asking.questions,
    care.audit,
    care.words,
    health.health,
    running.migrate,
    keeping.backup,
    keeping.restore,
    keeping.erasures,
    keeping.move,
    running.keys,
    running.doctor,
):
    main.add_command(command)

for command in (planning.plan, planning.planned, planning.put_off, planning.call_off):
    rounds.round_.add_command(command)


if __name__ == "__main__":
    sys.exit(main())
