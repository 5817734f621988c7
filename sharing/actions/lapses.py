"""Which agreements has a date stopped or begun, so that both sides see it recorded?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from sharing.actions.agreements.arranging import bring_in
from sharing.actions.agreements.stopping import expire, suspend_lapsed
from sharing.actions.recalls import recall_shown
from sharing.facts import AgreementState
from sharing.models import AgreementVersion, Indemnity
from sharing.permissions import LONDON
from sharing.queries.support import refusals_of
from sharing.reasons import RecallReason
from tenants.context import current_organisation


OTHER_HAS_LEFT = "The other organisation of this agreement has left."
# Without these no indemnity is in force, whatever else holds.
INDEMNITY = frozenset(
    {
        "indemnity_is_of_this_version",
        "indemnity_covers_every_head",
        "insurance_cover_is_in_date",
        "partner_undertook_to_follow_the_policy",
    }
)


def record_lapses(*, at: datetime) -> int:
    """Bring in what was arranged; expire what is past its end; suspend what no cover or
    attestation supports.

    Returns how many agreements changed. Answers stopped by the dates already. What was
    arranged comes first, so that nothing expires that has its successor.
    """
    today = at.astimezone(LONDON).date()
    changed = 0
    for version in _own(AgreementState.INDEMNIFIED):
        arranged = version.arranged_at is not None and version.starts_on <= today
        changed += arranged and not bring_in(version_id=version.pk, at=at)
    for version in _own(AgreementState.IN_FORCE, AgreementState.SUSPENDED):
        if version.ends_on < today:
            expire(agreement_id=version.agreement_id, at=at)
            changed += 1
    for version in _own(AgreementState.IN_FORCE, AgreementState.SUSPENDED):
        refusals = refusals_of(version, today=today)
        if version.starts_on <= today and all(refusals):
            changed += _stop(version, refusals, at=at)
    return changed


@transaction.atomic
def _stop(
    version: AgreementVersion, refusals: Sequence[dict[str, str]], *, at: datetime
) -> bool:
    """Suspend it, unless it is already, and, where it is the indemnity that ended,
    recall what was shown: an indemnity also ends behind a suspended agreement."""
    stands = version.state == AgreementState.IN_FORCE
    if stands:
        sentences = dict.fromkeys(s for found in refusals for s in found.values())
        reason = " ".join(sentences) or OTHER_HAS_LEFT
        suspend_lapsed(agreement_id=version.agreement_id, reason=reason, at=at)
    if all(INDEMNITY & found.keys() for found in refusals):
        recall_shown(
            agreement_id=version.agreement_id,
            reason=RecallReason.INDEMNITY_ENDED.value,
            cause=f"{RecallReason.INDEMNITY_ENDED}:{_indemnity(version)}",
            at=at,
        )
    return stands


def _indemnity(version: AgreementVersion) -> UUID:
    """Which indemnity it is that ended, so that its end is told once."""
    newest = F("replaced_at").desc(nulls_first=True)
    given = Indemnity.objects.filter(version=version).order_by(newest).first()
    return given.pk if given else version.pk


def _own(*states: AgreementState) -> list[AgreementVersion]:
    found = AgreementVersion.objects.filter(
        discloser=current_organisation().id, state__in=[state.value for state in states]
    )
    return list(found.select_related("agreement"))
