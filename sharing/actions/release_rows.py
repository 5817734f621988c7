"""How is a release, or the refusal of one, written down?"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from markers.models import Marker
from sharing.actions.choices import Choice, Outcome
from sharing.actions.receipts import keep
from sharing.errors import NotNow
from sharing.models import Release
from sharing.policy import Decision
from sharing.queries.standing import Standing


def write(
    marker: Marker,
    standing: Standing,
    choice: Choice,
    *,
    by: Actor,
    at: datetime,
) -> Release:
    attestation = standing.attestation
    if attestation is None:
        raise NotNow("The activity is not attested.")
    return Release.objects.create(
        id=uuid4(),
        marker_id=marker.pk,
        entry_id=marker.entry_id,
        agreement=standing.agreement,
        owner=standing.agreement.discloser,
        recipient=standing.agreement.recipient,
        activity=attestation.activity,
        mode=attestation.mode,
        level=choice.level,
        decided_by=by.person,
        decided_role=by.role,
        decided_at=at,
        reason=choice.reason,
    )


def refuse(
    marker: Marker,
    standing: Standing,
    decision: Decision,
    *,
    by: Actor,
    at: datetime,
    reasons: Iterable[str],
) -> None:
    if not decision.permit:
        keep(decision, standing, marker=marker, release_id=None, by=by, at=at)
    record(
        kind=Kind.RELEASE_REFUSED,
        organisation=marker.owner,
        by=by,
        at=at,
        subject=marker.reference,
        details={
            "recipient": str(standing.agreement.recipient),
            "activity": standing.activity,
            "rules": list(decision.reasons),
            "reasons": list(reasons),
        },
    )


def outcome_of(
    choice: Choice,
    standing: Standing,
    release_id: UUID | None,
    reasons: tuple[str, ...],
) -> Outcome:
    return Outcome(
        agreement_id=choice.agreement_id,
        activity=choice.activity,
        organisation=standing.recipient.name,
        release_id=release_id,
        reasons=reasons,
    )
