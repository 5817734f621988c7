"""Who outside was told of an entry, and was each told that it changed or ended?

What a letter to the subject, or the answer to a request for access, may say. It names
organisations and days, never a person at any of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sharing.models import Recall, Receipt, Release
from sharing.permissions import LONDON
from sharing.queries.seen import times_of
from sharing.queries.sights import sights
from sharing.reasons import RecallDone, reason_label
from tenants.codes import Purpose
from tenants.context import current_organisation
from tenants.models import Organisation, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOf:
    """That one recipient was told of a change or an end, and what it answered."""

    reason: str
    told_on: date
    answered_on: date | None
    done: str
    has_left: bool

    @property
    def sentence(self) -> str:
        told = (
            f"Told on {_day(self.told_on)}: {self.reason[:1].lower()}{self.reason[1:]}."
        )
        if self.answered_on is None and self.has_left:
            return f"{told} It has left since, with all that it held."
        if self.answered_on is None:
            return f"{told} It has not answered yet."
        return f"{told} It answered on {_day(self.answered_on)}: {self.done}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One organisation that could see the entry, and whether it ever did."""

    organisation: str
    could_from: date
    could_until: date | None
    seen_times: int
    first_seen: date | None
    last_seen: date | None
    purposes: tuple[str, ...]
    recalls: tuple[ToldOf, ...]


def told_about(entry_id: UUID) -> list[Told]:
    """Every organisation that this entry was released to, in the order of its name.

    Called by the organisation whose entry it is; for another's it is empty.
    """
    here = current_organisation().id
    releases = list(Release.objects.filter(owner=here, entry_id=entry_id))
    names = dict(
        Organisation.objects.filter(
            pk__in={release.recipient for release in releases}
        ).values_list("pk", "name")
    )
    receipts = list(
        sights()
        .filter(owner=here, marker_id__in={release.marker_id for release in releases})
        .exclude(organisation=here)
        .order_by("decided_at")
    )
    recalls = list(
        Recall.objects.filter(owner=here, entry_id=entry_id).order_by("raised_at")
    )
    left = set(
        Organisation.objects.filter(
            pk__in={one.recipient for one in recalls}, status=Status.CLOSED
        ).values_list("pk", flat=True)
    )
    told = [
        _told(
            names.get(recipient, "An organisation that has left"),
            [one for one in releases if one.recipient == recipient],
            [one for one in receipts if one.organisation == recipient],
            [
                _told_of(one, has_left=recipient in left)
                for one in recalls
                if one.recipient == recipient
            ],
        )
        for recipient in {release.recipient for release in releases}
    ]
    return sorted(told, key=lambda line: line.organisation)


def _told(
    name: str,
    releases: Iterable[Release],
    receipts: list[Receipt],
    recalls: Iterable[ToldOf],
) -> Told:
    given = list(releases)
    ends = [one.withdrawn_at for one in given]
    purposes = sorted({_purpose(one) for one in receipts} - {""})
    return Told(
        organisation=name,
        could_from=min(_on(one.decided_at) for one in given),
        could_until=None if None in ends else max(_on(end) for end in ends if end),
        seen_times=times_of(receipts),
        first_seen=_on(receipts[0].decided_at) if receipts else None,
        last_seen=_on(receipts[-1].decided_at) if receipts else None,
        purposes=tuple(purposes),
        recalls=tuple(recalls),
    )


def _told_of(recall: Recall, *, has_left: bool) -> ToldOf:
    answered = recall.acknowledged_at
    return ToldOf(
        reason=reason_label(recall.reason),
        told_on=_on(recall.raised_at),
        answered_on=_on(answered) if answered else None,
        done=RecallDone(recall.done).label if recall.done else "",
        has_left=has_left,
    )


def _purpose(receipt: Receipt) -> str:
    code = receipt.facts.get("purpose")
    return Purpose(code).label if code in Purpose else ""


def _on(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
