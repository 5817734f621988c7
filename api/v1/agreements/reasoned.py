"""Which steps of an agreement take a reason and nothing else?

Stopping is never slowed: to suspend or to end asks for no proof and no version.
"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.v1.agreements.described import AgreementReasonSerializer as Reason
from api.v1.agreements.steps import Binding, Step, because, taking
from sharing.actions import agreements


class PutInForce(Binding):
    """The sharing officer alone."""

    @taking("putInForce", "Put in force", Reason, binds=True)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return because(self, request, agreement_id, agreements.put_in_force)


class Arrange(Binding):
    """The sharing officer decides now that the next version takes over on its day."""

    @taking(
        "arrangeVersion",
        "Arrange that the next version takes over on its first day, without a gap",
        Reason,
        binds=True,
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return because(self, request, agreement_id, agreements.arrange)


class LiftSuspension(Binding):
    """The sharing officer, once whoever suspended has cleared it."""

    @taking("liftSuspension", "Lift a suspension that is cleared", Reason, binds=True)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return because(self, request, agreement_id, agreements.lift_suspension)


class ClearSuspension(Step):
    """Whoever suspended says that the cause is gone. Answers still stop."""

    @taking("clearSuspension", "Say that the cause of a suspension is gone", Reason)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return because(self, request, agreement_id, agreements.clear_suspension)


class Refuse(Step):
    """Either side declines before it is in force."""

    @taking("refuseAgreement", "Decline what is offered", Reason)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return because(self, request, agreement_id, agreements.refuse)


class Withdraw(Step):
    """The discloser takes its draft or offer back."""

    @taking("withdrawAgreement", "Take a draft or an offer back", Reason)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return because(self, request, agreement_id, agreements.withdraw)


class Suspend(Step):
    """Either side."""

    @taking("suspendAgreement", "Suspend now", Reason)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        act = agreements.suspend
        return because(self, request, agreement_id, act, as_read=False)


class Terminate(Step):
    """Either side ends it; what was released is recalled."""

    @taking("terminateAgreement", "End it", Reason)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        act = agreements.terminate
        return because(self, request, agreement_id, act, as_read=False)
