"""What is known about organisations, their hosts and their packs?"""

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from tenants.models import Domain, Organisation, PackVersion, Status
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
def _read(organisation_id: UUID, number: int) -> Pack:
    return load(
        PackVersion.objects.values_list("toml", flat=True).get(
            organisation_id=organisation_id, number=number
        )
    )


def current_pack(organisation: Organisation) -> Pack:
    """The pack the organisation works under now.

    A version never changes, so it is kept under its number; which number is current
    is asked each time.

    Raises:
        NoPack: none has been adopted.
    """
    number = PackVersion.objects.filter(organisation_id=organisation.pk).aggregate(
        newest=Max("number")
    )["newest"]
    if number is None:
        sentence = f"{organisation.name} has adopted no policy pack yet."
        raise NoPack(sentence)
    return _read(organisation.pk, number)


def address_of(organisation: Organisation) -> str:
    """`https://host[:port]` of the organisation's primary host, for links in mail."""
    return link(organisation.pk, "")
