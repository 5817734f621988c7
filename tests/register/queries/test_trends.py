"""Are a year's reports, decisions and live entries counted, and nothing but counted?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.kinds import Kind
from audit.models import Event
from register.actions import entries, sweeps
from register.models import Report
from register.refusals import NotPermitted
from register.states import ReportState
from tenants.clocks import civil_date
from tests.register.making import make_entry, make_people, make_report


@pytest.fixture
def people(in_eastmere):
    return make_people()


def charts(people, at):
    found = sweeps.read_trends(by=people.decider, at=at)
    return {chart.title: {bar.label: bar for bar in chart.bars} for chart in found}


def test_a_year_is_counted_month_by_month_and_by_what_became_of_it(people):
    now = timezone.now()
    today = civil_date(now)
    make_report(people, state=ReportState.SUBMITTED, at=now)
    old = make_report(people, state=ReportState.SUBMITTED, at=now)
    Report.objects.filter(pk=old.pk).update(submitted_at=now - timedelta(days=800))
    live = make_entry(people, at=now - timedelta(days=1))
    gone = make_entry(people, at=now - timedelta(days=1))
    entries.withdraw(
        reference=gone.reference, reason="Gone.", by=people.decider, at=now
    )

    found = charts(people, now)

    sent = found["Reports sent"]
    assert len(sent) == 12
    assert list(sent)[-1] == f"{today:%B %Y}"
    assert sum(bar.count for bar in sent.values()) == 3
    assert max(bar.percent for bar in sent.values()) == 100
    assert found["Decisions since then"]["Approve: make an entry"].count == 2
    by_kind = found["Live entries today"]
    assert by_kind["Serious threat"].count == 1
    assert by_kind["Stalking"].count == by_kind["Stalking"].percent == 0
    ended = found["Ended in the last twelve months"]
    assert ended["Removed by a decision"].count == 1
    words = repr(found)
    assert live.reference not in words
    assert "Ashby" not in words


def test_only_those_who_review_the_register_see_it_and_it_is_on_record(people):
    with pytest.raises(NotPermitted):
        sweeps.read_trends(by=people.reporter, at=timezone.now())

    charts(people, timezone.now())

    (event,) = Event.objects.filter(kind=Kind.REVIEWS_LISTED, subject="trends")
    assert event.actor_id == str(people.decider.pk)
