"""Who calls the platform?"""

import pytest

from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import program_of, session_of


@pytest.fixture
def somebody(db, platform_organisation, settings):
    """The platform's administrator, who may come in without a passkey here."""
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    with in_organisation(platform_organisation):
        return make_person(Role.PLATFORM_ADMINISTRATOR)


@pytest.fixture
def administrator(somebody, platform_organisation, client_at):
    """At a browser, having come in just now."""
    at = client_at(platform_organisation)
    return session_of(platform_organisation, somebody, client=at)


@pytest.fixture
def machine(somebody, platform_organisation, client_at):
    """A program for which the administrator answers."""
    at = client_at(platform_organisation)
    return program_of(platform_organisation, somebody, "platform", client=at)
