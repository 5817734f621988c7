"""Who opened a recall, and who took its certificate?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from documents.pdf import write_text
from sharing.permissions import holding
from sharing.queries import recalls
from sharing.queries.certificates import certificate_of
from sharing.queries.recalls import RecallLine, RecallPage
from tenants.codes import Permission
from tenants.context import current_organisation


READS = (
    Permission.ACKNOWLEDGE_RECALL,
    Permission.SHARE,
    Permission.READ_AGREEMENTS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallList:
    """Both directions: what others took back from us, and what we took back."""

    received: tuple[RecallLine, ...]
    raised: tuple[RecallLine, ...]


def list_recalls(*, by: User, at: datetime) -> RecallList:
    """Every recall of this organisation. It holds no word about a subject.

    Raises:
        NotAllowed: the person's roles do not read recalls.
    """
    holding(*READS, by=by, at=at)
    return RecallList(
        received=tuple(recalls.received(at=at)), raised=tuple(recalls.raised(at=at))
    )


@transaction.atomic
def open_recall(*, recall_id: UUID, by: User, at: datetime) -> RecallPage:
    """One recall, with what the recipient's own people had typed; the look is on record.

    Raises:
        NotAllowed, NotFound: it is not this person's to read.
    """
    who = holding(*READS, by=by, at=at)
    page = recalls.recall_for(recall_id, at=at)
    _record(Kind.RECALL_READ, recall_id, by=who, at=at)
    return page


@transaction.atomic
def certify(*, recall_id: UUID, by: User, at: datetime) -> bytes:
    """The certificate as a PDF, for either side.

    Raises:
        NotAllowed, NotFound: it is not this person's to read.
        NotNow: nobody has acknowledged it yet.
    """
    who = holding(*READS, by=by, at=at)
    written = write_text(certificate_of(recall_id, at=at))
    _record(Kind.RECALL_CERTIFIED, recall_id, by=who, at=at)
    return written


def _record(kind: Kind, recall_id: UUID, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(recall_id),
    )
