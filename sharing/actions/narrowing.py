"""What was released under an agreement that its new version no longer covers?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audit.actors import system
from markers.models import Marker
from sharing.actions.recalls import recall
from sharing.facts import AgreementState
from sharing.models import AgreementVersion, Release
from tenants.context import current_organisation


REASON = "agreement-narrowed"


@transaction.atomic
def recall_narrowed(*, agreement_id: UUID, at: datetime) -> int:
    """End and recall each release of a kind of work or of risk that is not agreed now.

    Returns how many recalls were raised. Run twice it does nothing twice.
    """
    version = AgreementVersion.objects.filter(
        agreement_id=agreement_id, state=AgreementState.IN_FORCE
    ).first()
    if version is None:
        return 0
    agreed = Marker.objects.filter(
        owner=current_organisation().id, category__in=version.categories
    )
    dropped = list(
        Release.objects.select_for_update().filter(
            ~Q(activity__in=version.activities) | ~Q(marker_id__in=agreed.values("pk")),
            owner=current_organisation().id,
            agreement_id=agreement_id,
            withdrawn_at__isnull=True,
        )
    )
    cause = f"{REASON}:{version.number}"
    raised = sum(recall(item, reason=REASON, at=at, cause=cause) for item in dropped)
    clock = system("sharing.tasks", organisation=version.discloser)
    Release.objects.filter(pk__in=[item.pk for item in dropped]).update(
        withdrawn_at=at, withdrawn_by=clock.id, withdrawn_reason=REASON
    )
    return raised
