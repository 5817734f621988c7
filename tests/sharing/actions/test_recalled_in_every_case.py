"""Is whoever was shown a warning told in every case, under what showed it, and only then?"""

from datetime import timedelta

import pytest

from audit.models import OutboxItem
from markers.models import Marker
from notifications.models import Message
from register.actions import entries
from sharing import tasks
from sharing.actions import agreements, chasing, lapses, recalls, releases
from sharing.check import Answer
from sharing.models import AgreementVersion, Recall, Receipt
from sharing.queries.told import told_about
from tenants.clocks import add_working_days
from tenants.codes import Role
from tests.register import making
from tests.sharing import worlds
from tests.sharing.actions.test_recalls import Told, answer, midday
from tests.sharing.people import NOW, TODAY, person, terms


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)


@pytest.fixture
def told(two) -> Told:
    return Told(two)


def recalled(two) -> list[tuple[str, str]]:
    with two.here("council"):
        return sorted(
            (one.reason, str(one.agreement_id)) for one in Recall.objects.all()
        )


def test_a_draft_that_nobody_signed_moves_no_deadline(two, told):
    with two.here("council"):
        agreements.revise(
            agreement_id=told.agreement_id,
            terms=terms(recall_days=30),
            by=two.officer,
            at=NOW,
        )

    recall = told.withdraw()

    assert recall.due_on == add_working_days(TODAY, 2, nation=two.council.nation).on


def test_what_one_agreement_showed_is_not_recalled_under_another(two, told):
    """Nor does a certificate then say that it was shown under that other one."""
    other = two.in_force()
    with two.here("council"):
        [outcome] = releases.release(
            entry_reference=told.marker.reference,
            choices=[(other, "REPAIRS", "FLAG")],
            proportionality="Their fitters go into this home.",
            by=two.officer,
            at=NOW,
        )
        releases.withdraw(
            release_id=outcome.release_id, reason="Not needed.", by=two.officer, at=NOW
        )

    assert recalled(two) == []
    told.withdraw()
    assert recalled(two) == [("withdrawn", str(told.agreement_id))]


@pytest.mark.parametrize("reason", ["corrected", "entered-in-error"])
def test_who_saw_it_once_is_told_that_it_was_wrong_though_it_was_taken_back(
    two, told, reason
):
    told.withdraw()
    with two.here("council"):
        for _ in range(2):
            recalls.recall_marker(marker_id=told.marker.pk, reason=reason, at=NOW)
        [line] = told_about(told.marker.entry_id)

    assert recalled(two) == [
        (reason, str(told.agreement_id)),
        ("withdrawn", str(told.agreement_id)),
    ]
    assert len(line.recalls) == 2


def test_what_merely_ends_is_not_recalled_twice(two, told):
    told.withdraw()
    with two.here("council"):
        recalls.recall_marker(marker_id=told.marker.pk, reason="lapsed", at=NOW)

    assert [reason for reason, _ in recalled(two)] == ["withdrawn"]


def test_cover_that_ends_behind_a_suspended_agreement_is_recalled_once(two, told):
    with two.here("council"):
        agreements.suspend(
            agreement_id=told.agreement_id, reason="We look.", by=two.officer, at=NOW
        )
        for days in (0, 1, 2):
            assert lapses.record_lapses(at=NOW + days * DAY) == 0

    assert recalled(two) == [("indemnity-ended", str(told.agreement_id))]
    assert "We look." in two.version(told.agreement_id).suspension_reason


def test_cover_that_was_renewed_and_ends_again_is_recalled_again(two, told):
    with two.here("council"):
        lapses.record_lapses(at=NOW + DAY)
        lapses.record_lapses(at=NOW + 2 * DAY)
    two.indemnify(told.agreement_id, cover_ends_on=TODAY + 5 * DAY)
    two.attest(told.agreement_id, ends_on=TODAY + 50 * DAY)
    with two.here("council"):
        lapses.record_lapses(at=NOW + 5 * DAY)
        lapses.record_lapses(at=NOW + 6 * DAY)

    assert [reason for reason, _ in recalled(two)] == ["indemnity-ended"] * 2


def test_an_agreement_taken_up_anew_and_ended_again_recalls_again(two, told):
    agreement_id = told.agreement_id

    def end() -> None:
        with two.here("council"):
            agreements.terminate(
                agreement_id=agreement_id, reason="Over.", by=two.officer, at=NOW
            )
            for _ in range(2):
                recalls.recall_agreement(
                    agreement_id=agreement_id, reason="terminated", at=NOW
                )

    end()
    with two.here("council"):
        agreements.revise(
            agreement_id=agreement_id, terms=terms(), by=two.officer, at=NOW
        )
    two.offer(agreement_id)
    two.accept(agreement_id)
    two.indemnify(agreement_id)
    two.put_in_force(agreement_id)
    with two.here("council"):
        releases.release(
            entry_reference=told.marker.reference,
            choices=[(agreement_id, "REPAIRS", "FLAG")],
            proportionality="Again.",
            by=two.officer,
            at=NOW,
        )
    worlds.ask(two.partner, told.asker)
    end()

    assert [reason for reason, _ in recalled(two)] == ["terminated"] * 2


def test_a_recall_outlives_its_agreement_and_is_asked_for_until_answered(two, told):
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)
    with two.here("council"):
        agreements.terminate(
            agreement_id=told.agreement_id, reason="Over.", by=two.officer, at=NOW
        )
        first = midday(recall.suspends_on)
        for days in range(2):
            assert chasing.chase(at=first + days * DAY) == (1, 0)
    with two.here("partner"):
        assert chasing.tell(recall_id=recall.pk, at=first + DAY) == 1
        [message] = Message.objects.all()
        answer(recall, by=officer)
    with two.here("council"):
        assert chasing.chase(at=first + 2 * DAY) == (0, 0)

    assert "is suspended" not in message.body
    assert "reminded each day until somebody does" in message.body
    assert two.version(told.agreement_id).state == "TERMINATED"


def test_while_the_agreement_stands_the_reminder_says_when_it_stops(two, told):
    recall = told.withdraw()
    person(two.partner, Role.PARTNER_OFFICER)
    with two.here("council"):
        chasing.chase(at=midday(recall.due_on) + DAY)
    with two.here("partner"):
        chasing.tell(recall_id=recall.pk, at=midday(recall.due_on) + DAY)
        [message] = Message.objects.all()

    assert "The agreement is suspended on" in message.body


def test_the_subject_is_told_of_organisations_and_days_and_of_no_person(two, told):
    """What is said names who was told and when, and what they answered: no name, no
    role and no id of anybody who looked or answered, and nothing of why it was given."""
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)
    with two.here("partner"):
        answer(recall, by=officer)
    with two.here("council"):
        [line] = told_about(told.marker.entry_id)
        [receipt] = Receipt.objects.filter(question="CHECK")
        released = AgreementVersion.objects.get(agreement_id=told.agreement_id)

    said = repr(line) + line.recalls[0].sentence
    for kept in (
        receipt.actor_id,
        str(officer.pk),
        officer.full_name,
        officer.email,
        str(two.officer.pk),
        "Their fitters go into this home",
        "They stopped working there",
        str(released.agreement_id),
    ):
        assert kept not in said
    assert line.organisation == "Brightfix Repairs"
    assert (line.first_seen, line.last_seen) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("-task", ["entered-in-error", "withdrawn"]),
        # The work on the end comes late: the error says all that there is to say.
        ("task", ["entered-in-error"]),
    ],
)
def test_an_entry_found_to_be_an_error_after_it_ended_is_told_to_who_saw_it(
    two, order, told
):
    """Ended first, found to be an error later: the letter of the law is to tell them."""
    with two.here("council"):
        staff = making.make_people()
        report = making.make_report(staff, at=worlds.now())
        entry = making.decided(staff, report, at=worlds.now()).entry
        marker = Marker.objects.get(entry_id=entry.pk)
    standing = worlds.agree(
        two.council, two.partner, places=(("UPRN", marker.uprn),), categories=["THREAT"]
    )
    worlds.release_to(standing, marker, two.council)
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker, uprn=marker.uprn).answer == Answer.HIT
    with two.here("council"):
        for end in (entries.withdraw, entries.mark_in_error):
            end(
                reference=entry.reference,
                reason="It was somebody else.",
                by=staff.decider,
                at=worlds.now(),
            )
        owed = OutboxItem.objects.filter(task__startswith="sharing.recall")
        for item in owed.order_by(order):
            for _ in range(2):
                {
                    "sharing.recall_marker": tasks.recall_marker,
                    "sharing.recall_in_error": tasks.recall_in_error,
                }[item.task].run(**item.arguments)

    assert [reason for reason, _ in recalled(two)] == told
