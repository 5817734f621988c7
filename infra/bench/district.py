"""How is a large register of invented people written, with every key?"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import batched
from uuid import UUID

from infra.bench.bulk import bulk, write_keys
from infra.bench.world import AT, NEXT_YEAR, TODAY
from markers.actions import columns_of
from markers.facts import MarkerContent
from markers.keys import entry_keys
from markers.models import Marker
from tests.markers.people import Someone
from tests.markers.search import content_of


AT_A_TIME = 2_000


def write_register(owner: UUID, people: Sequence[Someone]) -> None:
    """A live entry for each, as publishing would write it."""
    with bulk(("markers_marker", "markers_key")):
        for some in batched(enumerate(people), AT_A_TIME, strict=False):
            contents = [
                content_of(
                    person,
                    number,
                    entry_id=_id(owner, number),
                    starts_on=TODAY - timedelta(days=1),
                    ends_on=NEXT_YEAR,
                    review_on=NEXT_YEAR,
                )
                for number, person in some
            ]
            Marker.objects.using("owner").bulk_create(_markers(owner, contents))
            write_keys(
                (c.entry_id, owner, key) for c in contents for key in entry_keys(c)
            )


def _id(owner: UUID, number: int) -> UUID:
    return UUID(int=(owner.int >> 64 << 64) + number)


def _markers(owner: UUID, contents: Sequence[MarkerContent]) -> Iterator[Marker]:
    for content in contents:
        yield Marker(
            id=content.entry_id,
            entry_id=content.entry_id,
            owner=owner,
            published_at=AT,
            **columns_of(content),
        )
