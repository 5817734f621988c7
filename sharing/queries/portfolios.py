"""What is an agreement's portfolio now, and what would an uploaded one change?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from sharing.errors import NotFound
from sharing.homes.rows import SENTENCES, Finding
from sharing.models import (
    Agreement,
    PortfolioChange,
    PortfolioItem,
    PortfolioStaged,
)
from sharing.permissions import require
from sharing.queries.agreement_parts import portfolio_label
from sharing.queries.rehearsal import Rehearsal, markers_staged, rehearse
from sharing.queries.suppositions import portfolio_is
from sharing.states import ChangeState
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.models import Organisation


LABELS = {
    "UPRN": "UPRNs",
    "PLACE": "Postcodes with a building",
    "AREA": "Areas",
    "CASE": "Named cases",
}
MOST_FINDINGS_SHOWN = 100
MOST_SAMPLES = 20
MOST_CHANGES = 20
STALLED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One kind of item: how many there are, would be, come and go, and a few of each."""

    label: str
    now: int
    then: int
    added: int
    removed: int
    comes: tuple[str, ...]
    goes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    id: UUID
    state: ChangeState
    homes: int
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioPage:
    """An agreement's portfolio as it is, and the changes made to it lately."""

    agreement_id: UUID
    reference: str
    recipient: str
    label: str
    kind: str
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """One change before, while and after it is put in place.

    `differences` and `rehearsal` are worked out only while it waits to be looked at.
    """

    id: UUID
    agreement_id: UUID
    reference: str
    recipient: str
    kind: str
    state: ChangeState
    refusal: str
    rows_read: int
    homes: int
    repeated: int
    findings: tuple[tuple[int, str], ...]
    findings_count: int
    stalled: bool
    differences: tuple[Difference, ...]
    rehearsal: Rehearsal | None


def portfolio_of(user: User, agreement_id: UUID, *, at: datetime) -> PortfolioPage:
    """The portfolio of one of our agreements.

    Raises:
        NotAllowed, NotFound: it is not this person's to set.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    agreement = _agreement(agreement_id)
    made = PortfolioChange.objects.filter(agreement=agreement)
    changes = made.order_by("-asked_at")[:MOST_CHANGES]
    return PortfolioPage(
        agreement_id=agreement.pk,
        reference=agreement.reference,
        recipient=_name(agreement.recipient),
        label=portfolio_label(agreement),
        kind=agreement.portfolio_kind,
        changes=tuple(
            ChangeLine(
                id=change.pk,
                state=ChangeState(change.state),
                homes=change.homes,
                asked_at=change.asked_at,
            )
            for change in changes
        ),
    )


def change_for(user: User, change_id: UUID, *, at: datetime) -> ChangePage:
    """One change of a portfolio of ours, with what it would add, drop, show and hide.

    Raises:
        NotAllowed, NotFound: it is not this person's to see.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    change = (
        PortfolioChange.objects.select_related("agreement")
        .filter(pk=change_id, discloser=current_organisation().id)
        .first()
    )
    if change is None:
        raise NotFound("There is no such change of a portfolio.")
    ready = change.state == ChangeState.READY
    moving = change.state in {ChangeState.READING, ChangeState.APPLYING}
    return ChangePage(
        id=change.pk,
        agreement_id=change.agreement_id,
        reference=change.agreement.reference,
        recipient=_name(change.agreement.recipient),
        kind=change.kind,
        state=ChangeState(change.state),
        refusal=change.refusal,
        rows_read=change.rows_read,
        homes=change.homes,
        repeated=change.repeated,
        findings=tuple(
            (number, SENTENCES[Finding(code)])
            for number, code in change.findings[:MOST_FINDINGS_SHOWN]
        ),
        findings_count=change.findings_count,
        stalled=moving and at - change.moved_at > STALLED,
        differences=tuple(_differences(change)) if ready else (),
        rehearsal=_rehearsal(change, at=at) if ready else None,
    )


def _differences(change: PortfolioChange) -> Iterable[Difference]:
    items = PortfolioItem.objects.filter(agreement_id=change.agreement_id)
    staged = PortfolioStaged.objects.filter(change_id=change.pk)
    for kind, label in LABELS.items():
        now, then = items.filter(kind=kind), staged.filter(kind=kind)
        if now.exists() or then.exists():
            yield _difference(label, now, then)


def _difference(
    label: str,
    now: QuerySet[PortfolioItem],
    then: QuerySet[PortfolioStaged],
) -> Difference:
    comes = then.filter(~Exists(now.filter(value=OuterRef("value"))))
    goes = now.filter(~Exists(then.filter(value=OuterRef("value"))))
    return Difference(
        label=label,
        now=now.count(),
        then=then.count(),
        added=comes.count(),
        removed=goes.count(),
        comes=tuple(_few(comes)),
        goes=tuple(_few(goes)),
    )


def _few(
    found: QuerySet[PortfolioItem] | QuerySet[PortfolioStaged],
) -> Iterable[str]:
    values = found.order_by("value").values_list("value", flat=True)[:MOST_SAMPLES]
    return (value.replace("|", ", ") for value in values)


def _rehearsal(change: PortfolioChange, *, at: datetime) -> Rehearsal:
    supposed = portfolio_is(change.agreement_id, markers_staged(change.pk))
    return rehearse(supposed, at=at, agreement_id=change.agreement_id)


def _agreement(agreement_id: UUID) -> Agreement:
    found = Agreement.objects.filter(
        pk=agreement_id, discloser=current_organisation().id
    ).first()
    if found is None:
        raise NotFound("There is no such agreement.")
    return found


def _name(organisation: UUID) -> str:
    found = Organisation.objects.filter(pk=organisation).values_list("name", flat=True)
    return str(found.first() or "An organisation that has left")
