"""Which requests of one kind are to be answered, or acknowledged, by when?"""

from collections.abc import Iterator
from datetime import date

from rights.models import RightsRequest
from rights.states import RequestKind, RequestState
from tenants.codes import Role
from tenants.due import Clock, DueLine


def due(kind: RequestKind, clock: Clock, *, on: date, until: date) -> Iterator[DueLine]:
    """Those whose clock runs. A stopped clock reminds nobody."""
    del on
    found = RightsRequest.objects.filter(
        kind=kind, state=RequestState.OPEN, due_on__lte=until
    )
    what = "Acknowledge" if kind is RequestKind.COMPLAINT else "Answer"
    for request in found.order_by("due_on", "pk"):
        if request.due_on is None:
            continue
        yield DueLine(
            clock=clock,
            key=str(request.pk),
            reference=request.reference,
            what=f"{what}: {kind.label.lower()} {request.reference}",
            on=request.due_on,
            working=tuple(request.due_working),
            owner=Role.DATA_PROTECTION_OFFICER,
            person=request.owner_id,
            kind="rights",
        )
