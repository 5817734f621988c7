"""Is everybody who was shown a warning told when it changes, and held to answer?"""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, transaction

from audit.models import OutboxItem
from notifications.models import Message
from sharing import tasks
from sharing.actions import (
    agreements,
    chasing,
    lapses,
    recall_looks,
    recalls,
    releases,
)
from sharing.actions.acknowledgements import acknowledge
from sharing.check import Answer
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow
from sharing.models import Recall, Receipt, Release
from sharing.queries.told import told_about
from sharing.reasons import RecallDone
from tenants.clocks import add_working_days
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.people import LONDON, NOW, TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])


class Told:
    """An entry that was released, shown to the partner, and taken back."""

    def __init__(self, two) -> None:
        self.two = two
        self.agreement_id = two.in_force()
        self.marker = worlds.publish_marker(two.council)
        self.asker = worlds.sign_in(two.partner)
        with two.here("council"):
            [outcome] = releases.release(
                entry_reference=self.marker.reference,
                choices=[(self.agreement_id, "REPAIRS", "SUMMARY")],
                proportionality="Their fitters go into this home.",
                by=two.officer,
                at=NOW,
            )
        self.release_id = outcome.release_id
        assert worlds.ask(two.partner, self.asker).answer == Answer.HIT

    def withdraw(self, at: datetime = NOW) -> Recall:
        with self.two.here("council"):
            releases.withdraw(
                release_id=self.release_id,
                reason="They stopped working there.",
                by=self.two.officer,
                at=at,
            )
            return Recall.objects.get()


@pytest.fixture
def told(two) -> Told:
    return Told(two)


def test_a_recall_is_answered_once_with_a_statement(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)

    with two.here("partner"):
        with pytest.raises(NotAllowed):
            answer(recall, by=two.signatory)
        with pytest.raises(Invalid):
            answer(recall, by=officer, done="")
        with pytest.raises(Invalid):
            answer(recall, by=officer, done=RecallDone.CORRECTED)
        answer(recall, by=officer)
        with pytest.raises(NotNow):
            answer(recall, by=officer)

    with two.here("council"):
        recall.refresh_from_db()
    assert recall.acknowledged_by == str(officer.pk)
    assert recall.done == "DESTROYED"


def answer(recall, *, by, done="DESTROYED"):
    acknowledge(recall_id=recall.pk, done=done, by=by, at=NOW)


def test_another_organisation_has_no_such_recall(two, told, torley):
    recall = told.withdraw()
    stranger = person(torley, Role.PARTNER_OFFICER)

    with in_organisation(torley):
        assert not Recall.objects.exists()
        with pytest.raises(NotFound):
            answer(recall, by=stranger)


def test_the_owner_cannot_answer_in_the_recipients_name(two, told):
    recall = told.withdraw()

    with two.here("council"), pytest.raises(ProgrammingError), transaction.atomic():
        Recall.objects.filter(pk=recall.pk).update(
            acknowledged_at=NOW, acknowledged_by="somebody", done="DESTROYED"
        )


def test_an_answer_cannot_be_taken_away(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)
    with two.here("partner"):
        answer(recall, by=officer)
    emptied = {"acknowledged_at": None, "acknowledged_by": None, "done": ""}

    for side in ("council", "partner"):
        with two.here(side):
            assert Recall.objects.filter(pk=recall.pk).update(**emptied) == 0


def test_whoever_acknowledges_is_written_to_once_without_a_name(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)

    with two.here("council"):
        row = OutboxItem.objects.get(task="sharing.tell_of_recall")
    assert row.organisation == two.partner.pk
    with two.here("partner"):
        for _ in range(2):
            assert chasing.tell(recall_id=recall.pk, at=NOW) == 1
        [message] = Message.objects.all()
    assert message.to_address == officer.email
    assert f"/recalls/{recall.pk}/" in message.body
    assert "Thistlewood" not in message.body + message.subject_line
    assert "Mill Street" not in message.body


def test_an_answered_recall_is_not_chased(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)
    with two.here("partner"):
        answer(recall, by=officer)
        assert chasing.tell(recall_id=recall.pk, at=NOW) == 0
    with two.here("council"):
        assert chasing.chase(at=NOW + timedelta(days=30)) == (0, 0)


def test_an_overdue_recall_is_chased_daily_and_then_suspends(two, told):
    recall = told.withdraw()
    after_due = midday(recall.due_on + timedelta(days=1))
    at_the_end = midday(recall.suspends_on)

    with two.here("council"):
        assert chasing.chase(at=midday(recall.due_on)) == (0, 0)
        assert chasing.chase(at=after_due) == (1, 0)
        assert chasing.chase(at=after_due) == (0, 0)
        assert chasing.chase(at=at_the_end)[1] == 1
        assert chasing.chase(at=at_the_end) == (0, 0)
        recall.refresh_from_db()
    version = two.version(told.agreement_id)

    assert recall.suspended_at == at_the_end
    assert version.state == "SUSPENDED"
    assert "was not acknowledged" in version.suspension_reason
    assert worlds.ask(two.partner, told.asker).answer == Answer.CANNOT_TELL


def midday(day) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)


def test_a_recall_is_due_in_the_agreements_working_days(two, told):
    recall = told.withdraw()

    assert recall.due_on == add_working_days(TODAY, 2, nation=two.council.nation).on
    assert recall.suspends_on > recall.due_on


def test_two_activities_of_one_agreement_are_one_recall(two, told):
    with two.here("council"):
        Release.objects.create(
            marker_id=told.marker.pk,
            entry_id=told.marker.entry_id,
            agreement_id=told.agreement_id,
            owner=two.council.pk,
            recipient=two.partner.pk,
            activity="GAS_SAFETY",
            mode="ENTERS_PREMISES",
            level="FLAG",
            decided_by="officer",
            decided_role=Role.SHARING_OFFICER,
            decided_at=NOW,
            reason="They service the boiler.",
        )

        raised = recalls.recall_marker(
            marker_id=told.marker.pk, reason="lapsed", at=NOW
        )

    assert raised == 1


def test_misuse_recalls_what_was_shown_and_leaves_the_releases(two, told):
    with two.here("council"):
        agreements.suspend(
            agreement_id=told.agreement_id, reason="Misuse", by=two.officer, at=NOW
        )
        for _ in range(2):
            tasks.recalls.recall_shown(
                agreement_id=told.agreement_id,
                reason="misuse",
                cause="misuse:1",
                at=NOW,
            )
        [recall] = Recall.objects.all()
        assert Release.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert recall.reason == "misuse"


def test_the_end_of_cover_recalls_what_was_shown(two, told):
    tomorrow = NOW + timedelta(days=1)

    with two.here("council"):
        for _ in range(2):
            lapses.record_lapses(at=tomorrow)
        [recall] = Recall.objects.all()

    assert recall.reason == "indemnity-ended"
    assert two.version(told.agreement_id).state == "SUSPENDED"


def test_a_check_that_ended_after_the_withdrawal_is_recalled_all_the_same(two, told):
    with two.here("council"):
        late = Receipt.objects.get(question="CHECK")
        fields = {f.attname: getattr(late, f.attname) for f in late._meta.fields}
    other = worlds.publish_marker(two.council, reference="LATE")
    with two.here("council"):
        [outcome] = releases.release(
            entry_reference="LATE",
            choices=[(told.agreement_id, "REPAIRS", "FLAG")],
            proportionality="They repair this home.",
            by=two.officer,
            at=NOW,
        )
        releases.withdraw(
            release_id=outcome.release_id, reason="A mistake.", by=two.officer, at=NOW
        )
        assert not Recall.objects.exists()
        shown = {"marker_id": other.pk, "release_id": outcome.release_id}
        Receipt.objects.bulk_create([Receipt(**fields | shown | {"id": other.pk})])

        first, again = (recalls.raise_missed(at=NOW) for _ in range(2))

        [recall] = Recall.objects.all()
    assert (first, again) == (1, 0)
    assert recall.release_id == outcome.release_id
    assert recall.reason == "withdrawn"


def test_what_was_missed_is_looked_for_once_every_check_is_over(two, told):
    told.withdraw()

    with two.here("council"):
        row = OutboxItem.objects.get(task=recalls.RAISE_MISSED)
    assert row.due_at == NOW + recalls.LATE_CHECKS


def test_the_subject_is_told_who_saw_it_and_what_each_did(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)
    with two.here("council"):
        [before] = told_about(told.marker.entry_id)
    with two.here("partner"):
        answer(recall, by=officer)
        assert told_about(told.marker.entry_id) == []
    with two.here("council"):
        [after] = told_about(told.marker.entry_id)

    assert (after.organisation, after.seen_times) == ("Brightfix Repairs", 1)
    assert after.purposes == ("Repair",)
    assert after.could_until == after.could_from == TODAY
    assert before.recalls[0].sentence.endswith("It has not answered yet.")
    assert "We destroyed every note" in after.recalls[0].sentence


def test_the_recipient_sees_what_its_own_people_typed(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)

    with two.here("partner"):
        page = recall_looks.open_recall(recall_id=recall.pk, by=officer, at=NOW)
    with two.here("council"):
        owners = recall_looks.open_recall(recall_id=recall.pk, by=two.officer, at=NOW)

    assert [look.asked for look in page.lookups] == ["999111000001"]
    assert page.line.marker != recall.marker_id
    assert owners.lookups == ()


def test_the_certificate_is_a_pdf_for_either_side_once_answered(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)

    with two.here("partner"):
        with pytest.raises(NotNow):
            recall_looks.certify(recall_id=recall.pk, by=officer, at=NOW)
        answer(recall, by=officer)
    for side, who in (("partner", officer), ("council", two.officer)):
        with two.here(side):
            written = recall_looks.certify(recall_id=recall.pk, by=who, at=NOW)
        assert written.startswith(b"%PDF")


def test_the_task_may_run_twice(two, told, db):
    with two.here("council"):
        recall_row = {"agreement_id": str(told.agreement_id)}
        tasks.recall_shown.run(**recall_row, reason="misuse", cause="misuse:2")
        tasks.recall_shown.run(**recall_row, reason="misuse", cause="misuse:2")
        assert Recall.objects.count() == 1


def test_a_second_row_of_one_cause_is_refused_by_the_database(two, told):
    recall = told.withdraw()
    recall.pk = told.marker.pk
    with two.here("council"), pytest.raises(DatabaseError), transaction.atomic():
        Recall.objects.bulk_create([recall])
