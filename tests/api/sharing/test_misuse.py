"""Does a call that reports misuse stop sharing, and does each side do its part by call?"""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from sharing.models import MisuseCase
from tenants.codes import Role
from tenants.context import in_organisation
from tests.api.agreeing import MANAGE, persons, programs
from tests.api.asking import grow_old, problem, program_of
from tests.sharing.people import person


pytestmark = pytest.mark.django_db(databases=["default"])
CASES = "/api/v1/misuse-cases"


def report(agreement_id, **changes):
    return {
        "agreement": str(agreement_id),
        "kind": "COPIED",
        "what_happened": "A list was put on a notice board.",
        "people_affected": 3,
        "aware_at": (timezone.now() - timedelta(hours=2)).isoformat(),
    } | changes


def test_a_report_stops_sharing_and_each_side_does_its_part(two, client_at):
    council, partner = programs(two, client_at)
    agreement_id = two.in_force()
    key = {"Idempotency-Key": "report-1"}
    made = partner.post(body := report(agreement_id), path=CASES, **key)
    again = partner.post(body, path=CASES, **key)
    case = made.json()
    stopped = two.version(agreement_id).state
    one = f"{CASES}/{case['id']}"
    early = council.post(
        {"outcome": "PUT_RIGHT", "reason": "Done."}, path=f"{one}/close"
    )
    for side in (council, partner):
        for task in side.get(one).json()["tasks"]:
            if task["mine"]:
                path = f"{one}/tasks/{task['id']}/finish"
                assert side.post({"note": "Shredded."}, path=path).status_code == 200
    told = {"tell_ico": False, "reason": "Nobody outside saw it."}
    stale = council.post(told, path=f"{one}/decide", If_Match=made["ETag"])
    decided = council.post(
        told, path=f"{one}/decide", If_Match=council.get(one)["ETag"]
    )
    closed = council.post(
        {"outcome": "PUT_RIGHT", "reason": "Done."}, path=f"{one}/close"
    )

    assert (made.status_code, made["Location"]) == (201, one)
    assert again.json()["id"] == case["id"]
    assert stopped == "SUSPENDED"
    assert len(case["tasks"]) == 5
    assert problem(early)["status"] == 409
    assert problem(stale)["type"] == "urn:heed:problem:changed"
    assert [each["told"] for each in decided.json()["decisions"]] == [False]
    assert closed.json()["outcome"].startswith("It happened")
    assert partner.get(CASES).json()["results"][0]["closed_at"]
    assert council.get(f"/api/v1/agreements/{agreement_id}").json()["misuse_cases"] == [
        case["id"]
    ]


def test_a_claim_leaves_to_a_person_who_proved_it_lately(two, client_at):
    council, partner = programs(two, client_at)
    officer, signatory = persons(two, client_at)
    made = partner.post(report(two.in_force()), path=CASES).json()
    path = f"{CASES}/{made['id']}/claim"
    by_program = problem(council.post({}, path=path))["type"]
    theirs = problem(signatory.post({}, path=path))["status"]
    given = officer.post({}, path=path)
    grow_old(two.council, officer)
    unproved = problem(officer.post({}, path=path))["type"]

    assert by_program == "urn:heed:problem:needs-a-person"
    assert theirs == 403
    assert given["Content-Type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(given.content)).namelist()
    assert {"claim.pdf", "indemnity.pdf", "receipts.csv", "manifest.json"} <= set(names)
    assert unproved == "urn:heed:problem:needs-proof"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "GOSSIP"}, "kind"),
        ({"aware_at": "yesterday"}, "aware_at"),
        ({"what_happened": ""}, "what_happened"),
        ({"people_affected": -1}, "people_affected"),
        ({"who": "Rowan"}, "who"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_stops(two, client_at, change, field):
    _, partner = programs(two, client_at)
    agreement_id = two.in_force()

    got = partner.post(report(agreement_id, **change), path=CASES)

    assert [each["field"] for each in problem(got)["errors"]] == [field]
    assert two.version(agreement_id).state == "IN_FORCE"
    with in_organisation(two.partner):
        assert not MisuseCase.objects.exists()


def test_others_find_no_case(two, client_at, harbour):
    _, partner = programs(two, client_at)
    made = partner.post(report(two.in_force()), path=CASES).json()
    stranger = person(harbour, Role.PARTNER_SIGNATORY)
    outside = program_of(harbour, stranger, MANAGE, client=client_at(harbour))
    unscoped = program_of(
        two.council, two.officer, "check", client=client_at(two.council)
    )
    one = f"{CASES}/{made['id']}"

    assert outside.get(one).status_code == 404
    assert outside.get(CASES).json()["results"] == []
    assert outside.post(report(made["agreement"]), path=CASES).status_code == 404
    assert unscoped.get(one).status_code == 403
