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
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from markers import keys, names, places
from markers.facts import Elsewhere, MarkerContent
from markers.models import Key, Marker
from markers.states import MarkerState
from tenants.codes import Follows


RECALL_TASK = "sharing.recall_marker"
IN_ERROR_TASK = "sharing.recall_in_error"
SUMMARY_LIMIT = 250
# What is copied from the content as it stands.
SAME = (
    "reference",
    "subject_kind",
    "follows",
    "area_code",
    "panel",
    "category",
    "summary",
    "ring_name",
    "ring_phone",
    "provisional_until",
    "starts_on",
    "ends_on",
    "review_on",
    "processing_restricted",
    "shareable",
)


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
    fields = columns_of(content)
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
        for name, value in columns_of(content).items()
        if getattr(marker, name) != value
    )
    for name, value in columns_of(content).items():
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


def say_ended_was_in_error(*, entry_id: UUID, owner: UUID) -> None:
    """The marker went when the entry ended; whoever was told then hears that it should
    never have been made. The caller's transaction."""
    outbox.post(
        task=IN_ERROR_TASK, organisation=owner, arguments={"entry_id": str(entry_id)}
    )


def as_published(content: MarkerContent) -> tuple[dict[str, Any], set[int]]:
    """The columns and the keys that a marker of this content has."""
    return columns_of(content), keys.entry_keys(content)


def _held(*, entry_id: UUID, owner: UUID) -> Marker:
    marker = (
        Marker.objects.select_for_update()
        .filter(owner=owner, entry_id=entry_id)
        .first()
    )
    if marker is None:
        raise NotPublished("This entry is not published, so no check can find it.")
    return marker


def columns_of(content: MarkerContent) -> dict[str, Any]:
    """The row's columns: what is shown, and the normalised forms it is compared by."""
    _refuse_contradictions(content)
    same = {name: getattr(content, name) for name in SAME}
    return {
        **same,
        **_place(content),
        **_person(content),
        "precautions": list(content.precautions),
        "state": content.state.value,
        "display_name": content.name,
        "display_address": content.address,
        "elsewhere": [
            {**_place(place), "area_code": place.area_code}
            for place in content.elsewhere
        ],
    }


def _place(content: MarkerContent | Elsewhere) -> dict[str, Any]:
    address, building = content.address, content.building
    return {
        "uprn": places.normalise_uprn(content.uprn),
        "postcode": places.normalise_postcode(content.postcode)
        or places.postcode_in(address),
        "building": places.building_of(building) or places.building_of(address),
        "address_key": places.address_key(address=address, building=building),
    }


def _person(content: MarkerContent) -> dict[str, Any]:
    """Nothing to compare a person by where the entry follows the premises alone."""
    if content.follows == Follows.PREMISES:
        return {"name_forms": [], "date_of_birth": None, "birth_year": None}
    forms = (names.name_parts(name) for name in (content.name, *content.aliases))
    born = content.date_of_birth
    return {
        "name_forms": [" ".join(parts) for parts in forms if parts],
        "date_of_birth": born,
        "birth_year": born.year if born else content.birth_year,
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
    kind: Kind, marker: Marker, *, by: Actor, at: datetime, **details: object
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
