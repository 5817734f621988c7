"""Is each marker found by what today's code would write for it?

Keys and compared forms are worked out when an entry is published. When that code
changes, those written before are of the old one, and a check no longer finds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from markers.actions import as_published, columns_of
from markers.facts import MarkerContent
from markers.keys import entry_keys
from markers.models import Key, Marker


# Worked out from what is shown: two rows that show the same may differ only in these
# when different code wrote them.
WORKED_OUT = ("uprn", "postcode", "building", "address_key", "elsewhere", "name_forms")
KEYS = "keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """What came of comparing some markers: how many rows (markers and keys) were read,
    how many markers were written anew, and the entries whose marker is missing or says
    something else of them, which new keys would only hide."""

    rows: int
    changed: int
    left: tuple[UUID, ...]


def rekey(
    *,
    contents: Sequence[MarkerContent],
    owner: UUID,
    by: Actor,
    at: datetime,
    beside: bool = False,
) -> Rekeyed:
    """Write anew the keys and compared forms of these entries' markers.

    `beside` adds the new keys and leaves all that older code wrote, so that both find
    the entry while both serve. Called in the register's transaction. What is shown does
    not change, so nobody is told; each marker that changed is on record. Run twice, the
    second changes nothing.
    """
    entries = [content.entry_id for content in contents]
    held = Marker.objects.select_for_update().filter(owner=owner, entry_id__in=entries)
    markers = {marker.entry_id: marker for marker in held}
    keys = _keys(list(markers.values()))
    rows = len(markers) + sum(len(values) for values in keys.values())
    write = _add if beside else _write
    changed, left = 0, []
    for content in contents:
        marker = markers.get(content.entry_id)
        if marker is None or _says_something_else(marker, content):
            left.append(content.entry_id)
        elif what := write(marker, content, keys.get(marker.id, set())):
            changed += 1
            _record(marker, what, by=by, at=at)
    return Rekeyed(rows=rows, changed=changed, left=tuple(left))


def unfindable(*, contents: Sequence[MarkerContent], owner: UUID) -> int:
    """How many of these entries lack a key that today's code would look for them by."""
    entries = [content.entry_id for content in contents]
    markers = {
        marker.entry_id: marker
        for marker in Marker.objects.filter(owner=owner, entry_id__in=entries)
    }
    keys = _keys(list(markers.values()))
    return sum(
        not entry_keys(content) <= keys.get(markers[content.entry_id].id, set())
        for content in contents
        if content.entry_id in markers
    )


def _keys(markers: Sequence[Marker]) -> Mapping[UUID, set[int]]:
    found: dict[UUID, set[int]] = {}
    rows = Key.objects.filter(marker__in=markers).values_list("marker_id", "value")
    for marker, value in rows:
        found.setdefault(marker, set()).add(value)
    return found


def _says_something_else(marker: Marker, content: MarkerContent) -> bool:
    return any(
        getattr(marker, name) != value
        for name, value in columns_of(content).items()
        if name not in WORKED_OUT
    )


def _write(marker: Marker, content: MarkerContent, held: set[int]) -> list[str]:
    """Write what is of older code; the names of what was."""
    columns, wanted = as_published(content)
    changed = [name for name in WORKED_OUT if getattr(marker, name) != columns[name]]
    if changed:
        for name in changed:
            setattr(marker, name, columns[name])
        marker.save(update_fields=changed)
    if held == wanted:
        return changed
    Key.objects.filter(marker=marker, value__in=held - wanted).delete()
    _create(marker, wanted - held)
    return [*changed, KEYS]


def _add(marker: Marker, content: MarkerContent, held: set[int]) -> list[str]:
    """Add the keys that older code did not write."""
    missing = entry_keys(content) - held
    _create(marker, missing)
    return [KEYS] if missing else []


def _create(marker: Marker, values: set[int]) -> None:
    Key.objects.bulk_create(
        Key(marker=marker, owner=marker.owner, value=value) for value in values
    )


def _record(marker: Marker, changed: list[str], *, by: Actor, at: datetime) -> None:
    record(
        kind=Kind.MARKER_REPUBLISHED,
        organisation=marker.owner,
        by=by,
        at=at,
        subject=marker.reference,
        details={"marker": str(marker.id), "state": marker.state, "changed": changed},
    )
