"""What goes from here when an entry is erased, and what keeps it from being erased?

The register erases its own rows and whatever points to them by key. What is kept here
names entries and people by id, so the register calls these.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction

from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from documents import storage
from documents.models import Document
from register.models import Entry, Subject
from rights.models import Disclosure, RightsRequest
from rights.states import RequestState
from tenants.context import current_organisation


ERASED = "Erased"
WORDS = ("received_how", "requester_name", "what_asked", "outcome_reasons")
BLANKED = ("requester_address", "acting_for")


def why_not_erased(*, entry_id: UUID, on: date) -> list[str]:
    """An open request about the person, or an answer that has not gone to them."""
    del on
    return [
        f"Rights request {request.reference} is not answered and sent."
        for request in _requests_about(entry_id)
        if request.state != RequestState.ANSWERED or request.letter_sent_at is None
    ]


@transaction.atomic
def forget_entry(*, entry_id: UUID, at: datetime) -> None:
    """Erase what was told of the entry, and the words of requests by somebody of whom
    nothing else is held. That there was a request, its dates and outcome stay.

    Called once the register's own rows are gone.
    """
    told = Disclosure._base_manager.filter(entry_id=entry_id)
    _unguarded(told).delete()
    for request in _of_nobody_left():
        _forget(request, at=at)


def _requests_about(entry_id: UUID) -> list[RightsRequest]:
    subject = Entry.objects.filter(pk=entry_id).values_list("subject_id", flat=True)
    return list(RightsRequest.objects.filter(subjects__overlap=list(subject)))


def _of_nobody_left() -> list[RightsRequest]:
    """Requests whose every record on the register is gone."""
    requests = list(RightsRequest.objects.exclude(subjects=[]))
    asked = {subject for request in requests for subject in request.subjects}
    left = set(Subject.objects.filter(pk__in=asked).values_list("pk", flat=True))
    return [request for request in requests if left.isdisjoint(request.subjects)]


def _forget(request: RightsRequest, *, at: datetime) -> None:
    exports = request.exports.exclude(document=None)
    documents = [
        *(one for one in (request.acknowledgement, request.letter) if one),
        *(export.document for export in exports if export.document),
    ]
    request.pauses.all().delete()
    request.exports.all().delete()
    request.acknowledgement = request.letter = None
    request.subjects = []
    request.extension_reason = ERASED if request.extension_reason else ""
    request.identity_how = ERASED if request.identity_how else ""
    for name in WORDS:
        setattr(request, name, ERASED if getattr(request, name) else "")
    for name in BLANKED:
        setattr(request, name, "")
    request.save()
    _remove(documents)
    organisation = current_organisation().id
    record(
        kind=Kind.RIGHTS_FORGOTTEN,
        organisation=organisation,
        by=system("rights", organisation=organisation),
        at=at,
        subject=request.reference,
        details={"files": len(documents)},
    )


def _remove(documents: list[Document]) -> None:
    """Rows first: a failure after that leaves an object nobody points to."""
    keys = [document.storage_key for document in documents]
    Document.objects.filter(pk__in=[document.pk for document in documents]).delete()
    for key in keys:
        storage.remove(key)


def _unguarded(rows: models.QuerySet[Disclosure]) -> models.QuerySet[Disclosure]:
    """The same rows, past the guard against deleting what is written once."""
    plain: models.QuerySet[Disclosure] = models.QuerySet(model=Disclosure)
    return plain.filter(pk__in=rows.values("pk"))
