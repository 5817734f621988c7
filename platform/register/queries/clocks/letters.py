"""Which letters and messages have not gone, and when were they to go?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.queries import pack as own_pack
from notifications.models import Message, MessageKind, MessageState
from register.models import Entry, Notice
from register.states import NoticeKind, NoticeState
from tenants.codes import Role
from tenants.due import Clock, DueLine


OPEN = (NoticeState.DUE, NoticeState.MADE, NoticeState.NOT_SENT)
TO_DO = {
    NoticeState.DUE: "Send the letter",
    NoticeState.MADE: "Print and post the letter",
    NoticeState.NOT_SENT: "The letter could not be sent:",
}


def owed(*, on: date, until: date) -> QuerySet[Notice]:
    """Letters owed and not gone, whether they wait for a worker or for the post."""
    del on
    found: QuerySet[Notice] = Notice.objects.filter(state__in=OPEN, due_on__lte=until)
    return found.select_related("entry").order_by("due_on")


def letters(rows: QuerySet[Notice], *, on: date, until: date) -> Iterable[DueLine]:
    del on, until
    for notice in rows:
        do = TO_DO[NoticeState(notice.state)]
        kind = NoticeKind(notice.kind).label
        reference = notice.entry.reference
        yield DueLine(
            clock=Clock.LETTER,
            key=str(notice.pk),
            reference=reference,
            what=f"{do} “{kind}”: entry {reference}",
            on=notice.due_on,
            working=tuple(notice.due_working),
            owner=own_pack().decider_role,
            kind="entry",
        )


def unsent(*, on: date, until: date) -> QuerySet[Message]:
    """Messages to our own people about new entries."""
    del on
    waiting: QuerySet[Message] = Message.objects.filter(
        kind=MessageKind.NEW_ENTRY, due_on__isnull=False, due_on__lte=until
    )
    return waiting.exclude(state=MessageState.SENT)


def staff_messages(
    rows: QuerySet[Message], *, on: date, until: date
) -> Iterable[DueLine]:
    """New entries of which some of our own people have not been told."""
    del on
    counted: Counter[tuple[str, date]] = Counter()
    for once, due_on in rows.values_list("once", "due_on"):
        counted[once.split(":")[1], due_on or until] += 1
    references = dict(
        Entry.objects.filter(pk__in=[UUID(entry) for entry, _ in counted]).values_list(
            "pk", "reference"
        )
    )
    for (entry, due_on), people in counted.items():
        if reference := references.get(UUID(entry)):
            yield DueLine(
                clock=Clock.STAFF_MESSAGE,
                key=entry,
                reference=reference,
                what=f"{people} of our people not yet told of entry {reference}",
                on=due_on,
                working=(f"{own_pack().notify_days} working days after it was made.",),
                owner=Role.HEALTH_AND_SAFETY,
                kind="entry",
            )
