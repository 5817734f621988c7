"""Who calls the API in these tests?"""

import pytest

from api.limits import counters
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, token_for
from tests.sharing.people import Parties
from tests.sharing.worlds import publish_marker


@pytest.fixture(autouse=True)
def _nobody_has_called_yet():
    counters.clear()


@pytest.fixture
def program(db, eastmere, client_at):
    """A machine of Eastmere's with a live token."""
    return Program(client_at(eastmere), token_for(eastmere))


@pytest.fixture
def marker(db, eastmere):
    return publish_marker(eastmere)


@pytest.fixture
def two(db, eastmere, brightfix):
    """Two organisations, and in each a person who can sign in."""

    def somebody(organisation, role):
        with in_organisation(organisation):
            return make_person(role)

    return Parties(
        council=eastmere,
        partner=brightfix,
        officer=somebody(eastmere, Role.SHARING_OFFICER),
        signatory=somebody(brightfix, Role.PARTNER_SIGNATORY),
    )
