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


def must_wait(agreement: Agreement, kind: str) -> bool:
    """Whether a portfolio of this kind waits for a version that both have signed.

    Raises:
        NotNow: what stands was signed for another kind and no such version is signed:
            to widen it takes words that both have signed.
    """
    standing = _standing(agreement.pk)
    if standing is None or standing.portfolio_kind == kind:
        return False
    if _signed_for(agreement.pk, kind):
        return True
    agreed, given = _worded(standing.portfolio_kind), _worded(kind)
    raise NotNow(
        f"Version {standing.number} was signed for {agreed}. Have a version signed for "
        f"{given} first."
    )


def must_be_of_the_kind_in_force(agreement: Agreement, kind: str) -> None:
    """Raise NotNow where a portfolio of this kind cannot take its place at once."""
    if must_wait(agreement, kind):
        raise NotNow(
            f"What stands was not signed for {_worded(kind)}. Give them as a change: it "
            "takes its place with the version that was signed for them."
        )


def is_awaited(change: PortfolioChange) -> bool:
    """Whether a signed version is still to come that the change waits for."""
    return change.state == ChangeState.ARRANGED and _signed_for(
        change.agreement_id, change.kind
    )


def _standing(agreement_id: UUID) -> AgreementVersion | None:
    return AgreementVersion.objects.filter(
        agreement_id=agreement_id, state__in=STANDING
    ).first()


def _signed_for(agreement_id: UUID, kind: str) -> bool:
    return AgreementVersion.objects.filter(
        agreement_id=agreement_id, state__in=SIGNED_BY_BOTH, portfolio_kind=kind
    ).exists()


def _worded(kind: str) -> str:
    words = PORTFOLIO_KINDS[kind]
    return f"{words[:1].lower()}{words[1:]}"


def mine(agreement_id: UUID, *, by: User, at: datetime) -> tuple[Agreement, Actor]:
    agreement = agreement_of(agreement_id)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    if my_side(agreement) != Side.DISCLOSER:
        raise Invalid({"portfolio": "Only the discloser sets the portfolio."})
    return agreement, who
