"""How is what a report says written down, and written again after a return?"""

from dataclasses import asdict
from datetime import datetime

from register.facts import IncidentFacts, ReportContent, SubjectFacts
from register.models import Incident, Report, Statement, Subject


LISTS = ("aliases", "vehicles", "animals")


def write_content(report: Report, content: ReportContent, *, at: datetime) -> None:
    """Set the report's fields, subject, incidents and statements; saves all but the
    report itself. Earlier incidents of an undecided report are replaced."""
    report.subject = _write_subject(_own_subject(report), content.subject, at=at)
    report.category = content.category.value
    report.category_text = content.category_text
    report.precautions = [precaution.value for precaution in content.precautions]
    report.summary = content.summary
    report.follows = content.follows.value if content.follows else ""
    report.source = content.source.value
    report.risk_rating = content.risk_rating
    report.panel = content.panel
    report.criteria_met = list(content.criteria_met)
    report.order_ends_on = content.order_ends_on
    report.ring_name = content.ring_name
    report.ring_phone = content.ring_phone
    report.crime_committed = content.crime_committed.value
    if content.police_reference:
        report.police_reference = content.police_reference


def write_incidents(report: Report, content: ReportContent) -> None:
    """Write the report's incidents and statements anew. The report must be saved.

    Incidents keep their rows, in order, with the files and duties that hang on them;
    files of one that is no longer told move to the first.
    """
    Statement.objects.filter(incident__report=report).delete()
    kept = list(report.incidents.order_by("happened_on", "pk"))
    facts = sorted(content.incidents, key=lambda told: told.happened_on)
    written = [
        _write_incident(report, kept[n] if n < len(kept) else None, told)
        for n, told in enumerate(facts)
    ]
    for incident in kept[len(facts) :]:
        incident.evidence.update(incident=written[0])
        incident.delete()


def _write_incident(
    report: Report, incident: Incident | None, facts: IncidentFacts
) -> Incident:
    if incident is None:
        incident = Incident(report=report)
    for name, value in _fields(facts).items():
        setattr(incident, name, value)
    incident.save()
    Statement.objects.bulk_create(
        Statement(
            incident=incident,
            kind=statement.kind.value,
            text=statement.text,
            by_whom=statement.by_whom,
            corroborated_by=statement.corroborated_by,
        )
        for statement in facts.statements
    )
    return incident


def _fields(facts: IncidentFacts) -> dict[str, object]:
    values = asdict(facts)
    values.pop("statements")
    if not values["riddor_class"]:
        # Judged later, by whoever looks after health and safety.
        values.pop("riddor_class")
    return values


def _own_subject(report: Report) -> Subject | None:
    """The report's subject, unless an entry or another report stands on it: what is
    said there is not changed from here, and matching will propose the two as one."""
    subject = report.subject
    if subject is None:
        return None
    others = Report.objects.filter(subject=subject).exclude(pk=report.pk)
    entries = subject.entries.all()
    if report.entry_id is not None:
        entries = entries.exclude(pk=report.entry_id)
    shared = others.exists() or entries.exists()
    return None if shared else subject


def _write_subject(
    subject: Subject | None, facts: SubjectFacts, *, at: datetime
) -> Subject:
    """A report's own subject, made once and corrected on a second submission."""
    values = asdict(facts) | {"address": facts.address}
    values |= {name: list(values[name]) for name in LISTS}
    values.pop("address_lines")
    values["kind"] = facts.kind.value
    if subject is None:
        return Subject.objects.create(created_at=at, **values)
    for name, value in values.items():
        setattr(subject, name, value)
    subject.save()
    return subject
