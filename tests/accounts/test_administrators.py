"""Is an organisation left with an administrator by two who remove each other at once?"""

from contextlib import nullcontext
from types import SimpleNamespace
from unittest import mock

import pytest
from django.utils import timezone

from accounts.actions import people, roles
from accounts.actions.roles import LastAdministrator
from accounts.permissions import holders_of
from accounts.queries import actor
from tenants.clocks import civil_date
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing.racing import Step, race


pytestmark = pytest.mark.throwaway
ADMINISTRATOR = Role.ORGANISATION_ADMINISTRATOR


@pytest.fixture
def both(open_throwaway):
    here = open_throwaway()
    with in_organisation(here):
        one, other = (make_person(ADMINISTRATOR) for _ in range(2))
    return SimpleNamespace(here=here, one=one, other=other)


def end_role(*, user, by):
    roles.end_role(user=user, role=ADMINISTRATOR, by=actor(by), at=timezone.now())


def disable(*, user, by):
    people.disable_person(user=user, by=actor(by), at=timezone.now())


def left(both) -> int:
    with in_organisation(both.here):
        return holders_of(ADMINISTRATOR, civil_date(timezone.now())).count()


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "lock taken out"])
@pytest.mark.parametrize("act", [end_role, disable])
def test_of_two_who_remove_each_other_the_second_stays(both, act, locked):
    with nullcontext() if locked else mock.patch.object(roles, "_one_at_a_time"):
        ran = race(
            Step(both.here, lambda: act(user=both.other, by=both.one)),
            Step(both.here, lambda: act(user=both.one, by=both.other)),
            pause="accounts.actions.roles.refuse_last_administrator",
        )

    assert ran.first.error is None
    assert ran.overtook is not locked
    assert isinstance(ran.second.error, LastAdministrator) is locked
    assert left(both) == (1 if locked else 0)
