"""Which of our entries could go to this partner, and what does the gate say of each?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Concat

from accounts.models import User
from markers.models import Marker
from sharing.errors import NotFound
from sharing.models import PortfolioItem, Release
from sharing.permissions import LONDON, require
from sharing.policy import may_answer
from sharing.queries.entries import versions_in_force
from sharing.queries.proposals import judged
from sharing.queries.standing import Standing, source_of, standings_of
from tenants.codes import Activity, Category, Level, Precaution, Role
from tenants.context import current_organisation


A_PAGE = 25
LEFT = """EXISTS (SELECT 1
  FROM (VALUES (%(expressions)s)) AS given (elsewhere, agreement_id)
 CROSS JOIN LATERAL jsonb_array_elements(given.elsewhere) AS place
  JOIN public.sharing_portfolioitem item ON item.agreement_id = given.agreement_id
   AND (item.kind, item.value) IN (('UPRN', place ->> 'uprn'),
       ('AREA', place ->> 'area_code'),
       ('PLACE', (place ->> 'postcode') || '|' || (place ->> 'building'))))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One partner for one kind of work. `reasons` say why nothing may go there."""

    agreement_id: UUID
    activity: str
    activity_label: str
    organisation: str
    reference: str
    head_count: int
    reasons: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.agreement_id.hex}-{self.activity.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChoice:
    """One entry that could be released there; `reasons` say why it may not be."""

    reference: str
    display: str
    category: str
    precautions: tuple[str, ...]
    ends_on: date
    permitted: bool
    reasons: tuple[str, ...]
    ceiling: Level

    @property
    def key(self) -> str:
        return self.reference.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPage:
    """One page of the entries inside the portfolio that are not released there."""

    destination: Destination
    entries: tuple[EntryChoice, ...]
    page: int
    pages: int
    waiting: int
    released: int
    outside: int


def destinations(user: User, *, at: datetime) -> list[Destination]:
    """Every partner and activity under an agreement in force or suspended.

    Raises:
        NotAllowed: only the sharing officer asks.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    return [destination_of(one, at=at) for one in standings_of(versions_in_force())]


def bulk_for(
    user: User, agreement_id: UUID, activity: str, *, page: int, at: datetime
) -> BulkPage:
    """The entries that could go to one partner, each judged by the gate.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: there is no such agreement of ours, or it has no such activity.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    standing = standing_for(agreement_id, activity)
    found = waiting_at(standing)
    count = found.waiting.count()
    pages = max(1, -(-count // A_PAGE))
    page = min(max(page, 1), pages)
    rows = found.waiting[(page - 1) * A_PAGE : page * A_PAGE]
    return BulkPage(
        destination=destination_of(standing, at=at),
        entries=choices_of(rows, standing, at=at),
        page=page,
        pages=pages,
        waiting=count,
        released=found.released,
        outside=found.outside,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Our entries, seen from one destination."""

    waiting: QuerySet[Marker]
    released: int
    outside: int


def waiting_at(standing: Standing) -> Waiting:
    """Those inside the portfolio and not released there, and how many are neither."""
    own = Marker.objects.filter(owner=current_organisation().id)
    within, held = inside(standing.agreement.pk), _held(standing)
    return Waiting(
        waiting=own.filter(within, ~held).order_by("reference"),
        released=own.filter(held).count(),
        outside=own.filter(~within, ~held).count(),
    )


def inside(agreement_id: UUID) -> Q:
    """Whether a marker is one of the agreement's places, areas or cases, by where it is
    or by a place that the person it follows has left, as in a check."""
    place = Concat(
        OuterRef("postcode"), Value("|"), OuterRef("building"), output_field=TextField()
    )
    named = (
        Q(kind="UPRN", value=OuterRef("uprn"))
        | Q(kind="PLACE", value=place)
        | Q(kind="AREA", value=OuterRef("area_code"))
        | Q(kind="CASE", value=Cast(OuterRef("pk"), TextField()))
    )
    here = Exists(PortfolioItem.objects.filter(named, agreement_id=agreement_id))
    left = Func(
        F("elsewhere"),
        Cast(Value(agreement_id), UUIDField()),
        template=LEFT,
        output_field=BooleanField(),
    )
    return Q(here) | Q(left)


def standing_for(agreement_id: UUID, activity: str) -> Standing:
    """What stands between us and this partner for this work, or NotFound."""
    versions = versions_in_force(agreement_id=agreement_id)
    found = next(
        (one for one in standings_of(versions) if one.activity == activity), None
    )
    if found is None:
        raise NotFound("There is no such agreement in force.")
    return found


def _held(standing: Standing) -> Exists:
    """Whether a marker is released there already."""
    return Exists(
        Release.objects.filter(
            marker_id=OuterRef("pk"),
            agreement_id=standing.agreement.pk,
            activity=standing.activity,
            withdrawn_at__isnull=True,
        )
    )


def destination_of(standing: Standing, *, at: datetime) -> Destination:
    """The partner and the work, by how many people, and what stops it today."""
    attestation = standing.attestation
    today = at.astimezone(LONDON).date()
    return Destination(
        agreement_id=standing.agreement.pk,
        activity=standing.activity,
        activity_label=Activity(standing.activity).label,
        organisation=standing.recipient.name,
        reference=standing.agreement.reference,
        head_count=attestation.people if attestation else 0,
        reasons=tuple(may_answer(source_of(standing, today=today)).values()),
    )


def choices_of(
    rows: Iterable[Marker], standing: Standing, *, at: datetime
) -> tuple[EntryChoice, ...]:
    """Each entry with what the gate says of it."""
    return tuple(_choice(row, standing, at=at) for row in rows)


def _choice(marker: Marker, standing: Standing, *, at: datetime) -> EntryChoice:
    reasons, level = judged(
        marker,
        standing,
        portfolios={standing.agreement.pk},
        level=Level.SUMMARY.value,
        at=at,
    )
    return EntryChoice(
        reference=marker.reference,
        display=", ".join(_named(marker)),
        category=Category(marker.category).label,
        precautions=tuple(Precaution(code).label for code in marker.precautions),
        ends_on=marker.ends_on,
        permitted=not reasons,
        reasons=reasons,
        ceiling=level or Level.SEEK_ADVICE,
    )


def _named(marker: Marker) -> Iterable[str]:
    return (part for part in (marker.display_name, marker.display_address) if part)
