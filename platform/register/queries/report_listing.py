"""Which reports did this person make, or may they act on, one page after another?"""

from datetime import date
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from register.models import Report
from register.permissions import standing_of
from register.shown import ReportLine, ReportSlice
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


def reports_after(
    user: User, *, on: date, after: UUID | None, limit: int
) -> ReportSlice:
    """At most `limit` rows, newest first, from the one after `after`."""
    who = standing_of(user, on=on)
    pack = current_pack(current_organisation())
    seen = Q(reporter=user)
    acts = {pack.countersign_role, pack.decider_role} & who.roles
    if acts or Permission.READ_REGISTER in who.permissions:
        seen |= Q(submitted_at__isnull=False)
    found = Report.objects.filter(seen).select_related("entry")
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found.order_by("-pk")[: limit + 1])
    shown = rows[:limit]
    return ReportSlice(
        rows=tuple(
            ReportLine(
                reference=report.reference,
                state=report.state,
                entry_reference=report.entry.reference if report.entry else "",
                submitted_at=report.submitted_at,
            )
            for report in shown
        ),
        after=(str(shown[-1].pk),) if len(rows) > limit else None,
    )
