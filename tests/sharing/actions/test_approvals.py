"""Is a decision and its audience one thing: both done, or neither?"""

from datetime import date

import pytest

from accounts.models import Team
from markers.models import Marker
from register.actions import decisions
from register.facts import Audience
from register.models import Entry
from register.states import Outcome
from sharing.actions import approvals, portfolios, releases
from sharing.check import Answer
from sharing.errors import Refused
from sharing.models import TeamRelease
from tenants.context import in_organisation
from tests.register.making import (
    CONTENT,
    CRITERIA,
    TOLD_TRULY,
    make_people,
    make_report,
)
from tests.sharing import worlds
from tests.sharing.people import HOME, NOW


pytestmark = pytest.mark.django_db(databases=["default"])


@pytest.fixture
def people(db, eastmere):
    with in_organisation(eastmere):
        return make_people()


def decide(eastmere, people, *teams):
    with in_organisation(eastmere):
        report = make_report(people, at=NOW)
        return approvals.decide(
            reference=report.reference,
            outcome=Outcome.APPROVE,
            criteria=CRITERIA,
            proportionality="Two go together; nothing less would do.",
            audience=[
                Audience(team_id=team.pk, reason="They visit.") for team in teams
            ],
            tell=TOLD_TRULY,
            by=people.decider,
            at=NOW,
        )


def test_the_team_chosen_finds_the_entry_in_its_next_check(eastmere, people):
    decision = decide(eastmere, people, people.team)

    with in_organisation(eastmere):
        [given] = TeamRelease.objects.all()
        assert given.entry_id == decision.entry.pk
        assert given.reason == "They visit."
    mine = worlds.sign_in(eastmere, teams=[people.team.pk])
    answer = worlds.ask(eastmere, mine, uprn=CONTENT.subject.uprn)
    assert answer.answer == Answer.HIT


def test_a_team_that_meets_nobody_undoes_the_whole_decision(eastmere, people):
    with in_organisation(eastmere):
        licensing = Team.objects.create(name="Licensing", contact_mode="NONE")

    with pytest.raises((Refused, decisions.Refused)):
        decide(eastmere, people, people.team, licensing)

    with in_organisation(eastmere):
        assert not Entry.objects.exists()
        assert not Marker.objects.exists()
        assert not TeamRelease.objects.exists()


def test_a_decided_entry_is_released_to_a_partner(eastmere, people, two):
    agreement_id = two.in_force(categories=("THREAT",))
    decision = decide(eastmere, people, people.team)
    with in_organisation(eastmere):
        reference = decision.entry.reference
        portfolios.replace(
            agreement_id=agreement_id,
            properties=[
                HOME,
                portfolios.Property(uprn=CONTENT.subject.uprn),
            ],
            by=two.officer,
            at=NOW,
        )
        [outcome] = releases.release(
            entry_reference=reference,
            choices=[(agreement_id, "REPAIRS", "CATEGORY")],
            proportionality="They go in.",
            by=two.officer,
            at=NOW,
        )

    assert outcome.released
    asker = worlds.sign_in(two.partner)
    [shown] = worlds.ask(two.partner, asker, uprn=CONTENT.subject.uprn).markers
    assert (shown.level, shown.category) == ("CATEGORY", "THREAT")
    assert shown.expires_on is None or shown.expires_on > date(2026, 1, 1)
