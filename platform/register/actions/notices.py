"""Which letter is owed, whom does it name, and what became of it?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import Team
from audit import outbox
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from register.models import Appeal, Entry, Notice
from register.refusals import NotFound
from register.states import NOTICE_TRANSITIONS, NoticeKind, NoticeState, next_state
from tenants.clocks import Due, add_working_days, civil_date
from tenants.context import current_organisation
from tenants.queries import current_pack


SEND_LETTER = "register.send_letter"


def owe_letter(
    entry: Entry,
    kind: NoticeKind,
    *,
    by: Actor,
    at: datetime,
    explanation: str = "",
    appeal: Appeal | None = None,
    due: Due | None = None,
) -> Notice:
    """Owe the subject a letter, due in the pack's working days, and leave the work of
    making and sending it in the outbox. The caller's transaction.

    `explanation` tells the person why it was kept or what was changed.
    """
    when = due or letter_due(at)
    notice = Notice.objects.create(
        entry=entry,
        appeal=appeal,
        kind=kind.value,
        sequence=entry.notices.filter(kind=kind.value).count() + 1,
        due_on=when.on,
        due_working=list(when.working),
        recipients=own_recipients(entry),
        explanation=explanation.strip(),
        asked_by=by.id,
        asked_at=at,
    )
    post(notice)
    return notice


def letter_due(at: datetime) -> Due:
    """When a letter owed now is due, by the pack's working days."""
    organisation = current_organisation()
    days = current_pack(organisation).notify_days
    return add_working_days(civil_date(at), days, nation=organisation.nation)


def post(notice: Notice) -> None:
    """Leave the making and sending in the outbox."""
    outbox.post(
        task=SEND_LETTER,
        organisation=current_organisation().id,
        arguments={"notice_id": str(notice.pk)},
    )


def own_recipients(entry: Entry) -> list[str]:
    """The organisation's own teams that see the entry now, by name."""
    chosen = [audience["team_id"] for audience in entry.audience]
    names = Team.objects.filter(pk__in=chosen).order_by("name")
    name_of_us = current_organisation().name
    return [f"{name}, {name_of_us}" for name in names.values_list("name", flat=True)]


@transaction.atomic
def name_recipients(
    *, entry_id: UUID, recipients: Sequence[str], by: Actor, at: datetime
) -> Notice | None:
    """Say which partners were released the entry, so that its letter names them.

    Called by sharing in the transaction of its releases. Returns None where no letter
    is waiting (the subject is not told, or it went already).
    """
    notice = (
        Notice.objects.select_for_update()
        .filter(entry_id=entry_id, state=NoticeState.DUE.value)
        .order_by("asked_at")
        .last()
    )
    if notice is None:
        return None
    notice.recipients = [*own_recipients(notice.entry), *dict.fromkeys(recipients)]
    notice.save(update_fields=["recipients"])
    record(
        kind=Kind.RECIPIENTS_NAMED,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=notice.entry.reference,
        details={"notice": str(notice.pk), "recipients": len(notice.recipients)},
    )
    return notice


def move(notice: Notice, to: NoticeState) -> None:
    notice.state = next_state(
        NOTICE_TRANSITIONS, what="letter", now=NoticeState(notice.state), to=to
    ).value


def locked(notice_id: UUID) -> Notice:
    """The notice, locked until the transaction ends, or NotFound."""
    found = (
        Notice.objects.select_for_update(of=("self",))
        .select_related("entry__subject", "entry__decision", "document")
        .filter(pk=notice_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such letter.")
    return found
