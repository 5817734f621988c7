"""Who looks after the people of an organisation, and whom do they look after?"""

from types import SimpleNamespace

import pytest

from accounts.actions.teams import create_team
from audit.queries import events_for
from tenants.codes import ContactMode, Role
from tenants.context import in_organisation
from tests.accounts.making import AT, BY, make_person
from tests.api.asking import program_of, session_of


@pytest.fixture
def namer(db, brightfix):
    with in_organisation(brightfix):
        return make_person(Role.ORGANISATION_ADMINISTRATOR)


@pytest.fixture
def administrator(namer, brightfix, client_at, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    return session_of(brightfix, namer, client=client_at(brightfix))


@pytest.fixture
def machine(namer, brightfix, client_at):
    """A program for which the administrator answers."""
    client = client_at(brightfix)
    return program_of(brightfix, namer, "sharing:manage", client=client)


@pytest.fixture
def officer(db, brightfix, client_at, settings):
    """Somebody signed in who looks after nobody."""
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    with in_organisation(brightfix):
        signatory = make_person(Role.PARTNER_SIGNATORY)
    return session_of(brightfix, signatory, client=client_at(brightfix))


@pytest.fixture
def visitor(db, brightfix):
    """Whom things are changed about: in one team, never briefed."""
    with in_organisation(brightfix):
        team = create_team(
            name="Repairs",
            contact_mode=ContactMode.ENTERS_PREMISES,
            does_what="",
            by=BY,
            at=AT,
        )
        person = make_person(Role.PARTNER_OFFICER, teams=[team], briefed_on=None)
    return SimpleNamespace(
        id=str(person.pk), user=person, team=str(team.pk), path=path(person.pk)
    )


def path(person_id, step="") -> str:
    return f"/api/v1/people/{person_id}{step}"


@pytest.fixture
def events(brightfix):
    """What is on record about a subject, by kind."""

    def about(subject, *kinds):
        with in_organisation(brightfix):
            return events_for(
                organisation=brightfix.pk, subject=str(subject), kinds=list(kinds)
            )

    return about
