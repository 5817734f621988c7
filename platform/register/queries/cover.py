"""Who stands in on this report, and who else could?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from accounts.permissions import holders_of
from register.models import Report
from register.permissions import against_giving_cover, covering, standing_of
from register.refusals import NotFound
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.queries import current_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverPage:
    reference: str
    standing_in: tuple[Officer, ...]
    others: tuple[Officer, ...]


def cover_of(user: User, reference: str, *, on: date) -> CoverPage:
    """For whoever could countersign the report.

    Raises NotFound for everybody else, and where there is no such report.
    """
    report = Report.objects.filter(reference=reference).first()
    pack = current_pack(current_organisation(), on)
    who = standing_of(user, on=on)
    if report is None or tuple(against_giving_cover(who, report, pack)):
        raise NotFound("There is no such report.")
    now = set(covering(report))
    others = holders_of(Role.COVER_OFFICER, on).exclude(pk=report.reporter_id)
    return CoverPage(
        reference=reference,
        standing_in=_named(now),
        others=_named({person for person in others if person not in now}),
    )


def _named(people: set[User]) -> tuple[Officer, ...]:
    found = [Officer(id=person.pk, name=person.full_name) for person in people]
    return tuple(sorted(found, key=lambda officer: (officer.name, officer.id)))
