"""Can administrators manage people on the pages, in as few clicks as promised?"""

import re
from datetime import date

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.utils.timezone import localdate

from accounts import queries
from accounts.actions import people
from accounts.models import User
from tenants.codes import ContactMode, Role
from tenants.context import in_organisation
from tenants.models import Asker
from tests.accounts.making import AT, BY, come_in, make_person, sign_in


@pytest.fixture
def administrator(in_eastmere, client_at, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    user = make_person(Role.ORGANISATION_ADMINISTRATOR)
    return come_in(client_at(in_eastmere), user)


def text_of(answer):
    return answer.content.decode()


def roles_of(user):
    return set(queries.person(user.pk, on=localdate()).roles)


def test_a_leaver_is_removed_in_two_clicks(administrator, in_eastmere, client_at):
    leaver = make_person(Role.DECISION_OFFICER)
    open_elsewhere = sign_in(client_at(in_eastmere), leaver)
    listed = administrator.get("/people/")
    link = f"/people/{leaver.pk}/remove/"
    assert link in text_of(listed)

    sure = administrator.get(link)
    done = administrator.post(link)

    assert f"Remove {leaver.full_name}" in text_of(sure)
    assert done["Location"] == "/people/"
    assert open_elsewhere.get("/second-step/").status_code == 302
    assert not Asker.objects.filter(actor_id=str(leaver.pk)).exists()


def test_everybody_is_listed_with_what_needs_doing(administrator):
    make_person(briefed_on=None)
    make_person(briefed_on=date(2020, 1, 1))
    people.disable_person(user=make_person(), by=BY, at=AT)

    page = text_of(administrator.get("/people/"))

    assert "Never briefed" in page
    assert "Ended 1 January 2022" in page
    assert "Removed" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    administrator, django_assert_num_queries, count
):
    for _ in range(count):
        make_person(Role.REPORTER)
    administrator.get("/people/")

    with django_assert_num_queries(10):
        administrator.get("/people/")


def test_roles_change_on_a_page_and_the_person_is_signed_out(
    administrator, in_eastmere, client_at
):
    user = make_person(Role.REPORTER)
    open_elsewhere = sign_in(client_at(in_eastmere), user)

    page = administrator.get(f"/people/{user.pk}/roles/")
    done = administrator.post(
        f"/people/{user.pk}/roles/", {"roles": ["HEAD_OF_SERVICE"]}
    )

    assert Role.HEAD_OF_SERVICE.sentence in text_of(page)
    assert done["Location"] == f"/people/{user.pk}/"
    assert roles_of(user) == {Role.HEAD_OF_SERVICE}
    assert open_elsewhere.get("/second-step/").status_code == 302


def test_roles_cannot_be_changed_long_after_the_last_proof(administrator):
    user = make_person(Role.REPORTER)
    session = administrator.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**one, "at": one["at"] - 3600}
        for one in session[AUTHENTICATION_METHODS_SESSION_KEY]
    ]
    session.save()
    path = f"/people/{user.pk}/roles/"

    asked = administrator.post(path, {"roles": ["HEAD_OF_SERVICE"]})

    assert asked["Location"].startswith("/account/prove/")
    assert roles_of(user) == {Role.REPORTER}

    wrong = administrator.post(asked["Location"], {"password": "not it"})
    assert "That is not your password" in text_of(wrong)
    assert roles_of(user) == {Role.REPORTER}

    administrator.post(asked["Location"], {"password": "correct-horse-battery"})
    assert roles_of(user) == {Role.HEAD_OF_SERVICE}


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [(["PLATFORM_ADMINISTRATOR"], "Choose from the roles"), (["KING"], "Choose from")],
)
def test_a_role_that_does_not_exist_here_is_refused(administrator, roles, sentence):
    user = make_person(Role.REPORTER)

    answer = administrator.post(f"/people/{user.pk}/roles/", {"roles": roles})

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert roles_of(user) == {Role.REPORTER}


def test_ones_own_roles_are_refused_with_a_sentence(administrator):
    me = User.objects.get(pk=administrator.session["_auth_user_id"])

    answer = administrator.post(f"/people/{me.pk}/roles/", {"roles": ["REPORTER"]})

    assert answer.status_code == 422
    assert "nobody changes their own roles" in text_of(answer)


def test_a_briefing_is_recorded_and_a_wrong_date_is_kept_and_answered(administrator):
    user = make_person(briefed_on=None)
    path = f"/people/{user.pk}/briefing/"
    wrong = {"given_on_day": "31", "given_on_month": "2", "given_on_year": "2026"}
    ahead = {"given_on_day": "1", "given_on_month": "1", "given_on_year": "2190"}
    right = {"given_on_day": "1", "given_on_month": "2", "given_on_year": "2026"}

    first, second = administrator.post(path, wrong), administrator.post(path, ahead)
    done = administrator.post(path, right)

    assert "must be a real date" in text_of(first)
    assert 'value="31"' in text_of(first)
    assert "cannot be in the future" in text_of(second)
    assert done.status_code == 303
    assert queries.briefed_until(user) == date(2028, 2, 1)


def test_teams_are_added_changed_and_given(administrator):
    form = {"name": "Visits", "contact_mode": "ENTERS_PREMISES"}
    user = make_person()

    assert administrator.post("/people/teams/add/", {}).status_code == 422
    assert administrator.post("/people/teams/add/", form).status_code == 303
    assert "already" in text_of(administrator.post("/people/teams/add/", form))
    team = queries.teams()[0]
    administrator.post(f"/people/{user.pk}/teams/", {"teams": [str(team.id)]})
    administrator.post(f"/people/teams/{team.id}/", {"contact_mode": "NONE"})

    changed = queries.teams()[0]
    assert (changed.contact_mode, changed.active, changed.size) == (
        ContactMode.NONE,
        False,
        1,
    )
    assert "Visits" in text_of(administrator.get("/people/teams/"))


def test_details_change_and_an_empty_name_is_refused(administrator):
    user = make_person()
    path = f"/people/{user.pk}/details/"

    refused = administrator.post(path, {"full_name": " ", "phone": "01632 960111"})
    administrator.post(path, {"full_name": "Robin Married", "phone": "01632 960111"})

    assert "Enter the person" in text_of(refused)
    assert "01632 960111" in text_of(refused)
    user.refresh_from_db()
    assert (user.full_name, user.phone) == ("Robin Married", "01632 960111")


def test_somebody_who_comes_back_is_invited(administrator):
    user = make_person()
    people.disable_person(user=user, by=BY, at=AT)

    administrator.post(f"/people/{user.pk}/invite/")

    found = queries.person(user.pk, on=localdate())
    assert (found.is_active, found.invited) == (True, True)


@pytest.mark.parametrize(
    "page", ["", "roles/", "teams/", "details/", "briefing/", "remove/", "invite/"]
)
def test_people_of_another_organisation_do_not_exist_here(administrator, torley, page):
    with in_organisation(torley):
        stranger = make_person()

    assert administrator.get(f"/people/{stranger.pk}/{page}").status_code == 404
    assert administrator.post(f"/people/{stranger.pk}/{page}").status_code in {404, 405}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PLATFORM_ADMINISTRATOR}))
def test_only_administrators_manage_people(in_eastmere, client_at, settings, role):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    settings.DEMO = True
    client = client_at(in_eastmere)
    client.post("/people/become/", {"email": make_person(role).email})
    may = role == Role.ORGANISATION_ADMINISTRATOR

    for path in ("/people/", "/people/invite/", "/people/teams/", "/people/sign-in/"):
        assert client.get(path).status_code == (200 if may else 403)


def test_the_platform_has_its_own_people(in_platform, client_at, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    user = make_person(Role.PLATFORM_ADMINISTRATOR)
    client = sign_in(client_at(in_platform), user)

    page = text_of(client.get("/people/invite/"))

    assert re.findall(r'name="roles" value="(\w+)"', page) == ["PLATFORM_ADMINISTRATOR"]
