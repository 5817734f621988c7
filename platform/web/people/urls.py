"""Which address leads where among people, teams and sign-in, and who may open it?"""

from django.urls import path

from tenants.codes import MAY_DECIDE, Permission
from web.access import Access, Rule, holding
from web.people import accesses, entrance, providers, teams, views


app_name = "people"
urlpatterns = [
    path("", views.everybody, name="list"),
    path("invite/", views.invite, name="invite"),
    path("join/<str:token>/", entrance.join, name="join"),
    path("become/", entrance.become, name="become"),
    path("second-step/", entrance.second_step, name="second-step"),
    path("teams/", teams.every_team, name="teams"),
    path("teams/add/", teams.add, name="add-team"),
    path("teams/<uuid:team_id>/", teams.change, name="change-team"),
    path("sign-in/", providers.providers, name="providers"),
    path("sign-in/own/", providers.change_provider, name="provider"),
    path("sign-in/systems/add/", providers.add_client, name="add-client"),
    path(
        "sign-in/systems/<uuid:client_id>/stop/",
        providers.revoke_client,
        name="revoke-client",
    ),
    path("access/", accesses.everybody, name="accesses"),
    path("<uuid:person_id>/access/", accesses.give, name="give-access"),
    path("<uuid:person_id>/access/end/", accesses.end, name="end-access"),
    path("<uuid:person_id>/", views.person, name="person"),
    path("<uuid:person_id>/roles/", views.change_roles, name="roles"),
    path("<uuid:person_id>/teams/", views.change_teams, name="person-teams"),
    path("<uuid:person_id>/details/", views.change_details, name="details"),
    path("<uuid:person_id>/briefing/", views.brief, name="briefing"),
    path("<uuid:person_id>/remove/", views.disable, name="disable"),
    path("<uuid:person_id>/invite/", views.enable, name="enable"),
]
MAY_MANAGE_PEOPLE = holding(Permission.MANAGE_PEOPLE)
MAY_MANAGE_SIGN_IN = holding(Permission.MANAGE_SIGN_IN)
# Whom a pack may name; the action asks which of them it does name.
MAY_GIVE_ACCESS = MAY_MANAGE_PEOPLE | MAY_DECIDE
ACCESS: dict[str, Rule] = {
    "people:list": MAY_MANAGE_PEOPLE,
    "people:invite": MAY_MANAGE_PEOPLE,
    "people:person": MAY_MANAGE_PEOPLE,
    "people:roles": MAY_MANAGE_PEOPLE,
    "people:person-teams": MAY_MANAGE_PEOPLE,
    "people:details": MAY_MANAGE_PEOPLE,
    "people:briefing": MAY_MANAGE_PEOPLE,
    "people:disable": MAY_MANAGE_PEOPLE,
    "people:enable": MAY_MANAGE_PEOPLE,
    "people:teams": MAY_MANAGE_PEOPLE,
    "people:add-team": MAY_MANAGE_PEOPLE,
    "people:change-team": MAY_MANAGE_PEOPLE,
    "people:providers": MAY_MANAGE_SIGN_IN,
    "people:provider": MAY_MANAGE_SIGN_IN,
    "people:add-client": MAY_MANAGE_SIGN_IN,
    "people:revoke-client": MAY_MANAGE_SIGN_IN,
    "people:accesses": MAY_GIVE_ACCESS,
    "people:give-access": MAY_GIVE_ACCESS,
    "people:end-access": MAY_GIVE_ACCESS,
    "people:join": Access.ANYONE,
    "people:become": Access.ANYONE,
    "people:second-step": Access.SIGNED_IN,
}
