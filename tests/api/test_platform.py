"""Does the platform's administrator do by call what its pages do, and no more?"""

from uuid import uuid4

import pytest

from accounts.models import User
from audit.models import OutboxItem
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.agreeing import draft
from tests.api.asking import problem, program_of


pytestmark = pytest.mark.django_db(databases=["default"])
OPENING = {
    "name": "Fernley Borough Council",
    "slug": "fernley",
    "kind": "COUNCIL",
    "pack": "eastmere",
    "duty_name": "Fernley duty desk",
    "duty_phone": "01632 960777",
}
GUEST = {
    "name": "Hartley Roofing",
    "slug": "hartley-roofing",
    "duty_name": "Hartley's office",
    "duty_phone": "01632 960777",
}
ORGANISATIONS, GUESTS = "/api/v1/organisations", "/api/v1/guests"


@pytest.fixture
def administrator(db, platform_organisation, client_at):
    with in_organisation(platform_organisation):
        person = make_person(Role.PLATFORM_ADMINISTRATOR)
    client = client_at(platform_organisation)
    scopes = ("platform", "sharing:manage")
    return program_of(platform_organisation, person, *scopes, client=client)


def asked_for(platform, slug: str) -> list[OutboxItem]:
    with in_organisation(platform):
        return list(OutboxItem.objects.filter(arguments__slug=slug))


def test_an_organisation_is_asked_for_once_and_its_progress_read(
    administrator, platform_organisation
):
    key = {"Idempotency_Key": "open-1"}
    made = administrator.post(OPENING, path=ORGANISATIONS, **key)
    again = administrator.post(OPENING, path=ORGANISATIONS, **key)
    taken = administrator.post(OPENING, path=ORGANISATIONS)
    read = administrator.get(made["Location"]).json()

    assert (made.status_code, again.json()) == (202, made.json())
    assert (read["slug"], read["steps_done"]) == ("fernley", 1)
    assert problem(taken)["status"] == 409
    listed = administrator.get("/api/v1/openings").json()["results"]
    assert [one["id"] for one in listed] == [read["id"]]
    [row] = asked_for(platform_organisation, "fernley")
    assert row.arguments["duty_phone"] == "01632 960777"


def test_a_guest_is_asked_for_with_its_ten_people(administrator, platform_organisation):
    made = administrator.post(GUEST, path=GUESTS)

    [row] = asked_for(platform_organisation, "hartley-roofing")
    assert made.json()["id"] == str(row.pk)
    assert row.arguments["most_people"] == "10"
    assert row.arguments["kind"] == "CONTRACTOR"


@pytest.mark.parametrize(
    ("path", "body", "change", "field"),
    [
        (ORGANISATIONS, OPENING, {"slug": "Fern Ley!"}, "slug"),
        (ORGANISATIONS, OPENING, {"kind": "PLATFORM"}, "kind"),
        (ORGANISATIONS, OPENING, {"pack": "none"}, "pack"),
        (ORGANISATIONS, OPENING, {"name": "x" * 121}, "name"),
        (ORGANISATIONS, OPENING, {"gss_code": "E090000181"}, "gss_code"),
        (GUESTS, GUEST, {"duty_phone": "soon"}, "duty_phone"),
        (GUESTS, GUEST, {"name": "Hartley\nRoofing"}, "name"),
        (GUESTS, GUEST, {"colour": "#fff"}, "colour"),
    ],
)
def test_what_cannot_be_is_named_and_opens_nothing(
    administrator, platform_organisation, path, body, change, field
):
    told = problem(administrator.post(body | change, path=path))

    assert told["status"] == 400
    assert [error["field"] for error in told["errors"]] == [field]
    assert asked_for(platform_organisation, body["slug"]) == []


def test_an_organisation_is_listed_read_and_suspended_once(administrator, eastmere):
    first = administrator.get(f"{ORGANISATIONS}?limit=1").json()
    every, page = list(first["results"]), first
    while page["next"]:
        page = administrator.get(page["next"]).json()
        every += page["results"]
    one = f"{ORGANISATIONS}/{eastmere.pk}"
    why = {"reason": "Their network is compromised."}
    early = administrator.post(why, path=f"{one}/resume")
    key = {"Idempotency_Key": "stop-1"}
    stopped = administrator.post(why, path=f"{one}/suspend", **key)
    again = administrator.post(why, path=f"{one}/suspend", **key)
    bare = administrator.post({"reason": " "}, path=f"{one}/suspend")
    unknown = administrator.post(why, path=f"{ORGANISATIONS}/{uuid4()}/suspend")

    slugs = [each["slug"] for each in every]
    assert slugs == sorted(slugs)
    assert {"eastmere", "brightfix"} <= set(slugs)
    assert problem(early)["status"] == 409
    assert stopped.status_code == 202
    assert stopped.json()["asked"]["suspends"] is True
    assert again.json() == stopped.json()
    assert problem(bare)["status"] == 400
    assert problem(unknown)["status"] == 404


def test_only_where_nobody_is_there_is_an_administrator_invited(
    administrator, eastmere, torley
):
    body = {"full_name": "Ada Quill", "email": "ada@eastmere.example"}
    with in_organisation(eastmere):
        make_person(Role.VISITING_OFFICER)
    there = administrator.post(body, path=f"{ORGANISATIONS}/{eastmere.pk}/invite")
    empty = f"{ORGANISATIONS}/{torley.pk}/invite"
    wrong = administrator.post(body | {"email": "ada"}, path=empty)
    key = {"Idempotency_Key": "invite-1"}
    made, again = (administrator.post(body, path=empty, **key) for _ in range(2))

    assert problem(there)["status"] == 409
    assert problem(wrong)["status"] == 400
    assert (made.status_code, problem(again)["status"]) == (202, 409)
    assert b"Ada" not in made.content
    with in_organisation(torley):
        assert User.objects.count() == 1


def test_agreements_are_drafted_watched_and_suspended_and_never_put_in_force(
    administrator, two
):
    agreement_id = two.in_force()
    templates = administrator.get("/api/v1/agreement-templates").json()["results"]
    given = draft(two) | {"discloser": str(two.council.pk)}
    made = administrator.post(given, path="/api/v1/agreements")
    lines = administrator.get("/api/v1/agreement-health").json()["results"]
    one = f"/api/v1/agreements/{agreement_id}"
    text = administrator.get(f"{one}/versions/1/texts/agreement")
    forced = administrator.post({"reason": "x"}, path=f"{one}/put-in-force")
    stopped = administrator.post({"reason": "Their network."}, path=f"{one}/suspend")

    assert {each["key"] for each in templates} == {
        "landlord",
        "repairs",
        "care",
        "council",
    }
    assert templates[0]["terms"]["activities"]
    assert made.status_code == 201
    assert made.json()["discloser"] == "Eastmere Council"
    assert {line["id"] for line in lines} == {str(agreement_id), made.json()["id"]}
    assert text.json()["sections"]
    assert problem(forced)["status"] == 403
    assert stopped.json()["state"] == "SUSPENDED"


def test_an_organisation_drafts_for_nobody_else(two, torley, client_at):
    council = program_of(
        two.council, two.officer, "sharing:manage", client=client_at(two.council)
    )
    given = draft(two) | {"discloser": str(torley.pk)}

    got = council.post(given, path="/api/v1/agreements")

    assert problem(got)["status"] == 403


def test_the_platforms_host_describes_its_own_calls(administrator):
    told = administrator.get("/api/v1/openapi.json").json()
    docs = administrator.get("/api/v1/docs/")

    assert "/api/v1/organisations" in told["paths"]
    assert "/api/v1/checks" not in told["paths"]
    assert docs.status_code == 200
