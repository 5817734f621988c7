"""Does the database itself refuse what can never be true?

Each case is one raw UPDATE by the application's own role, past every action.
"""

import pytest
from django.db import IntegrityError, connection, transaction

from register.models import Decision, Entry, Notice, Report, Statement, Subject
from tests.register.making import make_entry


IMPOSSIBLE = [
    (Subject, "uprn = 'twelve'", "register_subject_uprn_digits"),
    (Subject, "kind = 'HOUSE'", "register_subject_kind_known"),
    (Statement, "kind = 'TOLD', by_whom = ''", "register_statement_told_by_someone"),
    (Statement, "kind = 'FELT'", "register_statement_kind_known"),
    (
        Report,
        "state = 'LOST', decided_by_id = NULL, decided_at = NULL",
        "register_report_state_known",
    ),
    (Report, "state = 'COUNTERSIGNED'", "register_report_decided_means_decider"),
    (Report, "submitted_at = NULL", "register_report_submitted_has_time"),
    (Report, "subject_id = NULL", "register_report_submitted_has_time"),
    (Report, "countersigned_at = NULL", "register_report_who_and_when"),
    (Report, "decided_at = NULL", "register_report_who_and_when"),
    (
        Decision,
        "outcome = 'PERHAPS', starts_on = NULL, told = NULL",
        "register_decision_outcome_known",
    ),
    (Decision, "proportionality = ''", "register_decision_says_why"),
    (Decision, "ends_on = starts_on", "register_decision_approval_is_complete"),
    (Decision, "review_on = ends_on + 1", "register_decision_approval_is_complete"),
    (Decision, "told = NULL", "register_decision_approval_is_complete"),
    (Decision, "told = false", "register_decision_not_told_has_reason"),
    (
        Decision,
        "bulk_id = id, statement_kinds = ARRAY['TOLD']",
        "register_decision_bulk_not_on_told_alone",
    ),
    (
        Decision,
        (
            "category = 'CONTACT', told = false, not_told_reason = 'x',"
            " not_told_role = 'x', not_told_retest_on = ends_on"
        ),
        "register_decision_contact_is_told",
    ),
    (Entry, "state = 'GONE'", "register_entry_state_known"),
    (Entry, "category = 'RUDE'", "register_entry_category_known"),
    (Entry, "ends_on = starts_on", "register_entry_dates_in_order"),
    (Entry, "decision_id = NULL", "register_entry_active_is_decided"),
    (Entry, "state = 'PROVISIONAL'", "register_entry_provisional_ends"),
    (Entry, "state = 'LAPSED'", "register_entry_ended_says_when_and_why"),
    (Entry, "end_reason = 'x'", "register_entry_ended_says_when_and_why"),
    (Entry, "category = 'ORDER'", "register_entry_order_has_end"),
    (Entry, "category = 'OTHER'", "register_entry_other_says_what"),
    (Entry, "not_told = true", "register_entry_not_told_is_retested"),
    (Entry, "precautions = '{}'", "register_entry_says_what_to_do"),
    (Notice, "state = 'MADE'", "register_notice_made_has_document"),
    (Notice, "state = 'NOT_SENT'", "register_notice_not_sent_says_why"),
    (Notice, "sent_at = now()", "register_notice_sent_has_time"),
    (Notice, "kind = 'NOTE'", "register_notice_codes_known"),
]


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    IMPOSSIBLE,
    ids=[f"{m.__name__}: {c}" for m, c, _ in IMPOSSIBLE],
)
def test_the_database_refuses_the_impossible(people, model, change, constraint):
    make_entry(people)

    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {model._meta.db_table} SET {change}")

    assert refused.value.__cause__.diag.constraint_name == constraint


def test_a_second_letter_of_one_kind_and_number_is_refused(people):
    notice = Notice.objects.get(entry=make_entry(people))

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            entry=notice.entry,
            kind=notice.kind,
            due_on=notice.due_on,
            asked_by=notice.asked_by,
            asked_at=notice.asked_at,
        )
