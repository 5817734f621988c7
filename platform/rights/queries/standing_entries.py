"""Which entries stood on the register on a day, and about what?"""

from datetime import date
from uuid import UUID

from audit.kinds import Kind
from audit.models import Event
from register.models import Entry
from tenants.codes import SubjectKind


BEGAN = (Kind.ENTRY_MADE, Kind.ENTRY_PROVISIONAL)
ENDED = (Kind.ENTRY_LAPSED, Kind.ENTRY_WITHDRAWN, Kind.ENTRY_IN_ERROR)
ERASED = "Erased since, kind no longer known"


def kinds_standing(organisation: UUID, *, on: date) -> dict[str, int]:
    """How many entries stood on the day, by what they are about.

    An entry past its term stood no longer, whether or not a job had noted its end.
    """
    standing = _named(organisation, BEGAN, on) - _named(organisation, ENDED, on)
    rows = Entry.objects.filter(reference__in=standing)
    known = {
        reference: (kind, ends_on)
        for reference, kind, ends_on in rows.values_list(
            "reference", "subject__kind", "ends_on"
        )
    }
    counted = {kind.label: 0 for kind in SubjectKind} | {ERASED: 0}
    for reference in standing:
        kind, ends_on = known.get(reference, ("", None))
        if ends_on is not None and ends_on <= on:
            continue
        counted[SubjectKind(kind).label if kind else ERASED] += 1
    return counted


def _named(organisation: UUID, kinds: tuple[Kind, ...], on: date) -> set[str]:
    events = Event.objects.filter(
        organisation=organisation,
        kind__in=[str(kind) for kind in kinds],
        occurred_at__date__lte=on,
    )
    return set(events.values_list("subject", flat=True))
