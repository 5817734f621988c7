"""Is access given by the pack's form once, by whoever the pack names, and on record?

The pack that asks for a form is Calderdale's: its heads of service give access.
"""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.actions.teams import create_team
from accounts.models import AccessGiven
from accounts.queries.standing import why_not_answered
from audit.kinds import Kind
from audit.queries import events_for
from tenants.clocks import add_months, civil_date
from tenants.codes import ContactMode, OrganisationKind, Role
from tenants.context import in_organisation
from tests.accounts.making import AT, BY, make_person
from tests.api.asking import grow_old, problem, program_of, session_of


pytestmark = pytest.mark.throwaway
PATH = "/api/v1/accesses"
FORM = {"form_reference": "ACC-2026-117"}
KEY = {"Idempotency_Key": "access-1"}


@pytest.fixture
def gated(open_throwaway, client_at, settings):
    """A register that asks for a form, its people, and each as they call."""
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    here = open_throwaway(kind=OrganisationKind.COUNCIL, pack="calderdale")
    with in_organisation(here):
        team = create_team(
            name="Wardens",
            contact_mode=ContactMode.FACE_TO_FACE,
            does_what="",
            by=BY,
            at=AT,
        )
        head = make_person(Role.HEAD_OF_SERVICE)
        administrator = make_person(Role.ORGANISATION_ADMINISTRATOR)
        visitor = make_person(Role.VISITING_OFFICER, teams=[team])

    def calls(user):
        return session_of(here, user, client=client_at(here))

    return SimpleNamespace(
        here=here,
        visitor=visitor,
        head=calls(head),
        administrator=calls(administrator),
        machine=program_of(here, head, "sharing:manage", client=client_at(here)),
        own=f"/api/v1/people/{head.pk}/access",
        path=f"/api/v1/people/{visitor.pk}/access",
    )


def events(gated, *kinds):
    with in_organisation(gated.here):
        return events_for(
            organisation=gated.here.pk,
            subject=str(gated.visitor.pk),
            kinds=list(kinds),
        )


def why_not(gated) -> str:
    with in_organisation(gated.here):
        return why_not_answered(gated.visitor, on=civil_date(timezone.now()))


def test_access_is_given_once_listed_and_taken_back(gated):
    before = why_not(gated)
    first, again = (gated.head.post(FORM, path=gated.path, **KEY) for _ in range(2))
    listed = gated.head.get(f"{PATH}?limit=1").json()
    rows, address = list(listed["results"]), listed["next"]
    while address:
        page = gated.head.get(address).json()
        rows, address = rows + page["results"], page["next"]
    given = why_not(gated)
    ended = gated.head.post({}, path=f"{gated.path}/end")
    late = gated.head.post({}, path=f"{gated.path}/end")

    assert before == "You need access first: Access authorisation."
    assert (first.status_code, first.json()) == (200, again.json())
    until = add_months(civil_date(timezone.now()), listed["review_months"])
    assert first.json()["until_on"] == until.isoformat()
    assert first.json() in rows
    assert (listed["form"], listed["may_give"]) == ("Access authorisation", True)
    assert given == ""
    assert "until_on" not in ended.json()
    assert why_not(gated) == before
    assert problem(late)["status"] == 409
    assert len(events(gated, Kind.ACCESS_GIVEN)) == 1
    assert len(events(gated, Kind.ACCESS_ENDED)) == 1
    with in_organisation(gated.here):
        [held] = AccessGiven.objects.filter(user=gated.visitor)
        assert held.form_reference == FORM["form_reference"]


def test_only_whoever_the_pack_names_gives_access_and_never_to_themselves(
    gated, client_at
):
    with in_organisation(gated.here):
        colleague = make_person(Role.VISITING_OFFICER)
    nobody = session_of(gated.here, colleague, client=client_at(gated.here))
    by_administrator = gated.administrator.post(FORM, path=gated.path)
    by_program = gated.machine.post(FORM, path=gated.path)
    by_nobody = nobody.post(FORM, path=gated.path)
    own = gated.head.post(FORM, path=gated.own)
    told = gated.administrator.get(PATH).json()
    grow_old(gated.here, gated.head)
    unproved = gated.head.post(FORM, path=gated.path)

    assert problem(by_administrator)["status"] == 403
    assert "Only the" in problem(by_administrator)["detail"]
    assert problem(by_program)["type"] == "urn:heed:problem:needs-a-person"
    assert problem(by_nobody)["type"] == "urn:heed:problem:not-allowed"
    assert problem(nobody.get(PATH))["type"] == "urn:heed:problem:not-allowed"
    assert problem(own)["status"] == 422
    assert problem(unproved)["type"] == "urn:heed:problem:needs-proof"
    assert told["may_give"] is False
    assert len(events(gated, Kind.STEP_NOT_ALLOWED)) == 2
    assert events(gated, Kind.ACCESS_GIVEN) == []


@pytest.mark.parametrize("reference", ["x" * 61, "two\nlines"])
def test_a_reference_that_cannot_be_is_said(gated, reference):
    got = gated.head.post({"form_reference": reference}, path=gated.path)

    assert [one["field"] for one in problem(got)["errors"]] == ["form_reference"]
    assert why_not(gated) != ""


def test_where_no_form_is_asked_for_none_is_recorded(
    open_throwaway, client_at, settings
):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    here = open_throwaway()
    with in_organisation(here):
        administrator = make_person(Role.ORGANISATION_ADMINISTRATOR)
        visitor = make_person()
    calls = session_of(here, administrator, client=client_at(here))
    got = calls.post(FORM, path=f"/api/v1/people/{visitor.pk}/access")
    listed = calls.get(PATH).json()

    assert problem(got)["status"] == 409
    assert "asks for no access form" in problem(got)["detail"]
    assert (listed["form"], listed["review_months"]) == ("", None)
    assert listed["may_give"] is False
