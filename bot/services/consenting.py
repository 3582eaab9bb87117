"""Records each consent with the version and the exact words in which it was put."""

from __future__ import annotations

from collections.abc import Mapping

from bot.codesign.consent import Answer
from bot.codesign.project import Consent, ConsentKey
from bot.i18n.texts import Own
from bot.services import ledger, outbox
from bot.services.step import Step
from storage import memberships
from storage.memberships import StoredConsent


async def record(step: Step, consent: Consent, given: Mapping[ConsentKey, bool]) -> None:
    """Add the decisions of the person; earlier ones stay on record.

    ``consent`` is the one they were shown: the project may have got a newer one since they began.
    """
    for key, yes in given.items():
        words = step.rendered(Own(consent.words(key)))
        decision = StoredConsent(key, yes, consent.version, step.participant.language, words, step.now)
        await memberships.decide(
            step.tx, step.house.keys, step.place.project_id, step.place.membership_id, decision
        )
        if not yes:
            await ledger.remember(step.house, step.tx, "no", step.place.membership_id, key)
    if given.get("contact_me") is False:
        await outbox.withdraw_unasked(step.house, step.tx, step.place.membership_id)


async def answers_of(step: Step) -> list[Answer]:
    """Every decision of the person in this project, oldest first."""
    kept = await memberships.consents(
        step.tx, step.house.keys, step.place.project_id, step.place.membership_id
    )
    return [
        Answer(
            key=each.item,  # type: ignore[arg-type]  # only our own keys were stored
            given=each.given,
            version=each.version,
            language=each.language,
            words=each.words,
            at=each.decided_at,
        )
        for each in kept
    ]
