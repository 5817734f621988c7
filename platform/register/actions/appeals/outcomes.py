"""What did the panel decide, and what does that do to the entry?

The entry, what checks see of it, the recall, the letters and the audit event stand or
fall together with the outcome.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor, pack
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.appeals.held import contest, locked_to_hear, move
from register.actions.entries import end_by
from register.actions.events import note
from register.actions.notices import owe_letter
from register.appeal_states import AppealEffect, AppealOutcome, AppealState
from register.models import Appeal, Entry
from register.permissions import standing_of
from register.policy.appeals import EntryChange, Finding, Standing, against_finding
from register.refusals import Refused
from register.states import LIVE_STATES, EntryState, NoticeKind
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation


STEP = Permission.HEAR_APPEALS
STAYS = "The entry stays as it is."
REMOVED = (
    "The entry is removed. Staff no longer see it, and we tell all who were shown it."
)
WHY_REMOVED = "Your appeal was upheld."
UNCHANGED = EntryChange()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the panel rules, as one of its members writes it down."""

    outcome: AppealOutcome
    effect: AppealEffect
    reasons: str
    change: EntryChange = UNCHANGED


@transaction.atomic
def decide(
    *,
    reference: str,
    ruling: Ruling,
    version: int | None = None,
    by: User,
    at: datetime,
) -> Appeal:
    """Record the outcome and bring about its effect.

    Raises:
        NotFound: this person was not given the appeal.
        Refused: every reason why it cannot be decided so.
    """
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_hear(reference, who, version)
    if not appeal.is_open:
        raise Refused("This appeal is closed.")
    Refused.if_any(against_finding(_finding(appeal, ruling, at=at)))
    acting = actor(by, role=who.role_for(STEP))
    move(appeal, AppealState.DECIDED)
    appeal.outcome = ruling.outcome.value
    appeal.effect = ruling.effect.value
    appeal.reasons = ruling.reasons.strip()
    appeal.decided_by = by
    appeal.decided_at = at
    appeal.entry.contested = False
    appeal.changes = _bring_about(appeal, ruling, by=acting, at=at)
    appeal.save()
    contest(appeal, contested=False)
    owe_letter(appeal.entry, NoticeKind.APPEAL_DECIDED, by=acting, at=at, appeal=appeal)
    note(
        Kind.APPEAL_DECIDED,
        who=who,
        step=STEP,
        at=at,
        subject=appeal.entry.reference,
        details={
            "appeal": appeal.reference,
            "outcome": appeal.outcome,
            "effect": appeal.effect,
        },
    )
    return appeal


def _finding(appeal: Appeal, ruling: Ruling, *, at: datetime) -> Finding:
    views = appeal.members.values_list("view", flat=True)
    entry = appeal.entry
    return Finding(
        outcome=ruling.outcome,
        effect=ruling.effect,
        reasons=ruling.reasons,
        change=ruling.change,
        entry=Standing(ends_on=entry.ends_on, is_live=entry.state in LIVE_STATES),
        views=[AppealOutcome(view) if view else None for view in views],
        hearing_at=appeal.hearing_at,
        at=at,
        pack=pack(),
    )


def _bring_about(
    appeal: Appeal, ruling: Ruling, *, by: Actor, at: datetime
) -> list[str]:
    """Change or remove the entry; give sentences that say what happened to it."""
    match ruling.effect:
        case AppealEffect.NONE:
            return [STAYS]
        case AppealEffect.REMOVE:
            _remove(appeal, by=by, at=at)
            return [REMOVED]
        case AppealEffect.CHANGE:
            return _change(appeal, ruling.change, by=by, at=at)


def _remove(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """A live entry is withdrawn; one that has ended should never have stood. On record
    like any other end, so that nobody counts the entry as standing."""
    entry = appeal.entry
    live = entry.state in LIVE_STATES
    to = EntryState.WITHDRAWN if live else EntryState.ENTERED_IN_ERROR
    end_by(entry, to, WHY_REMOVED, by=by, at=at)
    record(
        kind=Kind.ENTRY_WITHDRAWN if live else Kind.ENTRY_IN_ERROR,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=entry.reference,
        details={"appeal": appeal.reference},
    )


def _change(
    appeal: Appeal, change: EntryChange, *, by: Actor, at: datetime
) -> list[str]:
    """Set what the panel changed; checks and recipients see it at once."""
    entry = appeal.entry
    said = list(_applied(entry, change))
    entry.save()
    publishing.republish(entry, by=by, at=at)
    if not entry.not_told:
        owe_letter(entry, NoticeKind.CHANGED, by=by, at=at, explanation=" ".join(said))
    return said


def _applied(entry: Entry, change: EntryChange) -> list[str]:
    said: list[str] = []
    if change.ends_on is not None:
        entry.ends_on = change.ends_on
        entry.review_on = min(entry.review_on, change.ends_on)
        ends = f"{change.ends_on.day} {change.ends_on:%B %Y}"
        said.append(f"The entry now ends on {ends}.")
    if change.category is not None:
        entry.category = change.category.value
        said.append(f"It is now recorded as: {pack().label_of(change.category)}.")
    if change.precautions is not None:
        entry.precautions = [precaution.value for precaution in change.precautions]
        labels = ", ".join(p.label.lower() for p in change.precautions)
        said.append(f"Staff are now told: {labels}.")
    if change.summary is not None:
        entry.summary = change.summary.strip()
        said.append("The summary of the facts was changed.")
    return said
