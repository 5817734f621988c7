"""Which requests are to be answered, or acknowledged, by when?"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from rights.models import RightsRequest
from rights.states import RequestKind, RequestState
from tenants.codes import Role
from tenants.due import Clock, DueLine


CLOCK_OF: Mapping[RequestKind, Clock] = {
    RequestKind.ACCESS: Clock.SUBJECT_ACCESS,
    RequestKind.RECTIFICATION: Clock.RECTIFICATION,
    RequestKind.ERASURE: Clock.ERASURE,
    RequestKind.OBJECTION: Clock.OBJECTION,
    RequestKind.RESTRICTION: Clock.RESTRICTION,
    RequestKind.COMPLAINT: Clock.COMPLAINT,
}


def open_requests(*, on: date, until: date) -> QuerySet[RightsRequest]:
    """Those whose clock runs. A stopped clock reminds nobody."""
    del on
    found = RightsRequest.objects.filter(state=RequestState.OPEN, due_on__lte=until)
    return found.order_by("due_on", "pk")


def answers(
    rows: QuerySet[RightsRequest], *, on: date, until: date
) -> Iterable[DueLine]:
    del on, until
    for request in rows:
        if request.due_on is None:
            continue
        kind = RequestKind(request.kind)
        what = "Acknowledge" if kind is RequestKind.COMPLAINT else "Answer"
        yield DueLine(
            clock=CLOCK_OF[kind],
            key=str(request.pk),
            reference=request.reference,
            what=f"{what}: {kind.label.lower()} {request.reference}",
            on=request.due_on,
            working=tuple(request.due_working),
            owner=Role.DATA_PROTECTION_OFFICER,
            person=request.owner_id,
            kind="rights",
        )
