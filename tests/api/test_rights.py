"""Does a program get what its scope and its responsible person allow, on record?"""

import pytest

from audit.kinds import Kind
from audit.models import Event
from rights.models import RightsRequest
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import problem, program_of


NEW = {
    "kind": "ERASURE",
    "received_on": "2026-11-20",
    "received_how": "By e-mail",
    "requester_name": "Rowan Ashby",
    "what_asked": "Please erase everything.",
}
LIST = "/api/v1/rights-requests"


@pytest.fixture
def officer(db, eastmere):
    with in_organisation(eastmere):
        return make_person(Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def asking(eastmere, officer, client_at):
    def made(*scopes, user=officer):
        return program_of(eastmere, user, *scopes, client=client_at(eastmere))

    return made


def events(organisation, kind) -> int:
    with in_organisation(organisation):
        return Event.objects.filter(organisation=organisation.pk, kind=kind).count()


def test_a_request_is_recorded_once_however_often_it_is_sent(asking, eastmere):
    program = asking("rights")

    made = program.post(NEW, path=LIST, Idempotency_Key="k1")
    again = program.post(NEW, path=LIST, Idempotency_Key="k1")

    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json()["reference"] == again.json()["reference"]
    assert made.json()["due_on"] == "2026-12-21"
    assert "Rowan" not in made.content.decode()
    with in_organisation(eastmere):
        assert RightsRequest.objects.count() == 1


def test_the_clock_stops_goes_on_and_is_acknowledged(asking):
    program = asking("rights")
    one = f"{LIST}/{program.post(NEW, path=LIST).json()['reference']}"

    paused = program.post(
        {"about": "IDENTITY", "asked": "Which address?"}, path=f"{one}/pause"
    )
    resumed = program.post({}, path=f"{one}/resume")
    told = program.post({}, path=f"{one}/acknowledge")
    twice = program.post({}, path=f"{one}/acknowledge")

    assert paused.json()["state"] == "PAUSED"
    assert resumed.json()["state"] == "OPEN"
    assert told.json()["acknowledged_at"]
    assert problem(twice)["detail"] == "This was acknowledged already."


def test_requests_are_listed_in_pages(asking):
    program = asking("rights")
    for _ in range(3):
        program.post(NEW, path=LIST)

    first = program.get(f"{LIST}?limit=2").json()
    second = program.get(first["next"]).json()

    assert len(first["results"]) == 2
    assert len(second["results"]) == 1
    assert second["next"] is None


def test_all_that_is_wrong_is_said_at_once(asking):
    got = asking("rights").post({"kind": "NO", "name": "x"}, path=LIST)

    fields = {error["field"] for error in problem(got)["errors"]}
    assert {"kind", "name", "received_on", "requester_name"} <= fields


def test_the_figures_are_answered_and_on_record(asking, eastmere):
    program = asking("audit:read")

    got = program.get("/api/v1/statistics/foi?since=2026-01-01&until=2026-10-31")

    assert [one["number"] for one in got.json()["figures"]] == list(range(1, 11))
    assert events(eastmere, Kind.FIGURES_READ) == 1
    wrong = program.get("/api/v1/statistics/foi?since=yesterday")
    assert {error["field"] for error in problem(wrong)["errors"]} == {"since", "until"}


def test_reading_the_audit_is_itself_on_record(asking, eastmere):
    program = asking("audit:read")
    program.get("/api/v1/audit-events")

    got = program.get("/api/v1/audit-events?kind=audit.read&limit=1")

    (event,) = got.json()["results"]
    assert event["kind"] == "audit.read"
    assert event["actor_kind"] == "CLIENT"
    assert "terms" not in event
    assert events(eastmere, Kind.AUDIT_READ) == 2


def test_pages_of_the_audit_follow_one_another(asking):
    program = asking("audit:read")
    for _ in range(3):
        program.get("/api/v1/audit-events?limit=1")

    seen: list[str] = []
    path: str | None = "/api/v1/audit-events?kind=audit.read&limit=2"
    while path and len(seen) < 20:
        page = program.get(path).json()
        seen += [event["id"] for event in page["results"]]
        path = page["next"]
    assert path is None
    assert len(set(seen)) == len(seen) >= 3


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        (LIST, "audit:read"),
        ("/api/v1/audit-events", "rights"),
        ("/api/v1/statistics/foi?since=2026-01-01&until=2026-02-01", "rights"),
    ],
)
def test_another_scope_or_role_is_refused(asking, eastmere, path, scope):
    assert problem(asking(scope).get(path))["status"] == 403
    with in_organisation(eastmere):
        reporter = make_person(Role.VISITING_OFFICER)
    both = asking("rights", "audit:read", user=reporter)
    assert problem(both.get(path))["status"] == 403
