"""Do the page and the calls tell the same of what keeps a suspension from being lifted?"""

import pytest

from sharing.actions import agreements
from sharing.queries.agreements import agreement_for
from tests.api.agreeing import BECAUSE, persons
from tests.api.asking import problem
from tests.sharing.actions.test_misuse import report
from tests.sharing.actions.test_ways_around import step
from tests.sharing.people import NOW
from tests.web.walking import page_of


pytestmark = pytest.mark.django_db(databases=["default"])
LIFT = "lift_suspension"


def test_every_reason_is_on_the_page_and_in_the_calls(two, client_at):
    agreement_id = two.in_force()
    step(two, "partner", agreements.suspend, agreement_id)
    report(two, agreement_id)
    officer, _ = persons(two, client_at)
    one = f"/api/v1/agreements/{agreement_id}"
    with two.here("council"):
        wanted = agreement_for(two.officer, agreement_id, at=NOW).why_not[LIFT]

    page = page_of(officer.client.get(f"/agreements/{agreement_id}/"))
    read = officer.get(one).json()["why_not"]
    tried = officer.post(BECAUSE, path=f"{one}/lift-suspension")

    assert len(wanted) == 2
    assert {"step": LIFT, "sentences": list(wanted)} in read
    assert (tried.status_code, problem(tried)["detail"]) == (409, " ".join(wanted))
    assert [sentence for sentence in wanted if sentence not in page] == []
