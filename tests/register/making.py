"""How does a test get a report or an entry in a given state?

By the real actions, with people who hold the real roles: nothing here writes a row of
the register by itself.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from accounts.models import Team, User
from accounts.queries import actor
from register.actions import decisions, entries, publishing, reports
from register.facts import (
    Answer,
    Audience,
    Criteria,
    IncidentFacts,
    ReportContent,
    StatementFacts,
    SubjectFacts,
    Tell,
)
from register.models import Entry, Report
from register.states import EntryState, Outcome, ReportState
from tenants.codes import (
    Category,
    ContactMode,
    Precaution,
    Role,
    StatementKind,
    SubjectKind,
)
from tests.accounts.making import make_person


AT = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday
TODAY = date(2026, 11, 23)
LAST_WEEK = date(2026, 11, 16)

SEEN = StatementFacts(
    kind=StatementKind.SEEN, text="He raised a chair and threw it at the counter."
)
TOLD = StatementFacts(
    kind=StatementKind.TOLD, text="He is known for it.", by_whom="A neighbour"
)
CONTENT = ReportContent(
    subject=SubjectFacts(
        kind=SubjectKind.PERSON,
        name="Rowan Ashby",
        date_of_birth=date(1980, 5, 17),
        address_lines=("14 Larch Court", "Eastmere"),
        postcode="ZX1 2AB",
        uprn="999111000123",
        email="rowan@person.example",
    ),
    incidents=(
        IncidentFacts(
            happened_on=LAST_WEEK,
            place="Reception, Guildhall Square",
            what_happened="He shouted and threw a chair during an interview.",
            statements=(SEEN,),
        ),
    ),
    category=Category.THREAT,
    precautions=(Precaution.TWO,),
    summary="Threw a chair during an interview; nobody was hurt.",
)
CRITERIA = Criteria(
    severity="A chair was thrown; nobody was hurt.",
    time_since="One week.",
    previous_conduct="None known.",
    current_conduct="Has not been in touch since.",
    one_off_or_circumstances="Nothing suggests an illness.",
    animal_still_there="not applicable",
    compulsory=(),
    discretionary=("A threat made in general terms",),
    under_18=Answer.NO,
)
TOLD_TRULY = Tell(told=True)


@dataclass(frozen=True)
class People:
    reporter: User
    head: User
    decider: User
    team: Team


def make_people() -> People:
    """A reporter, a head of service, a decision officer, and a team that visits."""
    team = Team.objects.create(
        name="Housing visits", contact_mode=ContactMode.ENTERS_PREMISES.value
    )
    return People(
        reporter=make_person(Role.VISITING_OFFICER, teams=[team]),
        head=make_person(Role.HEAD_OF_SERVICE),
        decider=make_person(Role.DECISION_OFFICER),
        team=team,
    )


def saying(*statements: StatementFacts, **changes) -> ReportContent:
    """The usual content, resting on these statements."""
    incident = replace(CONTENT.incidents[0], statements=statements)
    return replace(CONTENT, incidents=(incident,), **changes)


def make_report(
    people: People,
    *,
    state: ReportState = ReportState.COUNTERSIGNED,
    content: ReportContent = CONTENT,
    at: datetime = AT,
) -> Report:
    report = reports.draft(by=people.reporter, at=at)
    if state == ReportState.DRAFT:
        return report
    report = reports.submit(
        reference=report.reference, content=content, by=people.reporter, at=at
    )
    if state == ReportState.SUBMITTED:
        return report
    if state == ReportState.RETURNED:
        return reports.return_to_reporter(
            reference=report.reference,
            reason="Say who else was there.",
            by=people.head,
            at=at,
        )
    return reports.countersign(
        reference=report.reference,
        comment="I spoke to the officer.",
        by=people.head,
        at=at,
    )


def decided(people: People, report: Report, **changes):
    """Decide a report the usual way: approve it, and tell the person."""
    asked = {
        "reference": report.reference,
        "outcome": Outcome.APPROVE,
        "criteria": CRITERIA,
        "proportionality": "Staff visit him; nothing less would keep them safe.",
        "audience": [Audience(team_id=people.team.pk, reason="They visit him.")],
        "tell": TOLD_TRULY,
        "by": people.decider,
        "at": AT,
    }
    return decisions.decide(**(asked | changes))


def make_entry(
    people: People,
    *,
    state: EntryState = EntryState.ACTIVE,
    content: ReportContent = CONTENT,
    **changes,
) -> Entry:
    # What is decided now tells of last week, so it was reported now too.
    report = make_report(people, content=content, at=max(AT, changes.get("at", AT)))
    entry: Entry = decided(people, report, **changes).entry
    match state:
        case EntryState.WITHDRAWN:
            return entries.withdraw(
                reference=entry.reference,
                reason="The risk is gone.",
                by=people.decider,
                at=AT + timedelta(days=1),
            )
        case EntryState.ENTERED_IN_ERROR:
            return entries.mark_in_error(
                reference=entry.reference,
                reason="It was another person.",
                by=people.decider,
                at=AT + timedelta(days=1),
            )
        case _:
            return entry


def begun(entry: Entry, *, by: User) -> Entry:
    """The entry in force since yesterday of the real clock, so that a check finds it."""
    entry.starts_on = datetime.now(UTC).date() - timedelta(days=1)
    entry.save(update_fields=["starts_on"])
    publishing.republish(entry, by=actor(by), at=AT)
    return entry
