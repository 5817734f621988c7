"""Who accepted the evidence for an activity, as far as whoever asks may know?

The discloser's own people are told who it was. A name stays in its own schema, as in the
timeline: the other side and the platform are told the role in which it was done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from sharing.models import Attestation
from tenants.codes import Role
from tenants.context import current_organisation


# Nobody else stands behind an attestation: see `actions.attestations`.
APPROVES = Role.SHARING_OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """When, in which role, and by whom; `name` is empty to those who are not told."""

    at: datetime
    role: str
    name: str


def approvals_of(given: Iterable[Attestation]) -> dict[UUID, Approval]:
    """By attestation; those not approved are left out. One question for any number."""
    approved = {each.pk: (each, each.approved_at) for each in given if each.approved_at}
    names = _names([each for each, _ in approved.values()])
    return {
        pk: Approval(
            at=at, role=APPROVES.label, name=names.get(each.approved_by or "", "")
        )
        for pk, (each, at) in approved.items()
    }


def _names(approved: Iterable[Attestation]) -> dict[str, str]:
    """Full names by id, of those alone who approved for the organisation worked in."""
    here = current_organisation().id
    ids = {
        found
        for each in approved
        if each.discloser == here and (found := _id(each.approved_by))
    }
    if not ids:
        return {}
    people = User.objects.filter(pk__in=ids).values_list("pk", "full_name")
    return {str(pk): name for pk, name in people}


def _id(person: str | None) -> UUID | None:
    try:
        return UUID(person or "")
    except ValueError:
        return None
