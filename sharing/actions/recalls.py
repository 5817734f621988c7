"""Who was given something that no longer stands, and has each been told?"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from audit import outbox
from audit.actions import record
from audit.actors import Actor, system
from audit.kinds import Kind
from markers.models import Marker
from sharing.actions.extract_stopping import stop_what_is_still_here
from sharing.models import Recall, Receipt, Release, TeamRelease
from sharing.permissions import LONDON
from sharing.queries.deadlines import deadlines_of, number_held
from sharing.queries.sights import sights, sights_of_any
from sharing.reasons import RecallReason
from tenants.context import current_organisation


CORRECTED = RecallReason.CORRECTED.value
IN_ERROR = RecallReason.ENTERED_IN_ERROR.value
# What was told was wrong, so that whoever keeps any of it must know.
PUT_RIGHT = frozenset({CORRECTED, IN_ERROR})
TELL = "sharing.tell_of_recall"
RAISE_MISSED = "sharing.raise_missed_recalls"
# A check under way at the moment of a withdrawal has written its receipt by then.
LATE_CHECKS = timedelta(minutes=2)
LOOKED_BACK = timedelta(days=35)


@transaction.atomic
def recall_marker(*, marker_id: UUID, reason: str, at: datetime) -> int:
    """The entry was corrected or has ended: end its releases, tell whoever saw it.

    A correction leaves the releases standing. It, and that the entry was an error, is
    told to whoever ever saw it, though it was taken back from them before. Run twice it
    raises nothing twice. Returns how many recalls were raised now.
    """
    cause = _cause(marker_id, reason)
    releases = list(_standing().filter(marker_id=marker_id))
    told = _ever(marker_id) if reason in PUT_RIGHT else releases
    raised = sum(recall(item, reason=reason, at=at, cause=cause) for item in told)
    if reason != CORRECTED:
        _end(releases, reason=reason, at=at)
        TeamRelease.objects.filter(
            owner=current_organisation().id,
            marker_id=marker_id,
            withdrawn_at__isnull=True,
        ).update(withdrawn_at=at, withdrawn_by=_clock().id, withdrawn_reason=reason)
    return raised


@transaction.atomic
def recall_in_error(*, entry_id: UUID, at: datetime) -> int:
    """The entry ended before it was known to be an error: tell whoever ever saw it."""
    given = Release.objects.filter(owner=current_organisation().id, entry_id=entry_id)
    return sum(
        recall_marker(marker_id=marker_id, reason=IN_ERROR, at=at)
        for marker_id in set(given.values_list("marker_id", flat=True))
    )


@transaction.atomic
def recall_agreement(*, agreement_id: UUID, reason: str, at: datetime) -> int:
    """The agreement has ended: everything released under it is taken back."""
    releases = list(_standing().filter(agreement_id=agreement_id))
    # An agreement may be taken up again by a later version, and end again.
    cause = f"{reason}:{number_held(agreement_id)}"
    raised = sum(recall(item, reason=reason, at=at, cause=cause) for item in releases)
    _end(releases, reason=reason, at=at)
    return raised


@transaction.atomic
def recall_shown(*, agreement_id: UUID, reason: str, cause: str, at: datetime) -> int:
    """Cover has ended, or misuse was reported: whatever was shown under the agreement
    is recalled. Its releases stand, since the agreement may be taken up again.

    `cause` tells one such event from the next.
    """
    releases = _standing().filter(agreement_id=agreement_id)
    return sum(recall(item, reason=reason, at=at, cause=cause) for item in releases)


@transaction.atomic
def raise_missed(*, at: datetime) -> int:
    """Recall what was shown in the very moment in which it was taken back.

    A check that had begun before a withdrawal may write its receipt after the recall
    looked for one. Such releases are found here, whatever ended them.
    """
    told = Recall.objects.filter(
        marker_id=OuterRef("marker_id"),
        agreement_id=OuterRef("agreement_id"),
        raised_at__gte=OuterRef("withdrawn_at"),
    )
    missed = Release.objects.select_for_update().filter(
        ~Exists(told),
        sights_of_any(release_id=OuterRef("pk")),
        owner=current_organisation().id,
        withdrawn_at__gt=at - LOOKED_BACK,
    )
    return sum(
        recall(
            item,
            reason=_code(item.withdrawn_reason),
            at=at,
            cause=f"missed:{item.pk}",
        )
        for item in missed
    )


def recall(release: Release, *, reason: str, at: datetime, cause: str) -> bool:
    """Tell the recipient to drop what it was shown, once for all of its activities.

    False where it saw nothing under this agreement, or was told of this already: what
    another agreement showed it is recalled under that one. An extract that is still
    here is stopped, and is no sight of it.
    """
    seen = sights().filter(
        owner=release.owner,
        marker_id=release.marker_id,
        agreement_id=release.agreement_id,
        organisation=release.recipient,
    )
    stop_what_is_still_here(seen, at=at)
    shown = seen.order_by("decided_at").last()
    told = Recall.objects.filter(
        marker_id=release.marker_id, agreement_id=release.agreement_id, cause=cause
    )
    if shown is None or told.exists():
        return False
    raised = _row(release, reason=reason, cause=cause, shown=shown, at=at)
    Recall.objects.bulk_create([raised])
    outbox.post(
        task=TELL,
        organisation=release.recipient,
        arguments={"recall_id": str(raised.pk)},
    )
    record(
        kind=Kind.RECALL_RAISED,
        organisation=release.owner,
        by=_clock(),
        at=at,
        subject=str(release.marker_id),
        details={
            "recall": str(raised.pk),
            "recipient": str(release.recipient),
            "reason": reason,
        },
    )
    return True


def look_again(*, at: datetime) -> None:
    """Leave `raise_missed` in the outbox, for once every check under way is over."""
    outbox.post(
        task=RAISE_MISSED,
        organisation=current_organisation().id,
        arguments={},
        due_at=at + LATE_CHECKS,
    )


def _standing() -> QuerySet[Release]:
    """This organisation's releases that stand, held until we are done."""
    return Release.objects.select_for_update().filter(
        owner=current_organisation().id, withdrawn_at__isnull=True
    )


def _ever(marker_id: UUID) -> list[Release]:
    """Every release of an entry, one for each agreement: the newest of each."""
    found = Release.objects.filter(owner=current_organisation().id, marker_id=marker_id)
    newest = found.order_by("agreement_id", "-decided_at").distinct("agreement_id")
    return list(newest)


def _row(
    release: Release, *, reason: str, cause: str, shown: Receipt, at: datetime
) -> Recall:
    due_on, suspends_on = deadlines_of(
        release.agreement_id,
        raised_on=at.astimezone(LONDON).date(),
        nation=current_organisation().nation,
    )
    return Recall(
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
        due_on=due_on,
        suspends_on=suspends_on,
    )


def _cause(marker_id: UUID, reason: str) -> str:
    """An entry ends once; a correction is known by when it was published."""
    if reason != CORRECTED:
        return reason
    marker = Marker.objects.filter(pk=marker_id).first()
    # An entry that has ended meanwhile has a recall of its own.
    return f"{CORRECTED}:{marker.published_at.isoformat()}" if marker else CORRECTED


def _code(withdrawn_reason: str) -> str:
    """A release that an officer withdrew holds their words; the others hold a code."""
    if withdrawn_reason in RecallReason:
        return withdrawn_reason
    return RecallReason.WITHDRAWN.value


def _end(releases: Iterable[Release], *, reason: str, at: datetime) -> None:
    pks = [item.pk for item in releases]
    Release.objects.filter(pk__in=pks).update(
        withdrawn_at=at, withdrawn_by=_clock().id, withdrawn_reason=reason
    )
    if pks:
        look_again(at=at)


def _clock() -> Actor:
    return system("sharing.tasks", organisation=current_organisation().id)
