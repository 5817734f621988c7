"""How is a thing that happened put beyond dispute?

The event is written in the same transaction as the change it speaks of, by name of
table and column and without reading anything back, so that it also works under the
check's constant role.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connections

from audit.actors import Actor
from audit.cursors import Writes
from audit.kinds import Kind


type Json = str | int | float | bool | list[Json] | dict[str, Json] | None

INSERT_EVENT = """
INSERT INTO public.audit_event (id, organisation, kind, actor_kind, actor_id, actor_role,
    session, subject, details, terms, terms_digest, occurred_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)
"""


def record(
    *,
    kind: Kind,
    organisation: UUID,
    by: Actor,
    at: datetime,
    subject: str,
    details: Mapping[str, Any] | None = None,
    terms: bytes | None = None,
    terms_digest: str = "",
    cursor: Writes | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> UUID:
    """Add one event and return its id. The database sets the time it is filed under.

    `subject` is a reference or an id, never a name. `terms` are encrypted search terms
    (`audit.secrets`). `cursor` is the check's, inside its transaction.
    """
    event = uuid4()
    known = {"responsible": by.responsible} if by.responsible else {}
    values = (
        event,
        organisation,
        str(kind),
        str(by.kind),
        by.id,
        str(by.role),
        by.session,
        subject,
        json.dumps({**(details or {}), **known}, cls=DjangoJSONEncoder),
        terms,
        terms_digest,
        at,
    )
    if cursor is not None:
        cursor.execute(INSERT_EVENT, values)
        return event
    with connections[using].cursor() as own:
        own.execute(INSERT_EVENT, values)
    return event
