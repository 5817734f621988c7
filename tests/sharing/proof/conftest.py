"""A database of its own, where nine organisations share at random."""

from dataclasses import dataclass

import pytest

from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Organisation, Status
from tests.organisations import open_one
from tests.sharing.proof.floor import Floor, lay_out
from tests.sharing.proof.runs import seeded
from tests.sharing.proof.watching import pretend_the_clock


DISCLOSERS, RECIPIENTS = 3, 6


@dataclass(frozen=True)
class Size:
    """How large a world is laid out."""

    days: int
    agreements: int
    markers: int


@pytest.fixture
def floor_of(own_database):
    """`floor_of("name", Size(…))`: laid out, written, and open to be read."""

    def make(name: str, size: Size) -> Floor:
        draw = seeded(name)
        opened = [_open(number) for number in range(DISCLOSERS + RECIPIENTS)]
        disclosers, recipients = opened[:DISCLOSERS], opened[DISCLOSERS:]
        for one in (disclosers[-1], recipients[-1]):
            _suspend(one)
        pretend_the_clock()
        floor = lay_out(
            draw,
            disclosers=disclosers,
            recipients=recipients,
            days=size.days,
            agreements=size.agreements,
            markers=size.markers,
        )
        floor.write()
        with as_owner() as cursor:
            for table in {model._meta.db_table for model in floor.rows}:
                cursor.execute(f"ANALYZE public.{table}")
        return floor

    return make


def _open(number: int) -> Organisation:
    kind = (
        (OrganisationKind.COUNCIL, "eastmere")
        if number < DISCLOSERS
        else (OrganisationKind.CONTRACTOR, "brightfix")
    )
    return open_one(f"floor-{number}", *kind, f"Floor {number}")


def _suspend(organisation: Organisation) -> None:
    organisation.status = Status.SUSPENDED
    Organisation.objects.using("owner").filter(pk=organisation.pk).update(
        status=Status.SUSPENDED
    )
