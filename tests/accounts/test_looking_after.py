"""Of two who change one person at the same moment, is the second told?"""

from contextlib import nullcontext

import pytest
from django.utils import timezone

from accounts.actions import looking_after
from accounts.permissions import roles_of
from accounts.queries.naming import person_for
from tenants.clocks import civil_date
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing.racing import Step, race, without_locks


@pytest.mark.throwaway
@pytest.mark.parametrize("locked", [True, False], ids=["locked", "lock taken out"])
def test_two_who_give_roles_at_once_do_not_undo_each_other(open_throwaway, locked):
    here = open_throwaway()
    at = timezone.now()
    with in_organisation(here):
        one, other = (make_person(Role.ORGANISATION_ADMINISTRATOR) for _ in range(2))
        officer = make_person(Role.VISITING_OFFICER)
        seen = person_for(one, officer.pk, at=at).seen

    def gives(by, *roles):
        return Step(
            here,
            lambda: looking_after.set_roles(
                person_id=officer.pk, held=roles, by=by, at=at, seen=seen
            ),
        )

    with nullcontext() if locked else without_locks():
        ran = race(
            gives(one, Role.VISITING_OFFICER, Role.SHARING_OFFICER),
            gives(other, Role.VISITING_OFFICER, Role.HEALTH_AND_SAFETY),
            pause="accounts.actions.looking_after._unchanged",
        )

    assert ran.first.error is None
    assert ran.overtook is not locked
    assert isinstance(ran.second.error, looking_after.PersonChanged) is locked
    # Overtaken, the first takes away what the second was told is given.
    with in_organisation(here):
        held = roles_of(officer, civil_date(at))
    assert held == {Role.VISITING_OFFICER, Role.SHARING_OFFICER}
