"""Which checks has this asker made in the last day?

Ids, codes and times only: no name and no address is kept in a readable form.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing.check.answer import Answer
from tenants.context import as_check
from tenants.models import Organisation


MINE = """
SELECT made.id, made.as_of, made.purpose, made.answer
FROM public.tenants_asker asker
JOIN public.sharing_check made ON made.organisation = asker.organisation
    AND made.asker_kind = asker.kind AND made.actor_id = asker.actor_id
WHERE asker.digest = %s AND asker.organisation = %s
    AND asker.expires_at > now() AND asker.idle_expires_at > now()
    AND made.stale_after > %s
ORDER BY made.as_of DESC LIMIT 200
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMade:
    """One check of the asker's, which can be opened again until it is stale."""

    id: UUID
    at: datetime
    purpose: str
    answer: Answer


def mine(
    *, organisation: Organisation, asker_digest: bytes, at: datetime
) -> list[CheckMade]:
    """The asker's own checks that are not stale, newest first."""
    with as_check(organisation.id) as cursor:
        cursor.execute(MINE, (asker_digest, organisation.id, at), prepare=True)
        rows = cursor.fetchall()
    return [
        CheckMade(id=found, at=made, purpose=purpose, answer=Answer(answer))
        for found, made, purpose, answer in rows
    ]
