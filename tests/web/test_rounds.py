"""May somebody check a whole day's visits at once, leave, and come back to the answers?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Team
from sharing.check.batches.working import work
from sharing.models import Check, CheckBatch
from tenants.codes import ContactMode, Role
from tests.accounts.making import make_person
from tests.sharing import worlds
from tests.web.walking import browser, page_of, signed_in


SHEET = b"""Job,UPRN,Address,Postcode,Tenant
J1,999111000001,"12 Mill Street, Eastmere",ZX1 1AA,
J2,,"27 Granary Avenue, Eastmere",ZX9 1DE,Claire Horton-Roberts
J3,,,NOT A CODE,Mary Nobody
"""


@pytest.fixture
def officer(in_eastmere):
    team = Team.objects.create(
        name="Visits", contact_mode=ContactMode.ENTERS_PREMISES.value
    )
    marker = worlds.publish_marker(in_eastmere)
    worlds.give_to_team(marker, in_eastmere, team.pk, level="PRECAUTIONS")
    return signed_in(in_eastmere, make_person(Role.VISITING_OFFICER, teams=[team]))


def sent(officer, **given):
    file = SimpleUploadedFile("visits.csv", given.pop("file", SHEET))
    return officer.post("/rounds/", {"purpose": "repair", "file": file, **given})


def answered(officer, organisation, response) -> str:
    assert response.status_code == 303, page_of(response)
    batch = CheckBatch.objects.latest("asked_at")
    work(organisation=organisation.pk, batch_id=batch.pk, clock=worlds.now)
    return page_of(officer.get(response["Location"]))


def test_a_days_visits_are_answered_in_their_order(officer, in_eastmere):
    page = answered(officer, in_eastmere, sent(officer))

    assert "1 warning, 0 we cannot tell, 1 not understood" in page
    assert page.index("12 Mill Street") < page.index("27 Granary Avenue")
    assert "Do not go alone" in page
    assert "Write a whole postcode, like ZX1 1AA." in page
    assert "does not mean there is no risk" in page
    hit = Check.objects.get(answer="HIT")
    assert f"/checks/{hit.pk}/" in page


def test_visits_may_be_pasted_from_a_spreadsheet(officer, in_eastmere):
    lines = "job\tuprn\nJ1\t999111000001\n"

    page = answered(
        officer,
        in_eastmere,
        officer.post("/rounds/", {"purpose": "repair", "pasted": lines}),
    )

    assert "1 warning" in page


def test_before_it_is_answered_the_page_says_how_far_it_is(officer, in_eastmere):
    response = sent(officer)
    page = page_of(officer.get(response["Location"]))

    assert "0 of 3 checked" in page
    assert "You may leave this page and come back" in page
    assert "Mill Street" not in page
    assert "0 checked so far" in page_of(officer.get("/rounds/"))
    answered(officer, in_eastmere, response)
    assert "1 warning, 0 we cannot tell" in page_of(officer.get("/rounds/"))


def test_a_colleague_does_not_find_it(officer, in_eastmere):
    response = sent(officer)
    colleague = browser(in_eastmere, Role.VISITING_OFFICER)

    assert colleague.get(response["Location"]).status_code == 404
    assert "checked so far" not in page_of(colleague.get("/rounds/"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"purpose": ""}, "Choose why you are checking."),
        ({"file": b""}, "The file is empty"),
        ({"file": b"colour,size\nred,2\n"}, "No column is headed UPRN"),
        ({"file": b"%PDF-1.7 not a sheet"}, "is not a spreadsheet"),
    ],
)
def test_a_round_that_cannot_be_read_is_refused_in_a_sentence(
    officer, in_eastmere, given, sentence
):
    response = sent(officer, **given)

    assert response.status_code == 422
    assert sentence in page_of(response)
    assert not CheckBatch.objects.exists()


def test_nothing_sent_says_what_to_send(officer):
    response = officer.post("/rounds/", {"purpose": "repair"})

    assert response.status_code == 422
    assert "Choose the file of your visits, or paste them." in page_of(response)
