"""Does every shared row still stand for something, and does anybody see them all?

Nightly, for each organisation under its own role; and over the whole floor under the
one role that sees it, which may read no organisation's own tables.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from accounts.actions.comparing import compare_askers
from audit.actions import record
from audit.actors import Actor, system
from audit.kinds import Kind
from markers.models import Marker
from register.actions.comparing import compare_entries
from sharing.models import Receipt, Release, TeamRelease
from tenants.codes import OrganisationKind
from tenants.compared import Compared, Difference
from tenants.context import as_reconcile, current_organisation


log = structlog.get_logger(__name__)
OUTLIVES = "a release of an entry that has no marker"
TEAM_OUTLIVES = "a team's release of an entry that has no marker"
NO_RECEIPT = "a release without its receipt"
OF_NOBODY = "a shared row of no organisation"
FLOOR = ("markers_marker", "markers_key", "sharing_release", "sharing_teamrelease")
# Every row of a table, and those whose owner is not an organisation that is open.
COUNT = """
SELECT count(*), count(*) FILTER (WHERE o.id IS NULL)
FROM public.{table} t
LEFT JOIN public.tenants_organisation o ON o.id = t.owner AND o.status <> 'CLOSED'
"""


@transaction.atomic
def compare(*, at: datetime) -> Compared:
    """All that this organisation has on the floor; the result is on record."""
    organisation = current_organisation()
    found = compare_askers(at=at)
    if organisation.kind != OrganisationKind.PLATFORM:
        # The platform's role has no right to entries or releases, and keeps none.
        found += compare_entries() + compare_releases()
    here = organisation.id
    record(
        kind=Kind.RECONCILED,
        organisation=here,
        by=_clock(),
        at=at,
        subject=str(here),
        details={"rows": found.rows, "differences": found.kinds},
    )
    if found.differences:
        log.error("floor_differs", organisation=str(here), kinds=found.kinds)
    return found


def compare_releases() -> Compared:
    """Every release that stands, to partners and to own teams."""
    here = current_organisation().id
    standing = {"owner": here, "withdrawn_at__isnull": True}
    markers = set(Marker.objects.filter(owner=here).values_list("pk", "entry_id"))
    releases = list(
        Release.objects.filter(**standing).values_list("pk", "marker_id", "entry_id")
    )
    teams = list(
        TeamRelease.objects.filter(**standing).values_list(
            "pk", "marker_id", "entry_id"
        )
    )
    receipts = set(
        Receipt.objects.filter(
            owner=here, question="RELEASE", permitted=True, release_id__isnull=False
        ).values_list("release_id", flat=True)
    )
    return Compared.over(
        len(releases) + len(teams),
        [
            *_outliving(releases, markers, OUTLIVES),
            *_outliving(teams, markers, TEAM_OUTLIVES),
            *(
                Difference(NO_RECEIPT, str(release))
                for release, _, _ in releases
                if release not in receipts
            ),
        ],
    )


def watch_floor() -> Compared:
    """Compare the whole floor, and let whoever runs the service know of a fault.

    Rows there are none of are a fault as well: then the comparison is broken.
    """
    found = compare_floor()
    if found.differences or not found.rows:
        log.error("floor_differs", rows=found.rows, kinds=found.kinds)
    return found


def compare_floor() -> Compared:
    """Every row of the floor, whoever's: none may belong to nobody."""
    rows, differences = 0, []
    with as_reconcile() as cursor:
        for table in FLOOR:
            cursor.execute(COUNT.format(table=table))
            count, lost = cursor.fetchone() or (0, 0)
            rows += count
            differences += [Difference(OF_NOBODY, table)] * lost
    return Compared.over(rows, differences)


def _outliving(
    releases: list[tuple[UUID, UUID, UUID]],
    markers: set[tuple[UUID, UUID]],
    what: str,
) -> Iterator[Difference]:
    for release, marker, entry in releases:
        if (marker, entry) not in markers:
            yield Difference(what, str(release))


def _clock() -> Actor:
    return system("sharing.tasks", organisation=current_organisation().id)
