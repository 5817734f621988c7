"""Who was given something that no longer stands, and has each been told?"""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from audit.actions import record
from audit.actors import Actor, system
from audit.kinds import Kind
from markers.models import Marker
from sharing.errors import NotAllowed, NotFound, NotNow
from sharing.models import AgreementVersion, Recall, Receipt, Release, TeamRelease
from sharing.permissions import LONDON, acting
from tenants.codes import Permission
from tenants.context import current_organisation


CORRECTED = "corrected"
DEFAULT_DAYS = 2


@transaction.atomic
def recall_marker(*, marker_id: UUID, reason: str, at: datetime) -> int:
    """The entry was corrected or has ended: end its releases, tell whoever saw it.

    A correction leaves the releases standing. Run twice it raises nothing twice.
    Returns how many recalls were raised now.
    """
    cause = _cause(marker_id, reason)
    releases = list(
        Release.objects.select_for_update().filter(
            owner=current_organisation().id,
            marker_id=marker_id,
            withdrawn_at__isnull=True,
        )
    )
    raised = sum(recall(item, reason=reason, at=at, cause=cause) for item in releases)
    if reason != CORRECTED:
        _end(releases, reason=reason, at=at)
        TeamRelease.objects.filter(
            owner=current_organisation().id,
            marker_id=marker_id,
            withdrawn_at__isnull=True,
        ).update(withdrawn_at=at, withdrawn_by=_clock().id, withdrawn_reason=reason)
    return raised


@transaction.atomic
def recall_agreement(*, agreement_id: UUID, reason: str, at: datetime) -> int:
    """The agreement has ended: everything released under it is taken back."""
    releases = list(
        Release.objects.select_for_update().filter(
            owner=current_organisation().id,
            agreement_id=agreement_id,
            withdrawn_at__isnull=True,
        )
    )
    raised = sum(recall(item, reason=reason, at=at, cause=reason) for item in releases)
    _end(releases, reason=reason, at=at)
    return raised


def recall(release: Release, *, reason: str, at: datetime, cause: str) -> bool:
    """Tell the recipient to drop what it was shown. False where it saw nothing, or was
    told of this already."""
    shown = (
        Receipt.objects.filter(
            owner=release.owner,
            marker_id=release.marker_id,
            organisation=release.recipient,
            question="CHECK",
            permitted=True,
        )
        .order_by("decided_at")
        .last()
    )
    told = Recall.objects.filter(release_id=release.pk, cause=cause).exists()
    if shown is None or told:
        return False
    raised = Recall(
        id=uuid4(),
        marker_id=release.marker_id,
        entry_id=release.entry_id,
        owner=release.owner,
        recipient=release.recipient,
        agreement_id=release.agreement_id,
        release_id=release.pk,
        cause=cause,
        reason=reason,
        shown_at=shown.decided_at,
        raised_at=at,
        due_on=_due(release, at),
    )
    Recall.objects.bulk_create([raised])
    record(
        kind=Kind.RECALL_RAISED,
        organisation=release.owner,
        by=_clock(),
        at=at,
        subject=str(release.marker_id),
        details={"recall": str(raised.pk), "recipient": str(release.recipient)},
    )
    return True


@transaction.atomic
def acknowledge(*, recall_id: UUID, by: User, at: datetime) -> Recall:
    """The recipient says that it has dropped or corrected what it was given."""
    found = (
        Recall.objects.select_for_update()
        .filter(pk=recall_id, recipient=current_organisation().id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such recall.")
    who = _may_acknowledge(by, at)
    if found.acknowledged_at is not None:
        raise NotNow("This recall was acknowledged already.")
    found.acknowledged_at, found.acknowledged_by = at, who.id
    found.save(update_fields=["acknowledged_at", "acknowledged_by"])
    record(
        kind=Kind.RECALL_ACKNOWLEDGED,
        organisation=found.recipient,
        by=who,
        at=at,
        subject=str(found.pk),
    )
    return found


def _cause(marker_id: UUID, reason: str) -> str:
    """An entry ends once; a correction is known by when it was published."""
    if reason != CORRECTED:
        return reason
    marker = Marker.objects.filter(pk=marker_id).first()
    # An entry that has ended meanwhile has a recall of its own.
    return f"{CORRECTED}:{marker.published_at.isoformat()}" if marker else CORRECTED


def _may_acknowledge(by: User, at: datetime) -> Actor:
    for role in sorted(roles_of(by, at.astimezone(LONDON).date())):
        if Permission.ACKNOWLEDGE_RECALL in role.permissions:
            return acting(by, role)
    raise NotAllowed("Only a partner's officer acknowledges a recall.")


def _end(releases: list[Release], *, reason: str, at: datetime) -> None:
    Release.objects.filter(pk__in=[item.pk for item in releases]).update(
        withdrawn_at=at, withdrawn_by=_clock().id, withdrawn_reason=reason
    )


def _due(release: Release, at: datetime) -> date:
    days = (
        AgreementVersion.objects.filter(agreement_id=release.agreement_id)
        .order_by("-number")
        .values_list("recall_days", flat=True)
        .first()
    )
    allowed = DEFAULT_DAYS if days is None else days
    return at.astimezone(LONDON).date() + timedelta(days=allowed)


def _clock() -> Actor:
    return system("sharing.tasks", organisation=current_organisation().id)
