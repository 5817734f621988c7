"""Who answers people's requests in these tests?"""

import pytest

from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register.conftest import under_pack
from tests.register.making import People, make_people


__all__ = ["under_pack"]


@pytest.fixture
def people(in_eastmere) -> People:
    return make_people()


@pytest.fixture
def officer(in_eastmere):
    return make_person(Role.DATA_PROTECTION_OFFICER)
