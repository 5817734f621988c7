"""Does a report go from another system to an entry by three people's programs?"""

import pytest
from django.utils import timezone

from api.shapes import written
from register.models import Entry, Report
from register.states import Origin
from tenants.context import in_organisation
from tests.api.asking import problem
from tests.api.entries.conftest import recently


PATH = "/api/v1/reports"
CRITERIA = {
    "severity": "A chair was thrown.",
    "time_since": "One week.",
    "previous_conduct": "None known.",
    "current_conduct": "Quiet.",
    "one_off_or_circumstances": "A one-off.",
    "animal_still_there": "not applicable",
    "compulsory": [],
    "discretionary": ["A threat made in general terms"],
    "under_18": "NO",
}


@pytest.fixture
def body():
    return written(recently())


@pytest.fixture
def three(people, program):
    """The reporter's, the head's and the decider's programs."""
    return (
        program(people.reporter, "reports:write"),
        program(people.head, "reports:write"),
        program(people.decider, "reports:write", "decide", "register:read"),
    )


def decision(people, **changes):
    team = {"team_id": str(people.team.pk), "reason": "They visit."}
    return {
        "outcome": "APPROVE",
        "criteria": CRITERIA,
        "proportionality": "Staff visit him.",
        "audience": [team],
        "tell": {"told": True},
        **changes,
    }


def test_three_programs_take_a_report_to_an_entry(body, people, three, eastmere):
    reporter, head, decider = three
    van = {"registration": "ZZ99ZZZ", "description": "white van"}
    body["subject"] |= {"vehicles": [van], "animals": [{"kind": "dog"}]}
    sent = reporter.post(body, path=PATH, **{"Idempotency-Key": "r-1"})
    again = reporter.post(body, path=PATH, **{"Idempotency-Key": "r-1"})
    at = sent["Location"]

    assert sent.status_code == 201
    assert again.json()["reference"] == sent.json()["reference"]
    told = sent.json()["content"]["subject"]
    assert told["name"] == "Rowan Ashby"
    assert told["vehicles"] == [van]
    assert told["animals"] == [{"kind": "dog"}]
    assert reporter.post({}, path=f"{at}/countersign").status_code == 403
    signed = head.post({"comment": "I asked."}, path=f"{at}/countersign")
    assert signed.json()["state"] == "COUNTERSIGNED"
    stale = decider.post(
        decision(people), path=f"{at}/decide", **{"If-Match": sent["ETag"]}
    )
    assert stale.status_code == 412
    decided = decider.post(
        decision(people), path=f"{at}/decide", **{"If-Match": signed["ETag"]}
    )

    assert decided.status_code == 200
    assert decided.json()["state"] == "APPROVED"
    with in_organisation(eastmere):
        assert Report.objects.get().origin == Origin.API
        entry = Entry.objects.get()
    assert decided.json()["entry"] == entry.reference
    assert decider.post(decision(people), path=f"{at}/decide").status_code == 422


def test_a_wrong_body_names_every_field_and_makes_nothing(body, three, eastmere):
    body["category"] = "NONSENSE"
    body["incidents"][0]["happened_on"] = "yesterday"
    body["more"] = 1
    del body["subject"]["kind"]

    response = three[0].post(body, path=PATH)

    assert {one["field"] for one in problem(response)["errors"]} >= {
        "category",
        "incidents.0.happened_on",
        "more",
        "subject.kind",
    }
    with in_organisation(eastmere):
        assert Report.objects.count() == 0


def test_what_the_policy_refuses_names_its_field(body, three):
    body["precautions"] = ["NOLONEINT", "NOLONEINT"]
    body["incidents"] = []

    response = three[0].post(body, path=PATH)

    assert response.status_code == 400
    assert "incidents" in {one["field"] for one in problem(response)["errors"]}


def test_a_report_is_returned_and_reports_are_listed(body, three):
    reporter, head, _ = three
    at = reporter.post(body, path=PATH)["Location"]

    returned = head.post({"reason": "Who else was there?"}, path=f"{at}/return")
    listed = reporter.get(PATH).json()["results"]

    assert returned.json()["state"] == "RETURNED"
    assert reporter.get(at).json()["return_reason"] == "Who else was there?"
    assert [row["state"] for row in listed] == ["RETURNED"]


def test_an_entry_is_kept_and_corrected(entry, people, three):
    decider = three[2]
    at = f"/api/v1/entries/{entry.reference}"
    keeping = {"criteria": CRITERIA, "proportionality": "They visit still."}

    kept = decider.post(keeping, path=f"{at}/review")
    unread = decider.post(
        {"correction": {"summary": "A chair."}, "reason": "Plainer."},
        path=f"{at}/correct",
    )
    put_right = decider.post(
        {"correction": {"summary": "A chair."}, "reason": "Plainer."},
        path=f"{at}/correct",
        **{"If-Match": kept["ETag"]},
    )

    assert kept.status_code == 200
    assert kept.json()["expires_on"] > timezone.localdate().isoformat()
    assert unread.status_code == 428
    assert put_right.json()["summary"] == "A chair."
    assert put_right["ETag"] != kept["ETag"]
