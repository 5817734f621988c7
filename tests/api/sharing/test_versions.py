"""Is a next version drafted, compared and arranged by calls?"""

from datetime import timedelta

import pytest

from tests.api.agreeing import (
    BECAUSE,
    INDEMNITY,
    SIGNED,
    persons,
    programs,
    terms,
)
from tests.api.asking import problem
from tests.sharing.people import TODAY


pytestmark = pytest.mark.django_db(databases=["default"])


def test_the_next_version_is_drafted_compared_and_arranged(two, client_at):
    council, partner = programs(two, client_at)
    officer, signatory = persons(two, client_at)
    agreement_id = two.in_force()
    one = f"/api/v1/agreements/{agreement_id}"
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    dates = dict.fromkeys(("starts_on", "review_on", "ends_on"), tomorrow)
    body = terms(two, level="CATEGORY", **dates)
    key = {"Idempotency-Key": "next"}
    made = council.post(body, path=f"{one}/versions", **key)
    again = council.post(body, path=f"{one}/versions", **key)
    hidden = partner.get(f"{one}/versions/2").status_code
    officer.post(SIGNED, path=f"{one}/offer")
    signatory.post(SIGNED, path=f"{one}/accept")
    signatory.post(INDEMNITY | {"cover_ends_on": tomorrow}, path=f"{one}/indemnity")
    two.attest(agreement_id, ends_on=TODAY + timedelta(days=30))
    early = officer.post(BECAUSE, path=f"{one}/put-in-force")
    arranged = officer.post(BECAUSE, path=f"{one}/arrange")
    told = partner.get(f"{one}/difference?before=1&after=2").json()

    assert (made.status_code, again.status_code, hidden) == (201, 201, 404)
    assert [each["number"] for each in arranged.json()["versions"]] == [1, 2]
    assert "Arrange it" in problem(early)["detail"]
    assert arranged.json()["arranged"]
    assert arranged.json()["state"] == "IN_FORCE"
    assert partner.get(f"{one}/versions/2").json()["terms"]["level"] == "CATEGORY"
    [level] = [each for each in told["changes"] if "see" in each["term"].lower()]
    assert level["changed"]
    assert level["sentence"]
    wrong = problem(partner.get(f"{one}/difference?before=one&after=2"))
    assert [each["field"] for each in wrong["errors"]] == ["before"]
