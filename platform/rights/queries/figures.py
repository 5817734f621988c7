"""What do the public's ten questions get as answers, from live data, for any period?

Counts of what happened come from the record of events, which outlives an erased entry;
counts of people from the roles they held. Nothing here names anybody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import RoleGrant
from audit.kinds import Kind
from audit.models import Event
from register.permissions import permitted
from rights.policy.suppression import Told, alone, suppressed
from rights.queries.standing_entries import kinds_standing
from tenants.clocks import LONDON, say
from tenants.codes import Permission, Role
from tenants.models import Organisation
from tenants.packs import Pack
from tenants.packs.choices import Presence
from tenants.queries import current_pack


LOOKED = (
    Kind.CHECKED,
    Kind.CHECK_REOPENED,
    Kind.ENTRY_READ,
    Kind.ENTRIES_LISTED,
    Kind.LETTER_READ,
    Kind.EVIDENCE_READ,
)
REMOVED = {
    Kind.ENTRY_LAPSED: "Their term ended",
    Kind.ENTRY_WITHDRAWN: "Withdrawn",
    Kind.ENTRY_IN_ERROR: "Entered in error",
}
BEGUN = (Kind.ENTRY_MADE, Kind.ENTRY_PROVISIONAL)
SEES = frozenset({Permission.CHECK, Permission.READ_REGISTER})
MEMBERS = frozenset(role.value for role in Role if role.value == "ELECTED_MEMBER")
ALWAYS_HELD = (
    "Name or address, what happened and when, kind of risk, precautions, dates"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One question, its answer in lines, and how it was worked out."""

    number: int
    question: str
    lines: tuple[tuple[str, str], ...]
    worked_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    organisation: str
    since: date
    until: date
    figures: tuple[Figure, ...]


def figures(organisation: Organisation, *, since: date, until: date) -> Figures:
    """The ten answers. The caller asks permission and records the reading."""
    pack = current_pack(organisation)
    asked = _Asked(organisation, pack, since, until)
    return Figures(
        organisation=organisation.name,
        since=since,
        until=until,
        figures=tuple(
            Figure(number=number, question=question, lines=lines, worked_out=how)
            for number, (question, lines, how) in enumerate(asked.answers(), start=1)
        ),
    )


type Answer = tuple[str, tuple[tuple[str, str], ...], str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One period of one organisation, and what each question finds in it."""

    organisation: Organisation
    pack: Pack
    since: date
    until: date

    def answers(self) -> Iterator[Answer]:
        yield self.is_there_one()
        yield self.how_many()
        yield self.what_is_held()
        yield self.since_when()
        yield self.criteria()
        yield self.with_access("elected members", members=True)
        yield self.with_access("staff", members=False)
        yield self.looked("elected members", members=True)
        yield self.looked("staff", members=False)
        yield self.removed()

    def is_there_one(self) -> Answer:
        pack = self.pack
        there = f"Yes, called “{pack.register_name}”" if pack.has_register else "No"
        if pack.suspended is not None:
            there += ", suspended at present"
        how = "From the policy in force today."
        return "Is there a register?", (("Register", there),), how

    def how_many(self) -> Answer:
        told = suppressed(kinds_standing(self.organisation.pk, on=self.until))
        how = (
            f"Entries made by {say(self.until)}, less those that had ended by then, from"
            " the record of events; an entry erased since is counted, and its kind is no"
            " longer known."
        )
        return "How many are on it?", _table(told), how

    def what_is_held(self) -> Answer:
        named = {
            presence: sorted(
                name.replace("_", " ")
                for name, held in self.pack.fields.items()
                if held is presence
            )
            for presence in Presence
        }
        lines = (
            ("Always", ALWAYS_HELD),
            ("Must be given", ", ".join(named[Presence.REQUIRED]) or "nothing more"),
            ("May be given", ", ".join(named[Presence.OPTIONAL]) or "nothing more"),
            ("Never held", ", ".join(named[Presence.FORBIDDEN]) or "nothing named"),
        )
        return "What is held?", lines, "From the policy in force today, field by field."

    def since_when(self) -> Answer:
        first = self._events(BEGUN).order_by("occurred_at").first()
        day = (
            say(first.occurred_at.astimezone(LONDON).date())
            if first
            else "No entry was made yet"
        )
        how = "The day of the first entry made here; an older register is not counted."
        return "Since when?", (("First entry", day),), how

    def criteria(self) -> Answer:
        lines = (
            ("Thresholds", "; ".join(self.pack.thresholds) or "none named"),
            ("Compulsory", "; ".join(self.pack.compulsory) or "none named"),
            ("Discretionary", "; ".join(self.pack.discretionary) or "none named"),
        )
        how = "From the policy in force today."
        return "By what criteria are people put on it?", lines, how

    def with_access(self, whom: str, *, members: bool) -> Answer:
        found = self._granted(members=members)
        how = (
            "People who held a role that checks or reads the register under the policy in"
            f" force today, on {say(self.until)}, each counted once."
        )
        question = f"How many {whom} have access?"
        return question, ((f"{whom.capitalize()} with access", alone(found)),), how

    def looked(self, whom: str, *, members: bool) -> Answer:
        in_role = Q(actor_role__in=MEMBERS)
        events = self._events(LOOKED).filter(
            in_role if members else ~in_role,
            actor_kind="PERSON",
            occurred_at__date__range=(self.since, self.until),
        )
        people = events.values("actor_id").distinct().count()
        lines = (
            (f"{whom.capitalize()} who looked", alone(people)),
            ("Looks in all", alone(events.count())),
        )
        how = (
            "From the record of events: checks, entries, lists, letters and evidence"
            " opened in the period, and how many different people opened them."
        )
        return f"How many {whom} looked at it in the period?", lines, how

    def removed(self) -> Answer:
        told = suppressed({label: self._ended(kind) for kind, label in REMOVED.items()})
        how = (
            "From the record of events: entries that ended in the period, each counted"
            " once for each way it ended."
        )
        return "How many were removed in the period?", _table(told), how

    def _ended(self, kind: Kind) -> int:
        events = self._events((kind,)).filter(
            occurred_at__date__range=(self.since, self.until)
        )
        return events.values("subject").distinct().count()

    def _granted(self, *, members: bool) -> int:
        roles = {role.value for role in Role if permitted(role, self.pack) & SEES}
        asked = (roles & MEMBERS) if members else (roles - MEMBERS)
        held = RoleGrant.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gt=self.until),
            role__in=asked,
            from_on__lte=self.until,
        )
        return held.values("user_id").distinct().count()

    def _events(self, kinds: Iterable[Kind]) -> QuerySet[Event]:
        names = [str(kind) for kind in kinds]
        return Event.objects.filter(organisation=self.organisation.pk, kind__in=names)


def _table(told: Told) -> tuple[tuple[str, str], ...]:
    return (*told.parts.items(), ("In all", told.total))
