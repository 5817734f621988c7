"""How does an extract leave, once, signed and sealed, or not at all?

A worker seals it and sends it. Each step is judged on what holds at that moment and
leaves a state, so that a worker that dies is followed by another which takes the next
step and no step twice.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.actors import Actor, system
from audit.kinds import Kind
from notifications.actions import Envelope, deliver, queue
from notifications.facts import Attachment
from notifications.models import Channel, Message, MessageKind
from sharing.actions.extract_asking import tell, why_not_now
from sharing.actions.extract_routes import signer_of_this_organisation
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
MAY_HAVE_GONE = "It was handed to the mail server once, so it may have arrived."
# What was asked for never changes; only what became of it does.
CHANGED = (
    "state",
    "rows",
    "left_out",
    "digest",
    "refusal",
    "sealed",
    "sealed_at",
    "sent_at",
)


def make(*, extract_id: UUID, at: datetime) -> Extract:
    """Seal what was asked for and send it. May be called again after any interruption.

    Raises:
        NotDelivered, notifications.actions.NotNow: to be tried again.
    """
    extract = _seal(extract_id, at=at)
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
        )
    return goes


@transaction.atomic
def _seal(extract_id: UUID, *, at: datetime) -> Extract:
    """Judge everything anew; keep the sealed message, its digest and its receipts.

    What was sealed and not sent goes as it was sealed, under the same Message-ID, or
    not at all: where it would say something else by now, another is asked for.
    """
    extract = _held(extract_id)
    if extract.state not in {ExtractState.ASKED, ExtractState.SEALED}:
        return extract
    found = gather(extract, at=at)
    reasons = why_not_now(extract, at=at, found=found)
    if extract.state == ExtractState.SEALED:
        reasons = reasons or changed_since(extract, found)
        if reasons and _was_tried(extract):
            reasons = (*reasons, MAY_HAVE_GONE)
    if reasons:
        return _refuse(extract, reasons, at=at)
    if extract.state == ExtractState.SEALED:
        return extract
    if extract.kind == RouteKind.SMIME:
        goes = count_and_keep(extract, found, by=_clock(extract), at=at)
        extract.sealed = smime.seal(
            goes,
            file_name=FILE_NAME,
            signer=signer_of_this_organisation(at=at),
            recipient=parsed(extract.route.certificate),
        )
    extract.state, extract.sealed_at = ExtractState.SEALED.value, at
    extract.save(update_fields=CHANGED)
    return extract


@transaction.atomic
def _went(extract_id: UUID, *, at: datetime) -> Extract:
    extract = _held(extract_id)
    if extract.state == ExtractState.SEALED:
        extract.state, extract.sent_at = ExtractState.SENT.value, at
        extract.sealed = None
        extract.save(update_fields=CHANGED)
        tell(Kind.EXTRACT_SENT, extract, by=_clock(extract), at=at)
    return extract


def _refuse(extract: Extract, reasons: tuple[str, ...], *, at: datetime) -> Extract:
    extract.state, extract.refusal = ExtractState.REFUSED.value, list(reasons)
    extract.sealed = None
    extract.save(update_fields=CHANGED)
    tell(Kind.EXTRACT_REFUSED, extract, by=_clock(extract), at=at)
    return extract


def _was_tried(extract: Extract) -> bool:
    return Message.objects.filter(once=_once(extract), attempts__gt=0).exists()


def _once(extract: Extract) -> str:
    return f"extract:{extract.pk}"


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
        once=_once(extract),
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


def _clock(extract: Extract) -> Actor:
    return system("sharing.extracts", organisation=extract.discloser)
