"""How many statements does a page send?"""

from collections.abc import Callable
from functools import partial

from django.test import Client

from accounts.actions.people import create_person
from audit.actors import system
from infra.bench.schemas import statements
from infra.bench.world import AT, TODAY
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.models import Organisation


EMAIL = "bench@bench.example"
PAGES = ("/", "/checks/", "/reports/", "/register/")
CHECK = {"purpose": "repair", "activity": "REPAIRS", "premises": {"uprn": "1"}}


def statements_by_page(organisation: Organisation, *, token: str) -> dict[str, int]:
    """Statements of each page, begin and commit included, seen a second time."""
    client = _signed_in(organisation)
    counts = {f"GET {path}": _count(partial(client.get, path)) for path in PAGES}
    machine = Client(
        headers={
            "host": f"{organisation.slug}.localhost",
            "Authorization": f"Bearer {token}",
        }
    )
    counts["POST /api/v1/checks"] = _count(
        lambda: machine.post("/api/v1/checks", CHECK, content_type="application/json")
    )
    return counts


def _signed_in(organisation: Organisation) -> Client:
    with in_organisation(organisation):
        create_person(
            email=EMAIL,
            full_name="Bench Person",
            roles=[Role.VISITING_OFFICER, Role.REPORTER, Role.HEALTH_AND_SAFETY],
            teams=[],
            by=system("bench"),
            at=AT,
            briefed_on=TODAY,
        )
    client = Client(headers={"host": f"{organisation.slug}.localhost"})
    client.post("/people/become/", {"email": EMAIL}, REMOTE_ADDR="127.0.0.1")
    return client


def _count(ask: Callable[[], object]) -> int:
    """The second time, when hosts, packs and plans are known."""
    ask()
    before = statements()
    response = ask()
    if response.status_code != 200:  # type: ignore[attr-defined]
        raise RuntimeError(response)
    return statements() - before
