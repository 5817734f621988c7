"""Does somebody act on an entry, or hear what is said of it? One person never both.

The database refuses it as well: see `register.models.parts`.
"""

from collections.abc import Iterator
from uuid import UUID

from accounts.models import User
from register.models import AppealMember, Entry, Part, Report
from register.refusals import Refused


def acts(entry: Entry, *people: UUID | None) -> None:
    """Put on record that these people acted on the entry; Refused where one of them
    hears an appeal about it. The entry is locked, or new."""
    named = {person for person in people if person is not None}
    known = dict(
        Part.objects.filter(entry=entry, person_id__in=named).values_list(
            "person_id", "heard_by"
        )
    )
    Refused.if_any(_on_the_panel(entry, known))
    Part.objects.bulk_create(
        Part(entry=entry, acted_by_id=person) for person in sorted(named - set(known))
    )


def acts_by_report(entry: Entry, report: Report) -> None:
    """Whoever reported, countersigned or decided a report the entry rests on."""
    acts(entry, report.reporter_id, report.countersigned_by_id, report.decided_by_id)


def hears(entry: Entry, member: UUID) -> None:
    """The other side: this person hears an appeal about the entry. The caller has
    asked in words whether they acted on it."""
    if not Part.objects.filter(entry=entry, heard_by=member).exists():
        Part.objects.create(entry=entry, heard_by_id=member)


def hears_no_more(entry: Entry, member: UUID) -> None:
    """They were taken off the panel, and sit on no other about this entry."""
    if not AppealMember.objects.filter(entry=entry, member=member).exists():
        Part.objects.filter(entry=entry, heard_by=member).delete()


def _on_the_panel(entry: Entry, known: dict[UUID, UUID | None]) -> Iterator[str]:
    hearing = [person for person in known.values() if person is not None]
    for person in User.objects.filter(pk__in=hearing).order_by("full_name"):
        yield (
            f"{person.full_name} is on the appeal panel for entry {entry.reference}, "
            "so cannot also act on the entry."
        )
