"""Who was given a ready-made text as a PDF, and when?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from documents.pdf import write_text
from documents.texts import Text
from sharing.permissions import acting_reader
from tenants.context import current_organisation


@transaction.atomic
def give_out(
    text: Text, *, which: str, about: UUID | None, by: User, at: datetime
) -> bytes:
    """The text as an accessible PDF, and that it was made."""
    who = acting_reader(by, at)
    record(
        kind=Kind.TEXT_MADE,
        organisation=current_organisation().id,
        by=who,
        at=at,
        subject=str(about or ""),
        details={"text": which},
    )
    return write_text(text)
