"""What would change if this pack were adopted, by count and by row? It is on record."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from register.actions.events import note
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted, Refused
from register.rehearsal.gathering import live_entries, standing
from register.rehearsal.judging import Moved, moved
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.packs import (
    Difference,
    Finding,
    Pack,
    PackError,
    differences,
    lint,
    load,
)
from tenants.queries import current_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What the pack says, what the law asks of it, and what it would move.

    `rows` holds only entries for which something changes. No name, no place.
    """

    register_name: str
    findings: tuple[Finding, ...]
    differences: tuple[Difference, ...]
    live: int
    rows: tuple[Moved, ...]
    from_day: date

    @property
    def terms(self) -> int:
        """How many entries would end earlier."""
        return sum(row.term is not None for row in self.rows)

    @property
    def reviews(self) -> int:
        """How many entries would be reviewed earlier."""
        return sum(row.review is not None for row in self.rows)

    @property
    def visibility(self) -> int:
        """How many entries some role would see more or less of."""
        return sum(bool(row.seen_by or row.hidden_fields) for row in self.rows)

    @property
    def longer(self) -> int:
        """How many a fresh decision could keep longer."""
        return sum(row.longer_until is not None for row in self.rows)

    @property
    def stops(self) -> bool:
        """Whether the law asks for something before it can be adopted."""
        return any(finding.stops for finding in self.findings)


@transaction.atomic
def rehearse(
    *, toml: str, counts_from: date | None = None, by: User, at: datetime
) -> Rehearsal:
    """Read the pack and judge every live entry under it. Changes nothing.

    Raises:
        NotPermitted: by role.
        Refused: the pack cannot be read; the sentence names the key and the line.
    """
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.MANAGE_PACK))
    then = read(toml)
    now = current_pack(current_organisation(), civil_date(at))
    found = rehearsed(now, then, toml, counts_from, at=at)
    note(
        Kind.PACK_REHEARSED,
        who=who,
        step=Permission.MANAGE_PACK,
        at=at,
        subject="pack",
        details=_counts(found),
    )
    return found


@transaction.atomic
def rehearse_as_system(
    *, toml: str, counts_from: date | None = None, at: datetime
) -> Rehearsal:
    """The same for whoever runs the service, at the command line; on record as well."""
    then = read(toml)
    here = current_organisation()
    now = current_pack(here, civil_date(at))
    found = rehearsed(now, then, toml, counts_from, at=at)
    record(
        kind=Kind.PACK_REHEARSED,
        organisation=here.id,
        by=system("rehearse_pack", organisation=here.id),
        at=at,
        subject="pack",
        details=_counts(found),
    )
    return found


def _counts(found: Rehearsal) -> dict[str, int]:
    return {
        "live": found.live,
        "terms": found.terms,
        "reviews": found.reviews,
        "visibility": found.visibility,
    }


def read(toml: str) -> Pack:
    """The pack, or Refused with the key, the line and what to do."""
    try:
        return load(toml)
    except PackError as error:
        raise Refused(str(error)) from error


def rehearsed(
    now: Pack, then: Pack, toml: str, counts_from: date | None, *, at: datetime
) -> Rehearsal:
    """Every live entry judged under the other pack, from that day or from today."""
    from_day = counts_from or civil_date(at)
    changes = [
        moved(standing(entry), now=now, then=then, from_day=from_day)
        for entry in live_entries(civil_date(at))
    ]
    return Rehearsal(
        register_name=then.register_name,
        findings=tuple(lint(then, toml)),
        differences=tuple(differences(now, then)),
        live=len(changes),
        rows=tuple(change for change in changes if change.changes),
        from_day=from_day,
    )
