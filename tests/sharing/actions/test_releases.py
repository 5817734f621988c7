"""Who is given an entry, who is refused it and why, and what is taken back?"""

from datetime import timedelta
from uuid import uuid4

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from markers.actions import end, republish
from markers.facts import MarkerContent
from markers.states import MarkerState
from sharing.actions import agreements, recalls, releases
from sharing.check import Answer
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow, Refused
from sharing.models import Recall, Receipt, Release
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.people import NOW, person


pytestmark = pytest.mark.django_db(databases=["default"])


@pytest.fixture
def agreed(two):
    return two.in_force()


@pytest.fixture
def marker(two):
    return worlds.publish_marker(two.council)


def release(two, marker, agreement_id, *, level="SUMMARY", by=None, **changes):
    with in_organisation(two.council):
        return releases.release(
            **{
                "entry_reference": marker.reference,
                "choices": [(agreement_id, "REPAIRS", level)],
                "proportionality": "Their fitters go into this home.",
                "by": by or two.officer,
                "at": NOW,
            }
            | changes
        )


def test_a_released_entry_is_in_the_partners_next_check(two, agreed, marker):
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker).answer == Answer.CLEAR

    [outcome] = release(two, marker, agreed, level="CATEGORY")

    assert outcome.released
    assert outcome.organisation == "Brightfix Repairs"
    [shown] = worlds.ask(two.partner, asker).markers
    assert shown.level == "CATEGORY"


def test_a_release_keeps_its_facts_and_what_decided(two, agreed, marker):
    [outcome] = release(two, marker, agreed)

    with in_organisation(two.council):
        receipt = Receipt.objects.get(release_id=outcome.release_id)
        [event] = events_for(organisation=two.council.pk, kinds=[Kind.ENTRY_RELEASED])
    assert receipt.question == "RELEASE"
    assert receipt.permitted
    assert receipt.facts["entry_category"] == "PHYS"
    assert "insurance_cover_is_in_date" in receipt.terms
    assert receipt.terms[-1] == "most_in_a_check" or "agreement_level" in receipt.terms
    assert event.subject == marker.reference
    with in_organisation(two.partner):
        assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"category": "ANIMAL"}, "The agreement does not name this category."),
        ({"shareable": False},
         "The entry rests on material that may not be passed on."),
        ({"uprn": "999111000009", "postcode": "", "building": "", "address": ""},
         "The entry's place is not in the agreement's portfolio."),
        ({"processing_restricted": True},
         "Processing of this entry is restricted, so it is not released anew."),
    ],
)  # fmt: skip
def test_what_may_not_go_is_refused_and_written_down(two, agreed, changes, sentence):
    marker = worlds.publish_marker(two.council, **changes)

    with pytest.raises(Refused) as refused:
        release(two, marker, agreed)

    assert refused.value.sentences == (f"Brightfix Repairs: {sentence}",)
    with in_organisation(two.council):
        assert not Release.objects.exists()
        [event] = events_for(organisation=two.council.pk, kinds=[Kind.RELEASE_REFUSED])
    assert event.details["reasons"] == [sentence]


def test_one_partner_is_refused_and_the_other_released(two, agreed, marker):
    suspended = two.in_force()
    with in_organisation(two.council):
        agreements.suspend(
            agreement_id=suspended, reason="Misuse", by=two.officer, at=NOW
        )

    outcomes = release(
        two,
        marker,
        agreed,
        choices=[(agreed, "REPAIRS", "FLAG"), (suspended, "REPAIRS", "FLAG")],
    )

    assert [outcome.released for outcome in outcomes] == [True, False]
    assert outcomes[1].reasons == ("The agreement is not in force.",)


def test_only_the_sharing_officer_releases_with_a_reason(two, agreed, marker):
    decider = person(two.council, Role.DECISION_OFFICER)

    with pytest.raises(NotAllowed):
        release(two, marker, agreed, by=decider)
    with pytest.raises(Invalid) as refused:
        release(two, marker, agreed, choices=[], proportionality=" ")
    assert set(refused.value.errors) == {"choices", "proportionality"}
    with pytest.raises(Invalid):
        release(two, marker, agreed, level="FULL")
    with pytest.raises(NotFound):
        release(two, marker, agreed, entry_reference="NO-SUCH")
    with pytest.raises(NotFound):
        release(two, marker, uuid4())


def test_an_entry_is_released_once(two, agreed, marker):
    release(two, marker, agreed)

    with pytest.raises(Refused, match="released there already"):
        release(two, marker, agreed)


def test_what_is_taken_back_stops_and_is_recalled(two, agreed, marker):
    [outcome] = release(two, marker, agreed)
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT

    with in_organisation(two.council):
        releases.withdraw(
            release_id=outcome.release_id, reason="Appeal won", by=two.officer, at=NOW
        )
        with pytest.raises(NotNow):
            releases.withdraw(
                release_id=outcome.release_id, reason="Again", by=two.officer, at=NOW
            )

    assert worlds.ask(two.partner, asker).answer == Answer.CLEAR
    with in_organisation(two.partner):
        [recall] = Recall.objects.all()
    assert (recall.reason, recall.release_id) == ("withdrawn", outcome.release_id)
    assert (recall.due_on - NOW.date()).days in {2, 3, 4, 5, 6}


def test_the_end_of_an_entry_ends_its_releases_and_recalls_once(two, agreed, marker):
    release(two, marker, agreed)
    asker = worlds.sign_in(two.partner)
    worlds.ask(two.partner, asker)

    with in_organisation(two.council):
        end(
            entry_id=marker.entry_id,
            owner=two.council.pk,
            reason="lapsed",
            by=worlds.OFFICER,
            at=NOW,
        )
        assert recalls.recall_marker(marker_id=marker.pk, reason="lapsed", at=NOW) == 1
        assert recalls.recall_marker(marker_id=marker.pk, reason="lapsed", at=NOW) == 0
        assert not Release.objects.filter(withdrawn_at__isnull=True).exists()
    assert worlds.ask(two.partner, asker).answer == Answer.CLEAR


def test_a_correction_tells_recipients_and_leaves_the_release(two, agreed, marker):
    release(two, marker, agreed)
    worlds.ask(two.partner, worlds.sign_in(two.partner))
    with in_organisation(two.council):
        republish(
            content=MarkerContent(
                entry_id=marker.entry_id,
                reference=marker.reference,
                subject_kind="PERSON_AT_PREMISES",
                follows="BOTH",
                category="PHYS",
                precautions=("PHONE",),
                ring_name="Duty desk",
                ring_phone="01632 960100",
                state=MarkerState.ACTIVE,
                starts_on=marker.starts_on,
                ends_on=marker.ends_on,
                review_on=marker.review_on,
                shareable=True,
                name="Garfield Thistlewood",
                uprn="999111000001",
            ),
            owner=two.council.pk,
            by=worlds.OFFICER,
            at=NOW + timedelta(minutes=1),
        )
        for _ in range(2):
            recalls.recall_marker(marker_id=marker.pk, reason="corrected", at=NOW)
        [recall] = Recall.objects.all()
        assert Release.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert recall.cause.startswith("corrected:")
