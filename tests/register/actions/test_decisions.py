"""What does deciding a report bring about, and what does it refuse?"""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from audit.kinds import Kind
from audit.models import Event, OutboxItem
from markers.models import Marker
from register.actions import decisions
from register.actions.bringing_in import bring_in
from register.facts import NOT_KNOWN, Criteria, Ruling, Tell
from register.models import Decision, Entry, Notice, Report
from register.models.history import WrittenOnce
from register.refusals import NotFound, NotPermitted, Refused
from register.states import EntryState, Outcome, ReportState
from tenants.codes import Category, Follows, Precaution, Role, Source
from tests.accounts.making import make_person
from tests.register.making import (
    AT,
    CONTENT,
    CRITERIA,
    SEEN,
    TODAY,
    TOLD,
    decided,
    make_entry,
    make_report,
    saying,
)


def test_approving_makes_the_entry_and_all_that_follows(people, eastmere):
    report = make_report(people)

    decision = decided(people, report)

    entry = decision.entry
    assert entry.state == EntryState.ACTIVE
    assert (entry.starts_on, entry.ends_on) == (TODAY, date(2027, 11, 16))
    assert entry.review_on == date(2027, 11, 16)
    report.refresh_from_db()
    assert (report.state, report.decided_by) == ("APPROVED", people.decider)
    assert report.draft == {}
    marker = Marker.objects.get(entry_id=entry.pk)
    assert (marker.owner, marker.category) == (eastmere.id, "THREAT")
    assert marker.ring_phone == eastmere.duty_phone
    notice = Notice.objects.get(entry=entry)
    assert (notice.kind, notice.state) == ("ADDED", "DUE")
    assert notice.due_on == date(2026, 11, 25)
    assert notice.recipients == [f"Housing visits, {eastmere.name}"]
    tasks = OutboxItem.objects.filter(organisation=eastmere.id)
    assert sorted(tasks.values_list("task", flat=True)) == [
        "register.send_letter",
        "register.tell_staff",
    ]


def test_every_criterion_is_kept_with_the_decision(people):
    decision = decided(people, make_report(people))

    decision.refresh_from_db()
    assert decision.criteria == {
        "severity": CRITERIA.severity,
        "time_since": CRITERIA.time_since,
        "previous_conduct": CRITERIA.previous_conduct,
        "current_conduct": CRITERIA.current_conduct,
        "one_off_or_circumstances": CRITERIA.one_off_or_circumstances,
        "animal_still_there": "not applicable",
        "compulsory": [],
        "discretionary": ["A threat made in general terms"],
        "under_18": "NO",
    }
    assert decision.statement_kinds == ["SEEN"]
    assert decision.audience == [
        {"team_id": str(people.team.pk), "reason": "They visit him."}
    ]
    assert decision.pack_number == 1


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.MONITOR, ReportState.MONITOR), (Outcome.DECLINE, ReportState.DECLINED)],
)
def test_other_outcomes_make_no_entry(people, outcome, state):
    report = make_report(people)

    decision = decided(people, report, outcome=outcome, tell=None, audience=[])

    report.refresh_from_db()
    assert report.state == state
    assert decision.told is None
    assert Entry.objects.count() == 0
    assert Marker.objects.count() == 0
    assert OutboxItem.objects.count() == 0


def test_hearsay_cannot_be_approved(people):
    report = make_report(people, content=saying(TOLD))

    with pytest.raises(Refused) as refused:
        decided(people, report)

    assert refused.value.sentences == (
        (
            "Every statement is uncorroborated hearsay. An entry must rest on "
            "something seen, inferred from what was seen, or corroborated."
        ),
    )
    assert Decision.objects.count() == 0
    assert Entry.objects.count() == 0


def test_hearsay_may_be_declined(people):
    report = make_report(people, content=saying(TOLD))

    decision = decided(people, report, outcome=Outcome.DECLINE, tell=None)

    assert decision.rests_on_fact is False


def test_the_countersigner_cannot_decide(people):
    both = make_person(Role.HEAD_OF_SERVICE, Role.DECISION_OFFICER)
    report = make_report(replace(people, head=both))

    with pytest.raises(NotPermitted) as refused:
        decided(people, report, by=both)

    assert refused.value.sentences == (
        "You countersigned this, so somebody else must decide it.",
    )


def test_only_the_packs_role_decides(people):
    report = make_report(people)

    with pytest.raises(NotPermitted, match="Only the decision officer may decide"):
        decided(people, report, by=make_person(Role.HEALTH_AND_SAFETY))


def test_a_report_that_is_not_countersigned_waits(people):
    report = make_report(people, state=ReportState.SUBMITTED)

    with pytest.raises(Refused, match="Waiting for a countersignature"):
        decided(people, report)


def test_a_report_is_decided_once(people):
    report = make_report(people)
    decided(people, report)

    with pytest.raises(Refused, match="“Approved”"):
        decided(people, report)


def test_an_unknown_reference_is_not_found(people):
    report = make_report(people)

    with pytest.raises(NotFound):
        decided(people, report, reference="R-00000000")


def test_not_telling_keeps_reason_role_and_retest(people):
    tell = Tell(told=False, reason="He threatened to come back armed.")

    decision = decided(people, make_report(people), tell=tell)

    entry = decision.entry
    assert decision.not_told_role == Role.DECISION_OFFICER
    assert decision.not_told_retest_on == date(2027, 1, 18)
    assert (entry.not_told, entry.not_told_retest_on) == (True, date(2027, 1, 18))
    assert Notice.objects.count() == 0


def test_police_intelligence_is_never_shareable(people):
    police = saying(SEEN, source=Source.POLICE)

    entry = make_entry(people, content=police)

    assert entry.shareable is False
    assert Marker.objects.get().shareable is False


def test_a_ruling_overrides_the_proposal(people):
    ruling = Ruling(
        category=Category.VERBAL,
        precautions=(Precaution.PHONE, Precaution.ASK),
        summary="Shouted at reception.",
        follows=Follows.PERSON,
        months=6,
    )

    entry = decided(people, make_report(people), ruling=ruling).entry

    assert (entry.category, entry.precautions) == ("VERBAL", ["PHONE", "ASK"])
    assert entry.ends_on == date(2027, 5, 16)
    assert entry.decision.term_months == 6


def test_a_term_that_has_run_out_is_not_approved(people):
    old = replace(CONTENT.incidents[0], happened_on=date(2024, 1, 8))
    report = make_report(people, content=replace(CONTENT, incidents=(old,)))

    with pytest.raises(Refused, match="The term ended on Wednesday 8 January 2025"):
        decided(people, report)


def test_a_decision_is_written_once(people):
    decision = decided(people, make_report(people))

    decision.proportionality = "Something else"
    with pytest.raises(WrittenOnce):
        decision.save()
    with pytest.raises(WrittenOnce):
        decision.delete()
    with pytest.raises(WrittenOnce):
        Decision.objects.all().update(proportionality="Something else")
    with pytest.raises(WrittenOnce):
        Decision.objects.all().delete()


def test_a_broken_audit_changes_nothing(people, monkeypatch):
    report = make_report(people)

    def broken(*args, **kwargs):
        raise RuntimeError("the audit cannot be written")

    monkeypatch.setattr("register.actions.events.record", broken)
    with pytest.raises(RuntimeError):
        decided(people, report)

    report.refresh_from_db()
    assert report.state == ReportState.COUNTERSIGNED
    assert (Decision.objects.count(), Entry.objects.count()) == (0, 0)
    assert (Marker.objects.count(), OutboxItem.objects.count()) == (0, 0)


def test_the_decision_is_on_record_without_a_name(people, eastmere):
    decision = decided(people, make_report(people))

    events = Event.objects.filter(organisation=eastmere.id)
    kinds = set(events.values_list("kind", flat=True))
    assert {Kind.REPORT_APPROVED, Kind.ENTRY_MADE, Kind.MARKER_PUBLISHED} <= kinds
    approved = events.get(kind=Kind.REPORT_APPROVED)
    assert approved.subject == decision.report.reference
    assert (approved.actor_id, approved.actor_role) == (
        str(people.decider.pk),
        "DECISION_OFFICER",
    )
    assert "Rowan" not in str(list(events.values("subject", "details")))


# The database itself, without the actions.

SAME_PERSON = [
    ("reporter_id", "countersigned_by_id"),
    ("reporter_id", "decided_by_id"),
    ("countersigned_by_id", "decided_by_id"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_the_database_refuses_one_person_in_two_parts(people, one, other):
    report = decided(people, make_report(people)).report

    with (
        pytest.raises(IntegrityError, match="register_report_three_people"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE register_report SET {other} = {one} WHERE id = %s",
            [report.pk],
        )


def test_the_database_refuses_another_decider_than_the_reports(people):
    decision = decided(people, make_report(people))

    with (
        pytest.raises(IntegrityError, match="register_decision_decider_is_the_reports"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE register_decision SET decider_id = %s WHERE id = %s",
            [people.head.pk, decision.pk],
        )


def test_the_database_refuses_a_decision_inserted_for_the_countersigner(people):
    report = make_report(people)

    with (
        pytest.raises(IntegrityError, match="register_decision_decider_is_the_reports"),
        transaction.atomic(),
    ):
        Decision.objects.create(
            report=report,
            outcome="DECLINE",
            decider=people.head,
            decider_role="DECISION_OFFICER",
            decided_at=AT,
            pack_number=1,
            criteria={},
            statement_kinds=["SEEN"],
            rests_on_fact=True,
            proportionality="x",
        )


def test_the_database_refuses_an_approval_on_hearsay(people):
    decision = decided(people, make_report(people))

    with (
        pytest.raises(IntegrityError, match="register_decision_rests_on_fact"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE register_decision SET rests_on_fact = false WHERE id = %s",
            [decision.pk],
        )


# Many at once.


def brought_in(people, content=CONTENT):
    return bring_in(
        content=content,
        reporter=make_person(Role.HEALTH_AND_SAFETY),
        countersigner=people.head,
        at=AT,
    )


def test_many_are_decided_with_one_reason_and_their_own_criteria(people):
    one, two = brought_in(people), brought_in(people)
    criteria = {
        one.reference: Criteria.not_known(),
        two.reference: replace(Criteria.not_known(), severity="A chair was thrown."),
    }

    result = decisions.decide_many(
        references=[one.reference, two.reference],
        outcome=Outcome.APPROVE,
        criteria=criteria,
        proportionality="Carried over from the old register after a check of each.",
        tell=Tell(told=True),
        by=people.decider,
        at=AT,
    )

    assert result.decided == (one.reference, two.reference)
    assert result.refused == {}
    kept = {d.report_id: d for d in Decision.objects.all()}
    assert kept[one.pk].criteria["severity"] == NOT_KNOWN
    assert kept[two.pk].criteria["severity"] == "A chair was thrown."
    assert {d.bulk_id for d in kept.values()} == {result.bulk_id}
    assert Entry.objects.filter(state="ACTIVE").count() == 2


def test_many_that_propose_no_precaution_get_the_one_that_is_chosen(people):
    bare, proposing = brought_in(people), brought_in(people)
    Report.objects.filter(pk=bare.pk).update(precautions=[])
    Report.objects.filter(pk=proposing.pk).update(precautions=["PHONE"])
    many = {
        "references": [bare.reference, proposing.reference],
        "outcome": Outcome.APPROVE,
        "criteria": dict.fromkeys(
            [bare.reference, proposing.reference], Criteria.not_known()
        ),
        "proportionality": "Carried over from the old register after a check of each.",
        "tell": Tell(told=True),
        "by": people.decider,
        "at": AT,
    }

    with transaction.atomic():
        without = decisions.decide_many(**many)
        transaction.set_rollback(True)
    result = decisions.decide_many(**many, precautions=[Precaution.TWO])

    assert without.decided == (proposing.reference,)
    assert "Choose at least one precaution" in without.refused[bare.reference][0]
    assert result.decided == (bare.reference, proposing.reference)
    made = Decision.objects.select_related("entry")
    assert {decision.report_id: decision.entry.precautions for decision in made} == {
        bare.pk: ["TWO"],
        proposing.pk: ["PHONE"],
    }


def test_rows_on_told_alone_are_left_out_of_a_bulk_approval(people):
    corroborated = replace(TOLD, corroborated_by="The caretaker saw it too.")
    good, told = brought_in(people), brought_in(people, saying(corroborated))
    criteria = dict.fromkeys([good.reference, told.reference], Criteria.not_known())

    result = decisions.decide_many(
        references=list(criteria),
        outcome=Outcome.APPROVE,
        criteria=criteria,
        proportionality="Carried over.",
        tell=Tell(told=True),
        by=people.decider,
        at=AT,
    )

    assert result.decided == (good.reference,)
    assert result.refused == {
        told.reference: (
            (
                "This rests only on what others said, so it cannot be approved together "
                "with others. Open it and decide it by itself."
            ),
        )
    }
    told.refresh_from_db()
    assert told.state == ReportState.COUNTERSIGNED


def test_what_is_not_known_is_only_for_imported_rows(people):
    with pytest.raises(Refused, match="only for what came from an old register"):
        decided(people, make_report(people), criteria=Criteria.not_known())
