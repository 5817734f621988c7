"""How is a decision to release kept, so that it can be replayed years later?"""

from datetime import datetime
from uuid import UUID, uuid4

from audit.actors import Actor
from markers.models import Marker
from sharing.edition import edition
from sharing.facts import as_record
from sharing.models import Receipt
from sharing.policy import Decision
from sharing.queries.standing import Standing


def keep(
    decision: Decision,
    standing: Standing,
    *,
    marker: Marker,
    release_id: UUID | None,
    by: Actor,
    at: datetime,
    question: str = "RELEASE",
    part_of: UUID | None = None,
) -> None:
    """One receipt: the facts, what decided, and the versions it rested on.

    `part_of` is the extract that it was put in.
    """
    indemnity, attestation = standing.indemnity, standing.attestation
    Receipt.objects.bulk_create(
        [
            Receipt(
                id=uuid4(),
                question=question,
                check_id=part_of,
                organisation=standing.agreement.recipient,
                owner=marker.owner,
                marker_id=marker.pk,
                agreement_id=standing.agreement.pk,
                version_id=standing.version.pk,
                indemnity_id=indemnity.pk if indemnity else None,
                attestation_id=attestation.pk if attestation else None,
                release_id=release_id,
                actor_id=by.id,
                actor_role=by.role,
                facts=as_record(decision.facts),
                permitted=decision.permit,
                level=str(decision.level or ""),
                reasons=dict(decision.reasons),
                terms=list(decision.terms),
                edition=edition(),
                decided_at=at,
            )
        ]
    )
