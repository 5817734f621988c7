"""Which places, area or cases is an agreement about?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from markers.places import normalise_uprn
from sharing.actions.portfolio_staging import must_be_of_the_kind_in_force
from sharing.actions.portfolio_swapping import forget_waiting
from sharing.actions.transitions import agreement_of, held_versions
from sharing.check.request import place_value
from sharing.errors import Invalid
from sharing.models import Agreement, PortfolioItem
from sharing.permissions import my_side, require
from sharing.states import Side
from tenants.codes import Role
from tenants.context import current_organisation


BATCH = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property of a portfolio, as its list writes it."""

    uprn: str = ""
    postcode: str = ""
    building: str = ""
    address: str = ""


@transaction.atomic
def replace(
    *, agreement_id: UUID, properties: Iterable[Property], by: User, at: datetime
) -> int:
    """Set the portfolio to these properties, and return how many there are.

    Raises:
        Invalid: a property names neither a UPRN nor a postcode with a building; it is
            named by its number in the list, and nothing changes.
    """
    items: set[tuple[str, str]] = set()
    without_uprn = without_place = count = 0
    unreadable: list[int] = []
    for count, given in enumerate(properties, start=1):
        number = normalise_uprn(given.uprn)
        place = place_value(
            postcode=given.postcode, building=given.building, address=given.address
        )
        if (given.uprn.strip() and not number) or not (number or place):
            unreadable.append(count)
        without_uprn += not number
        without_place += not place
        items |= {("UPRN", number)} if number else set()
        items |= {("PLACE", place)} if place else set()
    if unreadable:
        rows = ", ".join(str(row) for row in unreadable[:20])
        raise Invalid(
            {
                "homes": f"Give a UPRN of up to 12 digits, or a postcode and a building, in row {rows}."
            }
        )
    return _set(
        agreement_id,
        items,
        by=by,
        at=at,
        columns={
            "portfolio_kind": "UPRNS",
            "wide": False,
            "places_without_uprn": without_uprn,
            "uprns_without_place": without_place,
            "portfolio_count": count,
        },
    )


@transaction.atomic
def replace_with_area(
    *, agreement_id: UUID, gss_codes: Iterable[str], by: User, at: datetime
) -> int:
    """Set the portfolio to whole areas by their GSS codes."""
    items = {("AREA", code.strip().upper()) for code in gss_codes if code.strip()}
    if not items:
        raise Invalid({"portfolio": "Enter at least one GSS code, such as E09000018."})
    return _set(agreement_id, items, by=by, at=at, columns=_wide("AREA", len(items)))


@transaction.atomic
def replace_with_cases(
    *, agreement_id: UUID, markers: Iterable[UUID], by: User, at: datetime
) -> int:
    """Set the portfolio to named cases."""
    items = {("CASE", str(marker)) for marker in markers}
    if not items:
        raise Invalid({"portfolio": "Choose at least one case."})
    return _set(agreement_id, items, by=by, at=at, columns=_wide("CASES", len(items)))


def _wide(kind: str, count: int) -> dict[str, str | int | bool]:
    """The place of a check cannot rule such an agreement out, so it always is asked."""
    return {
        "portfolio_kind": kind,
        "wide": True,
        "places_without_uprn": 0,
        "uprns_without_place": 0,
        "portfolio_count": count,
    }


def _set(
    agreement_id: UUID,
    items: set[tuple[str, str]],
    *,
    by: User,
    at: datetime,
    columns: dict[str, str | int | bool],
) -> int:
    agreement = agreement_of(agreement_id)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    if my_side(agreement) != Side.DISCLOSER:
        raise Invalid({"portfolio": "Only the discloser sets the portfolio."})
    held_versions(agreement)
    must_be_of_the_kind_in_force(agreement, str(columns["portfolio_kind"]))
    forget_waiting(agreement, kind=str(columns["portfolio_kind"]), at=at)
    PortfolioItem.objects.filter(agreement=agreement).delete()
    for some in batched(sorted(items), BATCH, strict=False):
        PortfolioItem.objects.bulk_create(_item(agreement, *item) for item in some)
    Agreement.objects.filter(pk=agreement.pk).update(**columns)
    record(
        kind=Kind.PORTFOLIO_REPLACED,
        organisation=current_organisation().id,
        by=who,
        at=at,
        subject=str(agreement.pk),
        details={
            "count": columns["portfolio_count"],
            "kind": columns["portfolio_kind"],
        },
    )
    return int(columns["portfolio_count"])


def _item(agreement: Agreement, kind: str, value: str) -> PortfolioItem:
    return PortfolioItem(
        agreement=agreement,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
        kind=kind,
        value=value,
    )
