"""Which calls are there, and what does each need so that it is judged and not misread?

The one list that every walk over the calls goes by. It is made from the addresses and
from the methods that each answers, so that a new call is walked with every credential,
every role and everybody else's ids at once; a test holds it to what is described.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve

from api.limits import counters
from api.platform_host.routes import ACCESS as OF_THE_PLATFORM
from api.routes import ACCESS, SHOWN_CREDENTIAL
from tests.api.asking import REPAIR, UPRN, Program
from tests.web.routes import routes


DECLARED = ACCESS | OF_THE_PLATFORM
HERE, PLATFORM = "config.urls", "config.urls_platform"
METHODS = ("get", "post", "patch", "put", "delete")
# The check's calls name their scope inside, where the shared asker row is judged.
CHECKS = "check"
# A check that cannot be understood is refused before anybody is asked for.
BODIES = {
    "api:checks": REPAIR,
    "api:check-batches": {"purpose": "repair", "rows": [UPRN]},
}
# Without these a call says what is missing before it looks for anything.
QUERIES = {"api:agreement-difference": {"before": "1", "after": "2"}}
# These take a file and nothing else.
FILES = {"api:agreement-papers": "paper"}


@dataclass(frozen=True)
class Operation:
    """One method of one address. `answered` is false where the call does not take it."""

    name: str
    method: str
    address: str
    scope: str
    names_something: bool
    answered: bool = True

    def by(self, program: Program):
        """The answer to this call with as little in it as it can be judged by."""
        counters.clear()
        call = getattr(program.client, self.method)
        given = {"headers": program.headers}
        if self.method == "get":
            given["data"] = QUERIES.get(self.name, {})
        elif self.name in FILES and self.answered:
            file = SimpleUploadedFile("paper.pdf", b"%PDF-1.7 %%EOF")
            given["data"] = {FILES[self.name]: file}
        else:
            body = json.dumps(BODIES.get(self.name, {}))
            given |= {"data": body, "content_type": "application/json"}
        return call(self.address, **given)


def every_method(parts: dict[str, object], *, urlconf=HERE) -> Iterator[Operation]:
    """Every address that asks for a credential, with every method there is."""
    for route in routes(urlconf, parts):
        if DECLARED.get(route.name) != SHOWN_CREDENTIAL:
            continue
        view = resolve(route.address, urlconf).func.view_class
        named = any(str(parts[kind]) in route.address for kind in ("uuid", "string"))
        scope = getattr(view, "scope", "") or CHECKS
        for method in METHODS:
            takes = hasattr(view, method)
            yield Operation(route.name, method, route.address, scope, named, takes)


def operations(parts: dict[str, object], *, urlconf=HERE) -> Iterator[Operation]:
    """Every call that asks for a credential, with these ids in its address."""
    return (one for one in every_method(parts, urlconf=urlconf) if one.answered)
