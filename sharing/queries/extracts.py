"""By which way may an extract leave, and what became of each?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256

from accounts.models import User
from sharing.errors import NotFound
from sharing.extracts.certificates import in_groups, parsed
from sharing.models import Agreement, AgreementVersion, Extract, ExtractRoute
from sharing.permissions import LONDON, holding, my_side
from sharing.states import ExtractState, RouteKind, Side
from tenants.codes import Activity, Permission, Purpose
from tenants.context import current_organisation
from tenants.models import Organisation


READS = (
    Permission.READ_AGREEMENTS,
    Permission.SHARE,
    Permission.SIGN_AGREEMENT,
    Permission.CHECK,
)
MOST_LISTED = 50
WARNED_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePage:
    """The way, if there is one. `warning` says that its certificate ends soon."""

    id: UUID
    kind: RouteKind
    address: str
    reason: str
    fingerprint: str
    ends_on: date | None
    warning: str
    confirmed_at: datetime | None
    confirmed_how: str
    signer: str
    signer_fingerprint: str

    @property
    def seen(self) -> int:
        return how_far(self.confirmed_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayClosed:
    """A way by which nothing leaves any more."""

    id: UUID
    agreement_id: UUID
    kind: RouteKind
    closed_at: datetime


def how_far(confirmed_at: datetime | None) -> int:
    """How many steps a way has taken: it was named, and then confirmed."""
    return 1 if confirmed_at is None else 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractLine:
    id: UUID
    agreement_id: UUID
    reference: str
    discloser: str
    recipient: str
    kind: RouteKind
    state: ExtractState
    activity: str
    purpose: str
    rows: int
    left_out: int
    digest: str
    refusal: tuple[str, ...]
    asked_at: datetime
    valid_until: datetime
    sent_at: datetime | None
    opened_at: datetime | None
    to_us: bool

    def may_open(self, at: datetime) -> bool:
        waits = self.kind is RouteKind.LINK and self.state is ExtractState.SENT
        return self.to_us and waits and at <= self.valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractsPage:
    """Extracts under one agreement, from the side of whoever asks."""

    agreement_id: UUID
    reference: str
    discloser: str
    recipient: str
    ours: bool
    activities: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
    route: RoutePage | None
    extracts: tuple[ExtractLine, ...]


def extracts_of(user: User, agreement_id: UUID, *, at: datetime) -> ExtractsPage:
    """The way for extracts under an agreement, and those made.

    Raises:
        NotAllowed, NotFound: it is not this person's to read.
    """
    holding(*READS, by=user, at=at)
    agreement = Agreement.objects.filter(pk=agreement_id).first()
    side = my_side(agreement) if agreement else None
    if agreement is None or side not in {Side.DISCLOSER, Side.RECIPIENT}:
        raise NotFound("There is no such agreement.")
    names = _names({agreement.discloser, agreement.recipient})
    version = (
        AgreementVersion.objects.filter(agreement=agreement).order_by("-number").first()
    )
    made = Extract.objects.filter(agreement=agreement).select_related("agreement")
    return ExtractsPage(
        agreement_id=agreement.pk,
        reference=agreement.reference,
        discloser=names.get(agreement.discloser, LEFT),
        recipient=names.get(agreement.recipient, LEFT),
        ours=side == Side.DISCLOSER,
        activities=tuple(
            (code, Activity(code).label)
            for code in (version.activities if version else ())
        ),
        purposes=tuple(
            (code, Purpose(code).label)
            for code in (version.purposes if version else ())
        ),
        route=_route(agreement_id, at=at),
        extracts=tuple(
            _line(row, names) for row in made.order_by("-asked_at")[:MOST_LISTED]
        ),
    )


def way_for(user: User, agreement_id: UUID, *, at: datetime) -> RoutePage:
    """The way by which an extract may leave, or would once it is confirmed.

    Raises:
        NotAllowed, NotFound: it is not this person's to read, or none is named.
    """
    found = extracts_of(user, agreement_id, at=at).route
    if found is None:
        raise NotFound("No way is named, so nothing leaves.")
    return found


def closed_for(user: User, route_id: UUID, *, at: datetime) -> WayClosed:
    """A way that was closed, for either side.

    Raises:
        NotAllowed, NotFound: it is not this person's to read, or it is not closed.
    """
    holding(*READS, by=user, at=at)
    found = ExtractRoute.objects.filter(pk=route_id).first()
    if found is None or found.withdrawn_at is None:
        raise NotFound("There is no such way for extracts.")
    return WayClosed(
        id=found.pk,
        agreement_id=found.agreement_id,
        kind=RouteKind(found.kind),
        closed_at=found.withdrawn_at,
    )


def extract_for(user: User, extract_id: UUID, *, at: datetime) -> ExtractLine:
    """One extract, for either side; what was in it is told to nobody here.

    Raises:
        NotAllowed, NotFound: it is not this person's to read.
    """
    holding(*READS, by=user, at=at)
    found = Extract.objects.select_related("agreement").filter(pk=extract_id).first()
    if found is None:
        raise NotFound("There is no such extract.")
    return _line(found, _names({found.discloser, found.recipient}))


LEFT = "An organisation that has left"


def _route(agreement_id: UUID, *, at: datetime) -> RoutePage | None:
    found = ExtractRoute.objects.filter(
        agreement_id=agreement_id, withdrawn_at__isnull=True
    ).first()
    if found is None:
        return None
    signed = parsed(found.signer) if found.signer else None
    return RoutePage(
        id=found.pk,
        kind=RouteKind(found.kind),
        address=found.address,
        reason=found.reason,
        fingerprint=in_groups(found.fingerprint),
        ends_on=found.certificate_ends_on,
        warning=_warning(found.certificate_ends_on, at=at),
        confirmed_at=found.confirmed_at,
        confirmed_how=found.confirmed_how,
        signer=found.signer,
        signer_fingerprint=in_groups(signed.fingerprint(SHA256()).hex())
        if signed
        else "",
    )


def _warning(ends_on: date | None, *, at: datetime) -> str:
    if ends_on is None:
        return ""
    left = (ends_on - at.astimezone(LONDON).date()).days
    if left < 0:
        return "The certificate has expired: nothing is sent until another is named."
    if left <= WARNED_DAYS:
        return f"The certificate ends in {left} days: name another before then."
    return ""


def _line(row: Extract, names: dict[UUID, str]) -> ExtractLine:
    return ExtractLine(
        id=row.pk,
        agreement_id=row.agreement_id,
        reference=row.agreement.reference,
        discloser=names.get(row.discloser, LEFT),
        recipient=names.get(row.recipient, LEFT),
        kind=RouteKind(row.kind),
        state=ExtractState(row.state),
        activity=Activity(row.activity).label,
        purpose=Purpose(row.purpose).label,
        rows=row.rows,
        left_out=row.left_out,
        digest=row.digest,
        refusal=tuple(row.refusal),
        asked_at=row.asked_at,
        valid_until=row.valid_until,
        sent_at=row.sent_at,
        opened_at=row.opened_at,
        to_us=row.recipient == current_organisation().id,
    )


def _names(ids: set[UUID]) -> dict[UUID, str]:
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))
