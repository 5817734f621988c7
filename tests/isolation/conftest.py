"""What do the attacks share?"""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Organisation
from tests.isolation.stock import stock_database
from tests.organisations import open_one


def add_known(organisation: Organisation) -> None:
    """A table of the organisation's own whose one row names it."""
    with as_owner(organisation.schema_name) as cursor:
        cursor.execute("CREATE TABLE known (owner text)")
        cursor.execute("INSERT INTO known VALUES (%s)", [str(organisation.pk)])
        cursor.execute(f'GRANT SELECT ON known TO "{organisation.role}"')


@pytest.fixture(scope="session")
def _known_for_the_run(organisations, django_db_blocker) -> list[Organisation]:
    with django_db_blocker.unblock():
        made = [
            open_one(
                f"known-{number}",
                OrganisationKind.COUNCIL,
                "eastmere",
                f"Known {number}",
            )
            for number in range(3)
        ]
        for organisation in made:
            add_known(organisation)
        connections["owner"].close()
    return made


@pytest.fixture
def known_organisations(
    _known_for_the_run, django_db_blocker
) -> Iterator[list[Organisation]]:
    """Three that are really there, shared by all attacks, which only read them."""
    with django_db_blocker.unblock():
        yield _known_for_the_run
        connection.close()


@pytest.fixture
def stock(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a database as plain django-tenants would have it."""
    with django_db_blocker.unblock(), stock_database() as name:
        yield name
