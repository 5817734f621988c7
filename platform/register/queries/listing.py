"""Which entries follow this one on the register's list?"""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from register.models import Entry
from register.permissions import standing_of
from register.queries.entries import against_listing, line_of
from register.queries.erasure import not_hidden
from register.refusals import NotPermitted
from register.shown import EntrySlice
from tenants.clocks import civil_date
from tenants.context import current_organisation
from tenants.queries import current_pack


def entries_after(
    user: User,
    *,
    at: datetime,
    after: tuple[str, ...],
    limit: int,
    state: str | None = None,
    category: str | None = None,
) -> EntrySlice:
    """At most `limit` rows in order of review, from the row that `after` names."""
    who = standing_of(user, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    NotPermitted.if_any(against_listing(who, pack))
    found = Entry.objects.select_related("subject", "decision__decider")
    found = found.filter(not_hidden(on=civil_date(at)))
    if state:
        found = found.filter(state=state)
    if category:
        found = found.filter(category=category)
    rows = list(
        _following(found, after).order_by("review_on", "reference")[: limit + 1]
    )
    shown = rows[:limit]
    more = len(rows) > limit
    return EntrySlice(
        rows=tuple(line_of(entry, who, pack) for entry in shown),
        after=(shown[-1].review_on.isoformat(), shown[-1].reference) if more else None,
    )


def _following(found: QuerySet[Entry], after: tuple[str, ...]) -> QuerySet[Entry]:
    if not after:
        return found
    on, reference = date.fromisoformat(after[0]), after[1]
    later = Q(review_on__gt=on) | Q(review_on=on, reference__gt=reference)
    return found.filter(later)
