"""What do the papers for a hearing say, and whose names must the person's copy lack?"""

from collections.abc import Iterator
from datetime import date

from accounts.models import User
from accounts.queries import pack
from documents.letters import day, moment
from documents.texts import Letterhead, Section, Table, Text
from register.appeal_states import Route
from register.facts import IncidentFacts
from register.models import Appeal, AppealComment, Decision, Entry, Evidence, Report
from register.queries.appeals import people_of
from register.queries.contents import incident_facts
from register.queries.details import decision_shown
from tenants.clocks import civil_date
from tenants.codes import Category, Precaution, StatementKind
from tenants.context import current_organisation


FOR_PANEL = "For the panel only. Do not copy it, and do not send it on."
FOR_PERSON = (
    "This copy is for the person who appeals. The names and details of other people are "
    "left out to protect them."
)
# What is said of other people, and is not the person's own to read.
OF_OTHERS = frozenset({"Who was harmed", "Who saw it", "Told by", "Borne out by"})


def bundle_of(appeal: Appeal, *, dated: date, for_person: bool) -> Text:
    """The papers in the order a panel reads them. Names are still in both copies; the
    person's copy lacks what is said of others."""
    sections = [
        _appeal(appeal),
        *_incidents(appeal.entry, for_person=for_person),
        *_decision(appeal.entry),
        *_comments(appeal),
        *_replies(appeal.entry),
        *_evidence(appeal.entry),
    ]
    return Text(
        title="Papers for the hearing of an appeal",
        lead=FOR_PERSON if for_person else FOR_PANEL,
        sections=sections,
        note="",
        letterhead=Letterhead(
            organisation=current_organisation().name,
            reference=appeal.reference,
            dated=dated,
        ),
    )


def names_to_leave_out(appeal: Appeal) -> list[str]:
    """Everybody but the person: our staff, whoever was harmed, saw or told it."""
    staff = people_of(appeal.entry) | set(appeal.comments.values_list("by", flat=True))
    names = set(User.objects.filter(pk__in=staff).values_list("full_name", flat=True))
    for facts in _facts(appeal.entry):
        names |= {facts.victim, facts.witnesses}
        for statement in facts.statements:
            names |= {statement.by_whom, statement.corroborated_by}
    for evidence in _shown_files(appeal.entry):
        names |= set(evidence.third_parties)
    return sorted(name.strip() for name in names if name.strip())


def own_names(entry: Entry) -> list[str]:
    """The person's own names, which their copy keeps."""
    return [entry.subject.name, *entry.subject.aliases]


def _appeal(appeal: Appeal) -> Section:
    rows = [
        ("Received", f"{day(appeal.received_on)}, {Route(appeal.route).label.lower()}"),
        ("On behalf of the person", appeal.represented_by),
        ("Why a late appeal is heard", appeal.late_reason),
        ("Hearing", moment(appeal.hearing_at) if appeal.hearing_at else ""),
        ("Where", appeal.hearing_place),
    ]
    return Section(
        heading="The appeal, in the person's own words",
        paragraphs=[appeal.grounds],
        table=Table(rows=[(label, value) for label, value in rows if value]),
    )


def _facts(entry: Entry) -> list[IncidentFacts]:
    reports = Report.objects.filter(entry=entry).prefetch_related(
        "incidents__statements"
    )
    found = [
        incident_facts(incident, incident.statements.all())
        for report in reports
        for incident in report.incidents.all()
    ]
    return sorted(found, key=lambda facts: facts.happened_on)


def _incidents(entry: Entry, *, for_person: bool) -> Iterator[Section]:
    for facts in _facts(entry):
        hidden = OF_OTHERS if for_person else frozenset()
        rows = [
            (label, value)
            for label, value in _incident_rows(facts)
            if value.strip() and label not in hidden
        ]
        yield Section(
            heading=f"What was reported of {day(facts.happened_on)}",
            paragraphs=[facts.what_happened] if facts.what_happened else [],
            table=Table(rows=rows) if rows else None,
        )


def _incident_rows(facts: IncidentFacts) -> Iterator[tuple[str, str]]:
    yield "Where", facts.place
    yield "Words used", facts.words_used
    yield "Harm", facts.harm
    yield "Weapons", facts.weapons
    yield "Animals", facts.animals
    yield "Who was harmed", facts.victim
    yield "Who saw it", facts.witnesses
    for statement in facts.statements:
        yield StatementKind(statement.kind).label, statement.text
        yield "Told by", statement.by_whom
        yield "Borne out by", statement.corroborated_by


def _decision(entry: Entry) -> Iterator[Section]:
    decision: Decision | None = entry.decision
    if decision is None:
        return
    shown = decision_shown(decision)
    yield Section(
        heading="The decision and everything it weighed",
        table=Table(
            rows=[
                (
                    "Decided",
                    f"{shown.outcome_label}, {day(civil_date(shown.decided_at))}",
                ),
                ("By", decision.decider_role.replace("_", " ").capitalize()),
                ("Kind of risk", pack().label_of(Category(entry.category))),
                (
                    "What staff do",
                    "\n".join(Precaution(p).instruction for p in entry.precautions),
                ),
                ("The facts in short", entry.summary),
                *((label, value or "Not given") for label, value in shown.criteria),
                ("Why it is proportionate", shown.proportionality),
                ("Who sees it, and why", _audience(shown.audience)),
                ("How the dates came about", "\n".join(shown.term_working)),
                ("Reviewed by", day(entry.review_on)),
                ("Ends", day(entry.ends_on)),
            ]
        ),
    )


def _audience(chosen: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"{team}: {why}" for team, why in chosen) or "No team"


def _comments(appeal: Appeal) -> Iterator[Section]:
    said: list[AppealComment] = list(appeal.comments.order_by("at"))
    if said:
        yield Section(
            heading="What the employee says to the panel",
            paragraphs=[comment.text for comment in said],
        )


def _replies(entry: Entry) -> Iterator[Section]:
    said = list(entry.replies.order_by("received_on"))
    if said:
        yield Section(
            heading="What the person has said before",
            paragraphs=[f"{day(one.received_on)}: {one.text}" for one in said],
        )


def _shown_files(entry: Entry) -> list[Evidence]:
    found = Evidence.objects.filter(incident__report__entry=entry)
    return list(found.order_by("added_at"))


def _evidence(entry: Entry) -> Iterator[Section]:
    files = _shown_files(entry)
    if files:
        yield Section(
            heading="Evidence held",
            table=Table(
                rows=[
                    (f"File {number}", evidence.what_it_shows)
                    for number, evidence in enumerate(files, start=1)
                ]
            ),
        )
