"""Who calls the API in these tests?"""

import pytest

from api.limits import counters
from tests.api.asking import Program, token_for
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
