"""Which own teams are given an entry, and which are not, whoever chooses them?"""

import pytest

from accounts.models import Team
from markers.models import Marker
from sharing.actions import team_releases
from sharing.check import Answer
from sharing.errors import NotAllowed, Refused
from sharing.models import TeamRelease
from sharing.queries.entries import audience_for
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.people import NOW, person


pytestmark = pytest.mark.django_db(databases=["default"])


@pytest.fixture
def marker(two):
    return worlds.publish_marker(two.council)


@pytest.fixture
def teams(two):
    with in_organisation(two.council):
        return {
            mode: Team.objects.create(name=f"Team {mode}", contact_mode=mode)
            for mode in ("ENTERS_PREMISES", "FACE_TO_FACE", "REMOTE_DIRECT", "NONE")
        }


def give(two, marker, team, reason="They visit this home.", by=None):
    with in_organisation(two.council):
        return team_releases.give(
            marker=marker, audience=[(team.pk, reason)], by=by or two.officer, at=NOW
        )


def test_a_team_that_meets_people_is_given_the_entry(two, marker, teams):
    team = teams["ENTERS_PREMISES"]
    asker = worlds.sign_in(two.council, teams=[team.pk])

    [given] = give(two, marker, team)

    assert worlds.ask(two.council, asker).answer == Answer.HIT
    with in_organisation(two.council):
        team_releases.take_back(
            team_release_id=given.pk, reason="They moved", by=two.officer, at=NOW
        )
    assert worlds.ask(two.council, asker).answer == Answer.CLEAR


@pytest.mark.parametrize("mode", ["REMOTE_DIRECT", "NONE"])
def test_a_team_that_never_meets_the_public_gets_nothing(two, marker, teams, mode):
    with pytest.raises(Refused) as refused:
        give(two, marker, teams[mode])

    assert refused.value.sentences == (
        f"Team {mode}: The team does not meet the public where it could be at risk.",
    )


def test_a_team_is_given_nothing_without_a_reason_or_by_just_anybody(
    two, marker, teams
):
    with pytest.raises(Refused, match="not given to this team"):
        give(two, marker, teams["ENTERS_PREMISES"], reason=" ")
    visitor = person(two.council, Role.VISITING_OFFICER)
    with pytest.raises(NotAllowed):
        give(two, marker, teams["ENTERS_PREMISES"], by=visitor)


def test_a_later_choice_replaces_the_earlier(two, marker, teams):
    give(two, marker, teams["ENTERS_PREMISES"])
    give(two, marker, teams["ENTERS_PREMISES"], reason="Still theirs")

    with in_organisation(two.council):
        standing = TeamRelease.objects.filter(withdrawn_at__isnull=True)
        assert [one.reason for one in standing] == ["Still theirs"]


def test_a_restricted_entry_is_given_to_no_further_team(two, marker, teams):
    """Who has it keeps it, at seek advice; to choose them again gives nothing anew."""
    held, other = teams["ENTERS_PREMISES"], teams["FACE_TO_FACE"]
    give(two, marker, held)
    with in_organisation(two.council):
        Marker.objects.filter(pk=marker.pk).update(processing_restricted=True)
        marker.refresh_from_db()
        listed = audience_for(two.officer, marker.reference, at=NOW).teams

    with pytest.raises(Refused, match="Processing of this entry is restricted"):
        give(two, marker, other)
    give(two, marker, held, reason="Still theirs")

    reasons = {one.team_id: one.reasons for one in listed}
    assert reasons[held.pk] == ()
    assert "Processing of this entry is restricted" in reasons[other.pk][-1]
    asker = worlds.sign_in(two.council, teams=[held.pk])
    [shown] = worlds.ask(two.council, asker).markers
    assert shown.level == "SEEK_ADVICE"
