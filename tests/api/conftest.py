"""Who calls the API in these tests?"""

import fcntl
import json

import pytest
from django.core.management import call_command
from drf_spectacular.drainage import GENERATOR_STATS

from api.limits import counters
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, token_for
from tests.api.operations import HERE, PLATFORM
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


def described(folder, urlconf):
    """The description, made as CI makes it: any warning is a failure."""
    path = folder / f"{urlconf}.json"
    if not path.exists():
        GENERATOR_STATS.reset()
        begun = path.with_suffix(".begun")
        call_command(
            "spectacular",
            format="openapi-json",
            file=str(begun),
            urlconf=urlconf,
            fail_on_warn=True,
            validate=True,
        )
        begun.rename(path)
    return json.loads(path.read_text())


@pytest.fixture(scope="session")
def descriptions(tmp_path_factory, testrun_uid):
    """Of every host: an organisation's own, and the platform's. They take half a minute
    to make, so whichever worker comes first makes them for all."""
    folder = tmp_path_factory.getbasetemp().parent / f"openapi-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return {urlconf: described(folder, urlconf) for urlconf in (HERE, PLATFORM)}


@pytest.fixture(scope="session")
def description(descriptions):
    return descriptions[HERE]
