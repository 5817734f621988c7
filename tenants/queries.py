"""What is known about organisations, their hosts and their packs?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import DateField, Func, QuerySet

from tenants.models import Domain, Organisation, PackSummary, PackVersion, Status
from tenants.once import once
from tenants.packs import Pack, load


class NoPack(LookupError):
    """The organisation has adopted no policy pack."""


def organisation(organisation_id: UUID) -> Organisation:
    """One organisation by its id, whatever its status.

    Raises:
        Organisation.DoesNotExist: there is none.
    """
    found: Organisation = Organisation.objects.get(pk=organisation_id)
    return found


def organisation_called(slug: str) -> Organisation:
    """One organisation by the short name in its address."""
    found: Organisation = Organisation.objects.get(slug=slug)
    return found


def organisations(*, active_only: bool = True) -> list[Organisation]:
    """All organisations, by name; those being served only, unless asked otherwise."""
    found = Organisation.objects.all()
    if active_only:
        found = found.filter(status=Status.ACTIVE)
    return list(found)


def looked_after() -> QuerySet[Organisation]:
    """Organisations whose data are to be right: those served, and those suspended."""
    found: QuerySet[Organisation] = Organisation.objects.filter(
        status__in=(Status.ACTIVE, Status.SUSPENDED)
    )
    return found


# Code and words of every status, for whoever describes one.
STATUSES = Status.choices


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """One organisation in a list: codes, and nothing of what it holds."""

    id: UUID
    slug: str
    name: str
    kind: str
    status: str
    gss_code: str
    rsh_number: str
    opened_at: datetime


def organisations_after(slug: str, *, at_most: int) -> list[OrganisationRow]:
    """The next ones in the order of their short names, whatever their status."""
    following = Organisation.objects.filter(slug__gt=slug).order_by("slug")
    return [
        OrganisationRow(
            id=one.pk,
            slug=one.slug,
            name=one.name,
            kind=one.kind,
            status=one.status,
            gss_code=one.gss_code,
            rsh_number=one.rsh_number,
            opened_at=one.created_at,
        )
        for one in following[:at_most]
    ]


def host_of(organisation_id: UUID) -> str:
    """The organisation's primary host, from its Domain row."""
    return str(
        Domain.objects.values_list("domain", flat=True).get(
            tenant_id=organisation_id, is_primary=True
        )
    )


def link(organisation_id: UUID, path: str) -> str:
    """A whole address on the organisation's own host, never taken from a request."""
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host_of(organisation_id)}{port}{path}"


@lru_cache(maxsize=512)
def _read(version_id: UUID) -> Pack:
    """Kept under the version's id: a number may be given again after a rollback."""
    return load(PackVersion.objects.values_list("toml", flat=True).get(pk=version_id))


class Today(Func):
    """Today's date in London, as the database's clock has it."""

    template = "public.heed_today()"
    output_field = DateField()


def current_pack(organisation: Organisation, on: date | None = None) -> Pack:
    """The pack in force that day; today, by the database's clock, without a day.

    A version never changes, so it is kept under its id; which one is in force is
    asked each time, and while one page is read, once.

    Raises:
        NoPack: none has been adopted.
    """
    return _read(_in_force(organisation, on)[0])


def pack_number(organisation: Organisation, on: date | None = None) -> int:
    """The number of the version in force that day: of those whose day has come, the one
    adopted last. Before the first one's day, the first.

    Raises:
        NoPack: none has been adopted.
    """
    return _in_force(organisation, on)[1]


def _in_force(organisation: Organisation, on: date | None) -> tuple[UUID, int]:
    question = ("pack in force", organisation.pk, on)
    return once(question, lambda: _ask_in_force(organisation, on))


def _ask_in_force(organisation: Organisation, on: date | None) -> tuple[UUID, int]:
    versions = PackVersion.objects.filter(organisation_id=organisation.pk)
    held = versions.values_list("pk", "number")
    counting = held.filter(counts_from__lte=Today() if on is None else on)
    found = counting.order_by("-number").first() or held.order_by("number").first()
    if found is None:
        sentence = f"{organisation.name} has adopted no policy pack yet."
        raise NoPack(sentence)
    return found


def pack_to_come(organisation: Organisation, *, after: date) -> PackVersion | None:
    """The next version that is adopted and whose day has not come."""
    later = PackVersion.objects.filter(
        organisation_id=organisation.pk,
        counts_from__gt=after,
        number__gt=pack_number(organisation, after),
    )
    return later.order_by("counts_from", "-number").first()


def pack_versions(organisation: Organisation) -> QuerySet[PackVersion]:
    """Every version this organisation adopted, the newest first."""
    return PackVersion.objects.filter(organisation_id=organisation.pk).order_by(
        "-number"
    )


def pack_called(organisation: Organisation, number: int) -> Pack:
    """One version by its number."""
    version = PackVersion.objects.get(organisation_id=organisation.pk, number=number)
    return _read(version.pk)


def register_terms(
    organisations: Collection[UUID], *, on: date | None = None
) -> dict[UUID, PackSummary]:
    """What each organisation's pack in force that day lets others know, by its id."""
    counting = PackSummary.objects.filter(
        organisation_id__in=organisations,
        counts_from__lte=Today() if on is None else on,
    )
    return {row.organisation_id: row for row in counting.order_by("number")}


def address_of(organisation: Organisation) -> str:
    """`https://host[:port]` of the organisation's primary host, for links in mail."""
    return link(organisation.pk, "")
