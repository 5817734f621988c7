"""Does an organisation without a permit learn anything of what is there?

The whole answer, as text, must be the same with the entry and without it.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sharing.models import Release
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.check.test_released import STOPS


pytestmark = pytest.mark.django_db(databases=["default"])
QUESTIONS = [
    {},
    {"uprn": "", "postcode": "ZX1 1AA", "building": "12"},
    {"uprn": "", "name": "Garfield Thistlewood"},
    {"uprn": "", "name": "Garfeild Thistlewod"},
    {"uprn": "999111000777"},
    {"activity": None},
    {"purpose": "audit"},
]


def told(organisation, asker, question) -> str:
    answer = worlds.ask(organisation, asker, **question)
    same = replace(
        answer,
        id=UUID(int=0),
        as_of=datetime(2026, 1, 1, tzinfo=UTC),
        stale_after=datetime(2026, 1, 2, tzinfo=UTC),
    )
    return re.sub(r"\s+", " ", repr(same))


def everything(organisation, asker) -> list[str]:
    return [told(organisation, asker, question) for question in QUESTIONS]


@pytest.mark.parametrize("fixture", ["greenways", "harbour", "torley"])
def test_a_stranger_learns_nothing(db, eastmere, request, fixture):
    stranger = request.getfixturevalue(fixture)
    asker = worlds.sign_in(stranger, reads_register=True)
    without = everything(stranger, asker)

    for _ in range(3):
        worlds.publish_marker(eastmere)

    assert everything(stranger, asker) == without


@pytest.mark.parametrize("stop", list(STOPS))
def test_a_stopped_partner_learns_nothing(shared, stop):
    STOPS[stop](shared)
    with_entry = everything(shared.recipient, shared.asker)

    with in_organisation(shared.discloser):
        Release.objects.all().update(
            withdrawn_at=worlds.now(), withdrawn_by="x", withdrawn_reason="y"
        )
        shared.marker.delete()

    assert everything(shared.recipient, shared.asker) == with_entry


def test_an_asker_without_a_briefing_learns_nothing(shared):
    asker = worlds.sign_in(
        shared.recipient,
        actor_id="lapsed",
        briefing_ends=worlds.today() - timedelta(days=1),
    )
    with_entry = everything(shared.recipient, asker)

    with in_organisation(shared.discloser):
        shared.marker.delete()

    assert everything(shared.recipient, asker) == with_entry


def test_what_is_not_released_cannot_be_told_from_what_is_not_there(shared):
    with in_organisation(shared.discloser):
        Release.objects.all().update(
            withdrawn_at=worlds.now(), withdrawn_by="x", withdrawn_reason="y"
        )
    unreleased = everything(shared.recipient, shared.asker)
    with in_organisation(shared.discloser):
        shared.marker.delete()

    assert everything(shared.recipient, shared.asker) == unreleased
