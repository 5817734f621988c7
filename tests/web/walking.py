"""How does a test get a browser signed in as somebody, and forms filled in?"""

from django.test import Client

from tenants.codes import Role
from tenants.hosts import organisation_at
from tests.accounts.making import come_in, make_person


def browser(organisation, *roles: Role, **options) -> Client:
    """A browser signed in at this organisation as a new person with these roles.

    Inside `in_organisation(organisation)` only.
    """
    return signed_in(organisation, make_person(*roles, **options))


def signed_in(organisation, user) -> Client:
    host = f"{organisation.slug}.localhost"
    assert organisation_at(host) == organisation  # known from the pages on the way in
    return come_in(client_of(organisation), user)


def client_of(organisation) -> Client:
    """A browser at this organisation's host, with nobody signed in."""
    return Client(headers={"host": f"{organisation.slug}.localhost"})


def page_of(response) -> str:
    """The page as text."""
    return str(response.content.decode())
