"""Is an entry kept only by a fresh decision of somebody else, within the bound?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.kinds import Kind
from audit.models import Event
from markers.models import Marker
from register.actions.keeping import Keeping, keep
from register.actions.reviews import begin_review
from register.facts import NOT_KNOWN, Audience
from register.models import Change, Entry, Notice, Review
from register.refusals import Changed, NotPermitted, Refused
from register.states import EntryState
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register.making import AT, CRITERIA, TODAY, decided, make_entry, make_report


LATER = AT + timedelta(days=200)


def asked(**changes) -> Keeping:
    return Keeping(
        **{
            "criteria": CRITERIA,
            "proportionality": "He has written twice since; staff still visit.",
            **changes,
        }
    )


def kept(entry, by, **changes) -> Review:
    at = changes.pop("at", LATER)
    version = changes.pop("version", None)
    return keep(
        reference=entry.reference,
        asked=asked(**changes),
        version=version,
        by=by,
        at=at,
    )


def test_a_kept_entry_answers_for_a_new_term_counted_from_the_decision(people):
    entry = make_entry(people)
    before = entry.ends_on

    review = kept(
        entry,
        people.decider,
        audience=[Audience(team_id=people.team.pk, reason="They still visit.")],
    )

    entry.refresh_from_db()
    assert entry.state == EntryState.ACTIVE
    assert review.ended_before == before
    assert entry.ends_on == review.ends_on == date(2028, 6, 11)
    assert Marker.objects.get().ends_on == entry.ends_on
    assert entry.audience == [
        {"team_id": str(people.team.pk), "reason": "They still visit."}
    ]
    assert Notice.objects.filter(entry=entry, kind="KEPT").count() == 1
    assert Change.objects.get(entry=entry).kind == "KEPT"
    assert Event.objects.filter(kind=Kind.ENTRY_KEPT).count() == 1
    assert any("months" in line for line in review.term_working)


def test_a_review_taken_up_may_be_kept(people):
    entry = make_entry(people)
    begin_review(reference=entry.reference, by=people.decider, at=LATER)

    kept(entry, people.decider)

    entry.refresh_from_db()
    assert entry.state == EntryState.ACTIVE


def test_the_term_may_be_shorter_than_the_packs_and_never_longer(people):
    entry = make_entry(people)

    with pytest.raises(Refused, match="months at most"):
        kept(entry, people.decider, months=99)
    review = kept(entry, people.decider, months=3)

    assert review.ends_on == date(2027, 9, 11)
    assert review.review_on <= review.ends_on


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"proportionality": " "}, "Say why this is proportionate."),
        ({"criteria": replace(CRITERIA, severity="")}, "Record this"),
        ({"criteria": replace(CRITERIA, severity=NOT_KNOWN)}, "old register"),
    ],
)
def test_every_criterion_is_answered_anew(people, change, sentence):
    entry = make_entry(people)

    with pytest.raises(Refused, match=sentence):
        kept(entry, people.decider, **change)

    assert Review.objects.count() == 0


def test_neither_reporter_nor_countersigner_keeps_it(people):
    reporter = make_person(Role.DECISION_OFFICER, Role.VISITING_OFFICER)
    head = make_person(Role.DECISION_OFFICER, Role.HEAD_OF_SERVICE)
    three = replace(people, reporter=reporter, head=head)
    entry = decided(three, make_report(three)).entry

    for person in (reporter, head, people.reporter):
        with pytest.raises(NotPermitted):
            kept(entry, person)
    assert kept(entry, people.decider).decider == people.decider


def test_the_database_refuses_the_reporter_as_keeper(people):
    review = kept(make_entry(people), people.decider)

    for column in ("reporter_id", "countersigner_id"):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"UPDATE register_review SET decider_id = {column} WHERE id = %s",
                [review.pk],
            )


def test_the_reporter_in_a_review_is_the_reports_own(people):
    review = kept(make_entry(people), people.decider)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(
                "UPDATE register_review SET reporter_id = %s, decider_id = %s"
                " WHERE id = %s",
                [people.head.pk, people.reporter.pk, review.pk],
            )


def test_what_somebody_changed_meanwhile_is_not_kept_over(people):
    entry = make_entry(people)
    kept(entry, people.decider)

    with pytest.raises(Changed):
        kept(entry, people.decider, version=entry.version)

    assert Review.objects.count() == 1


def test_an_entry_past_its_term_cannot_be_kept_though_no_job_ran(people):
    entry = make_entry(people)
    over = AT + timedelta(days=(entry.ends_on - TODAY).days)

    with pytest.raises(Refused, match="answers nothing"):
        kept(entry, people.decider, at=over)


def test_an_ended_entry_cannot_be_kept(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    with pytest.raises(Refused, match="nothing to keep"):
        kept(entry, people.decider)
    assert Entry.objects.get(pk=entry.pk).state == EntryState.WITHDRAWN
