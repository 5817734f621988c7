"""Where does a portfolio that is not in place yet begin, and what is in it?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from accounts.models import User
from audit.actors import Actor
from sharing.actions.transitions import agreement_of
from sharing.errors import Invalid, NotNow
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementVersion, PortfolioChange
from sharing.permissions import my_side, require
from sharing.states import ChangeState, Side
from sharing.terms import PORTFOLIO_KINDS
from tenants.codes import Role


STANDING = (AgreementState.IN_FORCE.value, AgreementState.SUSPENDED.value)
SIGNED_BY_BOTH = (AgreementState.ACCEPTED.value, AgreementState.INDEMNIFIED.value)
STAGE = """
INSERT INTO public.sharing_portfoliostaged (change_id, discloser, kind, value)
SELECT %s, %s, given.kind, given.value
  FROM unnest(%s::text[], %s::text[]) AS given (kind, value)
ON CONFLICT DO NOTHING
"""


def stage(change: PortfolioChange, items: Sequence[tuple[str, str]]) -> int:
    """Add what is not there yet, and return how many were added."""
    kinds, values = [kind for kind, _ in items], [value for _, value in items]
    with connection.cursor() as cursor:
        cursor.execute(STAGE, [change.pk, change.discloser, kinds, values])
        return int(cursor.rowcount)


def begin(
    agreement: Agreement,
    kind: str,
    state: ChangeState,
    *,
    by: Actor,
    at: datetime,
    **fields: Any,
) -> PortfolioChange:
    return PortfolioChange.objects.create(
        id=uuid4(),
        agreement=agreement,
        discloser=agreement.discloser,
        kind=kind,
        state=state.value,
        asked_by=by.person,
        asked_at=at,
        moved_at=at,
        **fields,
    )


def must_be_of_the_kind_agreed(agreement: Agreement, kind: str) -> None:
    """Raise NotNow where what stands was signed for homes, areas or cases and this is
    another kind: to widen it takes a version that says so and that both have signed.
    """
    versions = AgreementVersion.objects.filter(agreement_id=agreement.pk)
    standing = versions.filter(state__in=STANDING).first()
    if standing is None or standing.portfolio_kind == kind:
        return
    if versions.filter(state__in=SIGNED_BY_BOTH, portfolio_kind=kind).exists():
        return
    agreed, given = (
        f"{words[:1].lower()}{words[1:]}"
        for words in (PORTFOLIO_KINDS[standing.portfolio_kind], PORTFOLIO_KINDS[kind])
    )
    raise NotNow(
        f"Version {standing.number} was signed for {agreed}. Have a version signed for "
        f"{given} first."
    )


def mine(agreement_id: UUID, *, by: User, at: datetime) -> tuple[Agreement, Actor]:
    agreement = agreement_of(agreement_id)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    if my_side(agreement) != Side.DISCLOSER:
        raise Invalid({"portfolio": "Only the discloser sets the portfolio."})
    return agreement, who
