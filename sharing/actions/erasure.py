"""What is forgotten between organisations when an entry is erased?

Releases go, because they hold why somebody thought them proportionate. Recalls and
receipts stay: ids, codes and dates only.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sharing.models import (
    Agreement,
    PortfolioChange,
    PortfolioItem,
    PortfolioStaged,
    Release,
    TeamRelease,
)
from tenants.context import current_organisation


CASE = "CASE"


@transaction.atomic
def forget_entry(*, entry_id: UUID, at: datetime) -> None:
    """Called in the register's own transaction, with the entry's rows."""
    del at
    owner = current_organisation().id
    mine = {"owner": owner, "entry_id": entry_id}
    markers = set(
        Release.objects.filter(**mine).values_list("marker_id", flat=True)
    ) | set(TeamRelease.objects.filter(**mine).values_list("marker_id", flat=True))
    _forget_cases({"discloser": owner, "kind": CASE}, [str(one) for one in markers])
    Release.objects.filter(**mine).delete()
    TeamRelease.objects.filter(**mine).delete()


def _forget_cases(mine: dict[str, object], markers: list[str]) -> None:
    """In portfolios, and in changes of one that wait to take its place."""
    items = PortfolioItem.objects.filter(**mine, value__in=markers)
    staged = PortfolioStaged.objects.filter(**mine, value__in=markers)
    agreements = set(items.values_list("agreement_id", flat=True))
    changes = set(staged.values_list("change_id", flat=True))
    items.delete()
    staged.delete()
    for agreement in Agreement.objects.filter(pk__in=agreements):
        agreement.portfolio_count = agreement.portfolio.count()
        agreement.save(update_fields=["portfolio_count"])
    for change in PortfolioChange.objects.filter(pk__in=changes):
        change.homes = change.staged.count()
        change.save(update_fields=["homes"])
