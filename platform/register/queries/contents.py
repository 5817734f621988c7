"""What does a stored report say, as the facts that policy judges?"""

from collections.abc import Iterable

from register.facts import (
    AnimalFacts,
    IncidentFacts,
    ReportContent,
    Ruling,
    StatementFacts,
    SubjectFacts,
    VehicleFacts,
)
from register.models import Incident, Report, Statement, Subject
from register.states import Crime
from tenants.codes import (
    Category,
    Follows,
    Precaution,
    Source,
    StatementKind,
    SubjectKind,
)
from tenants.packs import Pack


def subject_facts(subject: Subject) -> SubjectFacts:
    return SubjectFacts(
        kind=SubjectKind(subject.kind),
        name=subject.name,
        aliases=tuple(subject.aliases),
        date_of_birth=subject.date_of_birth,
        birth_year=subject.birth_year,
        approximate_age=subject.approximate_age,
        gender=subject.gender,
        appearance=subject.appearance,
        phone=subject.phone,
        email=subject.email,
        address_lines=tuple(subject.address.splitlines()),
        building=subject.building,
        postcode=subject.postcode,
        uprn=subject.uprn,
        area_code=subject.area_code,
        vehicles=tuple(VehicleFacts(**each) for each in subject.vehicles),
        animals=tuple(AnimalFacts(**each) for each in subject.animals),
    )


def statement_facts(statement: Statement) -> StatementFacts:
    return StatementFacts(
        kind=StatementKind(statement.kind),
        text=statement.text,
        by_whom=statement.by_whom,
        corroborated_by=statement.corroborated_by,
    )


def incident_facts(
    incident: Incident, statements: Iterable[Statement]
) -> IncidentFacts:
    return IncidentFacts(
        happened_on=incident.happened_on,
        statements=tuple(statement_facts(statement) for statement in statements),
        happened_time=incident.happened_time,
        place=incident.place,
        uprn=incident.uprn,
        what_happened=incident.what_happened,
        words_used=incident.words_used,
        harm=incident.harm,
        weapons=incident.weapons,
        animals=incident.animals,
        victim=incident.victim,
        victim_relation=incident.victim_relation,
        witnesses=incident.witnesses,
        police_reference=incident.police_reference,
        riddor_class=incident.riddor_class,
    )


def content_of(report: Report) -> ReportContent | None:
    """The report's content; None while it is a draft that holds only answers.

    Prefetch `incidents__statements` when there are many reports.
    """
    if report.subject is None:
        return None
    incidents = sorted(report.incidents.all(), key=lambda i: (i.happened_on, i.pk))
    return ReportContent(
        subject=subject_facts(report.subject),
        incidents=tuple(
            incident_facts(i, sorted(i.statements.all(), key=lambda s: s.pk))
            for i in incidents
        ),
        category=Category(report.category),
        category_text=report.category_text,
        precautions=tuple(Precaution(code) for code in report.precautions),
        summary=report.summary,
        follows=Follows(report.follows) if report.follows else None,
        source=Source(report.source),
        risk_rating=report.risk_rating,
        panel=report.panel,
        criteria_met=tuple(report.criteria_met),
        order_ends_on=report.order_ends_on,
        ring_name=report.ring_name,
        ring_phone=report.ring_phone,
        crime_committed=Crime(report.crime_committed),
        police_reference=report.police_reference,
    )


def proposal_of(content: ReportContent, pack: Pack) -> Ruling:
    """What the report itself proposes, as the ruling that stands if none is given."""
    premises = content.subject.kind is SubjectKind.PREMISES
    usual = Follows.PREMISES if premises else pack.follows
    return Ruling(
        category=content.category,
        category_text=content.category_text,
        precautions=content.precautions,
        summary=content.summary,
        follows=content.follows or usual,
        order_ends_on=content.order_ends_on,
        ring_name=content.ring_name,
        ring_phone=content.ring_phone,
    )
