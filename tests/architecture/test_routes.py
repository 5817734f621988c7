"""Does every route say who may open it?"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.figures import How, record_figure
from web.access import declared_rules, rule_for


URLCONFS = (settings.ROOT_URLCONF, settings.PLATFORM_URLCONF)


def routes(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Give every route's full name; a nameless one by its pattern, in brackets."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from routes(entry, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name or f"[{entry.pattern}]"))


def every_route() -> set[str]:
    """Give the routes of organisations and of the platform."""
    return {route for urlconf in URLCONFS for route in routes(get_resolver(urlconf))}


def test_every_route_says_who_may_open_it():
    found = every_route()
    record_figure("Routes that declare their access", len(found), How.LARGEST)

    assert {route for route in found if rule_for(route) is None} == set()


def test_no_rule_is_left_over():
    found = every_route()
    namespaces = {f"{route.rpartition(':')[0]}:*" for route in found}

    assert set(declared_rules()) - found - namespaces == set()


@pytest.mark.parametrize("urlconf", URLCONFS)
def test_names_are_not_given_twice_in_one_urlconf(urlconf):
    names = list(routes(get_resolver(urlconf)))

    assert sorted(name for name in set(names) if names.count(name) > 1) == []
