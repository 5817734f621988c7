"""When does the clock of a request stand still, go on, or get more time?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.refusals import Refused
from rights.actions.requests import locked, officer, told
from rights.models import Pause, RightsRequest
from rights.policy.clock import Stopped, answer_by
from rights.states import PauseAbout, RequestKind, RequestState, moved
from tenants.clocks import add_months, civil_date
from tenants.context import current_organisation


@noting_attempts
@transaction.atomic
def pause(
    *, reference: str, about: PauseAbout, asked: str, by: User, at: datetime
) -> RightsRequest:
    """The person was asked who they are or what they mean: the clock stands still."""
    who = officer(by, at=at)
    request = locked(reference)
    _refuse_complaint(request)
    if not asked.strip():
        raise Refused("Say what you asked the person.")
    request.state = moved(request.state, RequestState.PAUSED)
    request.save(update_fields=["state"])
    Pause.objects.create(
        request=request, about=about.value, asked=asked.strip(), since=civil_date(at)
    )
    _set_due(request, at=at)
    told(Kind.RIGHTS_PAUSED, request, who=who, at=at, about=about.value)
    return request


@noting_attempts
@transaction.atomic
def resume(*, reference: str, by: User, at: datetime) -> RightsRequest:
    """The person has answered: the clock goes on, with the days it stood still added."""
    who = officer(by, at=at)
    request = locked(reference)
    if request.state != RequestState.PAUSED:
        raise Refused("The clock of this request is running.")
    request.state = moved(request.state, RequestState.OPEN)
    request.save(update_fields=["state"])
    request.pauses.filter(until__isnull=True).update(until=civil_date(at))
    _set_due(request, at=at)
    told(Kind.RIGHTS_RESUMED, request, who=who, at=at, due=str(request.due_on))
    return request


@noting_attempts
@transaction.atomic
def extend(*, reference: str, reason: str, by: User, at: datetime) -> RightsRequest:
    """Two further months for a complex request, told to the person in the first."""
    who = officer(by, at=at)
    request = locked(reference)
    _refuse_complaint(request)
    if request.state == RequestState.ANSWERED:
        raise Refused("This request is answered.")
    if request.extended_at is not None:
        raise Refused("This request was extended already; the law allows it once.")
    if not reason.strip():
        raise Refused("Say why the request is complex; the person is told.")
    if civil_date(at) > (request.due_on or add_months(request.received_on, 1)):
        raise Refused("The first month is over, so it can no longer be extended.")
    request.extension_reason = reason.strip()
    request.extended_at = at
    request.save(update_fields=["extension_reason", "extended_at"])
    _set_due(request, at=at)
    told(Kind.RIGHTS_EXTENDED, request, who=who, at=at, due=str(request.due_on))
    return request


def _set_due(request: RightsRequest, *, at: datetime) -> None:
    """Work the date out again from everything that moves it."""
    due = answer_by(
        request.received_on,
        pauses=[
            Stopped(PauseAbout(stop.about), stop.since, stop.until)
            for stop in request.pauses.order_by("since", "pk")
        ],
        extended=request.extended_at is not None,
        nation=current_organisation().nation,
        today=civil_date(at),
    )
    request.due_on = due.on
    request.due_working = list(due.working)
    request.save(update_fields=["due_on", "due_working"])


def _refuse_complaint(request: RightsRequest) -> None:
    if request.kind == RequestKind.COMPLAINT:
        raise Refused(
            "A complaint is acknowledged within 30 days whatever is unclear; its clock"
            " neither stops nor is extended."
        )
