"""How does a version take another's place on its first day, without a gap?

The officer decides beforehand; on the day the rules are asked again and the clock acts.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actors import system
from audit.kinds import Kind
from sharing.actions.agreements.force import (
    basis_of,
    enter,
    standing_one,
    tell_refused,
)
from sharing.actions.attempts import noting_attempts
from sharing.actions.transitions import agreement_of, has_open_case, locked, tell
from sharing.errors import Invalid, NotNow, Refused
from sharing.facts import AgreementState
from sharing.models import AgreementVersion
from sharing.permissions import LONDON, allow
from sharing.states import Step


NOTHING_TO_FOLLOW = "The version that it was to follow has ended."


@noting_attempts
@transaction.atomic
def arrange(
    *,
    agreement_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """Decide now that a version takes the other's place on its first day.

    The one in force answers until then, so that nothing falls between the two. All
    rules are asked now, and again on the day.
    """
    if not reason.strip():
        raise Invalid({"reason": "Write why this agreement is put in force."})
    agreement = agreement_of(agreement_id)
    who = allow(Step.ARRANGE, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.ARRANGE, seen=seen)
    standing = standing_one(agreement)
    _must_follow(version, standing, today=at.astimezone(LONDON).date())
    basis, reasons = basis_of(agreement, version, today=version.starts_on)
    if basis is None:
        raise Refused(*reasons)
    version.arranged_at, version.arranged_by = at, who.person
    version.arranged_reason = reason.strip()
    AgreementVersion.objects.filter(pk=version.pk).update(
        arranged_at=at, arranged_by=who.person, arranged_reason=version.arranged_reason
    )
    tell(
        version,
        step=Step.ARRANGE,
        kind=Kind.AGREEMENT_ARRANGED,
        by=who,
        at=at,
        reason=f"From {version.starts_on:%-d %B %Y}: {version.arranged_reason}",
    )
    return version


@transaction.atomic
def bring_in(*, version_id: UUID, at: datetime) -> list[str]:
    """Carry out what was arranged, on its day. Returns the reasons against it, if any.

    While the version that stands is suspended, or misuse is looked into, it waits. The
    decision is the officer's who arranged it; only the moment is the clock's. They
    decided on one version following another: where the other was ended meanwhile,
    nothing begins by itself.
    """
    found = AgreementVersion.objects.select_related("agreement").get(pk=version_id)
    version = locked(found.agreement, step=Step.PUT_IN_FORCE)
    if version.pk != version_id or version.arranged_at is None:
        raise NotNow("This version was not arranged to be put in force.")
    standing = standing_one(found.agreement)
    waits = _waits_for(found.agreement_id, standing)
    if waits:
        return waits
    clock = system("sharing.schedule", organisation=version.discloser)
    if standing is None:
        tell_refused(version, [NOTHING_TO_FOLLOW], by=clock, at=at)
        _take_back(version)
        return [NOTHING_TO_FOLLOW]
    _, reasons = enter(
        found.agreement,
        version,
        standing,
        reason=version.arranged_reason,
        by=clock,
        at=at,
        decided_by=version.arranged_by,
    )
    if reasons:
        _take_back(version)
    return reasons


def _waits_for(agreement_id: UUID, standing: AgreementVersion | None) -> list[str]:
    """What must be settled first; what was arranged stays arranged until then."""
    if has_open_case(agreement_id):
        return ["A misuse case is open."]
    if standing is not None and standing.state == AgreementState.SUSPENDED:
        return [f"Version {standing.number} is suspended."]
    return []


def _take_back(version: AgreementVersion) -> None:
    """Nothing is tried again by itself: the officer decides anew, on what is now."""
    AgreementVersion.objects.filter(pk=version.pk).update(
        arranged_at=None, arranged_by="", arranged_reason=""
    )


def _must_follow(
    version: AgreementVersion, standing: AgreementVersion | None, *, today: date
) -> None:
    """What is arranged takes over from a version that stands on the day before."""
    if standing is None or version.starts_on <= today:
        raise NotNow("Nothing stands until its first day. Put it in force now.")
    if version.arranged_at is not None:
        raise NotNow("This version is arranged already.")
    if standing.ends_on < version.starts_on:
        raise NotNow(
            f"Version {standing.number} ends before this one starts, which leaves a "
            "gap. Draft a version that starts by its last day."
        )
