"""What do the pages of both sides say of an agreement, an audience, a refusal?"""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Team
from sharing import queries
from sharing.actions import agreements, releases
from sharing.errors import NotAllowed, NotFound
from sharing.models import AgreementVersion, Indemnity
from sharing.partner_rules import PARTNER_RULES
from sharing.queries.agreement_parts import stops_of
from sharing.queries.standing import standings_of
from tenants.codes import Level, Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.people import NOW, TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])
TOMORROW = NOW + timedelta(days=1)


def page(two, agreement_id, side="council", *, at=NOW):
    user = two.officer if side == "council" else two.signatory
    with two.here(side):
        return queries.agreement_for(user, agreement_id, at=at)


def test_both_sides_read_the_agreement_and_are_offered_their_own_steps(two):
    agreement_id = two.sign_all()
    two.attest(agreement_id)

    ours, theirs = page(two, agreement_id), page(two, agreement_id, "partner")

    assert ours.may == {
        "attest",
        "put_in_force",
        "refuse",
        "withdraw",
        "approve",
        "portfolio",
        "file_signed",
    }
    assert theirs.may == {"attest", "renew_cover", "refuse", "file_signed"}
    assert ours.discloser == "Eastmere Council"
    assert ours.waiting_for == "Eastmere Council's sharing officer to put it in force."
    assert ours.why_not == {}
    assert ours.portfolio_label == "1 home"
    assert ours.terms == theirs.terms
    assert ours.timeline == theirs.timeline
    assert ours.indemnity.insurer == "Invented Mutual"
    [attested] = ours.attestations
    assert (attested.activity_label, attested.people, attested.reasons) == (
        "Repairs",
        7,
        (),
    )


def test_the_owner_sees_why_lapsed_cover_stops_it(two):
    agreement_id = two.in_force()

    stopped = page(two, agreement_id, at=TOMORROW)

    assert stopped.state_label == "In force, but stopped"
    assert f"The insurance cover ended on {TODAY.day} " in stopped.waiting_for
    with two.here("council"):
        [row] = queries.agreements(two.officer, at=TOMORROW)
    assert row.state_label == "In force, but stopped"


def test_a_draft_is_the_disclosers_own_business(two):
    agreement_id = two.draft()

    assert page(two, agreement_id).state_label == "Draft"
    with pytest.raises(NotFound):
        page(two, agreement_id, "partner")


def test_why_an_agreement_cannot_be_put_in_force_is_said_before(two):
    agreement_id = two.sign_all()

    found = page(two, agreement_id)

    assert found.why_not == {
        "put_in_force": (
            "Repairs: The activity has no approved attestation.",
            "Repairs: The activity does not enter premises and is not in close contact.",
            "Repairs: It is not known what kind of work this is.",
        )
    }


def test_strangers_and_people_without_the_role_do_not_read_it(two, harbour):
    agreement_id = two.in_force()
    stranger = person(harbour, Role.PARTNER_SIGNATORY)
    reporter = person(two.council, Role.REPORTER)

    with in_organisation(harbour), pytest.raises(NotFound):
        queries.agreement_for(stranger, agreement_id, at=NOW)
    with in_organisation(two.council), pytest.raises(NotAllowed):
        queries.agreements(reporter, at=NOW)


def test_the_platform_reads_every_agreement_and_may_suspend(two, platform_organisation):
    two.in_force()
    administrator = person(platform_organisation, Role.PLATFORM_ADMINISTRATOR)

    with in_organisation(platform_organisation):
        [row] = queries.agreements(administrator, at=NOW)

    assert row.may == {"suspend"}


def test_an_agreement_whose_other_party_has_left_is_listed_and_stopped(two):
    agreement_id = two.in_force()

    with two.here("council"):
        version = AgreementVersion.objects.get(agreement_id=agreement_id)
        version.recipient = uuid4()
        rests_on = standings_of([version])
        stops = stops_of(version, rests_on, today=TODAY)

    assert rests_on == []
    assert stops == ["The other organisation has left."]


def audience(two, marker):
    with in_organisation(two.council):
        return queries.audience_for(two.officer, marker.reference, at=NOW)


def test_the_audience_lists_partners_and_teams_with_reasons_and_head_counts(two):
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    with in_organisation(two.council):
        Team.objects.create(name="Visits", contact_mode="FACE_TO_FACE")
        Team.objects.create(name="Licensing", contact_mode="NONE")

    found = audience(two, marker)

    [partner] = found.partners
    assert partner.agreement_id == agreement_id
    assert (partner.organisation, partner.activity_label) == (
        "Brightfix Repairs",
        "Repairs",
    )
    assert (partner.permitted, partner.head_count, partner.released) == (True, 7, False)
    assert partner.ceiling == Level.SUMMARY
    assert {team.name: team.reasons for team in found.teams} == {
        "Licensing": ("The team does not meet the public where it could be at risk.",),
        "Visits": (),
    }


def test_nothing_is_ticked_until_it_is_released(two):
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    with in_organisation(two.council):
        [made] = releases.release(
            entry_reference=marker.reference,
            choices=[(agreement_id, "REPAIRS", "FLAG")],
            proportionality="They go in.",
            by=two.officer,
            at=NOW,
        )

    [partner] = audience(two, marker).partners

    assert (partner.released, partner.release_id) == (True, made.release_id)


def test_a_suspended_partner_is_listed_with_the_reason(two):
    agreement_id = two.in_force()
    with in_organisation(two.council):
        agreements.suspend(
            agreement_id=agreement_id, reason="Misuse", by=two.officer, at=NOW
        )

    [partner] = audience(two, worlds.publish_marker(two.council)).partners

    assert (partner.permitted, partner.reasons) == (
        False,
        ("The agreement is not in force.",),
    )


def explain(two, marker, *, at=NOW):
    with in_organisation(two.council):
        return queries.explain(two.officer, marker.reference, two.partner.pk, at=at)


def test_explains_what_decides_and_what_is_missing(two):
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council, ends_on=TODAY + timedelta(days=9))

    before = explain(two, marker)
    with in_organisation(two.council):
        releases.release(
            entry_reference=marker.reference,
            choices=[(agreement_id, "REPAIRS", "FLAG")],
            proportionality="They go in.",
            by=two.officer,
            at=NOW,
        )
    after, tomorrow = explain(two, marker), explain(two, marker, at=TOMORROW)

    assert [reason.rule for reason in before.reasons] == [
        "entry_was_released_by_the_sharing_officer",
        "release_stands",
        "release_limit_is_known",
    ]
    assert all(reason.authority for reason in before.reasons)
    assert (after.permit, after.level_label) == (True, Level.FLAG.label)
    assert "release level" in after.determining
    assert [reason.rule for reason in tomorrow.reasons] == [
        "insurance_cover_is_in_date",
        "activity_is_attested",
    ]


def test_explains_even_where_there_is_no_agreement_at_all(two, harbour):
    marker = worlds.publish_marker(two.council)

    with in_organisation(two.council):
        found = queries.explain(two.officer, marker.reference, harbour.pk, at=NOW)

    assert found.organisation == "Harbour Homes"
    assert not found.permit
    assert len(found.reasons) > 15
    assert {reason.rule for reason in found.reasons} <= {
        rule.__name__ for rule in PARTNER_RULES
    }


def test_work_waits_for_whoever_takes_the_next_step(two):
    agreement_id = two.draft()
    two.offer(agreement_id)
    with two.here("partner"):
        [item] = queries.sharing_work(two.signatory, at=NOW)
    assert (item.reference, item.kind) == (str(agreement_id), "agreement")

    two.accept(agreement_id)
    two.indemnify(agreement_id)
    with two.here("partner"):
        assert queries.sharing_work(two.signatory, at=NOW) == []
    with two.here("council"):
        [item] = queries.sharing_work(two.officer, at=NOW)
        assert item.reference == str(agreement_id)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_few_queries(two, count, django_assert_max_num_queries):
    for _ in range(count):
        two.in_force()
    marker = worlds.publish_marker(two.council)

    with in_organisation(two.council):
        queries.agreements(two.officer, at=NOW)
        with django_assert_max_num_queries(7):
            rows = queries.agreements(two.officer, at=NOW)
        with django_assert_max_num_queries(16):
            found = queries.audience_for(two.officer, marker.reference, at=NOW)

    assert len(rows) == len(found.partners) == count
    with in_organisation(two.council):
        assert Indemnity.objects.count() == AgreementVersion.objects.count() == count
