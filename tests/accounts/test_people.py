"""Who may join, change and leave, and what is never allowed?"""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts import permissions, queries
from accounts.actions import briefings, people, roles, teams
from accounts.actions.briefings import BriefedThatDay, BriefingInFuture
from accounts.actions.people import (
    AlreadyDisabled,
    EmailNotValid,
    EmailTaken,
    NotDisabled,
    OwnAccount,
)
from accounts.actions.roles import (
    AlreadyHeld,
    LastAdministrator,
    NotHeld,
    OwnRoles,
    RoleNotForKind,
)
from accounts.actions.teams import TeamNameTaken
from accounts.models import RoleGrant, User
from audit.kinds import Kind
from audit.queries import events_for
from tenants.codes import ContactMode, Permission, Role
from tenants.context import in_organisation
from tests.accounts.making import AT, BY, make_person


TODAY = AT.date()


def kinds_about(user, organisation):
    found = events_for(organisation=organisation.id, subject=str(user.pk))
    return {event.kind for event in found}


def test_an_address_is_one_persons_whatever_its_case(in_eastmere):
    make_person(email="Robin@Eastmere.example")

    with pytest.raises(EmailTaken, match="already signs in"):
        make_person(email=" robin@eastmere.EXAMPLE ")
    assert queries.by_email("ROBIN@eastmere.example") is not None


@pytest.mark.parametrize(
    "email", ["", "robin", "robin@", "a b@c.example", "@x.example"]
)
def test_what_is_not_an_address_is_refused(in_eastmere, email):
    with pytest.raises(EmailNotValid, match="name@example"):
        make_person(email=email or " ")


def test_the_same_address_elsewhere_is_somebody_else(in_eastmere, torley):
    here = make_person(email="robin@shared.example")

    with in_organisation(torley):
        there = make_person(email="robin@shared.example")
        assert User.objects.filter(pk=here.pk).count() == 0

    assert here.pk != there.pk


def test_roles_belong_to_kinds_of_organisation(in_brightfix):
    with pytest.raises(RoleNotForKind):
        make_person(Role.DECISION_OFFICER, briefed_on=None)


def test_the_platforms_people_hold_the_platforms_role_only(in_platform):
    user = make_person(Role.PLATFORM_ADMINISTRATOR, briefed_on=None)

    held = permissions.roles_of(user, TODAY)

    assert held == {Role.PLATFORM_ADMINISTRATOR}
    assert Permission.READ_REGISTER not in permissions.permissions_of(held)
    with pytest.raises(RoleNotForKind):
        roles.grant_role(user=user, role=Role.DECISION_OFFICER, by=BY, at=AT)


def test_nobody_changes_their_own_roles_or_removes_themselves(in_eastmere):
    user = make_person(Role.ORGANISATION_ADMINISTRATOR)
    me = queries.actor(user)

    with pytest.raises(OwnRoles):
        roles.set_roles(user=user, roles=list(Role), by=me, at=AT)
    with pytest.raises(OwnRoles):
        roles.grant_role(user=user, role=Role.REPORTER, by=me, at=AT)
    with pytest.raises(OwnAccount):
        people.disable_person(user=user, by=me, at=AT)


def test_the_last_administrator_stays(in_eastmere):
    only = make_person(Role.ORGANISATION_ADMINISTRATOR)

    with pytest.raises(LastAdministrator):
        roles.end_role(user=only, role=Role.ORGANISATION_ADMINISTRATOR, by=BY, at=AT)
    with pytest.raises(LastAdministrator):
        people.disable_person(user=only, by=BY, at=AT)

    make_person(Role.ORGANISATION_ADMINISTRATOR)
    people.disable_person(user=only, by=BY, at=AT)


def test_a_role_that_ended_today_counts_no_more_and_stays_on_record(in_eastmere):
    user = make_person(Role.REPORTER, Role.DECISION_OFFICER)

    roles.end_role(user=user, role=Role.DECISION_OFFICER, by=BY, at=AT)

    assert permissions.roles_of(user, TODAY) == {Role.REPORTER}
    assert not permissions.has_permission(user, Permission.DECIDE, TODAY)
    assert RoleGrant.objects.get(role=Role.DECISION_OFFICER).ended_by == BY.id
    with pytest.raises(NotHeld):
        roles.end_role(user=user, role=Role.DECISION_OFFICER, by=BY, at=AT)


def test_a_role_is_held_once(in_eastmere):
    user = make_person(Role.REPORTER)

    with pytest.raises(AlreadyHeld):
        roles.grant_role(user=user, role=Role.REPORTER, by=BY, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(
            user=user, role=Role.REPORTER, from_on=TODAY, granted_by="tests"
        )


def test_setting_roles_says_what_was_given_and_taken(in_eastmere):
    user = make_person(Role.REPORTER, Role.COVER_OFFICER)

    given, taken = roles.set_roles(
        user=user, roles=[Role.REPORTER, Role.HEALTH_AND_SAFETY], by=BY, at=AT
    )

    assert (given, taken) == ({Role.HEALTH_AND_SAFETY}, {Role.COVER_OFFICER})


def test_somebody_removed_holds_no_role_and_no_password(in_eastmere):
    user = make_person(Role.DECISION_OFFICER)

    people.disable_person(user=user, by=BY, at=AT)

    assert permissions.roles_of(user, TODAY) == set()
    assert not user.has_usable_password()
    with pytest.raises(AlreadyDisabled):
        people.disable_person(user=user, by=BY, at=AT)


def test_somebody_who_comes_back_has_their_roles_and_no_password(in_eastmere):
    user = make_person(Role.DECISION_OFFICER)
    people.disable_person(user=user, by=BY, at=AT)

    people.enable_person(user=user, by=BY, at=AT)

    assert permissions.roles_of(user, TODAY) == {Role.DECISION_OFFICER}
    assert not user.has_usable_password()
    with pytest.raises(NotDisabled):
        people.enable_person(user=user, by=BY, at=AT)


def test_the_database_wants_a_time_with_every_removal(in_eastmere):
    user = make_person()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)


def test_a_briefing_is_recorded_once_a_day_and_never_ahead(in_eastmere):
    user = make_person(briefed_on=TODAY)

    with pytest.raises(BriefedThatDay):
        briefings.record_briefing(user=user, given_on=TODAY, by=BY, at=AT)
    with pytest.raises(BriefingInFuture):
        briefings.record_briefing(user=user, given_on=date(2026, 11, 3), by=BY, at=AT)


def test_a_briefing_counts_by_the_day_in_london(in_eastmere):
    """Half past midnight on 2 July in London is still 1 July in Greenwich."""
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    user = make_person(briefed_on=date(2026, 6, 1))

    briefings.record_briefing(user=user, given_on=date(2026, 7, 2), by=BY, at=at)

    with pytest.raises(BriefingInFuture):
        briefings.record_briefing(user=user, given_on=date(2026, 7, 3), by=BY, at=at)


def test_a_team_has_its_name_to_itself(in_eastmere):
    given = {"contact_mode": ContactMode.NONE, "does_what": "", "by": BY, "at": AT}
    teams.create_team(name="Licensing", **given)

    with pytest.raises(TeamNameTaken):
        teams.create_team(name=" Licensing ", **given)


def test_teams_are_counted_by_who_works_there_now(in_eastmere):
    team = teams.create_team(
        name="Visits",
        contact_mode=ContactMode.ENTERS_PREMISES,
        does_what="Visits tenants",
        by=BY,
        at=AT,
    )
    make_person(teams=[team])
    people.disable_person(user=make_person(teams=[team]), by=BY, at=AT)

    assert queries.team_sizes() == {team.pk: 1}


def test_every_change_is_an_event_without_a_name(in_eastmere):
    user = make_person(Role.REPORTER)
    team = teams.create_team(
        name="Visits",
        contact_mode=ContactMode.FACE_TO_FACE,
        does_what="",
        by=BY,
        at=AT,
    )
    teams.set_teams(user=user, teams=[team], by=BY, at=AT)
    roles.end_role(user=user, role=Role.REPORTER, by=BY, at=AT)
    people.change_details(user=user, full_name="Robin Canary", phone="", by=BY, at=AT)
    people.disable_person(user=user, by=BY, at=AT)
    people.enable_person(user=user, by=BY, at=AT)

    assert kinds_about(user, in_eastmere) >= {
        Kind.PERSON_CREATED,
        Kind.PERSON_BRIEFED,
        Kind.ROLE_GRANTED,
        Kind.ROLE_ENDED,
        Kind.PERSON_TEAMS_CHANGED,
        Kind.PERSON_CHANGED,
        Kind.PERSON_DISABLED,
        Kind.PERSON_ENABLED,
    }
    events = events_for(organisation=in_eastmere.id, limit=1000)
    assert not [one for one in events if "Canary" in f"{one.details}{one.subject}"]


def test_an_object_given_to_one_person_is_not_anothers(in_eastmere):
    team = teams.create_team(
        name="Stands in for an appeal",
        contact_mode=ContactMode.NONE,
        does_what="",
        by=BY,
        at=AT,
    )
    mine, other = make_person(Role.APPEAL_PANEL), make_person(Role.APPEAL_PANEL)
    every_team = type(team).objects.all()

    permissions.assign("view_team", user=mine, to=team)

    assert permissions.is_assigned("view_team", user=mine, to=team)
    assert not permissions.is_assigned("view_team", user=other, to=team)
    assert list(
        permissions.assigned_objects("view_team", user=mine, among=every_team)
    ) == [team]
    assert not permissions.assigned_objects("view_team", user=other, among=every_team)

    permissions.withdraw("view_team", user=mine, to=team)

    assert not permissions.is_assigned("view_team", user=mine, to=team)


def test_nobody_removed_keeps_an_object(in_eastmere):
    team = teams.create_team(
        name="Stands in", contact_mode=ContactMode.NONE, does_what="", by=BY, at=AT
    )
    user = make_person(Role.APPEAL_PANEL)
    permissions.assign("view_team", user=user, to=team)

    people.disable_person(user=user, by=BY, at=AT)

    assert not permissions.is_assigned("view_team", user=user, to=team)
