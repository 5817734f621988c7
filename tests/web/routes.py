"""Which routes are there, and what address does each have for somebody's ids?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern


@dataclass(frozen=True)
class Route:
    """A route by its full name, and one address of it."""

    name: str
    address: str


def routes(urlconf: str, ids: dict[str, Any]) -> Iterator[Route]:
    """Every named route of a configuration, its parts filled in from `ids`.

    `ids` gives a value a converter (`uuid`, `string`, `slug`, `path`) and, under
    `regex`, an address for each route that is a regular expression. A route that `ids`
    does not know is an error: it would go unwalked.
    """
    yield from _under(get_resolver(urlconf), (), "/", ids)


def _under(
    resolver: URLResolver, spaces: tuple[str, ...], before: str, ids: dict[str, Any]
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _under(entry, inner, before + _filled(entry, ids), ids)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or ""))
            yield Route(name, before + _filled(entry, ids))


def _filled(entry: URLPattern | URLResolver, ids: dict[str, Any]) -> str:
    if isinstance(entry.pattern, RegexPattern):
        return str(ids["regex"][getattr(entry, "name", "")])
    route = str(entry.pattern)
    for part, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        for written in (f"<{kind}:{part}>", f"<str:{part}>", f"<{part}>"):
            route = route.replace(written, str(ids[kind]))
    return route
