"""Does somebody prove again who they are before a session shares or binds?"""

from uuid import UUID

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

from sharing.models import Release
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.api.asking import Program, problem
from tests.sharing import worlds
from tests.web.walking import signed_in


HOUR = 3600


@pytest.fixture
def standing(db, eastmere, brightfix):
    return worlds.agree(eastmere, brightfix)


@pytest.fixture
def officer(standing, in_eastmere) -> Program:
    """A sharing officer at a browser, without any token."""
    return Program(signed_in(in_eastmere, make_person(Role.SHARING_OFFICER)))


def an_hour_later(officer: Program) -> None:
    session = officer.client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**one, "at": one["at"] - HOUR}
        for one in session[AUTHENTICATION_METHODS_SESSION_KEY]
    ]
    session.save()


def test_a_release_needs_a_proof_that_is_not_old(officer, standing, in_eastmere):
    marker = worlds.publish_marker(in_eastmere)
    body = {
        "entry": marker.reference,
        "agreement": str(standing.agreement.pk),
        "activity": "REPAIRS",
        "level": "CATEGORY",
        "reason": "Their fitters go into this home.",
    }
    an_hour_later(officer)
    late = officer.post(body, path="/api/v1/releases")
    held = Release.objects.count()

    officer.client.post("/account/prove/", {"password": "correct-horse-battery"})
    proved = officer.post(body, path="/api/v1/releases")

    assert late.status_code == 403
    assert "/account/prove/" in problem(late)["detail"]
    assert held == 0
    assert proved.status_code == 201
    assert Release.objects.get().pk == UUID(proved.json()["id"])


def test_what_binds_the_organisation_needs_one_too(officer, standing):
    one = f"/api/v1/agreements/{standing.agreement.pk}"
    signature = {"role": "Director", "authority": "Board minute 3"}
    an_hour_later(officer)

    bound = officer.post(signature, path=f"{one}/offer")
    stopped = officer.post({"reason": "A breach."}, path=f"{one}/suspend")

    assert bound.status_code == 403
    assert "Prove again who you are" in problem(bound)["detail"]
    assert stopped.status_code == 200
