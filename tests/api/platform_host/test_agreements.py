"""Can the platform draft between two others, stop and watch, and do no more?"""

import pytest

from sharing.draft_templates import TEMPLATES
from tests.api.asking import problem, session_of
from tests.sharing.people import TODAY


PATH = "/api/v1/agreements"
HEALTH = "/api/v1/agreements-health"
BECAUSE = {"reason": "The insurer says there is no such policy."}
KEY = {"Idempotency-Key": "once"}


def begun(two, **changes) -> dict[str, object]:
    parties = {"discloser": str(two.council.pk), "recipient": str(two.partner.pk)}
    return parties | {"template": "repairs"} | changes


def test_the_templates_say_what_a_draft_would_hold(machine):
    found = machine.get("/api/v1/agreement-templates").json()["results"]

    assert [each["key"] for each in found] == list(TEMPLATES)
    assert found[1]["terms"]["starts_on"] == TODAY.isoformat()
    assert found[1]["terms"]["activities"] == ["REPAIRS", "GAS_SAFETY"]


def test_an_agreement_is_drafted_once_from_a_template(machine, two):
    first, again = (machine.post(begun(two), path=PATH, **KEY) for _ in range(2))

    assert first.status_code == again.status_code == 201
    made = first.json()
    assert again.json()["id"] == made["id"]
    assert (made["discloser"], made["recipient"]) == (
        two.council.name,
        two.partner.name,
    )
    assert made["title"] == TEMPLATES["repairs"].title
    assert made["terms"]["purposes"] == ["repair"]
    assert made["state"] == "DRAFT"
    assert machine.get(first["Location"]).json()["id"] == made["id"]
    assert made["id"] in {row["id"] for row in machine.get(PATH).json()["results"]}


def test_what_the_body_says_outranks_the_template(machine, two):
    body = begun(two, title="Roofs", level="FLAG", ends_on=TODAY.isoformat())
    made = machine.post(body | {"review_on": TODAY.isoformat()}, path=PATH).json()

    assert made["title"] == "Roofs"
    assert made["terms"]["level"] == "FLAG"
    assert made["terms"]["ends_on"] == TODAY.isoformat()
    assert made["terms"]["purposes"] == ["repair"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"template": "nobodys"}, "template"),
        ({"template": None}, "starts_on"),
        ({"discloser": "me"}, "discloser"),
        ({"recipient": None}, "recipient"),
        ({"level": "FULL"}, "level"),
        ({"entry": "E-1"}, "entry"),
    ],
)
def test_a_wrong_field_is_named_and_drafts_nothing(machine, two, change, field):
    got = machine.post(begun(two, **change), path=PATH)

    assert got.status_code == 400
    assert field in {each["field"] for each in problem(got)["errors"]}
    assert machine.get(PATH).json()["results"] == []


def test_the_platform_is_no_party(machine, two, platform_organisation):
    body = begun(two, recipient=str(platform_organisation.pk))

    assert machine.post(body, path=PATH).status_code == 404


def test_the_next_version_is_drafted_on_what_was_read(machine, two):
    agreement = two.in_force()
    path = f"{PATH}/{agreement}"
    read = machine.get(path)
    terms = read.json()["terms"]

    def revise(**headers):
        return machine.post(terms, path=f"{path}/versions", **headers)

    first = revise(If_Match=read["ETag"])
    stale = revise(If_Match=read["ETag"])

    assert first.status_code == 201, first.content
    assert stale.status_code == 412
    assert len(machine.get(f"{path}/versions").json()["results"]) == 2
    assert machine.get(f"{path}/versions/1").json()["version"] == 1
    compared = machine.get(f"{path}/difference?before=1&after=2").json()
    assert (compared["before"], compared["after"]) == (1, 2)


def test_the_platform_suspends_at_once_and_clears_what_it_suspended(machine, two):
    agreement = two.in_force()
    path = f"{PATH}/{agreement}"

    first, again = (machine.post(BECAUSE, path=f"{path}/suspend", **KEY) for _ in "ab")
    cleared = machine.post(BECAUSE, path=f"{path}/clear-suspension")

    assert first.json()["state"] == again.json()["state"] == "SUSPENDED"
    assert two.version(agreement).state == "SUSPENDED"
    assert cleared.status_code == 200
    assert "Cleared" in str(cleared.json()["timeline"]) or cleared.json()["timeline"]
    assert two.version(agreement).state == "SUSPENDED"


@pytest.mark.parametrize(
    "step",
    ["offer", "accept", "indemnity", "put-in-force", "lift-suspension", "terminate"],
)
def test_what_binds_a_party_has_no_address_here(administrator, two, step):
    agreement = two.draft()

    got = administrator.post(BECAUSE, path=f"{PATH}/{agreement}/{step}")

    assert got.status_code == 404
    assert two.version(agreement).state == "DRAFT"


def test_the_health_of_all_is_told_a_page_at_a_time_the_stopped_first(machine, two):
    stopped, well = two.in_force(), two.in_force()
    drafted = two.draft()
    machine.post(BECAUSE, path=f"{PATH}/{stopped}/suspend")
    lines, address = [], f"{HEALTH}?limit=1"
    while address:
        page = machine.get(address).json()
        lines += page["results"]
        address = page["next"]

    assert [line["id"] for line in lines] == list(map(str, (stopped, well, drafted)))
    assert lines[0]["stopped"]
    assert lines[1]["attested"] == 1
    assert lines[1]["cover_ends_on"] == TODAY.isoformat()
    assert lines == machine.get(HEALTH).json()["results"]


def test_an_organisations_officer_is_refused_what_is_the_platforms(two, client_at):
    officer = session_of(two.council, two.officer, client=client_at(two.council))

    for path in ("organisations", "operations", "agreements-health", "openings"):
        assert officer.get(f"/api/v1/{path}").status_code == 404
