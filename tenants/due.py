"""Which clocks run here, and what is due by each, by when and with whom?

An app answers for its own clocks: `CLOCKS` in its `queries.clocks` maps each clock to the
readings of what is open. Settings name those mappings (`CLOCK_SOURCES`), so that
the page of what is due, the counts and the reminders come from one list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.utils.module_loading import import_string

from tenants.codes import OrganisationKind, Role
from tenants.context import current_organisation
from tenants.levels import Labelled
from tenants.models import Organisation


class Clock(Labelled):
    """Every clock the law, the policy or an agreement starts."""

    LETTER = "LETTER", "Letter to the person"
    STAFF_MESSAGE = "STAFF_MESSAGE", "Message to staff about a new entry"
    PROVISIONAL = "PROVISIONAL", "Decision on a provisional entry"
    REVIEW = "REVIEW", "Review of an entry"
    SWEEP = "SWEEP", "Quarterly review of the register"
    EXPIRY = "EXPIRY", "End of an entry's term"
    RETEST = "RETEST", "Testing again whether to tell the person"
    APPEAL_ACKNOWLEDGEMENT = "APPEAL_ACKNOWLEDGEMENT", "Acknowledging an appeal"
    APPEAL_HEARING = "APPEAL_HEARING", "Hearing an appeal"
    BRIEFING = "BRIEFING", "Briefing of somebody with access"
    DUTY_TO_REPORT = "DUTY_TO_REPORT", "Yearly reminder of the duty to report"
    AGREEMENT = "AGREEMENT", "End of a sharing agreement"
    INSURANCE = "INSURANCE", "End of a partner's indemnity cover"
    ATTESTATION = "ATTESTATION", "End of an attested activity"
    MISUSE = "MISUSE", "Something to do about misuse"
    RECALL = "RECALL", "Acknowledging a recall"
    SUBJECT_ACCESS = "SUBJECT_ACCESS", "Answering a subject access request"
    RECTIFICATION = "RECTIFICATION", "Answering a request to correct"
    ERASURE = "ERASURE", "Answering a request to erase"
    OBJECTION = "OBJECTION", "Answering an objection"
    RESTRICTION = "RESTRICTION", "Answering a request to restrict"
    COMPLAINT = "COMPLAINT", "Acknowledging a data-protection complaint"
    BREACH = "BREACH", "Telling the regulator of a breach"
    POLICE = "POLICE", "Telling the police of a crime"
    RIDDOR = "RIDDOR", "Reporting an injury under RIDDOR"


# Days before the date on which whoever owns the clock is reminded. Every clock also
# reminds on the day itself; a warning that was missed is given at the next chance.
WARN_DAYS: Mapping[Clock, tuple[int, ...]] = {
    Clock.LETTER: (1,),
    Clock.STAFF_MESSAGE: (),
    Clock.PROVISIONAL: (1,),
    Clock.REVIEW: (28, 7),
    Clock.SWEEP: (14,),
    Clock.EXPIRY: (14,),
    Clock.RETEST: (7,),
    Clock.APPEAL_ACKNOWLEDGEMENT: (2,),
    Clock.APPEAL_HEARING: (7, 2),
    Clock.BRIEFING: (60, 30, 7),
    Clock.DUTY_TO_REPORT: (),
    Clock.AGREEMENT: (60, 30, 7),
    Clock.INSURANCE: (60, 30, 7),
    Clock.ATTESTATION: (60, 30, 7),
    Clock.MISUSE: (1,),
    Clock.RECALL: (1,),
    Clock.SUBJECT_ACCESS: (14, 3),
    Clock.RECTIFICATION: (14, 3),
    Clock.ERASURE: (14, 3),
    Clock.OBJECTION: (14, 3),
    Clock.RESTRICTION: (14, 3),
    Clock.COMPLAINT: (14, 3),
    Clock.BREACH: (1,),
    Clock.POLICE: (1,),
    Clock.RIDDOR: (7, 2),
}
# Nothing is to be done: the reminder is the whole of it, so it is on no list.
ONLY_TOLD: frozenset[Clock] = frozenset({Clock.DUTY_TO_REPORT})
FURTHEST_WARNING = max(days for warned in WARN_DAYS.values() for days in warned)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One open thing and its date. No field holds personal data of a subject.

    `key` names the thing within its clock; `working` says how the date came about;
    `owner` is the role that must act, `person` somebody of ours who must; `kind` and
    `reference` lead to the page where it is dealt with. `between` says with which
    organisation it is, on a page alone: a sole trader's name is in no message, and in
    no calendar that leaves here.
    """

    clock: Clock
    key: str
    reference: str
    what: str
    on: date
    working: tuple[str, ...]
    owner: Role | None
    person: UUID | None = None
    kind: str
    between: str = ""

    def is_late(self, today: date) -> bool:
        return self.on < today


class Rows(Protocol):
    """What is open and due on or before `until`, asked on the day `on`, or more than
    that and never less. Nothing is read yet."""

    def __call__(self, *, on: date, until: date) -> QuerySet[Any, Any]: ...


class Lines(Protocol):
    """What those rows say, once they are read."""

    def __call__(
        self, rows: QuerySet[Any, Any], *, on: date, until: date
    ) -> Iterable[DueLine]: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One question to the database, and how its rows become lines."""

    rows: Rows
    lines: Lines


type Sources = Mapping[Clock, tuple[Reading, ...]]


@cache
def sources() -> Sources:
    """Clock → its readings, from every app that settings name.

    Raises ValueError when two apps claim one clock: one of them would go unread.
    """
    merged: dict[Clock, tuple[Reading, ...]] = {}
    for path in settings.CLOCK_SOURCES:
        for clock, readings in import_string(path).items():
            if clock in merged:
                message = f"Two apps answer for the clock {clock}."
                raise ValueError(message)
            merged[clock] = readings
    return merged


def due_lines(
    *, on: date, until: date, clocks: Iterable[Clock] | None = None
) -> list[DueLine]:
    """Everything open in this organisation and due by then, earliest first. The
    platform has no register, no partners and so no clocks.

    One statement asks which clocks have anything at all; only those are read.
    """
    if current_organisation().kind == OrganisationKind.PLATFORM:
        return []
    wanted = frozenset(Clock) if clocks is None else frozenset(clocks)
    readings = dict.fromkeys(
        reading
        for clock, given in sources().items()
        if clock in wanted
        for reading in given
    )
    asked = {reading: reading.rows(on=on, until=until) for reading in readings}
    found = [
        line
        for reading, rows in _with_any(asked).items()
        for line in reading.lines(rows, on=on, until=until)
        if line.clock in wanted
    ]
    return sorted(found, key=lambda line: (line.on, line.clock, line.reference))


type Asked = dict[Reading, QuerySet[Any, Any]]


def _with_any(asked: Asked) -> Asked:
    """Those that have a row. A single one is simply read."""
    if len(asked) < 2:
        return asked
    named = {f"has_{number}": rows for number, rows in enumerate(asked.values())}
    here = Organisation.objects.filter(pk=current_organisation().id)
    there = here.annotate(**{name: Exists(rows) for name, rows in named.items()})
    (present,) = there.values_list(*named)
    return {
        reading: rows
        for (reading, rows), has in zip(asked.items(), present, strict=True)
        if has
    }
