"""Which portfolio waits for the version that it was given for?"""

from uuid import UUID

from django.db.models import QuerySet

from sharing.models import AgreementVersion, PortfolioChange
from sharing.states import ChangeState


def portfolio_awaiting(version: AgreementVersion) -> PortfolioChange | None:
    """The portfolio that takes its place together with this version, if one does."""
    waiting = arranged_of(version.agreement_id)
    return waiting.filter(kind=version.portfolio_kind).first()


def arranged_of(agreement_id: UUID) -> QuerySet[PortfolioChange]:
    return PortfolioChange.objects.filter(
        agreement_id=agreement_id, state=ChangeState.ARRANGED.value
    )
