"""Is this new incident added to an entry that stands already?

Many incidents may lead to one entry. A new one lengthens its term only by a decision,
made by three people like the first.
"""

from datetime import date

from register.actions.entries import locked
from register.models import Entry, Incident, Report, Subject
from register.policy.merging import CHOICES, merged_fields
from register.refusals import NotFound, Refused
from register.states import EntryState
from tenants.clocks import say
from tenants.codes import SubjectKind


JOINED = frozenset({EntryState.ACTIVE, EntryState.UNDER_REVIEW})


def entry_to_join(report: Report, reference: str, *, on: date) -> Entry:
    """The live entry, locked; Refused where the incident cannot be added to it."""
    try:
        entry = locked(reference.strip().upper())
    except NotFound:
        raise Refused(
            f"There is no entry {reference.strip()} to add this to."
        ) from None
    if report.entry_id is not None and report.entry_id != entry.pk:
        raise Refused("This report has an entry of its own already.")
    if entry.state not in JOINED:
        raise Refused(
            f"Entry {entry.reference} is “{EntryState(entry.state).label}”. Make a new "
            "entry instead."
        )
    if report.subject is not None and _is_place(report.subject) != _is_place(
        entry.subject
    ):
        raise Refused(
            f"One of this report and entry {entry.reference} is about a person, the "
            "other about premises. Make a new entry instead."
        )
    if entry.ends_on <= on:
        raise Refused(
            f"Entry {entry.reference} ended on {say(entry.ends_on)}. Make a new entry "
            "instead."
        )
    return entry


def learn(entry: Entry, told: Subject) -> None:
    """The entry's subject stays, and what a later report says of them is added: other
    names, vehicles, animals, whatever was not known, and a second place to answer at.
    The caller saves the entry."""
    subject = Subject.objects.select_for_update().get(pk=entry.subject_id)
    if told.pk == subject.pk:
        return
    here, there = _place(subject), _place(told)
    if any(here.values()) and any(there.values()):
        places = [here, *entry.elsewhere]
        if not any(_same(place, there) for place in places):
            entry.elsewhere = [*entry.elsewhere, there]
    fields = merged_fields(vars(subject), vars(told), of_other=())
    for name, value in fields.items():
        setattr(subject, name, value)
    subject.save()
    entry.subject = subject


def _is_place(subject: Subject) -> bool:
    return subject.kind == SubjectKind.PREMISES


def _place(subject: Subject) -> dict[str, str]:
    return {name: getattr(subject, name) for name in CHOICES["place"]}


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    """One place: by its UPRN where both have one, else as it is written."""
    if one["uprn"] and other["uprn"]:
        return one["uprn"] == other["uprn"]
    return one == other


def earlier_incidents(report: Report) -> list[date]:
    """When whatever the entry rests on beside this report happened."""
    if report.entry is None:
        return []
    found = Incident.objects.filter(report__entry=report.entry).exclude(report=report)
    return sorted(found.values_list("happened_on", flat=True))
