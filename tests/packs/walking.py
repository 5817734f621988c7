"""How is one pack walked: adopted, reported, decided, checked, reviewed and lapsed?

Everything by the real actions, in one organisation, within a transaction that is rolled
back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from accounts.actions import accesses, askers, briefings
from accounts.models import Team, User
from accounts.policy import Factor
from audit.actors import system
from register.actions import entries, reports
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
from register.policy.decisions import ADULT
from register.policy.terms import age_on
from register.rehearsal.actions import adopting
from register.states import Outcome
from sharing.actions import approvals
from sharing.check import CheckAnswer, CheckRequest, check
from tenants import adoption
from tenants.clocks import civil_date
from tenants.codes import (
    Category,
    ContactMode,
    Precaution,
    Role,
    StatementKind,
    SubjectKind,
)
from tenants.context import current_organisation
from tenants.packs import shipped
from tests.accounts.making import BY, make_person


NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = civil_date(NOW)
BRIEFED = TODAY - timedelta(days=30)
HAPPENED = TODAY - timedelta(days=7)
SEEN = StatementFacts(kind=StatementKind.SEEN, text="He threw a chair at the counter.")
PERSON = SubjectFacts(
    kind=SubjectKind.PERSON,
    name="Rowan Ashby",
    address_lines=("14 Larch Court", "Eastmere"),
    postcode="ZX1 2AB",
    uprn="999111000123",
)
PREMISES = SubjectFacts(
    kind=SubjectKind.PREMISES,
    address_lines=("3 Quarry Lane", "Eastmere"),
    postcode="ZX1 3CD",
    uprn="999111000456",
)
# One value for each field that some registers hold and others do not.
OF_SUBJECT = {
    "aliases": ("Roe",),
    "date_of_birth": date(1980, 5, 17),
    "approximate_age": 40,
    "gender": "Male",
    "appearance": "Tall, red coat",
    "phone": "01632 960111",
    "email": "rowan@person.example",
}
OF_INCIDENT = {
    "victim_relation": "Tenant and officer",
    "what_happened": "He threw a chair.",
    "happened_time": NOW.time().replace(second=0, microsecond=0),
    "place": "Reception",
    "police_reference": "ZX/1/26",
    "harm": "A bruise",
}
OF_REPORT = {
    "summary": "Threw a chair during an interview.",
    "ring_name": "Safety manager",
    "ring_phone": "01632 960222",
}


def add_months(start: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)) - timedelta(1)
    return date(year, month + 1, min(start.day, last.day))


@dataclass(frozen=True)
class Cast:
    """Everybody who takes a part, whatever the pack lets them do.

    The administrator answers the duty telephone too; whoever visits reports; the
    employee may only report.
    """

    administrator: User
    visitor: User
    employee: User
    head: User
    officer: User
    safety: User
    member: User
    team: Team

    def of(self, role: Role) -> User:
        """Whoever holds the role that a register gives a step."""
        return {
            Role.HEAD_OF_SERVICE: self.head,
            Role.DECISION_OFFICER: self.officer,
            Role.HEALTH_AND_SAFETY: self.safety,
        }[role]


def make_cast() -> Cast:
    team = Team.objects.create(
        name="Walkers", contact_mode=ContactMode.ENTERS_PREMISES.value
    )

    def person(*roles: Role, teams: Iterable[Team] = (team,)) -> User:
        return make_person(
            *roles, teams=teams, briefed_on=BRIEFED, password=None, totp_secret=None
        )

    return Cast(
        administrator=person(
            Role.ORGANISATION_ADMINISTRATOR, Role.COVER_OFFICER, teams=()
        ),
        visitor=person(Role.VISITING_OFFICER),
        employee=person(Role.REPORTER),
        head=person(Role.HEAD_OF_SERVICE),
        officer=person(Role.DECISION_OFFICER, teams=()),
        safety=person(Role.HEALTH_AND_SAFETY, teams=()),
        member=person(Role.ELECTED_MEMBER),
        team=team,
    )


def adopt(name: str, cast: Cast, *, counts_from: date = TODAY) -> None:
    """The organisation decides to work under this shipped pack."""
    adopting.adopt(
        toml=shipped(name),
        counts_from=counts_from,
        reason="The committee decided so.",
        after=adoption.newest_number(current_organisation()),
        by=cast.administrator,
        at=NOW,
    )


def content(
    *holds: str,
    subject: SubjectFacts = PERSON,
    category: Category,
    precautions: tuple[Precaution, ...] = (Precaution.TWO,),
    happened: tuple[date, ...] = (HAPPENED,),
    **more,
) -> ReportContent:
    """A report that gives these fields, a name and an address, and nothing else."""
    held = {name: value for name, value in OF_SUBJECT.items() if name in holds}
    told = {name: value for name, value in OF_INCIDENT.items() if name in holds}
    said = {name: value for name, value in OF_REPORT.items() if name in holds}
    return ReportContent(
        subject=replace(subject, **held),
        incidents=tuple(
            IncidentFacts(happened_on=day, statements=(SEEN,), **told)
            for day in happened
        ),
        category=category,
        precautions=precautions,
        **(said | more),
    )


CRITERIA = Criteria(
    severity="A chair was thrown.",
    time_since="One week.",
    previous_conduct="None known.",
    current_conduct="Quiet since.",
    one_off_or_circumstances="Nothing suggests an illness.",
    animal_still_there="not applicable",
    compulsory=(),
    discretionary=(),
    under_18=Answer.NO,
)


def submit(said: ReportContent, cast: Cast) -> Report:
    return reports.raise_report(content=said, by=cast.visitor, at=NOW)


def decide(
    report: Report,
    cast: Cast,
    *,
    by: Role,
    outcome: Outcome = Outcome.APPROVE,
    criteria: Criteria = CRITERIA,
    **changes,
):
    if report.category == Category.ANIMAL:
        criteria = replace(criteria, animal_still_there="Yes, in the yard.")
    born = report.subject.date_of_birth
    if born and age_on(civil_date(NOW), born) < ADULT:
        criteria = replace(criteria, under_18=Answer.YES)
    return approvals.decide(
        reference=report.reference,
        outcome=outcome,
        criteria=criteria,
        proportionality="Staff visit; nothing less keeps them safe.",
        audience=[Audience(team_id=cast.team.pk, reason="They visit.")]
        if outcome is Outcome.APPROVE
        else [],
        tell=Tell(told=True),
        by=cast.of(by),
        at=NOW,
        **changes,
    )


def session_of(user: User) -> bytes:
    """A session of this person's, as signing in leaves it."""
    digest = sha256(uuid4().bytes).digest()
    askers.write_session(user=user, digest=digest, factor=Factor.PASSKEY, at=NOW)
    return digest


def look(user: User, *, at: datetime = NOW, **terms) -> CheckAnswer:
    """A check by this person; of the usual person at the usual place unless told."""
    asked = terms or {"uprn": PERSON.uprn}
    return check(
        organisation=current_organisation(),
        asker_digest=session_of(user),
        request=CheckRequest(purpose="home-visit", **asked),
        at=at,
    )


def give_access(cast: Cast, *, by: Role, to: Iterable[User]) -> None:
    for user in to:
        accesses.give_access(user=user, form_reference="A-1", by=cast.of(by), at=NOW)


def brief_again(user: User, *, at: datetime) -> None:
    """Nobody looks when the last briefing is too long ago, and terms may be longer."""
    briefings.record_briefing(
        user=user, given_on=civil_date(at) - timedelta(days=1), by=BY, at=at
    )


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def lapse(entry: Entry, *, at: datetime) -> Entry:
    clock = system("clock", organisation=current_organisation().id)
    return entries.lapse(entry_id=entry.pk, by=clock, at=at)
