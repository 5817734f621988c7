"""Does the shared floor say of each entry what the register says?

Reads both sides and changes neither. An entry that has not been ended has one marker,
with exactly these columns and keys; nothing else has one.
"""

from collections.abc import Iterator
from uuid import UUID

from markers.actions import as_published
from markers.models import Key, Marker
from register.actions.publishing import MARKER_STATES, content_of
from register.models import Entry
from tenants.compared import Compared, Difference
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


MISSING = "an entry without its marker"
LEFT_OVER = "a marker of no live entry"
DIFFERS = "a marker that differs from its entry"
KEYS_DIFFER = "a marker whose keys differ"
AT_ONCE = 500


def compare_entries() -> Compared:
    """Every entry that has not ended, and every marker, of this organisation."""
    markers = {
        marker.entry_id: marker
        for marker in Marker.objects.filter(owner=current_organisation().id)
    }
    keys = _keys()
    live = Entry.objects.filter(state__in=MARKER_STATES).select_related("subject")
    differences: list[Difference] = []
    rows = len(markers) + sum(len(found) for found in keys.values())
    pack = current_pack(current_organisation())
    for entry in live.iterator(chunk_size=AT_ONCE):
        rows += 1
        marker = markers.pop(entry.pk, None)
        if marker is None:
            differences.append(Difference(MISSING, str(entry.pk)))
        else:
            differences += _differences(entry, marker, keys.get(marker.pk, set()), pack)
    differences += [Difference(LEFT_OVER, str(one.pk)) for one in markers.values()]
    return Compared.over(rows, differences)


def _keys() -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = {}
    rows = Key.objects.filter(owner=current_organisation().id)
    for marker, value in rows.values_list("marker_id", "value").iterator():
        found.setdefault(marker, set()).add(value)
    return found


def _differences(
    entry: Entry, marker: Marker, keys: set[int], pack: Pack
) -> Iterator[Difference]:
    columns, wanted = as_published(content_of(entry, pack))
    if any(getattr(marker, name) != value for name, value in columns.items()):
        yield Difference(DIFFERS, str(marker.pk))
    if keys != wanted:
        yield Difference(KEYS_DIFFER, str(marker.pk))
