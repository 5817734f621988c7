"""How does an extract leave, once, signed and sealed, or not at all?

A worker seals it and sends it. Each step is judged on what holds at that moment and
leaves a state, so that a worker that dies is followed by another which takes the next
step and no step twice.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.actors import Actor
from audit.kinds import Kind
from notifications.actions import Envelope, deliver, queue
from notifications.facts import Attachment
from notifications.models import Channel, MessageKind
from sharing.actions.extract_asking import tell, why_not_now
from sharing.actions.extract_routes import signer_of_this_organisation
from sharing.actions.extract_stopping import CHANGED, clock_of, once, stop
from sharing.actions.receipts import keep
from sharing.errors import NotFound
from sharing.extracts import content, smime
from sharing.extracts.certificates import parsed
from sharing.models import Extract
from sharing.queries.extract_rows import Gathered, changed_since, gather, written
from sharing.states import ExtractState, RouteKind
from tenants.context import current_organisation
from tenants.queries import link, organisation


FILE_NAME = "extract.csv"
SEALED_NAME, SEALED_TYPE = "smime.p7m", "application/pkcs7-mime"
PATH = "/extracts/{extract}/"


def make(*, extract_id: UUID, at: datetime) -> Extract:
    """Seal what was asked for and send it. May be called again after any interruption.

    Raises:
        NotDelivered, notifications.actions.NotNow: to be tried again.
    """
    _seal(extract_id, at=at)
    extract = _hand_over(extract_id, at=at)
    if extract.state != ExtractState.SEALED:
        return extract
    message = queue(_envelope(extract), at=at, deliver_by_outbox=False)
    deliver(message_id=message.pk, at=at, attachment=_attachment(extract))
    return _went(extract_id, at=at)


def count_and_keep(
    extract: Extract, found: Gathered, *, by: Actor, at: datetime
) -> bytes:
    """The extract as it goes, counted and digested, with a receipt for each row."""
    goes = written(extract, found, at=at)
    extract.rows, extract.left_out = len(found.going), found.left_out
    extract.digest = content.digest(goes)
    for one in found.going:
        keep(
            one.decision,
            found.standing,
            marker=one.marker,
            release_id=one.release.pk,
            by=by,
            at=at,
            question="EXTRACT",
            part_of=extract.pk,
        )
    return goes


@transaction.atomic
def _seal(extract_id: UUID, *, at: datetime) -> None:
    """Judge everything; keep the sealed message, its digest and its receipts."""
    extract = _held(extract_id)
    if extract.state != ExtractState.ASKED:
        return
    found = gather(extract, at=at)
    reasons = why_not_now(extract, at=at, found=found)
    if reasons:
        stop(extract, reasons, at=at)
        return
    if extract.kind == RouteKind.SMIME:
        goes = count_and_keep(extract, found, by=clock_of(extract), at=at)
        extract.sealed = smime.seal(
            goes,
            file_name=FILE_NAME,
            signer=signer_of_this_organisation(at=at),
            recipient=parsed(extract.route.certificate),
        )
    extract.state, extract.sealed_at = ExtractState.SEALED.value, at
    extract.save(update_fields=CHANGED)


@transaction.atomic
def _hand_over(extract_id: UUID, *, at: datetime) -> Extract:
    """Judge everything anew, and write down that it may have gone from now on.

    What was sealed and not sent goes as it was sealed, under the same Message-ID, or
    not at all: where it would say something else by now, another is asked for.
    """
    extract = _held(extract_id)
    if extract.state != ExtractState.SEALED:
        return extract
    found = gather(extract, at=at)
    reasons = why_not_now(extract, at=at, found=found) or changed_since(extract, found)
    if reasons:
        return stop(extract, reasons, at=at)
    if extract.handed_at is None:
        extract.handed_at = at
        extract.save(update_fields=CHANGED)
    return extract


@transaction.atomic
def _went(extract_id: UUID, *, at: datetime) -> Extract:
    extract = _held(extract_id)
    if extract.state == ExtractState.SEALED:
        extract.state, extract.sent_at = ExtractState.SENT.value, at
        extract.sealed = None
        extract.save(update_fields=CHANGED)
        tell(Kind.EXTRACT_SENT, extract, by=clock_of(extract), at=at)
    return extract


def _envelope(extract: Extract) -> Envelope:
    """No personal data outside the sealed part: a number, and for a link its address."""
    owner = current_organisation().name
    address = link(organisation(extract.recipient).pk, PATH.format(extract=extract.pk))
    opens = (
        "It opens once, for somebody who signs in and proves again who they are."
        if extract.kind == RouteKind.LINK
        else "It is encrypted to your certificate and signed inside."
    )
    lines = [f"{owner} has made an extract for you.", opens, address]
    return Envelope(
        once=once(extract),
        kind=MessageKind.EXTRACT,
        channel=Channel.EMAIL,
        to_address=extract.route.address,
        subject_line=f"Extract {extract.pk}",
        body="\n\n".join(lines) + "\n",
    )


def _attachment(extract: Extract) -> Attachment | None:
    if extract.sealed is None:
        return None
    return Attachment(
        file_name=SEALED_NAME,
        content_type=SEALED_TYPE,
        content=bytes(extract.sealed),
    )


def _held(extract_id: UUID) -> Extract:
    found = (
        Extract.objects.select_for_update(of=("self",))
        .select_related("route")
        .filter(pk=extract_id, discloser=current_organisation().id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such extract.")
    return found
