"""Are the police told of a crime and injuries reported, by whom, and by when?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from audit.kinds import Kind
from audit.models import Event
from register.actions import duties, evidence, reports
from register.models import Evidence, Incident, Report
from register.refusals import NotFound, NotPermitted, Refused
from register.states import Crime, ReportState, Riddor
from tenants.codes import Role
from tenants.due import Clock, due_lines
from tests.accounts.making import make_person
from tests.documents.test_evidence import picture
from tests.register.making import AT, CONTENT, LAST_WEEK, TODAY, make_report


CRIME = replace(CONTENT, crime_committed=Crime.YES)


def due(clock: Clock) -> list[str]:
    until = TODAY + timedelta(days=60)
    return [line.reference for line in due_lines(on=TODAY, until=until, clocks=[clock])]


def test_a_crime_starts_a_clock_to_the_end_of_the_next_working_day(people):
    report = make_report(people, content=CRIME)

    assert report.police_due_on == date(2026, 11, 24)
    assert due(Clock.POLICE) == [report.reference]


def test_telling_the_police_needs_their_reference_and_ends_the_clock(people):
    report = make_report(people, content=CRIME)
    who = {"reference": report.reference, "by": people.head, "at": AT}

    duties.take_on(**who)
    with pytest.raises(Refused, match="reference the police gave"):
        duties.police_told(police_reference=" ", **who)
    told = duties.police_told(police_reference="CR/42", **who)

    assert (told.police_owner, told.police_told_by) == (people.head, people.head)
    assert due(Clock.POLICE) == []
    assert Event.objects.filter(kind=Kind.POLICE_TOLD).count() == 1
    with pytest.raises(Refused, match="told already"):
        duties.take_on(**who)


def test_a_reference_given_with_the_report_says_they_know(people):
    report = make_report(people, content=replace(CRIME, police_reference="CR/7"))

    assert report.police_told_by == people.reporter
    assert due(Clock.POLICE) == []


def test_not_telling_is_a_senior_decision_with_a_reason(people):
    report = make_report(people, content=CRIME)
    who = {"reference": report.reference, "at": AT}

    with pytest.raises(NotPermitted):
        duties.not_telling_police(reason="She refuses.", by=people.reporter, **who)
    with pytest.raises(Refused, match="Say why"):
        duties.not_telling_police(reason=" ", by=people.head, **who)
    duties.not_telling_police(reason="She refuses.", by=people.head, **who)

    assert due(Clock.POLICE) == []


def test_a_crime_found_out_later_starts_the_clock_then(people):
    report = make_report(people)
    who = {"reference": report.reference, "by": people.head}
    with pytest.raises(Refused, match="Say first"):
        duties.take_on(at=AT, **who)

    found = duties.say_crime(at=AT + timedelta(days=2), **who)

    assert found.police_due_on == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("riddor", "days"),
    [
        (Riddor.NONE, None),
        (Riddor.OVER_7_DAYS, 15),
        (Riddor.SPECIFIED, 10),
        (Riddor.HOSPITAL, 10),
        (Riddor.DEATH, 10),
    ],
)
def test_an_injury_is_reported_by_its_class(people, riddor, days):
    report = make_report(people)
    safety = make_person(Role.HEALTH_AND_SAFETY)

    incident = duties.class_injury(
        reference=report.reference,
        incident_id=report.incidents.get().pk,
        riddor=riddor,
        by=safety,
        at=AT,
    )

    expected = LAST_WEEK + timedelta(days=days) if days else None
    assert incident.riddor_due_on == expected
    assert due(Clock.RIDDOR) == ([report.reference] if days else [])


def test_reporting_an_injury_ends_its_clock(people):
    report = make_report(people)
    safety = make_person(Role.HEALTH_AND_SAFETY)
    who = {"reference": report.reference, "incident_id": report.incidents.get().pk}
    given = {"riddor_reference": "F2508/1", "by": safety, "at": AT}
    duties.class_injury(riddor=Riddor.SPECIFIED, by=safety, at=AT, **who)

    with pytest.raises(Refused, match="between the incident and today"):
        duties.injury_reported(
            reported_on=LAST_WEEK - timedelta(days=1), **who, **given
        )
    duties.injury_reported(reported_on=TODAY, **who, **given)

    assert due(Clock.RIDDOR) == []
    with pytest.raises(NotPermitted):
        duties.class_injury(riddor=Riddor.NONE, by=people.reporter, at=AT, **who)


def test_outsiders_find_no_duties(people):
    report = make_report(people)

    with pytest.raises(NotFound):
        duties.open_duties(
            reference=report.reference,
            by=make_person(Role.VISITING_OFFICER),
            at=AT,
        )


def test_a_returned_report_keeps_its_files_and_duties_when_it_is_sent_again(people):
    report = make_report(people, state=ReportState.SUBMITTED, content=CRIME)
    incident = report.incidents.get()
    evidence.add(
        reference=report.reference,
        incident_id=incident.pk,
        upload=picture(),
        what_it_shows="The chair.",
        by=people.reporter,
        at=AT,
    )
    duties.class_injury(
        reference=report.reference,
        incident_id=incident.pk,
        riddor=Riddor.OVER_7_DAYS,
        by=make_person(Role.HEALTH_AND_SAFETY),
        at=AT,
    )
    duties.police_told(
        reference=report.reference,
        police_reference="CR/42",
        by=people.head,
        at=AT,
    )
    reports.return_to_reporter(
        reference=report.reference, reason="Add the time.", by=people.head, at=AT
    )

    reports.submit(reference=report.reference, content=CRIME, by=people.reporter, at=AT)

    assert Evidence.objects.get().incident_id == incident.pk
    assert Incident.objects.get().riddor_class == Riddor.OVER_7_DAYS
    assert Report.objects.get().police_reference == "CR/42"
