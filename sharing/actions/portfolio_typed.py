"""How do areas or cases that somebody typed become a portfolio to look at?"""

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actors import Actor
from markers.models import Marker
from sharing.actions.portfolio_staging import begin, mine, stage
from sharing.errors import Invalid
from sharing.models import Agreement
from sharing.states import ChangeState


GSS_CODE = re.compile(r"[EWSN][0-9]{8}")


@transaction.atomic
def stage_area(
    *, agreement_id: UUID, gss_codes: Iterable[str], by: User, at: datetime
) -> UUID:
    """Whole areas by their GSS codes, to be looked at before they replace anything."""
    agreement, who = mine(agreement_id, by=by, at=at)
    codes = {code.strip().upper() for code in gss_codes if code.strip()}
    wrong = sorted(code for code in codes if not GSS_CODE.fullmatch(code))
    if wrong or not codes:
        which = f" {wrong[0]} is none." if wrong else ""
        raise Invalid(
            {"codes": f"Enter GSS codes such as E09000018, one a line.{which}"}
        )
    return _stage_whole(
        agreement, "AREA", [("AREA", code) for code in sorted(codes)], by=who, at=at
    )


@transaction.atomic
def stage_cases(
    *, agreement_id: UUID, references: Iterable[str], by: User, at: datetime
) -> UUID:
    """Named cases: own live entries by their references."""
    agreement, who = mine(agreement_id, by=by, at=at)
    named = {one.strip() for one in references if one.strip()}
    found = dict(
        Marker.objects.filter(
            owner=agreement.discloser,
            reference__in={*named, *(one.upper() for one in named)},
        ).values_list("reference", "pk")
    )
    missing = sorted(named - found.keys() - {one.lower() for one in found})
    if missing or not named:
        which = f" No live entry has the reference {missing[0]}." if missing else ""
        raise Invalid(
            {"cases": f"Enter references of live entries, one a line.{which}"}
        )
    items = [("CASE", str(pk)) for pk in found.values()]
    return _stage_whole(agreement, "CASES", items, by=who, at=at)


def _stage_whole(
    agreement: Agreement,
    kind: str,
    items: list[tuple[str, str]],
    *,
    by: Actor,
    at: datetime,
) -> UUID:
    change = begin(agreement, kind, ChangeState.READY, by=by, at=at, homes=len(items))
    stage(change, items)
    return change.pk
