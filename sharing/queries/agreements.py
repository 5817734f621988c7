"""What have we agreed with whom, where does it stand, and what may I do about it?"""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import permissions_of, roles_of
from sharing.errors import NotAllowed, NotFound
from sharing.facts import AgreementState
from sharing.models import AgreementVersion
from sharing.permissions import LONDON, my_side
from sharing.queries.agreement_lines import AgreementPage, AgreementRow
from sharing.queries.agreement_parts import (
    attestation_lines,
    indemnity_line,
    portfolio_label,
    row_fields,
    signature,
    stops_of,
    terms_of,
    timeline_of,
    why_not,
)
from sharing.queries.standing import Standing, standings_of
from sharing.states import Side
from tenants.codes import OrganisationKind, Permission, Role
from tenants.context import current_organisation
from tenants.models import Organisation, Status


READING = frozenset(
    {
        Permission.READ_AGREEMENTS,
        Permission.SHARE,
        Permission.SIGN_AGREEMENT,
        Permission.SUSPEND_AGREEMENT,
    }
)


def agreements(user: User, *, at: datetime) -> list[AgreementRow]:
    """Every agreement this organisation is a party to; for the platform, all.

    Raises:
        NotAllowed: the person's roles do not read agreements.
    """
    roles = _reader(user, at)
    today = at.astimezone(LONDON).date()
    versions = _newest(AgreementVersion.objects.all())
    names = _names()
    standings = _by_version(standings_of(versions))
    rows = []
    for version in versions:
        stops = stops_of(version, standings.get(version.pk, []), today=today)
        rows.append(AgreementRow(**row_fields(version, names, stops, roles)))
    return rows


def agreement_for(user: User, agreement_id: UUID, *, at: datetime) -> AgreementPage:
    """One agreement.

    Raises:
        NotAllowed: the person's roles do not read agreements.
        NotFound: this organisation is on neither side, or there is none.
    """
    roles = _reader(user, at)
    found = _newest(AgreementVersion.objects.filter(agreement_id=agreement_id))
    side = my_side(found[0].agreement) if found else None
    if side is None:
        raise NotFound("There is no such agreement.")
    version, today = found[0], at.astimezone(LONDON).date()
    standings, names = standings_of([version]), _names()
    row = row_fields(version, names, stops_of(version, standings, today=today), roles)
    return AgreementPage(
        **row,
        my_side=side,
        terms=terms_of(version),
        document_hash=version.document_hash,
        discloser_signature=signature(version, Side.DISCLOSER),
        recipient_signature=signature(version, Side.RECIPIENT),
        indemnity=indemnity_line(standings),
        attestations=tuple(attestation_lines(version, standings, today=today)),
        portfolio_label=portfolio_label(version.agreement),
        why_not=why_not(version, standings, row["may"], today=today),
        timeline=tuple(timeline_of(version.agreement, names)),
    )


def partners(user: User) -> list[tuple[UUID, str]]:
    """The organisations an agreement may be drafted with."""
    del user  # names of organisations are open to each other
    found = Organisation.objects.filter(status=Status.ACTIVE).exclude(
        kind=OrganisationKind.PLATFORM
    )
    others = found.exclude(pk=current_organisation().pk).order_by("name")
    return list(others.values_list("pk", "name"))


def _reader(user: User, at: datetime) -> set[Role]:
    roles = roles_of(user, at.astimezone(LONDON).date())
    if not READING & permissions_of(roles):
        raise NotAllowed("Your role does not read agreements.")
    return roles


def _newest(versions: QuerySet[AgreementVersion]) -> list[AgreementVersion]:
    """The newest version of each agreement. A draft is the discloser's own business."""
    here = current_organisation()
    if here.kind != OrganisationKind.PLATFORM:
        versions = versions.exclude(state=AgreementState.DRAFT.value, recipient=here.pk)
    newest = versions.order_by("agreement_id", "-number").distinct("agreement_id")
    found = list(newest.select_related("agreement"))
    return sorted(found, key=lambda version: version.agreement.reference)


def _names() -> dict[UUID, str]:
    """Names by id. An agreement may outlive the organisation that signed it."""
    named = Organisation.objects.values_list("pk", "name")
    return defaultdict(lambda: "An organisation that has left", named)


def _by_version(standings: list[Standing]) -> dict[UUID, list[Standing]]:
    grouped: dict[UUID, list[Standing]] = {}
    for standing in standings:
        grouped.setdefault(standing.version.pk, []).append(standing)
    return grouped
