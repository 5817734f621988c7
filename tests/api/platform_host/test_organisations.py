"""Can the platform open, stop and serve organisations by call, and each once?"""

from uuid import UUID

import pytest
from django.utils import timezone

from accounts.models import User
from audit.actors import system
from audit.kinds import Kind
from audit.models import OutboxItem
from audit.queries import events_for
from tenants import offboard, onboarding, stopping
from tenants.context import in_organisation
from tests.api.asking import grow_old, problem


NOBODYS = UUID(int=7)
PATH = "/api/v1/organisations"
FERNLEY = {
    "slug": "fernley",
    "name": "Fernley Borough Council",
    "kind": "COUNCIL",
    "pack": "eastmere",
    "duty_name": "Fernley duty desk",
    "duty_phone": "01632 960777",
    "brand_colour": "#1f4b63",
}
GUEST = {
    "slug": "hartley-roofing",
    "name": "Hartley Roofing",
    "duty_name": "The office",
    "duty_phone": "01632 960778",
}
AMA = {"full_name": "Ama Fell", "email": "ama.fell@greenways.example"}
BECAUSE = {"reason": "Its cover was invented."}
KEY = {"Idempotency-Key": "once"}


def one(organisation, step="") -> str:
    return f"{PATH}/{organisation.pk}{step}"


def asked(platform_organisation, *tasks: str) -> list[OutboxItem]:
    with in_organisation(platform_organisation):
        return list(OutboxItem.objects.filter(task__in=tasks or stopping.FROM))


@pytest.fixture
def suspended(open_throwaway):
    """Really stopped. Asked for first, before the test's own transaction begins."""
    return offboard.suspend(
        organisation=open_throwaway(), by=system("tests"), at=timezone.now()
    )


def test_organisations_are_listed_a_page_at_a_time(administrator):
    slugs, address = [], f"{PATH}?limit=2"
    while address:
        page = administrator.get(address).json()
        assert len(page["results"]) <= 2
        slugs += [row["slug"] for row in page["results"]]
        address = page["next"]

    assert slugs == sorted(slugs)
    assert {"eastmere", "torley", "brightfix", "greenways"} <= set(slugs)


def test_one_says_how_it_stands_and_what_may_be_done(administrator, machine, eastmere):
    got = administrator.get(one(eastmere))

    assert got.json()["status"] == "ACTIVE"
    assert got.json()["kind"] == "COUNCIL"
    assert got.json()["address"].startswith("http://eastmere.")
    assert "suspend" in got.json()["may"]
    assert got["ETag"] == '"ACTIVE"'
    assert "administrator" not in machine.get(one(eastmere)).json()["may"]


def test_an_organisation_is_asked_for_once_and_its_opening_read(
    administrator, platform_organisation
):
    first, again = (administrator.post(FERNLEY, path=PATH, **KEY) for _ in range(2))

    assert first.status_code == again.status_code == 202
    assert first.json() == again.json()
    assert administrator.get(first["Location"]).json() == first.json()
    assert first.json()["progress"] == "RUNNING"
    assert [step["done"] for step in first.json()["steps"]] == [True, *[False] * 3]
    assert first.json() in administrator.get("/api/v1/openings").json()["results"]
    [row] = asked(platform_organisation, onboarding.TASK)
    assert row.arguments["brand_colour"] == "#1f4b63"
    assert row.arguments["kind"] == "COUNCIL"


def test_a_name_that_is_taken_opens_nothing(administrator):
    got = administrator.post(FERNLEY | {"slug": "eastmere"}, path=PATH)

    assert got.status_code == 409
    assert "exists already" in problem(got)["detail"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"slug": "Fern Ley!"}, "slug"),
        ({"name": " "}, "name"),
        ({"kind": "PLATFORM"}, "kind"),
        ({"kind": None}, "kind"),
        ({"pack": "nobodys"}, "pack"),
        ({"duty_phone": "ring me"}, "duty_phone"),
        ({"brand_colour": "#ffdd00"}, "brand_colour"),
        ({"gss_code": "E060000011"}, "gss_code"),
        ({"entries": []}, "entries"),
    ],
)
def test_a_wrong_field_is_named_and_opens_nothing(
    administrator, platform_organisation, change, field
):
    got = administrator.post(FERNLEY | change, path=PATH)

    assert got.status_code == 400
    assert [each["field"] for each in problem(got)["errors"]] == [field]
    assert asked(platform_organisation, onboarding.TASK) == []


def test_a_guest_is_asked_for_with_ten_people(machine, platform_organisation):
    got = machine.post(GUEST, path="/api/v1/guests", **KEY)

    assert got.status_code == 202
    [row] = asked(platform_organisation, onboarding.TASK)
    assert row.arguments["most_people"] == "10"
    assert row.arguments["kind"] == "CONTRACTOR"


def test_an_organisation_is_suspended_once_and_why_is_on_record(
    machine, platform_organisation, eastmere
):
    first, again = (
        machine.post(BECAUSE, path=one(eastmere, "/suspend"), **KEY) for _ in range(2)
    )

    assert first.status_code == again.status_code == 200
    assert first.json()["asked"]["what"] == "suspend"
    assert first.json()["may"] == []
    [row] = asked(platform_organisation)
    assert row.arguments["organisation"] == str(eastmere.pk)
    with in_organisation(platform_organisation):
        [event] = events_for(
            organisation=platform_organisation.pk,
            kinds=[Kind.ORGANISATION_SUSPENSION_ASKED],
        )
    assert event.details["reason"] == BECAUSE["reason"]
    assert event.actor_kind == "CLIENT"


def test_stopping_asks_for_no_proof(administrator, platform_organisation, eastmere):
    grow_old(platform_organisation, administrator)

    assert (
        administrator.post(BECAUSE, path=one(eastmere, "/suspend")).status_code == 200
    )


@pytest.mark.throwaway
def test_a_suspended_one_is_served_again_by_a_person(
    suspended, administrator, platform_organisation
):
    read = administrator.get(one(suspended))
    got = administrator.post(
        BECAUSE, path=one(suspended, "/resume"), If_Match=read["ETag"]
    )

    assert read.json()["may"] == ["resume"]
    assert got.json()["asked"]["what"] == "resume"
    assert got["ETag"] != read["ETag"]
    [row] = asked(platform_organisation)
    assert row.task == stopping.RESUME


@pytest.mark.throwaway
def test_who_read_it_before_another_asked_is_told(suspended, administrator):
    read = administrator.get(one(suspended))
    administrator.post(BECAUSE, path=one(suspended, "/resume"))

    got = administrator.post(
        BECAUSE, path=one(suspended, "/resume"), If_Match=read["ETag"]
    )

    assert got.status_code == 412
    assert problem(got)["type"] == "urn:heed:problem:changed"


@pytest.mark.throwaway
@pytest.mark.parametrize("step", ["/resume", "/administrator"])
def test_a_program_lets_nobody_in_and_that_it_tried_is_on_record(
    suspended, machine, platform_organisation, step
):
    body = AMA if step == "/administrator" else BECAUSE
    got = machine.post(body, path=one(suspended, step), **KEY)

    assert problem(got)["type"] == "urn:heed:problem:needs-a-person"
    assert asked(platform_organisation) == []
    with in_organisation(platform_organisation):
        [tried] = events_for(
            organisation=platform_organisation.pk, kinds=[Kind.STEP_NOT_ALLOWED]
        )
    assert (tried.actor_kind, tried.subject) == ("CLIENT", str(suspended.pk))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (PATH, FERNLEY),
        ("/api/v1/guests", GUEST),
        ("{one}/resume", BECAUSE),
        ("{one}/administrator", AMA),
    ],
)
def test_who_lets_in_has_proved_lately_who_they_are(
    administrator, platform_organisation, greenways, path, body
):
    grow_old(platform_organisation, administrator)

    got = administrator.post(body, path=path.format(one=one(greenways)))

    assert problem(got)["type"] == "urn:heed:problem:needs-proof"
    assert asked(platform_organisation, onboarding.TASK, *stopping.FROM) == []
    with in_organisation(greenways):
        assert not User.objects.exists()


def test_the_first_administrator_is_invited_once(administrator, greenways):
    path = one(greenways, "/administrator")
    before = administrator.get(one(greenways)).json()
    first, again = (administrator.post(AMA, path=path, **KEY) for _ in range(2))
    another = administrator.post(AMA, path=path)
    reused = administrator.post(AMA | {"full_name": "Bo Fell"}, path=path, **KEY)

    assert before["has_nobody"]
    assert "administrator" in before["may"]
    assert first.status_code == again.status_code == 200
    assert not first.json()["has_nobody"]
    assert another.status_code == 409
    assert "has people already" in problem(another)["detail"]
    assert problem(reused)["type"] == "urn:heed:problem:key-reused"
    with in_organisation(greenways):
        assert User.objects.get().email == AMA["email"]


@pytest.mark.parametrize("change", [{"email": "nobody"}, {"email": ""}, {"phone": "1"}])
def test_nobody_is_invited_under_no_address(administrator, greenways, change):
    path = one(greenways, "/administrator")
    got = administrator.post(AMA | change, path=path, **KEY)

    assert got.status_code == 400
    assert administrator.post(AMA, path=path, **KEY).status_code == 200


def test_what_cannot_be_asked_of_an_organisation_is_a_sentence(
    administrator, platform_organisation, eastmere
):
    for organisation, step, sentence in (
        (eastmere, "/resume", "is active already"),
        (platform_organisation, "/suspend", "The platform cannot suspend itself."),
    ):
        got = administrator.post(BECAUSE, path=one(organisation, step))

        assert got.status_code == 409
        assert sentence in problem(got)["detail"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{PATH}/{NOBODYS}/suspend", BECAUSE),
        (f"{PATH}/{NOBODYS}/resume", BECAUSE),
        (f"{PATH}/{NOBODYS}/administrator", AMA),
        (f"{PATH}/{NOBODYS}", None),
        (f"/api/v1/openings/{NOBODYS}", None),
    ],
)
def test_what_nobody_opened_is_not_found(administrator, path, body):
    got = (
        administrator.get(path) if body is None else administrator.post(body, path=path)
    )

    assert got.status_code == 404
    assert problem(got)["type"] == "urn:heed:problem:not-found"


def test_operations_are_counts(machine):
    figures = machine.get("/api/v1/operations").json()["results"]

    assert "Organisations served" in {figure["label"] for figure in figures}
    assert all(figure["value"].isdigit() for figure in figures)
