"""How is an owed letter made, kept as sent, and sent once?"""

from datetime import datetime
from uuid import UUID

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
from notifications.actions import Envelope
from notifications.facts import Attachment
from notifications.models import Channel, Message, MessageKind, MessageState
from register.actions.notices import locked, move
from register.models import Notice
from register.permissions import against_permission, standing_of
from register.queries.letters import letter_for
from register.refusals import NotPermitted, Refused
from register.states import NoticeState
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.packs.choices import LetterBy
from tenants.queries import current_pack


PDF = "application/pdf"
# Nothing more is sent by itself: somebody prints and posts the letter.
BY_HAND = frozenset({MessageState.TO_PRINT, MessageState.GIVEN_UP})


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
    """Render the PDF with those who are actually told, and keep it as it is."""
    notice = locked(notice_id)
    if notice.state != NoticeState.DUE:
        return notice
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
    by = current_pack(current_organisation()).letters.by
    email = notice.entry.subject.email
    if by is LetterBy.NOTIFY:
        return Channel.NOTIFY_LETTER, "by post"
    if by is LetterBy.EMAIL and email:
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
