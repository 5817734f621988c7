"""May this agreement be put in force, and on which activity does it rest?

The discloser's sharing officer alone decides, and writes why. The rules of the gate
that stand before any entry are asked first; their refusal is recorded.
"""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.transitions import agreement_of, locked, move, tell
from sharing.errors import Invalid, Refused
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementVersion, Attestation
from sharing.partner_rules import BEFORE_FORCE_RULES
from sharing.permissions import allow
from sharing.policy import judge
from sharing.queries.standing import source_of, standing_of
from sharing.states import Step
from tenants.codes import Activity


LONDON = ZoneInfo("Europe/London")


def put_in_force(
    *, agreement_id: UUID, reason: str, by: User, at: datetime
) -> AgreementVersion:
    """Let what is released under this agreement be answered from its first day.

    Raises:
        Refused: with every reason; the refusal is on record.
    """
    if not reason.strip():
        raise Invalid({"reason": "Write why this agreement is put in force."})
    version, reasons = _decide(agreement_id, reason=reason.strip(), by=by, at=at)
    if reasons:
        raise Refused(*reasons)
    return version


@transaction.atomic
def _decide(
    agreement_id: UUID, *, reason: str, by: User, at: datetime
) -> tuple[AgreementVersion, list[str]]:
    agreement = agreement_of(agreement_id)
    who = allow(Step.PUT_IN_FORCE, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.PUT_IN_FORCE)
    basis, reasons = _basis(agreement, version, today=at.astimezone(LONDON).date())
    if basis is None:
        tell(
            version,
            step=Step.PUT_IN_FORCE,
            kind=Kind.PUTTING_IN_FORCE_REFUSED,
            by=who,
            at=at,
            reason=" ".join(reasons),
        )
        return version, reasons
    _supersede(agreement, by=who, at=at)
    move(
        version,
        step=Step.PUT_IN_FORCE,
        to=AgreementState.IN_FORCE,
        kind=Kind.AGREEMENT_IN_FORCE,
        by=who,
        at=at,
        reason=reason,
        changes={
            "basis_activity": basis.activity,
            "basis_mode": basis.mode,
            "in_force_at": at,
            "in_force_by": who.id,
            "in_force_reason": reason,
        },
    )
    return version, []


def _basis(
    agreement: Agreement, version: AgreementVersion, *, today: date
) -> tuple[Attestation | None, list[str]]:
    """An eligible attested activity with everything else in place, or all reasons."""
    if version.ends_on < today:
        return None, ["The agreement's end date has passed."]
    reasons: dict[str, None] = {}
    for activity in version.activities:
        standing = standing_of(agreement, version, activity=activity)
        facts = source_of(standing, today=today)
        refused = judge(BEFORE_FORCE_RULES, facts)
        if not refused and standing.attestation is not None:
            return standing.attestation, []
        label = Activity(activity).label
        reasons |= {f"{label}: {sentence}": None for sentence in refused.values()}
    return None, list(reasons)


def _supersede(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """The version this one replaces, in the same moment: no gap and no overlap."""
    standing = (
        AgreementVersion.objects.select_for_update()
        .filter(agreement=agreement, state=AgreementState.IN_FORCE)
        .first()
    )
    if standing is not None:
        move(
            standing,
            step=Step.PUT_IN_FORCE,
            to=AgreementState.SUPERSEDED,
            kind=Kind.AGREEMENT_SUPERSEDED,
            by=by,
            at=at,
            changes={"ended_at": at, "ended_reason": "Replaced by a later version."},
        )
