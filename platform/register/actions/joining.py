"""Is this new incident added to an entry that stands already?

Many incidents may lead to one entry. A new one lengthens its term only by a decision,
made by three people like the first.
"""

from datetime import date

from register.actions.entries import locked
from register.models import Entry, Incident, Report
from register.refusals import NotFound, Refused
from register.states import EntryState
from tenants.clocks import say


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
    if entry.ends_on <= on:
        raise Refused(
            f"Entry {entry.reference} ended on {say(entry.ends_on)}. Make a new entry "
            "instead."
        )
    return entry


def earlier_incidents(report: Report) -> list[date]:
    """When whatever the entry rests on beside this report happened."""
    if report.entry is None:
        return []
    found = Incident.objects.filter(report__entry=report.entry).exclude(report=report)
    return sorted(found.values_list("happened_on", flat=True))
