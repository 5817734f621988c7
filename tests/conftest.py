"""Inside which organisation does a test run?

Most tests take `in_eastmere`, or another `in_…`: one organisation, entered as the
application's own role, in a transaction that is rolled back. Tests that must commit are
marked `throwaway` and make organisations of their own.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, settings
from psycopg_pool import ConnectionPool
from xdist.scheduler import LoadScopeScheduling

from tenants import hosts, offboard
from tenants.codes import OrganisationKind
from tenants.context import in_organisation
from tenants.models import Organisation
from tests import database
from tests.organisations import ORGANISATIONS, open_one


REFUSED_LOGIN = """
SELECT rolsuper OR rolbypassrls OR rolinherit OR rolcreaterole
       OR pg_has_role(session_user, 'heed_owner', 'MEMBER')
       OR EXISTS (SELECT FROM pg_class WHERE relowner = r.oid)
  FROM pg_roles r WHERE rolname = session_user
"""


# Their tests share what is dear to make: a demonstration, servers, a district's people.
TOGETHER = {
    "tests/accounts/test_single_sign_on.py",
    "tests/infra/test_demonstration.py",
    "tests/infra/test_storage_and_mail.py",
    "tests/markers/test_hard_cases.py",
    "tests/markers/test_recall.py",
}
DATABASE_MADE = pytest.StashKey[str]()
# Nothing here is timed, so a slow machine fails nothing: speed is `infra/bench`'s.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "throwaway: commits for good, in organisations of its own"
    )


class Scheduling(LoadScopeScheduling):
    """A worker is handed one test at a time, or the whole of a module whose tests share
    what is dear to make; these first."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if module in TOGETHER else nodeid


def pytest_xdist_make_scheduler(
    config: pytest.Config, log: object
) -> LoadScopeScheduling | None:
    if config.getoption("dist") != "loadscope":
        return None
    return Scheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest proofs first, so that no worker ends with one alone. Each worker is
    handed two to begin with: a long one and a short one."""
    proofs = [item for item in items if item.get_closest_marker("proof")]
    if len(proofs) < len(items) or len(proofs) < 4:
        return
    proofs.sort(key=_seconds, reverse=True)
    *longest, second, first = proofs
    items[:] = [longest[0], first, longest[1], second, *longest[2:]]


def _seconds(item: pytest.Item) -> int:
    marker = item.get_closest_marker("proof")
    return marker.kwargs.get("seconds", 0) if marker else 0


def _refuse_wrong_login() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(REFUSED_LOGIN)
        if cursor.fetchone()[0]:
            pytest.exit(
                "DATABASE_URL must log in as heed_app: a superuser, an owner or a role"
                " that bypasses row-level security proves nothing.",
                returncode=3,
            )


def _close_all() -> None:
    for wrapper in (connections["default"], connections["owner"]):
        if wrapper.connection is not None:
            # Not handed back first: a pool that closes forgets what it is resetting.
            wrapper.connection.close()
        wrapper.close()
    # What is still being reset would be forgotten open.
    _lent(connections["default"].pool)
    connections["default"].close_pool()


def _lent(pool: ConnectionPool, own: int = 0) -> int:
    """How many connections others have, once what was handed back has been reset."""
    lent = 0
    if pool.closed:  # also where nobody has asked it for one yet
        return lent
    for _ in range(100):
        stats = pool.get_stats()
        lent = stats.get("pool_size", 0) - stats.get("pool_available", 0) - own
        if lent <= 0:
            return 0
        time.sleep(0.05)
    return lent


@pytest.fixture(scope="session")
def organisations(django_db_setup) -> dict[str, Organisation]:
    """The six that every test may rely on, by slug."""
    return django_db_setup


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker
) -> Iterator[dict[str, Organisation]]:
    """A copy of the template for this worker, with its organisations."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = database.make_database(worker)
    with django_db_blocker.unblock():
        database.point_at(name)
        request.config.stash[DATABASE_MADE] = name
        try:
            _refuse_wrong_login()
            made = {slug: open_one(slug, *what) for slug, what in ORGANISATIONS.items()}
            connections["default"].close()
            connections["owner"].close()
            yield made
        finally:
            _close_all()
            database.drop_database(name)


def _fixture_of(slug: str) -> Callable[..., Organisation]:
    @pytest.fixture(scope="session", name=slug)
    def found(organisations: dict[str, Organisation]) -> Organisation:
        return organisations[slug.removesuffix("_organisation")]

    return found


def _fixture_inside(slug: str) -> Callable[..., Iterator[Organisation]]:
    @pytest.fixture(name=f"in_{slug.removesuffix('_organisation')}")
    def inside(db, request) -> Iterator[Organisation]:
        with in_organisation(request.getfixturevalue(slug)) as organisation:
            yield organisation

    return inside


eastmere = _fixture_of("eastmere")
torley = _fixture_of("torley")
harbour = _fixture_of("harbour")
brightfix = _fixture_of("brightfix")
greenways = _fixture_of("greenways")
platform_organisation = _fixture_of("platform_organisation")

in_eastmere = _fixture_inside("eastmere")
in_torley = _fixture_inside("torley")
in_harbour = _fixture_inside("harbour")
in_brightfix = _fixture_inside("brightfix")
in_greenways = _fixture_inside("greenways")
in_platform = _fixture_inside("platform_organisation")


@pytest.fixture(autouse=True)
def _every_thread_hands_its_connection_back(request) -> Iterator[None]:
    """The pool holds four: what one test keeps, a later one waits for in vain."""
    yield
    default = connections["default"]
    if DATABASE_MADE not in request.config.stash:
        return
    if _lent(default.pool, own=int(default.connection is not None)):
        default.close_pool()
        pytest.fail("A thread of this test ended without closing its connection.")


@pytest.fixture(autouse=True)
def _hosts_are_asked_anew() -> None:
    hosts.forget()


@pytest.fixture
def client_at() -> Callable[[Organisation], Client]:
    """`client_at(eastmere)`: a browser that knows only that organisation's host."""

    def at(organisation: Organisation, **options) -> Client:
        return Client(headers={"host": f"{organisation.slug}.localhost"}, **options)

    return at


@pytest.fixture
def open_throwaway(request, django_db_setup, django_db_blocker):
    """`open_throwaway(kind=…, pack=…)` for tests marked `throwaway`: really committed,
    and closed and dropped when the test is over."""
    if request.node.get_closest_marker("throwaway") is None:
        pytest.fail("Mark this test `throwaway`: it commits for good.")
    opened: list[Organisation] = []

    def open_throwaway_one(
        kind=OrganisationKind.COUNCIL, pack="eastmere"
    ) -> Organisation:
        slug = f"throwaway-{secrets.token_hex(4)}"
        opened.append(open_one(slug, kind, pack, slug.title()))
        return opened[-1]

    with django_db_blocker.unblock():
        yield open_throwaway_one
        connections["default"].close()
        for organisation in opened:
            offboard.discard(organisation)
        connections["owner"].close()


@pytest.fixture
def own_database(request, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database for this test alone, empty of organisations; for migrations."""
    if request.node.get_closest_marker("throwaway") is None:
        pytest.fail("Mark this test `throwaway`: it commits for good.")
    before = connections["owner"].settings_dict["NAME"]
    name = database.make_database(f"own{secrets.token_hex(3)}")
    with django_db_blocker.unblock():
        _close_all()
        database.point_at(name)
        try:
            yield name
        finally:
            _close_all()
            database.point_at(before)
            database.drop_database(name)
