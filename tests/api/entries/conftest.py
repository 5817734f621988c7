"""A register with an entry made today, and programs that ask about it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.context import in_organisation
from tests.api.asking import Program, program_of
from tests.register.making import CONTENT, People, make_entry, make_people


def recently(content=CONTENT):
    """The usual content, of an incident last week."""
    happened = timezone.localdate() - timedelta(days=7)
    return replace(
        content, incidents=(replace(content.incidents[0], happened_on=happened),)
    )


@pytest.fixture
def people(db, eastmere) -> People:
    with in_organisation(eastmere):
        return make_people()


@pytest.fixture
def entry(people, eastmere):
    with in_organisation(eastmere):
        return make_entry(people, content=recently(), at=timezone.now())


@pytest.fixture
def program(eastmere, client_at):
    """`program(user, "register:read")`: a machine this person answers for."""

    def one(user, *scopes) -> Program:
        return program_of(eastmere, user, *scopes, client=client_at(eastmere))

    return one
