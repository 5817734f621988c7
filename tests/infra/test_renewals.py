"""Does the demonstration's story of a renewal hold together, step by real step?"""

from datetime import timedelta

import pytest

from audit.models import OutboxItem
from infra.demo import renewals
from sharing.models import AgreementVersion, MisuseCase, ServiceQuestion
from tests.sharing import people
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
        assert ServiceQuestion.objects.get().answered_at is not None
