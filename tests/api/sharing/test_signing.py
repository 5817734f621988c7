"""Does nobody but a person who proved it lately put a name to anything?"""

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from tenants.context import in_organisation
from tests.api.agreeing import (
    SIGNED,
    SIGNING,
    persons,
    programs,
    terms,
)
from tests.api.asking import grow_old, problem


pytestmark = pytest.mark.django_db(databases=["default"])


@pytest.mark.parametrize("step", SIGNING)
def test_a_program_signs_nothing_and_that_it_tried_is_on_record(two, client_at, step):
    council, partner = programs(two, client_at)
    agreement_id = two.sign_all()
    theirs = step in {"accept", "indemnity", "renew-cover"}
    path = f"/api/v1/agreements/{agreement_id}/{step}"
    key = {"Idempotency-Key": "once"}

    got = (partner if theirs else council).post(SIGNING[step], path=path, **key)

    assert problem(got)["type"] == "urn:heed:problem:needs-a-person"
    assert "signed in as themselves" in problem(got)["detail"]
    assert two.version(agreement_id).state == "INDEMNIFIED"
    with in_organisation(two.partner if theirs else two.council):
        [tried] = events_for(
            organisation=(two.partner if theirs else two.council).pk,
            kinds=[Kind.STEP_NOT_ALLOWED],
        )
        assert (tried.actor_kind, tried.subject) == ("CLIENT", str(agreement_id))


@pytest.mark.parametrize("step", ["offer", "put-in-force"])
def test_a_person_proves_lately_who_they_are_before_they_sign(two, client_at, step):
    officer, _ = persons(two, client_at)
    agreement_id = two.draft() if step == "offer" else two.sign_all()
    before = two.version(agreement_id).state
    grow_old(two.council, officer)

    got = officer.post(SIGNING[step], path=f"/api/v1/agreements/{agreement_id}/{step}")

    assert problem(got)["type"] == "urn:heed:problem:needs-proof"
    assert two.version(agreement_id).state == before


def test_nobody_signs_other_words_than_they_read(two, client_at):
    officer, signatory = persons(two, client_at)
    agreement_id = two.draft()
    two.offer(agreement_id)
    one = f"/api/v1/agreements/{agreement_id}"
    read = signatory.get(one)["ETag"]
    officer.post({"reason": "A wrong date."}, path=f"{one}/withdraw")
    revised = officer.post(terms(two, level="CATEGORY"), path=f"{one}/versions")
    officer.post(SIGNED, path=f"{one}/offer", If_Match=revised["ETag"])

    late = signatory.post(SIGNED, path=f"{one}/accept", If_Match=read)
    again = signatory.post(
        SIGNED, path=f"{one}/accept", If_Match=signatory.get(one)["ETag"]
    )

    assert problem(late)["type"] == "urn:heed:problem:changed"
    assert (again.status_code, again.json()["version"]) == (200, 2)


def test_a_program_is_offered_nothing_to_sign(two, client_at):
    council, _ = programs(two, client_at)
    officer, _ = persons(two, client_at)
    one = f"/api/v1/agreements/{two.draft()}"

    assert "offer" not in council.get(one).json()["may"]
    assert "offer" in officer.get(one).json()["may"]
