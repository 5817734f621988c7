"""How does a test get a browser signed in as somebody, and forms filled in?"""

from django.test import Client

from tenants.codes import Role
from tests.accounts.making import make_person, sign_in


def browser(organisation, *roles: Role, **options) -> Client:
    """A browser signed in at this organisation as a new person with these roles.

    Inside `in_organisation(organisation)` only.
    """
    return signed_in(organisation, make_person(*roles, **options))


def signed_in(organisation, user, *, code: str = "") -> Client:
    client = client_of(organisation)
    return sign_in(client, user, code=code)


def client_of(organisation) -> Client:
    """A browser at this organisation's host, with nobody signed in."""
    return Client(headers={"host": f"{organisation.slug}.localhost"})


def page_of(response) -> str:
    """The page as text."""
    return str(response.content.decode())
