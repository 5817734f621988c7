"""What between organisations still needs an entry that has ended?"""

from datetime import date
from uuid import UUID

from sharing.models import Release, TeamRelease
from sharing.queries.waiting_recalls import waiting_recalls
from tenants.context import current_organisation


def what_keeps(*, entry_id: UUID, on: date) -> list[str]:
    """A recall that is not raised, or not acknowledged yet by somebody who still can."""
    del on
    mine = {"owner": current_organisation().id, "entry_id": entry_id}
    standing = {**mine, "withdrawn_at__isnull": True}
    if (
        Release.objects.filter(**standing).exists()
        or TeamRelease.objects.filter(**standing).exists()
    ):
        return ["Its releases are not taken back yet."]
    if waiting_recalls().filter(**mine).exists():
        return ["A partner has not acknowledged its recall."]
    return []


def recall_is_pending(*, entry_id: UUID, ended: bool) -> bool:
    """A partner that still can has not acknowledged its recall yet; or, where the entry
    has ended, its release to one is still to be taken back."""
    mine = {"owner": current_organisation().id, "entry_id": entry_id}
    if waiting_recalls().filter(**mine).exists():
        return True
    return ended and Release.objects.filter(**mine, withdrawn_at__isnull=True).exists()
