"""Is a page refused unless somebody is named who may open it?"""

import pytest

from tenants.codes import Permission, Role
from web.access import Access, holding, may_open, rule_for


OFFICERS = frozenset({Role.SHARING_OFFICER})


@pytest.mark.parametrize("roles", [frozenset(), frozenset(Role)])
def test_a_route_without_a_rule_opens_to_nobody(roles):
    assert not may_open(None, signed_in=True, roles=roles)


def test_a_role_opens_what_names_it_and_nothing_else():
    assert may_open(OFFICERS, signed_in=True, roles=OFFICERS)
    assert not may_open(OFFICERS, signed_in=True, roles=frozenset({Role.REPORTER}))
    assert not may_open(OFFICERS, signed_in=False, roles=OFFICERS)


def test_signed_in_needs_no_role():
    assert may_open(Access.SIGNED_IN, signed_in=True, roles=frozenset())
    assert not may_open(Access.SIGNED_IN, signed_in=False, roles=frozenset(Role))


def test_holding_names_each_role_with_one_of_the_permissions():
    assert holding(Permission.COUNTERSIGN) == {Role.HEAD_OF_SERVICE}
    assert Role.PLATFORM_ADMINISTRATOR not in holding(Permission.READ_REGISTER)


def test_an_unknown_route_has_no_rule():
    assert rule_for("web:nowhere") is None
