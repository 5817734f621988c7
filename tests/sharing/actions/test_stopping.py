"""How is an agreement suspended and taken up again, and what ends with it?"""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from audit.models import OutboxItem
from sharing.actions import agreements, lapses, recalls
from sharing.check import Answer
from sharing.errors import Invalid, NotAllowed, NotNow
from sharing.models import AgreementVersion, Recall, Release
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.people import NOW, person, terms


pytestmark = pytest.mark.django_db(databases=["default"])


def act(two, side, action, agreement_id, *, reason="Because"):
    by = two.officer if side == "council" else two.signatory
    with two.here(side):
        return action(agreement_id=agreement_id, reason=reason, by=by, at=NOW)


def released(two):
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    with two.here("council"):
        agreement = AgreementVersion.objects.get(agreement_id=agreement_id).agreement
    standing = worlds.Standing(agreement, None, None)
    worlds.release_to(standing, marker, two.council)
    return agreement_id, marker, worlds.sign_in(two.partner)


def test_the_next_check_after_a_suspension_cannot_tell(two):
    agreement_id, _, asker = released(two)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT

    act(two, "council", agreements.suspend, agreement_id, reason="Misuse")

    assert worlds.ask(two.partner, asker).answer == Answer.CANNOT_TELL
    act(two, "council", agreements.clear_suspension, agreement_id)
    assert worlds.ask(two.partner, asker).answer == Answer.CANNOT_TELL
    act(two, "council", agreements.lift_suspension, agreement_id)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT


def test_only_whoever_suspended_clears_and_only_the_discloser_lifts(two):
    agreement_id = two.in_force()
    act(two, "partner", agreements.suspend, agreement_id)

    with pytest.raises(NotNow, match="has not cleared it"):
        act(two, "council", agreements.lift_suspension, agreement_id)
    with pytest.raises(NotAllowed, match="suspended it can clear"):
        act(two, "council", agreements.clear_suspension, agreement_id)
    act(two, "partner", agreements.clear_suspension, agreement_id)
    with pytest.raises(NotNow, match="cleared already"):
        act(two, "partner", agreements.clear_suspension, agreement_id)
    with pytest.raises(NotAllowed):
        act(two, "partner", agreements.lift_suspension, agreement_id)
    act(two, "council", agreements.lift_suspension, agreement_id)

    assert two.version(agreement_id).state == "IN_FORCE"


def test_the_platform_suspends_and_never_puts_in_force(two, platform_organisation):
    agreement_id = two.in_force()
    administrator = person(platform_organisation, Role.PLATFORM_ADMINISTRATOR)

    with in_organisation(platform_organisation):
        agreements.suspend(
            agreement_id=agreement_id, reason="A breach", by=administrator, at=NOW
        )
        with pytest.raises(NotAllowed):
            agreements.lift_suspension(
                agreement_id=agreement_id, reason="Enough", by=administrator, at=NOW
            )
        for state in ("IN_FORCE", "TERMINATED"):
            with (
                pytest.raises(ProgrammingError, match="row-level"),
                transaction.atomic(),
            ):
                AgreementVersion.objects.filter(agreement_id=agreement_id).update(
                    state=state
                )
    assert two.version(agreement_id).state == "SUSPENDED"


def test_the_platform_drafts_for_a_council(two, platform_organisation):
    administrator = person(platform_organisation, Role.PLATFORM_ADMINISTRATOR)
    with in_organisation(platform_organisation):
        version = agreements.draft(
            discloser=two.council.pk,
            recipient=two.partner.pk,
            title="From a template",
            terms=terms(),
            by=administrator,
            at=NOW,
        )

    two.offer(version.agreement_id)
    assert two.version(version.agreement_id).state == "OFFERED"


def test_ending_an_agreement_recalls_what_was_shown(two):
    agreement_id, marker, asker = released(two)
    worlds.ask(two.partner, asker)

    act(two, "partner", agreements.terminate, agreement_id, reason="We close")

    assert worlds.ask(two.partner, asker).answer == Answer.CANNOT_TELL
    with in_organisation(two.council):
        item = OutboxItem.objects.get(task="sharing.recall_agreement")
        assert item.organisation == two.council.pk
        for _ in range(2):
            recalls.recall_agreement(
                agreement_id=agreement_id, reason="terminated", at=NOW
            )
        [recall] = Recall.objects.all()
        assert not Release.objects.filter(withdrawn_at__isnull=True).exists()
    assert (recall.recipient, recall.marker_id) == (two.partner.pk, marker.pk)


def test_what_nobody_was_shown_is_not_recalled(two):
    agreement_id, _, _ = released(two)

    with in_organisation(two.council):
        raised = recalls.recall_agreement(
            agreement_id=agreement_id, reason="terminated", at=NOW
        )
        assert raised == 0
        assert not Recall.objects.exists()


def test_a_reason_is_always_written(two):
    agreement_id = two.in_force()

    with pytest.raises(Invalid):
        act(two, "council", agreements.suspend, agreement_id, reason=" ")


def test_midnight_records_what_the_dates_have_stopped(two):
    agreement_id = two.in_force()
    tomorrow = NOW + timedelta(days=1)

    with in_organisation(two.council):
        assert lapses.record_lapses(at=NOW) == 0
        assert lapses.record_lapses(at=tomorrow) == 1
        assert lapses.record_lapses(at=tomorrow) == 0

    version = two.version(agreement_id)
    assert version.state == "SUSPENDED"
    assert "The insurance cover ended on" in version.suspension_reason


def test_an_agreement_past_its_end_expires_and_is_recalled(two):
    agreement_id = two.in_force()

    with in_organisation(two.council):
        lapses.record_lapses(at=NOW + timedelta(days=366))
        assert OutboxItem.objects.filter(task="sharing.recall_agreement").exists()

    assert two.version(agreement_id).state == "EXPIRED"
