"""Does the demonstration's story of a renewal hold together, step by real step?"""

from datetime import timedelta

import pytest

from audit.models import OutboxItem
from infra.demo import leaving, renewals, works
from sharing.models import (
    Agreement,
    AgreementVersion,
    Extract,
    MisuseCase,
    ServiceQuestion,
)
from tests.sharing import people, worlds
from tests.sharing.people import NOW, TODAY


pytestmark = pytest.mark.django_db(databases=["default"])


class Side:
    """One organisation as the seeder knows it."""

    def __init__(self, organisation, user) -> None:
        self.organisation, self._user = organisation, user

    def user(self, role):
        return self._user


def test_the_story_ends_in_force_with_a_second_version_offered(db, eastmere, brightfix):
    two = people.parties(eastmere, brightfix)
    agreement = two.in_force()
    later = TODAY + timedelta(days=90)
    two.indemnify(agreement, cover_ends_on=later)
    two.attest(agreement, ends_on=later)
    council = Side(two.council, two.officer)
    partner = Side(two.partner, two.signatory)

    renewals.tell(council, partner, agreement, now=NOW + timedelta(days=61))

    with two.here("council"):
        owed = OutboxItem.objects.filter(task="sharing.recall_shown")
        assert [item.done_at is not None for item in owed] == [True]
    with two.here("partner"):
        versions = AgreementVersion.objects.filter(agreement_id=agreement)
        assert list(versions.order_by("number").values_list("state", flat=True)) == [
            "IN_FORCE",
            "OFFERED",
        ]
        assert MisuseCase.objects.get().outcome == "PUT_RIGHT"


def test_one_question_is_answered_and_one_on_agreed_work_waits(
    db, eastmere, brightfix, harbour
):
    landlords = people.parties(eastmere, harbour)
    landlords.in_force()
    repairers = people.parties(eastmere, brightfix)
    repairers.in_force(activities=("REPAIRS", "GAS_SAFETY"))
    council = Side(eastmere, landlords.officer)

    works.tell(
        council,
        Side(harbour, landlords.signatory),
        Side(brightfix, repairers.signatory),
        now=NOW + timedelta(days=31),
    )

    with landlords.here("partner"):
        assert ServiceQuestion.objects.get().answered_at is not None
    with repairers.here("partner"):
        waiting = ServiceQuestion.objects.get()
        assert (waiting.activity, waiting.answered_at) == ("GAS_SAFETY", None)


def test_an_extract_waits_for_somebody_who_proves_who_they_are(db, harbour, eastmere):
    two = people.parties(harbour, eastmere)
    agreement = two.sign_all(
        activities=("HOUSING_MANAGEMENT",), purposes=("home-visit",)
    )
    two.attest(agreement, activity="HOUSING_MANAGEMENT")
    two.put_in_force(agreement)
    marker = worlds.publish_marker(harbour)
    with two.here("council"):
        found = Agreement.objects.get(pk=agreement)
    standing = worlds.Standing(found, two.version(agreement), None)
    worlds.release_to(standing, marker, harbour, activity="HOUSING_MANAGEMENT")
    sides = Side(harbour, two.officer), Side(eastmere, two.signatory)

    leaving.tell(*sides, agreement, now=NOW)

    with two.here("partner"):
        extract = Extract.objects.get()
        assert (extract.kind, extract.state) == ("LINK", "ASKED")
