"""Who reports, countersigns and decides in these tests?"""

import pytest

from tests.register.making import People, make_people


@pytest.fixture
def people(in_eastmere) -> People:
    """Four people of Eastmere, and the test inside it."""
    return make_people()
