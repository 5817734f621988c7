"""Can misuse, a suspension or a recall be walked around by taking other steps first?

Each test takes a way that somebody in a hurry, or of ill will, would try.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from sharing.actions import agreements, attestations, chasing, lapses, misuse
from sharing.check import Answer
from sharing.errors import NeedsPerson, NotNow
from sharing.models import AgreementEvent, AgreementVersion, Attestation
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.actions.test_misuse import close, decide, finish_all, report
from tests.sharing.actions.test_recalls import Told, answer, midday
from tests.sharing.actions.test_renewing import (
    arrange,
    follow,
    in_force_for_a_year,
    states,
)
from tests.sharing.people import NOW, TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)
LATER = {"starts_on": TODAY + 3 * DAY, "review_on": TODAY + 9 * DAY}


def step(two, side, action, agreement_id, *, at=NOW):
    by = two.officer if side == "council" else two.signatory
    with two.here(side):
        return action(agreement_id=agreement_id, reason="Because.", by=by, at=at)


def test_what_was_cleared_before_misuse_was_known_is_not_lifted(two):
    agreement_id = two.in_force()
    step(two, "partner", agreements.suspend, agreement_id)
    step(two, "partner", agreements.clear_suspension, agreement_id)

    case = report(two, agreement_id, "council")

    with pytest.raises(NotNow, match="A misuse case is open"):
        step(two, "council", agreements.lift_suspension, agreement_id)
    finish_all(two, case)
    decide(two, case)
    close(two, case)
    # They cleared another cause than this one, so they look again.
    with pytest.raises(NotNow, match="has not cleared it yet"):
        step(two, "council", agreements.lift_suspension, agreement_id)
    step(two, "partner", agreements.clear_suspension, agreement_id)
    step(two, "council", agreements.lift_suspension, agreement_id)
    assert two.version(agreement_id).state == "IN_FORCE"


def test_ending_the_version_that_was_misused_lets_no_other_begin(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id)
    case = report(two, agreement_id)
    step(two, "partner", agreements.terminate, agreement_id)

    with pytest.raises(NotNow, match="A misuse case is open"):
        two.put_in_force(agreement_id)
    assert states(two, agreement_id) == ["TERMINATED", "INDEMNIFIED"]
    finish_all(two, case)
    decide(two, case)
    close(two, case)
    two.put_in_force(agreement_id)
    assert states(two, agreement_id) == ["TERMINATED", "IN_FORCE"]


def test_the_clock_brings_in_nothing_while_misuse_is_looked_into(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, **LATER)
    arrange(two, agreement_id)
    report(two, agreement_id)
    step(two, "partner", agreements.terminate, agreement_id)

    with two.here("council"):
        assert lapses.record_lapses(at=NOW + 3 * DAY) == 0

    assert states(two, agreement_id) == ["TERMINATED", "INDEMNIFIED"]


@pytest.mark.parametrize("side", ["council", "partner"])
def test_what_was_arranged_to_follow_does_not_follow_what_was_ended(two, side):
    """Suspended by one side, ended by the other: nothing may begin by itself then."""
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, **LATER)
    arrange(two, agreement_id)
    step(two, "council", agreements.suspend, agreement_id)
    step(two, side, agreements.terminate, agreement_id)

    with two.here("council"):
        for _ in range(2):
            assert lapses.record_lapses(at=NOW + 3 * DAY) == 0
        second = AgreementVersion.objects.get(agreement_id=agreement_id, number=2)
        told = AgreementEvent.objects.filter(version_id=second.pk, step="put_in_force")
        assert [event.reason for event in told] == [
            "The version that it was to follow has ended."
        ]

    assert (second.state, second.arranged_at) == ("INDEMNIFIED", None)


def test_an_overdue_recall_is_answered_before_sharing_goes_on(two):
    told = Told(two)
    recall = told.withdraw()
    after = midday(recall.suspends_on)
    later = after.date() + DAY
    two.indemnify(told.agreement_id, cover_ends_on=later)
    two.attest(told.agreement_id, ends_on=later)
    with two.here("council"):
        assert chasing.chase(at=after) == (1, 1)
    step(two, "council", agreements.clear_suspension, told.agreement_id, at=after)

    with pytest.raises(NotNow, match="A recall is overdue"):
        step(two, "council", agreements.lift_suspension, told.agreement_id, at=after)
    officer = person(two.partner, Role.PARTNER_OFFICER)
    with two.here("partner"):
        answer(recall, by=officer)
    step(two, "council", agreements.lift_suspension, told.agreement_id, at=after)

    assert two.version(told.agreement_id).state == "IN_FORCE"


def test_a_recipient_cannot_make_a_suspension_its_own_in_sql(two):
    agreement_id = two.in_force()
    step(two, "council", agreements.suspend, agreement_id)

    with two.here("partner") as here:
        held = AgreementVersion.objects.filter(agreement_id=agreement_id)
        for changes, sentence in (
            ({"suspended_by": here.pk}, "stays with whoever suspended"),
            ({"state": "INDEMNIFIED"}, "Only the discloser takes"),
            ({"state": "ACCEPTED"}, "Only the discloser takes"),
        ):
            with (
                pytest.raises(ProgrammingError, match=sentence),
                transaction.atomic(),
            ):
                held.update(**changes)

    assert two.version(agreement_id).suspended_by == two.council.pk


def test_what_has_ended_is_not_taken_up_by_recipient_or_platform_in_sql(
    two, platform_organisation
):
    agreement_id = two.in_force()
    step(two, "council", agreements.terminate, agreement_id)
    suspended = {
        "state": "SUSPENDED",
        "suspended_at": NOW,
        "suspension_reason": "Again.",
    }

    for organisation in (two.partner, platform_organisation):
        with (
            in_organisation(organisation),
            pytest.raises(ProgrammingError, match="Only the discloser takes"),
            transaction.atomic(),
        ):
            AgreementVersion.objects.filter(agreement_id=agreement_id).update(
                **suspended, suspended_by=organisation.pk
            )

    assert two.version(agreement_id).state == "TERMINATED"


def test_a_program_of_the_discloser_cannot_approve_by_attesting(two):
    agreement_id = two.sign_all()
    given = {
        "agreement_id": agreement_id,
        "activity": "REPAIRS",
        "mode": "ENTERS_PREMISES",
        "evidence": "Job sheets",
        "ends_on": TODAY,
        "at": NOW,
    }
    for who in (two.officer, two.signatory):
        who.acting_client = "client-1"

    with two.here("council"), pytest.raises(NeedsPerson):
        attestations.attest(**given, by=two.officer)
    with two.here("partner"):
        attestations.attest(**given, by=two.signatory)
        [attested] = Attestation.objects.filter(agreement_id=agreement_id)

    assert attested.approved_by is None


def test_the_old_version_alone_answers_until_the_new_ones_first_day(two):
    """One version at a time: neither none nor two, and each with its own indemnity."""
    agreement_id = in_force_for_a_year(two)
    marker = worlds.publish_marker(two.council, ends_on=TODAY + 30 * DAY)
    with two.here("council"):
        agreement = AgreementVersion.objects.get(agreement_id=agreement_id).agreement
    worlds.release_to(worlds.Standing(agreement, None, None), marker, two.council)
    asker = worlds.sign_in(two.partner)
    follow(two, agreement_id, level="FLAG")
    before = worlds.ask(two.partner, asker)

    two.put_in_force(agreement_id)

    after = worlds.ask(two.partner, asker)
    assert [one.level.value for one in before.markers] == ["SUMMARY"]
    assert [one.level.value for one in after.markers] == ["FLAG"]
    assert before.answer == after.answer == Answer.HIT
    for state in ("IN_FORCE", "SUSPENDED"):
        # The old one never answers beside it, whoever writes.
        with (
            two.here("council"),
            pytest.raises(IntegrityError, match="sharing_version_one_in_force"),
            transaction.atomic(),
        ):
            AgreementVersion.objects.filter(agreement_id=agreement_id, number=1).update(
                state=state,
                suspended_by=two.council.pk,
                suspended_at=NOW,
                suspension_reason="x",
            )


def test_misuse_may_be_reported_of_what_has_ended_and_closes_there(two):
    agreement_id = two.in_force()
    step(two, "partner", agreements.terminate, agreement_id)

    case = report(two, agreement_id, "council")
    decide(two, case)
    close(two, case, outcome="ENDED")

    assert not case.suspended
    assert case.breach_due_at - case.aware_at == misuse.reporting.BREACH
    assert two.version(agreement_id).state == "TERMINATED"


def test_nobody_signs_to_brief_more_often_than_their_own_policy_does(two):
    agreement_id = two.draft(training_months=6)
    two.offer(agreement_id)

    with pytest.raises(NotNow, match="counts 6 months, and in your policy"):
        two.accept(agreement_id)

    assert two.version(agreement_id).state == "OFFERED"
