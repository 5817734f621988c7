"""What do journeys start from: a browser, a server, organisations and people?"""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from infra.local.browser import ARGUMENTS, chromium
from tenants.context import in_organisation
from tenants.models import Organisation
from tests.accounts.making import come_in
from tests.journeys.serving import pages_served
from tests.journeys.walker import DESK, PHONE, Walker
from tests.web.walking import client_of


# Playwright's own loop runs in the test's thread, and Django takes it for async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def served(django_db_setup) -> Iterator[int]:
    """The port on which the pages are served, for the whole run of a worker."""
    with pages_served(settings.DATABASES["default"]["NAME"]) as port:
        yield port


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    # With the loop, Django takes up another connection and would keep this one.
    connections["default"].close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


@pytest.fixture(params=["phone", "desk"])
def size(request) -> dict[str, int]:
    return PHONE if request.param == "phone" else DESK


@pytest.fixture
def walk(served, chrome, size) -> Iterator[Callable[..., Walker]]:
    """`walk(organisation, person)`: that person at a browser, signed in."""
    walkers: list[Walker] = []

    def as_person(organisation: Organisation, person, *, script: bool = True) -> Walker:
        with in_organisation(organisation):
            client = come_in(client_of(organisation), person)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        origin = f"http://{organisation.slug}.localhost:{served}"
        walker = Walker(
            chrome, origin=origin, size=size, cookies=cookies, script=script
        )
        walkers.append(walker)
        return walker

    yield as_person
    for walker in walkers:
        walker.context.close()
    connections["default"].close()
