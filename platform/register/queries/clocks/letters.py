"""Which letters and messages have not gone, and when were they to go?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

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


def letters(*, on: date, until: date) -> Iterable[DueLine]:
    """Letters owed and not gone, whether they wait for a worker or for the post."""
    owed = Notice.objects.filter(state__in=OPEN, due_on__lte=until)
    for notice in owed.select_related("entry").order_by("due_on"):
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


def staff_messages(*, on: date, until: date) -> Iterable[DueLine]:
    """New entries of which some of our own people have not been told."""
    waiting = Message.objects.filter(
        kind=MessageKind.NEW_ENTRY, due_on__isnull=False, due_on__lte=until
    ).exclude(state=MessageState.SENT)
    counted: Counter[tuple[str, date]] = Counter()
    for once, due_on in waiting.values_list("once", "due_on"):
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
