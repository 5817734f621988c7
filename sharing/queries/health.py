"""Is all well with every agreement: its dates, cover, attestations, recalls, cases?

For the platform, which sees no entry, no release and nothing of what a case is about.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from accounts.permissions import roles_of
from sharing.errors import NotAllowed
from sharing.facts import AgreementState
from sharing.models import (
    Agreement,
    AgreementVersion,
    Attestation,
    MisuseCase,
    Recall,
)
from sharing.permissions import LONDON
from sharing.queries.agreement_parts import shown_of, stops_of
from sharing.queries.standing import Standing, standings_of
from sharing.queries.versions import versions_of_all
from sharing.queries.wording import names_of
from sharing.states import LABELS
from tenants.codes import Role
from tenants.models import Organisation, Status


SOON_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthLine:
    """One agreement. `problems` are what stops it or soon will; worst first."""

    id: UUID
    reference: str
    discloser: str
    recipient: str
    state_label: str
    stands: bool
    stopped: bool
    ends_on: date
    review_on: date
    cover_ends_on: date | None
    attested: int
    attested_until: date | None
    overdue_recalls: int
    open_cases: int
    problems: tuple[str, ...]

    @property
    def weight(self) -> tuple[bool, bool, str]:
        return (not (self.stands and self.stopped), not self.problems, self.reference)


def health(user: User, *, at: datetime) -> list[HealthLine]:
    """Every agreement, those that are stopped first. The same few queries for any number.

    Raises:
        NotAllowed: only the platform's administrator looks at all of them.
    """
    today = at.astimezone(LONDON).date()
    if Role.PLATFORM_ADMINISTRATOR not in roles_of(user, today):
        raise NotAllowed("Only the platform's administrator watches all agreements.")
    series = versions_of_all()
    shown = [shown_of(versions) for versions in series]
    standings: dict[UUID, list[Standing]] = {}
    for standing in standings_of(shown):
        standings.setdefault(standing.version.pk, []).append(standing)
    names = names_of(*{p for v in shown for p in (v.discloser, v.recipient)})
    attested = _attested()
    recalls, cases = _overdue(today), _open_cases()
    lines = [
        _line(
            version,
            standings.get(version.pk, []),
            names,
            attested.get(version.agreement_id, []),
            recalls[version.agreement_id],
            cases[version.agreement_id],
            today=today,
        )
        for version in shown
    ]
    return sorted(lines, key=lambda line: line.weight)


def _line(
    version: AgreementVersion,
    standings: Sequence[Standing],
    names: Mapping[UUID, str],
    attested: Sequence[Attestation],
    recalls: int,
    cases: int,
    *,
    today: date,
) -> HealthLine:
    state = AgreementState(version.state)
    cover = standings[0].indemnity if standings else None
    stops = stops_of(version, standings, today=today)
    until = max((given.ends_on for given in attested), default=None)
    dates = {
        "The agreement ends": version.ends_on,
        "The review is due": version.review_on,
        "The cover ends": cover.cover_ends_on if cover else None,
        "The last attestation ends": until,
    }
    stands = state in {AgreementState.IN_FORCE, AgreementState.SUSPENDED}
    seen_to = [*_soon(dates, today=today), *_waiting(recalls, cases)]
    problems = [*stops, *(seen_to if stands else ())]
    return HealthLine(
        id=version.agreement_id,
        reference=version.agreement.reference,
        discloser=names[version.discloser],
        recipient=names[version.recipient],
        state_label="In force, but stopped" if stops else LABELS[state],
        stands=stands,
        stopped=bool(stops) or state == AgreementState.SUSPENDED,
        ends_on=version.ends_on,
        review_on=version.review_on,
        cover_ends_on=cover.cover_ends_on if cover else None,
        attested=len(attested),
        attested_until=until,
        overdue_recalls=recalls,
        open_cases=cases,
        problems=tuple(dict.fromkeys(problems)),
    )


def _waiting(recalls: int, cases: int) -> list[str]:
    many = "s" if recalls > 1 else ""
    told = [f"{recalls} overdue recall{many}."] if recalls else []
    return [*told, "A misuse case is open."] if cases else told


def _soon(dates: Mapping[str, date | None], *, today: date) -> list[str]:
    """What comes within the warning time, nearest first."""
    found = sorted(
        (on, what)
        for what, on in dates.items()
        if on is not None and 0 <= (on - today).days <= SOON_DAYS
    )
    return [
        f"{what} on {on:%-d %B %Y}, in {(on - today).days} days." for on, what in found
    ]


def _attested() -> dict[UUID, list[Attestation]]:
    grouped: dict[UUID, list[Attestation]] = {}
    for given in Attestation.objects.filter(
        withdrawn_at__isnull=True, approved_at__isnull=False
    ):
        grouped.setdefault(given.agreement_id, []).append(given)
    return grouped


def _overdue(today: date) -> Counter[UUID]:
    """Which recall it is and whose, the platform may not read: only of which agreement.
    One whose recipient has left waits for nobody."""
    left = Organisation.objects.filter(status=Status.CLOSED)
    waiting = Recall.objects.filter(
        acknowledged_at__isnull=True, due_on__lt=today
    ).exclude(
        agreement_id__in=Agreement.objects.filter(
            recipient__in=left.values("pk")
        ).values("pk")
    )
    return Counter(waiting.values_list("agreement_id", flat=True))


def _open_cases() -> Counter[UUID]:
    waiting = MisuseCase.objects.filter(closed_at__isnull=True)
    return Counter(waiting.values_list("agreement_id", flat=True))
