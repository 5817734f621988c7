"""Do the shared rows say at once what the organisation's own tables say?"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import localdate

from accounts.actions import (
    askers_of_everyone,
    briefings,
    clients,
    people,
    roles,
    teams,
)
from accounts.actions.askers import officer_digest
from accounts.models import Briefing, RoleGrant
from tenants.codes import ContactMode, Level, Role
from tenants.context import in_organisation
from tenants.models import Asker
from tests.accounts.making import AT, BY, make_person, session_row, sign_in


def officer(user):
    return Asker.objects.get(digest=officer_digest(user.pk))


def make_team(name, mode):
    return teams.create_team(name=name, contact_mode=mode, does_what="", by=BY, at=AT)


def test_a_row_says_the_role_that_lets_them_check_and_how_much_it_sees(in_eastmere):
    user = make_person(Role.REPORTER, Role.VISITING_OFFICER, Role.DECISION_OFFICER)

    row = officer(user)

    assert row.role == Role.DECISION_OFFICER
    assert Level(row.ceiling) > Level.SEEK_ADVICE
    assert row.roles == ["DECISION_OFFICER", "REPORTER", "VISITING_OFFICER"]
    assert row.reads_register


def test_a_role_that_may_not_check_leaves_no_row_to_be_judged_by(in_eastmere):
    user = make_person(Role.REPORTER)

    assert not Asker.objects.filter(actor_id=str(user.pk)).exists()


def test_only_teams_that_meet_people_count(in_eastmere):
    visits = make_team("Visits", ContactMode.ENTERS_PREMISES)
    licensing = make_team("Licensing", ContactMode.NONE)
    phones = make_team("Phones", ContactMode.REMOTE_DIRECT)

    user = make_person(teams=[visits, licensing, phones])

    assert officer(user).teams == [visits.pk]


def test_a_team_that_stops_meeting_people_counts_no_more(in_eastmere):
    visits = make_team("Visits", ContactMode.ENTERS_PREMISES)
    user = make_person(teams=[visits])

    teams.change_team(
        team=visits,
        contact_mode=ContactMode.NONE,
        does_what="",
        active=True,
        by=BY,
        at=AT,
    )

    assert officer(user).teams == []


def test_leaving_a_team_takes_it_out_of_the_row(in_eastmere):
    visits = make_team("Visits", ContactMode.ENTERS_PREMISES)
    user = make_person(teams=[visits])

    teams.set_teams(user=user, teams=[], by=BY, at=AT)

    assert officer(user).teams == []


def test_a_briefing_counts_for_as_long_as_the_pack_says(in_eastmere):
    user = make_person(briefed_on=date(2024, 2, 29))

    assert officer(user).briefing_ends == date(2026, 2, 28)


def test_an_ended_briefing_stands_in_the_row_as_ended(in_eastmere, client_at):
    user = make_person(briefed_on=date(2020, 1, 1))

    client = sign_in(client_at(in_eastmere), user)

    assert session_row(client).briefing_ends == date(2022, 1, 1)


def test_nobody_briefed_has_no_end_at_all(in_eastmere):
    assert officer(make_person(briefed_on=None)).briefing_ends is None


def test_a_new_briefing_reaches_a_session_that_is_open(in_eastmere, client_at):
    user = make_person(briefed_on=None)
    client = sign_in(client_at(in_eastmere), user)

    briefings.record_briefing(user=user, given_on=date(2026, 11, 1), by=BY, at=AT)

    assert session_row(client).briefing_ends == date(2028, 11, 1)


@pytest.mark.parametrize("days", [0, 1, 20])
def test_a_session_ends_no_later_than_the_first_role(in_eastmere, client_at, days):
    user = make_person(Role.VISITING_OFFICER)
    last = localdate() + timedelta(days=days + 1)
    RoleGrant.objects.filter(user=user).update(until_on=last, from_on=date(2020, 1, 1))

    client = sign_in(client_at(in_eastmere), user)

    midnight = datetime.combine(last, time(), tzinfo=UTC)
    assert session_row(client).expires_at <= midnight


def test_a_role_that_ended_is_gone_after_the_nightly_run(in_eastmere):
    user = make_person(Role.VISITING_OFFICER)
    tomorrow = AT + timedelta(days=1)
    RoleGrant.objects.filter(user=user).update(until_on=tomorrow.date())

    askers_of_everyone.rewrite(at=AT)
    assert officer(user).expires_at.date() <= tomorrow.date()
    askers_of_everyone.rewrite(at=tomorrow)

    assert not Asker.objects.filter(actor_id=str(user.pk)).exists()


def test_a_leaver_has_no_row(in_eastmere, client_at):
    user = make_person()
    sign_in(client_at(in_eastmere), user)

    people.disable_person(user=user, by=BY, at=AT)

    assert not Asker.objects.filter(actor_id=str(user.pk)).exists()


def test_a_clients_row_follows_whoever_answers_for_it(in_eastmere):
    user = make_person(Role.DECISION_OFFICER)
    made = clients.register_client(
        name="Housing", responsible=user, scopes=["check"], by=BY, at=AT
    )
    clients.issue_token(
        profile=made.profile,
        token="opaque",
        scopes=["check"],
        ends=AT + timedelta(days=36500),
        at=AT,
    )
    row = Asker.objects.get(kind="CLIENT")
    assert (row.responsible_role, row.second_factor) == (Role.DECISION_OFFICER, True)
    assert row.responsible_briefing_ends == date(2028, 11, 2)

    roles.end_role(user=user, role=Role.DECISION_OFFICER, by=BY, at=AT)
    row.refresh_from_db()
    assert (row.responsible_role, row.responsible_ceiling) == ("", Level.SEEK_ADVICE)

    people.disable_person(user=user, by=BY, at=AT)
    row.refresh_from_db()
    assert row.responsible_briefing_ends is None


def test_what_cannot_be_recorded_does_not_happen(in_eastmere, monkeypatch):
    user = make_person(Role.VISITING_OFFICER)
    before = officer(user).roles

    def broken(**_):
        raise DatabaseError

    monkeypatch.setattr("accounts.actions.roles.record", broken)
    with pytest.raises(DatabaseError):
        roles.grant_role(user=user, role=Role.DECISION_OFFICER, by=BY, at=AT)

    assert officer(user).roles == before
    assert not RoleGrant.objects.filter(role=Role.DECISION_OFFICER).exists()


def test_another_organisation_sees_no_row_of_ours(in_eastmere, torley):
    user = make_person()

    with in_organisation(torley):
        assert not Asker.objects.filter(actor_id=str(user.pk)).exists()


def test_the_database_wants_a_briefing_to_end_after_it_was_given(in_eastmere):
    with pytest.raises(DatabaseError):
        Briefing.objects.create(
            user=make_person(briefed_on=None),
            given_on=date(2026, 1, 2),
            given_by="tests",
            expires_on=date(2026, 1, 2),
        )
