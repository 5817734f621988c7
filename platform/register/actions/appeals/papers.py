"""How are the papers for a hearing made, kept, sent and read?"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.actors import Actor
from audit.kinds import Kind
from documents import pdf
from documents.actions import store
from documents.models import Document, DocumentKind
from documents.names import without_names
from documents.queries import read
from documents.texts import Text
from register.actions.appeals.held import locked, locked_to_arrange
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.actions.notices import letter_due, post
from register.models import Appeal, AppealBundle, Notice
from register.permissions import Standing, hears, standing_of
from register.queries.appeals import may_arrange
from register.queries.bundles import bundle_of, names_to_leave_out, own_names
from register.refusals import NotFound, Refused
from register.states import NoticeKind, NoticeState
from tenants.clocks import civil_date
from tenants.codes import Permission


STEP = Permission.ARRANGE_APPEALS
PDF = "application/pdf"


@noting_attempts
@transaction.atomic
def prepare(
    *,
    reference: str,
    also_leave_out: Sequence[str],
    version: int | None = None,
    by: User,
    at: datetime,
) -> AppealBundle:
    """Make the panel's papers and the person's copy, and owe the person theirs.

    `also_leave_out` are names that stand only in free text, as somebody found them.
    """
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_arrange(reference, who, version)
    if not appeal.is_open or appeal.hearing_at is None:
        raise Refused("Set the hearing first: the papers say when and where it is.")
    names = [*names_to_leave_out(appeal), *also_leave_out]
    acting = actor(by, role=who.role_for(STEP))
    whole = bundle_of(appeal, dated=civil_date(at), for_person=False)
    copy = _persons_copy(appeal, names, at=at)
    number = appeal.bundles.count() + 1
    made = AppealBundle.objects.create(
        appeal=appeal,
        number=number,
        document=_keep(appeal, whole, f"papers-{number}", by=acting, at=at),
        persons_copy=_keep(appeal, copy, f"persons-copy-{number}", by=acting, at=at),
        left_out=sorted(set(names)),
        made_by=by,
        made_at=at,
    )
    _owe(appeal, made, by=acting, at=at)
    note(
        Kind.APPEAL_BUNDLE_MADE,
        who=who,
        step=STEP,
        at=at,
        subject=appeal.entry.reference,
        details={"appeal": appeal.reference, "number": number, "names": len(names)},
    )
    return made


def _persons_copy(appeal: Appeal, names: Sequence[str], *, at: datetime) -> Text:
    return without_names(
        bundle_of(appeal, dated=civil_date(at), for_person=True),
        names=names,
        own=own_names(appeal.entry),
    )


@noting_attempts
@transaction.atomic
def open_papers(
    *, reference: str, number: int, persons_copy: bool, by: User, at: datetime
) -> tuple[bytes, str]:
    """The papers as they were made, for the panel; the copy for whoever sends it."""
    who = standing_of(by, on=civil_date(at))
    appeal = locked(reference)
    found = appeal.bundles.filter(number=number).first()
    step = _step_to_read(who, appeal, persons_copy=persons_copy)
    if found is None or step is None:
        raise NotFound("There are no such papers.")
    note(
        Kind.APPEAL_BUNDLE_READ,
        who=who,
        step=step,
        at=at,
        subject=appeal.entry.reference,
        details={
            "appeal": appeal.reference,
            "number": number,
            "persons_copy": persons_copy,
        },
    )
    document = found.persons_copy if persons_copy else found.document
    return read(document), document.file_name


def _step_to_read(
    who: Standing, appeal: Appeal, *, persons_copy: bool
) -> Permission | None:
    """A member reads the panel's papers; whoever arranges reads both, to check them."""
    if not persons_copy and hears(who, appeal):
        return Permission.HEAR_APPEALS
    return STEP if may_arrange(who, appeal) else None


def _keep(
    appeal: Appeal, text: Text, name: str, *, by: Actor, at: datetime
) -> Document:
    return store(
        kind=DocumentKind.BUNDLE,
        content=pdf.write_text(text),
        content_type=PDF,
        file_name=f"{name}-{appeal.reference}.pdf",
        about=appeal.pk,
        by=by,
        at=at,
    )


def _owe(appeal: Appeal, made: AppealBundle, *, by: Actor, at: datetime) -> None:
    """The person's copy goes as a letter does, and is the letter."""
    due = letter_due(at)
    earlier = appeal.entry.notices.filter(kind=NoticeKind.APPEAL_PAPERS.value)
    notice = Notice.objects.create(
        entry=appeal.entry,
        appeal=appeal,
        kind=NoticeKind.APPEAL_PAPERS.value,
        state=NoticeState.MADE.value,
        sequence=earlier.count() + 1,
        due_on=due.on,
        due_working=list(due.working),
        asked_by=by.id,
        asked_at=at,
        document=made.persons_copy,
        made_at=at,
    )
    post(notice)
