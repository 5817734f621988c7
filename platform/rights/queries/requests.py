"""Which requests are there, and how does one of them stand?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from audit.kinds import Kind
from audit.queries import events_for
from documents.models import Document
from register.refusals import NotFound
from register.shown import Moment
from rights.models import RightsRequest
from rights.queries.people import chosen, entries_of
from rights.shown import (
    ChangeLine,
    ExportLine,
    LetterLine,
    PauseLine,
    RequestLine,
    RequestPage,
)
from rights.states import (
    Effect,
    ExportState,
    PauseAbout,
    RequestKind,
    RequestOutcome,
    RequestState,
)
from tenants.context import current_organisation


HAPPENED: dict[Kind, str] = {
    Kind.RIGHTS_RECEIVED: "Recorded",
    Kind.RIGHTS_LINKED: "Found on the register",
    Kind.RIGHTS_IDENTITY_CONFIRMED: "Identity confirmed",
    Kind.RIGHTS_PAUSED: "Clock stopped",
    Kind.RIGHTS_RESUMED: "Clock started again",
    Kind.RIGHTS_EXTENDED: "Extended by two months",
    Kind.RIGHTS_HANDED_OVER: "Handed over",
    Kind.RIGHTS_ACKNOWLEDGED: "Acknowledged",
    Kind.EXPORT_GATHERED: "Copy gathered",
    Kind.EXPORT_SEALED: "Copy sealed",
    Kind.EXPORT_DOWNLOADED: "Copy downloaded",
    Kind.EXPORT_DESTROYED: "Copy destroyed",
    Kind.RIGHTS_ANSWERED: "Answered",
    Kind.RIGHTS_CHANGE_DONE: "Change made",
    Kind.RIGHTS_LETTER_SENT: "Letter sent",
}


def lines(*, on: date, open_only: bool) -> list[RequestLine]:
    """Requests by the date they are due; what has no date comes last."""
    found = RightsRequest.objects.select_related("owner")
    if open_only:
        found = found.exclude(state=RequestState.ANSWERED)
    return [line_of(request, on=on) for request in found.order_by("due_on", "pk")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestList:
    """One page in the order of recording; `after` begins the next, or is empty."""

    lines: tuple[RequestLine, ...]
    after: str


def lines_after(after: str, *, limit: int, on: date) -> RequestList:
    """Requests recorded after the one with this id, or from the first."""
    found = RightsRequest.objects.select_related("owner").order_by("pk")
    if after:
        found = found.filter(pk__gt=_id_in(after))
    rows = list(found[: limit + 1])
    return RequestList(
        lines=tuple(line_of(request, on=on) for request in rows[:limit]),
        after=str(rows[limit - 1].pk) if len(rows) > limit else "",
    )


def _id_in(cursor: str) -> UUID:
    """An id that was given out; anything else begins again from the end."""
    try:
        return UUID(cursor)
    except ValueError:
        return UUID(int=2**128 - 1)


def line_of(request: RightsRequest, *, on: date) -> RequestLine:
    running = request.state == RequestState.OPEN
    return RequestLine(
        reference=request.reference,
        kind=request.kind,
        kind_label=RequestKind(request.kind).label,
        state=request.state,
        state_label=RequestState(request.state).label,
        received_on=request.received_on,
        due_on=None if request.state == RequestState.ANSWERED else request.due_on,
        overdue=running and request.due_on is not None and request.due_on < on,
        owner=request.owner.full_name,
    )


def page_for(reference: str, *, on: date) -> RequestPage:
    """The whole request, or NotFound. The caller asks permission and records it."""
    request = (
        RightsRequest.objects.select_related("owner", "acknowledgement", "letter")
        .filter(reference=reference)
        .first()
    )
    if request is None:
        raise NotFound("There is no such request.")
    outcome = request.outcome
    return RequestPage(
        line=line_of(request, on=on),
        received_how=request.received_how,
        requester_name=request.requester_name,
        requester_address=request.requester_address,
        acting_for=request.acting_for,
        what_asked=request.what_asked,
        identity_how=request.identity_how,
        due_working=tuple(request.due_working),
        extension_reason=request.extension_reason,
        acknowledged_at=request.acknowledged_at,
        outcome_label=RequestOutcome(outcome).label if outcome else "",
        outcome_reasons=request.outcome_reasons,
        answered_at=request.answered_at,
        letter_sent_at=request.letter_sent_at,
        people=tuple(chosen(request.subjects)),
        entries=tuple(entry.reference for entry in entries_of(request.subjects)),
        pauses=tuple(_pauses(request)),
        changes=tuple(_changes(request)),
        letters=tuple(_letters(request.acknowledgement, request.letter)),
        export=export_of(request),
        timeline=tuple(_timeline(request)),
        may=frozenset(_open_steps(request)),
    )


def letter_of(reference: str, document_id: UUID) -> Document:
    """A letter of this request, or NotFound."""
    request = RightsRequest.objects.filter(reference=reference).first()
    if request is None or document_id not in {
        request.acknowledgement_id,
        request.letter_id,
    }:
        raise NotFound("There is no such letter.")
    return Document.objects.get(pk=document_id)


def export_of(request: RightsRequest) -> ExportLine | None:
    """The latest gathering; its lines are counted while they are under review."""
    found = request.exports.order_by("-gathered_at", "-pk").first()
    if found is None:
        return None
    return ExportLine(
        id=found.pk,
        state=found.state,
        state_label=ExportState(found.state).label,
        gathered_at=found.gathered_at,
        sealed_at=found.sealed_at,
        shown=found.shown,
        redacted=found.redacted,
        withheld=found.withheld,
    )


def _pauses(request: RightsRequest) -> Iterator[PauseLine]:
    for stop in request.pauses.order_by("since", "pk"):
        about = PauseAbout(stop.about).label
        yield PauseLine(
            about=about, asked=stop.asked, since=stop.since, until=stop.until
        )


def _changes(request: RightsRequest) -> Iterator[ChangeLine]:
    for change in request.changes.order_by("asked_at", "pk"):
        yield ChangeLine(
            id=change.pk,
            effect=change.effect,
            effect_label=Effect(change.effect).label,
            entry_reference=change.entry_reference,
            done_at=change.done_at,
        )


def _letters(*documents: Document | None) -> Iterator[LetterLine]:
    names = ("Acknowledgement", "Answer")
    for name, document in zip(names, documents, strict=True):
        if document is not None:
            yield LetterLine(id=document.pk, name=name)


def _timeline(request: RightsRequest) -> Iterator[Moment]:
    events = events_for(
        organisation=current_organisation().id,
        subject=request.reference,
        kinds=list(HAPPENED),
    )
    actors = {event.actor_id for event in events}
    people = User.objects.filter(pk__in=actors).values_list("pk", "full_name")
    names = {str(pk): name for pk, name in people}
    for event in events:
        yield Moment(
            at=event.occurred_at,
            what=HAPPENED[Kind(event.kind)],
            who=names.get(event.actor_id, ""),
        )


def _open_steps(request: RightsRequest) -> Iterator[str]:
    """Which steps the state allows; the actions say so once more."""
    complaint = request.kind == RequestKind.COMPLAINT
    if request.state == RequestState.ANSWERED:
        if request.letter_sent_at is None:
            yield "sent"
        return
    yield from ("person", "owner", "answer")
    if request.acknowledged_at is None:
        yield "acknowledge"
    if request.identity_at is None:
        yield "identity"
    if not complaint:
        yield "resume" if request.state == RequestState.PAUSED else "pause"
        if request.extended_at is None:
            yield "extend"
    if request.kind == RequestKind.ACCESS and request.subjects:
        yield "export"
