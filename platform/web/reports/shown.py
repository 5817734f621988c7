"""How is a report's content put on a page?"""

from collections.abc import Iterable, Iterator

from register.facts import IncidentFacts, ReportContent, SubjectFacts
from tenants.packs import Pack
from web.govuk.summary import Row
from web.reports.topics import Section


def report_sections(content: ReportContent | None, pack: Pack) -> list[Section]:
    """Return the sections of a report: only what was given; nothing for a draft."""
    if content is None:
        return []
    sections = [
        Section(title="Who or what it is about", rows=rows(about(content.subject)))
    ]
    for number, incident in enumerate(content.incidents, start=1):
        title = "What happened" if number == 1 else f"What happened ({number})"
        sections.append(Section(title=title, rows=rows(events(incident))))
    sections.append(Section(title="The risk to others", rows=rows(risk(content, pack))))
    return sections


def rows(pairs: Iterable[tuple[str, str]]) -> list[Row]:
    return [Row(label, value) for label, value in pairs if value]


def about(subject: SubjectFacts) -> Iterator[tuple[str, str]]:
    yield "Kind", subject.kind.label
    yield "Name", subject.name
    yield "Other names", ", ".join(subject.aliases)
    if subject.date_of_birth:
        yield "Date of birth", f"{subject.date_of_birth:%-d %B %Y}"
    if subject.approximate_age:
        yield "About how old", f"{subject.approximate_age} years"
    yield "Gender", subject.gender
    yield "What they look like", subject.appearance
    yield "Telephone", subject.phone
    yield "E-mail", subject.email
    yield "Address", subject.address
    yield "Postcode", subject.postcode
    yield "UPRN", subject.uprn
    yield "Vehicles", "\n".join(str(vehicle) for vehicle in subject.vehicles)
    yield "Animals there", "\n".join(str(animal) for animal in subject.animals)


def events(incident: IncidentFacts) -> Iterator[tuple[str, str]]:
    yield "When", when(incident)
    yield "Place", incident.place
    for statement in incident.statements:
        said = f" ({statement.by_whom})" if statement.by_whom else ""
        yield statement.kind.label + said, statement.text
        yield "Borne out by", statement.corroborated_by
    yield "Words used", incident.words_used
    yield "Harm", incident.harm
    yield "Weapons", incident.weapons
    yield "Animals", incident.animals
    yield "Who else was there", incident.witnesses
    yield "Done to", incident.victim
    yield "What they had to do with the person", incident.victim_relation


def when(incident: IncidentFacts) -> str:
    day = f"{incident.happened_on:%-d %B %Y}"
    if incident.happened_time is None:
        return day
    return f"{day} at {incident.happened_time:%H:%M}"


def risk(content: ReportContent, pack: Pack) -> Iterator[tuple[str, str]]:
    label = pack.for_panel(content.panel).label_of(content.category)
    yield "Where the report comes from", content.source.label
    yield "Panel", content.panel
    yield "Kind of risk", content.category_text or label
    yield "Risk rating", content.risk_rating
    yield "Thresholds met", "\n".join(content.criteria_met)
    yield "What colleagues should do", "\n".join(p.label for p in content.precautions)
    yield "The facts in short", content.summary
    yield "Was a crime committed?", content.crime_committed.label
    yield "Police reference", content.police_reference
