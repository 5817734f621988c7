"""What became of three invented entries: one kept, one due for review, one erased?

Each is walked by the register's own actions on the days on which it would have been.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from audit.models import OutboxItem
from infra.demo.entries import Walked, post_letter, walk_all
from infra.demo.incidents import criteria
from infra.demo.invented import InventedEntry
from infra.demo.people import SEEDER, Peopled
from register.actions import entries, messages
from register.actions.erasure import erase
from register.actions.keeping import Keeping
from register.models import Entry
from register.states import NoticeKind
from sharing.actions.approvals import keep
from sharing.actions.recalls import recall_marker
from sharing.models import TeamRelease
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.outbox import mark_done


# Which of the invented incidents each story begins like, and when it began.
LIKE = "E02"
KEPT = {
    "key": "L01",
    "name": "Marcus Tindall",
    "aliases": (),
    "address": "7 Quayside Row, Eastmere",
    "postcode": "ZX3 4QR",
    "uprn": "999111000911",
    "days_ago": 320,
    "share": "",
}
DUE = KEPT | {
    "key": "L02",
    "name": "Petra Lowick",
    "address": "19 Staithe Street, Eastmere",
    "uprn": "999111000912",
    "days_ago": 300,
}
ERASED = KEPT | {
    "key": "L03",
    "name": "Nobody Any More",
    "address": "2 Old Dock Lane, Eastmere",
    "uprn": "999111000913",
    "days_ago": 200,
}
REMOVED_DAYS_AGO = 60


def tell(council: Peopled, invented: Iterable[InventedEntry], *, now: datetime) -> None:
    """Walk the three, then take the steps of their later lives."""
    like = next(one for one in invented if one.key == LIKE)
    walked = walk_all(
        council,
        [replace(like, **story) for story in (KEPT, DUE, ERASED)],  # type: ignore[arg-type]
        now=now,
    )
    kept, _, erased = walked
    with in_organisation(council.organisation):
        _keep(council, kept, at=now - timedelta(days=12))
        done = _erase(council, erased, now=now)
    for item in done:
        mark_done(item)


def _keep(council: Peopled, walked: Walked, *, at: datetime) -> None:
    keep(
        reference=walked.entry_reference,
        asked=Keeping(
            criteria=criteria(walked.invented),
            proportionality=(
                "He wrote twice in the summer that he would wait for the next officer."
            ),
            months=6,
        ),
        by=council.user(Role.DECISION_OFFICER),
        at=at,
    )


def _erase(council: Peopled, walked: Walked, *, now: datetime) -> list[UUID]:
    """Removed two months ago, its letter sent then, and erased: a tombstone stands.

    Returns the outbox rows of the work that is done here and cannot be done again.
    """
    removed_at = now - timedelta(days=REMOVED_DAYS_AGO)
    entry = entries.withdraw(
        reference=walked.entry_reference,
        reason="The tenancy ended and there is no more contact.",
        by=council.user(Role.DECISION_OFFICER),
        at=removed_at,
    )
    # What the worker does while an entry lives and once it has ended.
    work = _owed(entry)
    officer = council.user(Role.DECISION_OFFICER)
    post_letter(entry, NoticeKind.REMOVED, by=officer, at=removed_at)
    messages.tell_staff(entry_id=entry.pk, at=removed_at)
    given = TeamRelease.objects.filter(entry_id=entry.pk).first()
    if given is not None:
        recall_marker(marker_id=given.marker_id, reason="withdrawn", at=removed_at)
    erase(entry_id=entry.pk, by=SEEDER, at=now)
    return work


def _owed(entry: Entry) -> list[UUID]:
    """The open outbox rows that name this entry or one of its letters."""
    named = {str(entry.pk), *map(str, entry.notices.values_list("pk", flat=True))}
    rows = OutboxItem.objects.filter(done_at=None)
    return [row.pk for row in rows if named & set(row.arguments.values())]
