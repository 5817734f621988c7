"""What must follow this change, whatever happens to the broker?

A row is written in the change's own transaction. A relay (`tenants.outbox`) hands it to
a worker; the task marks it done. Tasks may therefore run twice and must not mind.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections

from audit.cursors import Writes


INSERT_ITEM = """
INSERT INTO public.audit_outbox (id, organisation, posted_by, task, arguments, due_at)
VALUES (%s, %s, coalesce(public.heed_identity(), %s), %s, %s::jsonb,
    coalesce(%s::timestamptz, now()))
"""


def post(
    *,
    task: str,
    organisation: UUID,
    arguments: Mapping[str, str],
    due_at: datetime | None = None,
    cursor: Writes | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> UUID:
    """Leave work to be done in `organisation`, and return the row's id.

    `task` is the task's registered name; it is called with the organisation's id, this
    row's id and `arguments`, all text. Ids only: the broker sees them.
    """
    item = uuid4()
    values = (
        item,
        organisation,
        organisation,
        task,
        json.dumps(dict(arguments)),
        due_at,
    )
    if cursor is not None:
        cursor.execute(INSERT_ITEM, values)
        return item
    with connections[using].cursor() as own:
        own.execute(INSERT_ITEM, values)
    return item
