"""Who looked through the register's letters? Written before anything is shown."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.permissions import standing_of
from register.queries.notices import NoticeShown, notice_shown, notices_after
from tenants.clocks import civil_date
from tenants.codes import Permission


@transaction.atomic
def list_notices(
    *, after: str, limit: int, state: str | None, by: User, at: datetime
) -> Sequence[NoticeShown]:
    """Letters in the order of their ids; which entries they are about is on record."""
    on = civil_date(at)
    found = notices_after(by, on=on, after=after, limit=limit, state=state)
    shown = sorted({one.entry_reference for one in found})
    _note("letters", {"shown": shown}, by=by, at=at)
    return found


@transaction.atomic
def open_notice(*, notice_id: UUID, by: User, at: datetime) -> NoticeShown:
    """How one letter stands: its words are another look (`looks.open_letter`)."""
    found = notice_shown(by, notice_id, on=civil_date(at))
    _note(found.entry_reference, {"notice": str(notice_id)}, by=by, at=at)
    return found


def _note(subject: str, details: dict[str, object], *, by: User, at: datetime) -> None:
    note(
        Kind.NOTICES_READ,
        who=standing_of(by, on=civil_date(at)),
        step=Permission.READ_REGISTER,
        at=at,
        subject=subject,
        details=details,
    )
