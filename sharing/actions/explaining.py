"""Who asked why a partner sees an entry, or does not? The answer is on record."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from sharing import queries
from sharing.permissions import require
from sharing.queries.explanations import Explanation
from tenants.codes import Role
from tenants.context import current_organisation


@transaction.atomic
def explain(
    *, entry_reference: str, recipient: UUID, by: User, at: datetime
) -> Explanation:
    """What the gate says today, with every reason.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: no such live entry, or no such organisation.
    """
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    found = queries.explain(by, entry_reference, recipient, at=at)
    record(
        kind=Kind.EXPLAINED,
        organisation=current_organisation().id,
        by=who,
        at=at,
        subject=entry_reference,
        details={
            "recipient": str(recipient),
            "permit": found.permit,
            "rules": [reason.rule for reason in found.reasons],
        },
    )
    return found
