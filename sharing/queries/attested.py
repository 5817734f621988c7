"""Which activities are attested, over all of an organisation's agreements?"""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from sharing.errors import NotFound
from sharing.models import Attestation
from sharing.permissions import LONDON, reading_roles
from sharing.queries.agreement_lines import AttestationLine
from sharing.queries.agreement_parts import attestation_line, shown_of
from sharing.queries.approvals import approvals_of
from sharing.queries.standing import standings_of
from sharing.queries.versions import versions_of_all


def attestations_for(user: User, *, at: datetime) -> list[tuple[UUID, AttestationLine]]:
    """Each with its agreement, in the order of their ids.

    Raises:
        NotAllowed: the person's roles do not read agreements.
    """
    reading_roles(user, at)
    today = at.astimezone(LONDON).date()
    shown = [shown_of(versions) for versions in versions_of_all()]
    standings = {
        (standing.agreement.pk, standing.activity): standing
        for standing in standings_of(shown)
    }
    given = Attestation.objects.filter(
        agreement__in=[version.agreement_id for version in shown],
        withdrawn_at__isnull=True,
    ).order_by("pk")
    approvals = approvals_of(given)
    return [
        (
            item.agreement_id,
            attestation_line(
                item,
                standings.get((item.agreement_id, item.activity)),
                approvals.get(item.pk),
                today=today,
            ),
        )
        for item in given
    ]


def attestation_for(
    user: User, attestation_id: UUID, *, at: datetime
) -> tuple[UUID, AttestationLine]:
    """One that stands, with its agreement, or NotFound."""
    for agreement_id, line in attestations_for(user, at=at):
        if line.id == attestation_id:
            return agreement_id, line
    raise NotFound("There is no such attestation.")
