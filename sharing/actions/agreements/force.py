"""May this agreement be put in force, and on which activity does it rest?

The discloser's sharing officer alone decides, and writes why. The rules of the gate
that stand before any entry are asked first; their refusal is recorded.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import outbox
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.actions.portfolio_swapping import swap_with
from sharing.actions.transitions import (
    agreement_of,
    locked,
    move,
    must_have_no_open_case,
    tell,
)
from sharing.errors import Invalid, NotNow, Refused
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementVersion, Attestation
from sharing.partner_rules import BEFORE_FORCE_RULES
from sharing.permissions import LONDON, allow
from sharing.policy import judge
from sharing.queries.awaited import portfolio_awaiting
from sharing.queries.standing import source_of, standing_of
from sharing.states import Step
from sharing.terms import PORTFOLIO_KINDS
from tenants.codes import Activity


NARROWED_TASK = "sharing.recall_narrowed"


@noting_attempts
def put_in_force(
    *,
    agreement_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """Let what is released under this agreement be answered from its first day.

    Raises:
        Refused: with every reason; the refusal is on record.
    """
    if not reason.strip():
        raise Invalid({"reason": "Write why this agreement is put in force."})
    version, reasons = _decide(
        agreement_id, reason=reason.strip(), by=by, at=at, seen=seen
    )
    if reasons:
        raise Refused(*reasons)
    return version


@transaction.atomic
def _decide(
    agreement_id: UUID, *, reason: str, by: User, at: datetime, seen: int | None
) -> tuple[AgreementVersion, list[str]]:
    agreement = agreement_of(agreement_id)
    who = allow(Step.PUT_IN_FORCE, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.PUT_IN_FORCE, seen=seen)
    must_have_no_open_case(agreement_id, before="anything is put in force")
    today = at.astimezone(LONDON).date()
    standing = standing_one(agreement)
    if standing is not None and today < version.starts_on:
        raise NotNow(
            f"Version {standing.number} stands until this one starts on "
            f"{version.starts_on:%-d %B %Y}. Arrange it for that day."
        )
    return enter(agreement, version, standing, reason=reason, by=who, at=at)


def enter(
    agreement: Agreement,
    version: AgreementVersion,
    standing: AgreementVersion | None,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    decided_by: str = "",
) -> tuple[AgreementVersion, list[str]]:
    """Ask the rules, and let the version take the place of the one that stands."""
    _must_not_be_suspended(standing)
    basis, reasons = basis_of(agreement, version, today=at.astimezone(LONDON).date())
    if basis is None:
        tell_refused(version, reasons, by=by, at=at)
        return version, reasons
    _supersede(standing, by=by, at=at)
    swap_with(version, at=at)
    move(
        version,
        step=Step.PUT_IN_FORCE,
        to=AgreementState.IN_FORCE,
        kind=Kind.AGREEMENT_IN_FORCE,
        by=by,
        at=at,
        reason=reason,
        changes={
            "basis_activity": basis.activity,
            "basis_mode": basis.mode,
            "in_force_at": at,
            "in_force_by": decided_by or by.person,
            "in_force_reason": reason,
        },
    )
    return version, []


def tell_refused(
    version: AgreementVersion, reasons: Iterable[str], *, by: Actor, at: datetime
) -> None:
    tell(
        version,
        step=Step.PUT_IN_FORCE,
        kind=Kind.PUTTING_IN_FORCE_REFUSED,
        by=by,
        at=at,
        reason=" ".join(reasons),
    )


def _must_not_be_suspended(standing: AgreementVersion | None) -> None:
    if standing is not None and standing.state == AgreementState.SUSPENDED:
        raise NotNow(
            f"Version {standing.number} is suspended. Lift the suspension or end it "
            "first."
        )


def basis_of(
    agreement: Agreement, version: AgreementVersion, *, today: date
) -> tuple[Attestation | None, list[str]]:
    """An eligible attested activity with everything else in place, or all reasons."""
    if version.ends_on < today:
        return None, ["The agreement's end date has passed."]
    if _is_given_another_kind(agreement, version):
        return None, [
            (
                f"It is agreed for {PORTFOLIO_KINDS[version.portfolio_kind].lower()}, and "
                "what was given is of another kind. Give it anew: it takes its place with "
                "this version."
            )
        ]
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


def _is_given_another_kind(agreement: Agreement, version: AgreementVersion) -> bool:
    """Whether neither what is in place nor what waits for it is of the kind agreed."""
    given = agreement.portfolio_kind if agreement.portfolio_count else ""
    return (
        given not in {"", version.portfolio_kind}
        and portfolio_awaiting(version) is None
    )


def standing_one(agreement: Agreement) -> AgreementVersion | None:
    """The version that answers now, or would but for a suspension."""
    return (
        AgreementVersion.objects.select_for_update()
        .filter(
            agreement=agreement,
            state__in=[AgreementState.IN_FORCE, AgreementState.SUSPENDED],
        )
        .first()
    )


def _supersede(standing: AgreementVersion | None, *, by: Actor, at: datetime) -> None:
    """The version this one replaces, in the same moment: no gap and no overlap.

    What it covered and the new one does not is recalled.
    """
    if standing is None:
        return
    move(
        standing,
        step=Step.PUT_IN_FORCE,
        to=AgreementState.SUPERSEDED,
        kind=Kind.AGREEMENT_SUPERSEDED,
        by=by,
        at=at,
        changes={"ended_at": at, "ended_reason": "Replaced by a later version."},
    )
    outbox.post(
        task=NARROWED_TASK,
        organisation=standing.discloser,
        arguments={"agreement_id": str(standing.agreement_id)},
    )
