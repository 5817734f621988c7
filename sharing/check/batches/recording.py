"""How is a whole part of a batch put on record, in as few statements as one check?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from psycopg import Cursor

from audit import secrets
from audit.actors import Actor
from audit.kinds import Kind
from sharing.check.answer import CheckAnswer
from sharing.check.judging import Verdict
from sharing.check.recording import details_of, receipts_of, shown_of
from sharing.check.request import CheckRequest
from sharing.check.statement import Row


INSERT_CHECKS = """
INSERT INTO public.sharing_check (id, organisation, asker_kind, actor_id, actor_role,
    as_of, stale_after, request, purpose, activity, answer, shown)
SELECT id, %(organisation)s::uuid, %(kind)s, %(actor)s, %(role)s, %(as_of)s::timestamptz,
    %(stale_after)s::timestamptz, request, purpose, activity, answer, shown::jsonb
FROM unnest(%(ids)s::uuid[], %(requests)s::bytea[], %(purposes)s::text[],
    %(activities)s::text[], %(answers)s::text[], %(shown)s::text[])
    AS made (id, request, purpose, activity, answer, shown)
"""
INSERT_EVENTS = """
INSERT INTO public.audit_event (id, organisation, kind, actor_kind, actor_id, actor_role,
    session, subject, details, terms, terms_digest, occurred_at)
SELECT id, %(organisation)s::uuid, %(event)s, %(kind)s, %(actor)s, %(role)s, '',
    subject::text, details::jsonb, request, digest, %(as_of)s::timestamptz
FROM unnest(%(events)s::uuid[], %(ids)s::uuid[], %(details)s::text[],
    %(requests)s::bytea[], %(digests)s::text[])
    AS made (id, subject, details, request, digest)
"""
INSERT_RECEIPTS = """
INSERT INTO public.sharing_receipt
SELECT * FROM jsonb_populate_recordset(NULL::public.sharing_receipt, %s::jsonb)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One row's question, what was decided, and what will be told."""

    request: CheckRequest
    verdict: Verdict
    answer: CheckAnswer


def write_checks(
    cursor: Cursor[Any],
    answered: Sequence[Answered],
    *,
    asker: Row,
    by: Actor,
    organisation: UUID,
    as_of: datetime,
    stale_after: datetime,
) -> None:
    """For every row the check that can be opened again, its event and its receipts."""
    typed = [item.request.record() for item in answered]
    values = {
        "organisation": organisation,
        "event": Kind.CHECKED.value,
        "kind": by.kind,
        "actor": by.id,
        "role": by.role,
        "as_of": as_of,
        "stale_after": stale_after,
        "ids": [item.answer.id for item in answered],
        "events": [uuid4() for _ in answered],
        "requests": [
            secrets.encrypt_terms(organisation, as_of, terms, cursor=cursor)
            for terms in typed
        ],
        "digests": [secrets.terms_digest(organisation, terms) for terms in typed],
        "purposes": [item.request.purpose for item in answered],
        "activities": [item.request.activity or "" for item in answered],
        "answers": [item.answer.answer.value for item in answered],
        "shown": [json.dumps(shown_of(item.verdict)) for item in answered],
        "details": [_details(item) for item in answered],
    }
    cursor.execute(INSERT_CHECKS, values)
    cursor.execute(INSERT_EVENTS, values)
    write_receipts(cursor, answered, asker, organisation=organisation, at=as_of)


def _details(item: Answered) -> str:
    details = details_of(item.request, item.verdict, item.answer)
    return json.dumps(details, cls=DjangoJSONEncoder)


def write_receipts(
    cursor: Cursor[Any],
    answered: Sequence[Answered],
    asker: Row,
    *,
    organisation: UUID,
    at: datetime,
) -> None:
    """A receipt for each decision about another organisation's entry."""
    receipts = [
        {
            **columns,
            "facts": json.loads(columns["facts"]),
            "reasons": json.loads(columns["reasons"]),
            "terms": json.loads(columns["terms"]),
        }
        for item in answered
        for columns in receipts_of(
            item.verdict, asker, organisation=organisation, check=item.answer.id, at=at
        )
    ]
    if receipts:
        cursor.execute(INSERT_RECEIPTS, (json.dumps(receipts, cls=DjangoJSONEncoder),))
