"""What is held on this person, altogether, and how is each line to be shown at first?

A proposal: the data protection officer changes any line before it is sealed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from audit.kinds import Kind
from audit.models import Event
from markers.models import Marker
from register.models import Entry, Report, Subject
from rights.holdings.facts import NAMES_ANOTHER, Held, Scope, Sight
from rights.holdings.recorded import recorded
from rights.holdings.telling import told
from rights.holdings.walking import Found, held_in, rows_about
from rights.models import RightsRequest
from rights.policy.redaction import names_in, take_out, to_hide
from rights.queries.people import whole_person
from rights.states import Treatment
from sharing.models import Recall, Release, TeamRelease
from tenants.context import current_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One line as it is held and as it would be shown."""

    section: str
    item: str
    label: str
    held: str
    shown: str
    treatment: Treatment
    reason: str


def everything(subjects: Iterable[UUID]) -> list[Proposed]:
    """Every line about these records, others' names taken out where they are known."""
    people = whole_person(subjects)
    found = rows_about(people)
    scope = scope_of(people, found)
    lines = [*held_in(found, scope=scope), *told(scope), *recorded(scope)]
    hidden = to_hide(names_in(scope.others), own=scope.own_names)
    return [proposed(line, hidden) for line in lines]


def proposed(line: Held, hidden: Iterable[str]) -> Proposed:
    """Withheld where it is somebody else's, redacted where it names them."""
    if line.seen.sight is Sight.UNTOLD:
        return _line(line, "", Treatment.OMITTED, line.seen.reason)
    if line.seen.sight is Sight.OTHER:
        return _line(line, "", Treatment.WITHHELD, line.seen.reason)
    shown = take_out(line.value, hidden)
    if shown != line.value:
        return _line(line, shown, Treatment.REDACTED, NAMES_ANOTHER)
    return _line(line, shown, Treatment.SHOWN, "")


def scope_of(people: set[UUID], found: Found) -> Scope:
    """The ids, references and own names by which everything else is found."""
    owner = current_organisation().id
    entries = frozenset(found.get(Entry, set()))
    reports = frozenset(found.get(Report, set()))
    references = {
        **dict.fromkeys(people, ""),
        **dict(Entry.objects.filter(pk__in=entries).values_list("pk", "reference")),
        **dict(Report.objects.filter(pk__in=reports).values_list("pk", "reference")),
        **_requests(people),
    }
    return Scope(
        organisation=owner,
        subjects=frozenset(people),
        entries=entries,
        reports=reports,
        references=references,
        markers=frozenset(_markers(owner, entries, references.values())),
        own_names=frozenset(_own_names(people)),
    )


def _requests(people: set[UUID]) -> dict[UUID, str]:
    found = RightsRequest.objects.filter(subjects__overlap=list(people))
    return dict(found.values_list("pk", "reference"))


def _markers(
    owner: UUID, entries: frozenset[UUID], references: Iterable[str]
) -> Iterator[UUID]:
    """A marker is deleted when its entry ends; releases and events remember its id."""
    for model in (Marker, Release, TeamRelease, Recall):
        key = "pk" if model is Marker else "marker_id"
        rows = model._default_manager.filter(owner=owner, entry_id__in=entries)
        yield from rows.values_list(key, flat=True)
    published = Event.objects.filter(
        organisation=owner,
        kind=str(Kind.MARKER_PUBLISHED),
        subject__in=[reference for reference in references if reference],
    )
    for details in published.values_list("details", flat=True):
        if details.get("marker"):
            yield UUID(details["marker"])


def _own_names(people: set[UUID]) -> Iterator[str]:
    for subject in Subject.objects.filter(pk__in=people):
        yield from (subject.name, *subject.aliases)


def _line(held: Held, shown: str, treatment: Treatment, reason: str) -> Proposed:
    return Proposed(
        section=held.section,
        item=held.item,
        label=held.label,
        held=held.value,
        shown=shown,
        treatment=treatment,
        reason=reason,
    )
