"""Which letters are owed or were sent, entry by entry?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from register.models import Notice
from register.permissions import Standing, standing_of
from register.queries.details import notice_line
from register.refusals import NotFound, NotPermitted
from register.shown import NoticeLine
from tenants.codes import Permission


SEES_LETTERS = frozenset({Permission.DECIDE, Permission.REVIEW_REGISTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeShown:
    """A letter and the entry it is about: no name, no address."""

    entry_reference: str
    line: NoticeLine


def notices_after(
    user: User, *, on: date, after: str, limit: int, state: str | None
) -> Sequence[NoticeShown]:
    """One letter more than `limit` where there are more, in the order of their ids."""
    NotPermitted.if_any(_against(standing_of(user, on=on)))
    found = Notice.objects.select_related("entry").order_by("pk")
    if after:
        found = found.filter(pk__gt=UUID(after))
    if state:
        found = found.filter(state=state)
    return [_shown(notice) for notice in found[: limit + 1]]


def notice_shown(user: User, notice_id: UUID, *, on: date) -> NoticeShown:
    NotPermitted.if_any(_against(standing_of(user, on=on)))
    notice = Notice.objects.select_related("entry").filter(pk=notice_id).first()
    if notice is None:
        raise NotFound("There is no such letter.")
    return _shown(notice)


def _against(who: Standing) -> Iterator[str]:
    if not who.permissions & SEES_LETTERS:
        yield "Your role does not see the register's letters."


def _shown(notice: Notice) -> NoticeShown:
    return NoticeShown(entry_reference=notice.entry.reference, line=notice_line(notice))
