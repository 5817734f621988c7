"""How does a decided entry begin, change and stop answering checks?

Called by the register inside its own transaction: the marker, its keys, the audit
event and what must follow stand or fall with the decision.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit import outbox
from audit.actions import Json, record
from audit.actors import Actor
from audit.kinds import Kind
from markers import keys, names, places
from markers.facts import MarkerContent
from markers.models import Key, Marker
from markers.states import MarkerState


RECALL_TASK = "sharing.recall_marker"
SUMMARY_LIMIT = 250


class MarkerError(Exception):
    """The register asked for something a marker cannot be; the text says what."""


class AlreadyPublished(MarkerError):
    """A second marker for one entry."""


class NotPublished(MarkerError):
    """The entry has no marker to change or end."""


@transaction.atomic
def publish(*, content: MarkerContent, owner: UUID, by: Actor, at: datetime) -> Marker:
    """Let checks find this entry from now on, for as long as its dates say."""
    if Marker.objects.filter(owner=owner, entry_id=content.entry_id).exists():
        raise AlreadyPublished("This entry is published already. Republish it instead.")
    fields = _fields(content)
    marker = Marker.objects.create(
        owner=owner, entry_id=content.entry_id, published_at=at, **fields
    )
    _write_keys(marker, keys.entry_keys(content))
    _record(Kind.MARKER_PUBLISHED, marker, by=by, at=at)
    return marker


@transaction.atomic
def republish(
    *, content: MarkerContent, owner: UUID, by: Actor, at: datetime
) -> Marker:
    """Replace what checks see of this entry; recipients are told by a recall."""
    marker = _held(entry_id=content.entry_id, owner=owner)
    changed = sorted(
        name
        for name, value in _fields(content).items()
        if getattr(marker, name) != value
    )
    for name, value in _fields(content).items():
        setattr(marker, name, value)
    marker.published_at = at
    marker.save()
    marker.keys.all().delete()
    _write_keys(marker, keys.entry_keys(content))
    _record(Kind.MARKER_REPUBLISHED, marker, by=by, at=at, changed=changed)
    if changed:
        _post_recall(marker, reason="corrected")
    return marker


@transaction.atomic
def end(*, entry_id: UUID, owner: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Stop answering: the row and its keys go, and recipients are to be told.

    `reason` is a code (`lapsed`, `withdrawn`, `entered-in-error`), never free text.
    """
    marker = _held(entry_id=entry_id, owner=owner)
    _record(Kind.MARKER_ENDED, marker, by=by, at=at, reason=reason)
    _post_recall(marker, reason=reason)
    marker.delete()


def _held(*, entry_id: UUID, owner: UUID) -> Marker:
    marker = (
        Marker.objects.select_for_update()
        .filter(owner=owner, entry_id=entry_id)
        .first()
    )
    if marker is None:
        raise NotPublished("This entry is not published, so no check can find it.")
    return marker


def _fields(content: MarkerContent) -> dict[str, Any]:
    """The row's columns: what is shown, and the normalised forms it is compared by."""
    _refuse_contradictions(content)
    follows_person = content.follows != "PREMISES"
    forms = [
        " ".join(parts)
        for name in (content.name, *content.aliases)
        if (parts := names.name_parts(name))
    ]
    born = content.date_of_birth
    return {
        "reference": content.reference,
        "subject_kind": content.subject_kind,
        "follows": content.follows,
        "uprn": places.normalise_uprn(content.uprn),
        "postcode": places.normalise_postcode(content.postcode)
        or places.postcode_in(content.address),
        "building": places.building_of(content.building)
        or places.building_of(content.address),
        "address_key": places.address_key(
            address=content.address, building=content.building
        ),
        "area_code": content.area_code,
        "name_forms": forms if follows_person else [],
        "date_of_birth": born if follows_person else None,
        "birth_year": (born.year if born else content.birth_year)
        if follows_person
        else None,
        "display_name": content.name,
        "display_address": content.address,
        "category": content.category,
        "precautions": list(content.precautions),
        "summary": content.summary,
        "ring_name": content.ring_name,
        "ring_phone": content.ring_phone,
        "state": content.state.value,
        "provisional_until": content.provisional_until,
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "review_on": content.review_on,
        "processing_restricted": content.processing_restricted,
        "shareable": content.shareable,
    }


def _refuse_contradictions(content: MarkerContent) -> None:
    """What the database would refuse, as a sentence the register can show."""
    if content.ends_on < content.starts_on:
        raise MarkerError("The entry ends before it starts. Correct one of the dates.")
    if len(content.summary) > SUMMARY_LIMIT:
        raise MarkerError("The summary is longer than 250 characters. Shorten it.")
    provisional = content.state == MarkerState.PROVISIONAL
    if provisional != (content.provisional_until is not None):
        raise MarkerError(
            "A provisional entry, and only one, says until when it is provisional."
        )


def _write_keys(marker: Marker, values: Iterable[int]) -> None:
    Key.objects.bulk_create(
        Key(marker=marker, owner=marker.owner, value=value) for value in values
    )


def _record(
    kind: Kind, marker: Marker, *, by: Actor, at: datetime, **details: Json
) -> None:
    record(
        kind=kind,
        organisation=marker.owner,
        by=by,
        at=at,
        subject=marker.reference,
        details={"marker": str(marker.id), "state": marker.state, **details},
    )


def _post_recall(marker: Marker, *, reason: str) -> None:
    outbox.post(
        task=RECALL_TASK,
        organisation=marker.owner,
        arguments={"marker_id": str(marker.id), "reason": reason},
    )
