"""How is an owed letter made, kept as sent, and sent once?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.actions import record
from audit.actors import Actor, system
from audit.kinds import Kind
from documents import pdf
from documents.actions import store
from documents.models import Document, DocumentKind
from documents.queries import read
from notifications import actions as messages
from notifications import delivery
from notifications.actions import Envelope
from notifications.facts import Attachment
from notifications.models import Channel, Message, MessageKind, MessageState
from register.actions.attempts import noting_attempts
from register.actions.notices import locked, move, post
from register.models import Entry, Notice
from register.permissions import against_permission, standing_of
from register.queries.letters import address_lines, has_nobody, letter_for
from register.refusals import NotFound, NotPermitted, Refused
from register.states import NoticeState
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.packs.choices import LetterBy
from tenants.queries import current_pack


log = structlog.get_logger(__name__)

PDF = "application/pdf"
NOBODY = (
    "This letter has nobody to go to: the entry has no name, no address and no e-mail "
    "address. Say where it is to go."
)
# Nothing more is sent by itself: somebody prints and posts the letter.
BY_HAND = frozenset({MessageState.TO_PRINT, MessageState.GIVEN_UP})


def send_owed(*, notice_id: UUID, at: datetime) -> Notice | None:
    """Send a letter that the outbox still asks for; None where its entry is erased
    meanwhile or being erased. Nobody is written to about it any more."""
    kept = Notice.objects.filter(pk=notice_id, entry__erasing_at__isnull=True)
    if not kept.exists():
        log.info("letter_of_an_erased_entry", notice=str(notice_id))
        return None
    return send(notice_id=notice_id, at=at)


def send(*, notice_id: UUID, at: datetime) -> Notice:
    """Make the letter if it is not made, then send it if it has not gone.

    May run any number of times: the notice's row decides what is left to do.
    """
    notice = make(notice_id=notice_id, at=at)
    if notice.state != NoticeState.MADE or notice.document is None:
        return notice
    message = _queue(notice, notice.document, at=at)
    if message.state in BY_HAND:
        return notice
    sent = messages.deliver(
        message_id=message.pk, at=at, attachment=_attached(notice.document)
    )
    return _mark_sent(notice_id, sent, by=_ourselves(), at=at)


@transaction.atomic
def make(*, notice_id: UUID, at: datetime) -> Notice:
    """Render the PDF with those who are actually told, and keep it as it is.

    Raises NotFound where the entry is being erased: a file made now would outlive it.
    """
    _hold_entry(notice_id)
    notice = locked(notice_id)
    if notice.state != NoticeState.DUE:
        return notice
    if has_nobody(notice):
        return _not_sent(notice, NOBODY, at=at)
    content = pdf.write(letter_for(notice, dated=civil_date(at)))
    document = store(
        kind=DocumentKind.LETTER,
        content=content,
        content_type=PDF,
        file_name=f"letter-{notice.entry.reference}-{notice.kind.lower()}.pdf",
        about=notice.pk,
        by=_ourselves(),
        at=at,
    )
    move(notice, NoticeState.MADE)
    notice.document = document
    notice.made_at = at
    notice.save()
    _record(Kind.LETTER_MADE, notice, by=_ourselves(), at=at)
    return notice


def _hold_entry(notice_id: UUID) -> None:
    """Until we are done its erasure waits. The entry first, as its erasure locks."""
    held = Entry.objects.select_for_update(of=("self",)).filter(
        notices=notice_id, erasing_at__isnull=True
    )
    if held.first() is None:
        raise NotFound("There is no such letter.")


@noting_attempts
@transaction.atomic
def address(
    *, notice_id: UUID, name: str, lines: Sequence[str], by: User, at: datetime
) -> Notice:
    """Say where a letter that could not be sent is to go; it is made and sent anew."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.DECIDE))
    notice = locked(notice_id)
    given = [line.strip() for line in lines if line.strip()]
    if notice.state != NoticeState.NOT_SENT:
        raise Refused(f"This letter is “{NoticeState(notice.state).label}”.")
    if not (name.strip() and given):
        raise Refused("Give a name, or “The occupier”, and the lines of an address.")
    move(notice, NoticeState.DUE)
    notice.to_name, notice.to_address = name.strip(), given
    notice.not_sent_reason = ""
    notice.save()
    post(notice)
    role = who.role_for(Permission.DECIDE)
    _record(Kind.LETTER_ADDRESSED, notice, by=actor(by, role=role), at=at)
    return notice


def _not_sent(notice: Notice, why: str, *, at: datetime) -> Notice:
    move(notice, NoticeState.NOT_SENT)
    notice.not_sent_reason = why
    notice.save()
    _record(Kind.LETTER_NOT_SENT, notice, by=_ourselves(), at=at)
    return notice


@noting_attempts
@transaction.atomic
def mark_posted(*, notice_id: UUID, by: User, at: datetime) -> Notice:
    """A printed letter was put in the post by hand."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.DECIDE))
    notice = locked(notice_id)
    if notice.state != NoticeState.MADE or notice.message_id is None:
        raise Refused(f"This letter is “{NoticeState(notice.state).label}”.")
    message = messages.mark_posted(message_id=notice.message_id, at=at)
    role = who.role_for(Permission.DECIDE)
    return _mark_sent(notice_id, message, by=actor(by, role=role), at=at)


@transaction.atomic
def _queue(notice: Notice, document: Document, *, at: datetime) -> Message:
    """One message a notice, by the channel the pack and the subject allow."""
    channel, address = _channel(notice)
    organisation = current_organisation().name
    message = messages.queue(
        Envelope(
            once=f"notice:{notice.pk}",
            kind=MessageKind.LETTER,
            channel=channel,
            to_address=address,
            subject_line=f"A letter from {organisation}",
            body=f"A letter from {organisation} is attached.\n",
            attachment=document.pk,
            due_on=notice.due_on,
        ),
        at=at,
        deliver_by_outbox=False,
    )
    Notice.objects.filter(pk=notice.pk).update(message_id=message.pk)
    return message


def _channel(notice: Notice) -> tuple[Channel, str]:
    """Posted by Notify where it is set up and there is an address; else by e-mail where
    one is known and the pack does not insist on post; else printed and posted by hand."""
    by = current_pack(current_organisation()).letters.by
    email = notice.entry.subject.email
    if by is LetterBy.NOTIFY and delivery.can_post() and address_lines(notice):
        return Channel.NOTIFY_LETTER, "by post"
    if by is not LetterBy.POST and email:
        return Channel.EMAIL, email
    return Channel.PRINT, ""


def _attached(document: Document) -> Attachment:
    return Attachment(
        file_name=document.file_name,
        content_type=document.content_type,
        content=read(document),
    )


@transaction.atomic
def _mark_sent(notice_id: UUID, message: Message, *, by: Actor, at: datetime) -> Notice:
    notice = locked(notice_id)
    if notice.state == NoticeState.SENT:
        return notice
    move(notice, NoticeState.SENT)
    notice.sent_at = message.sent_at
    notice.message_id = message.pk
    notice.save()
    _record(Kind.LETTER_SENT, notice, by=by, at=at)
    return notice


def _record(kind: Kind, notice: Notice, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=notice.entry.reference,
        details={"notice": str(notice.pk), "letter": notice.kind},
    )


def _ourselves() -> Actor:
    return system("register", organisation=current_organisation().id)
