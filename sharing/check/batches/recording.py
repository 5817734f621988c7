"""How is a whole part of a batch put on record, in one statement?

As one check is, row for row: a check that can be opened again, an event of its own, and
a receipt for each decision about another organisation's entry. Columns travel as JSON
texts, which the database takes apart.
"""

import json
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from psycopg import Cursor

from audit import secrets
from audit.actors import Actor
from audit.kinds import Kind
from sharing.check.judging import Verdict
from sharing.check.recording import details_of, receipts_of, shown_of, told_of
from sharing.check.request import CheckRequest
from sharing.check.statement import Row


INSERT_CHECKS = """
WITH made AS MATERIALIZED (
    SELECT * FROM ROWS FROM (
        json_array_elements_text(%(ids)s::json),
        json_array_elements_text(%(requests)s::json),
        json_array_elements_text(%(digests)s::json),
        json_array_elements_text(%(purposes)s::json),
        json_array_elements_text(%(activities)s::json),
        json_array_elements_text(%(answers)s::json),
        json_array_elements(%(shown)s::json),
        json_array_elements(%(details)s::json)
    ) AS made (id, request, digest, purpose, activity, answer, shown, details)
), kept AS (
    INSERT INTO public.sharing_check (id, organisation, asker_kind, actor_id,
        actor_role, as_of, stale_after, request, purpose, activity, answer, shown)
    SELECT id::uuid, %(organisation)s::uuid, %(kind)s, %(actor)s, %(role)s,
        %(as_of)s::timestamptz, %(stale_after)s::timestamptz, decode(request, 'hex'),
        purpose, activity, answer, shown::jsonb
    FROM made
)
INSERT INTO public.audit_event (organisation, kind, actor_kind, actor_id, actor_role,
    session, subject, details, terms, terms_digest, occurred_at)
SELECT %(organisation)s::uuid, %(event)s, %(kind)s, %(actor)s, %(role)s, '', id,
    details::jsonb, decode(request, 'hex'), digest, %(as_of)s::timestamptz
FROM made
"""
INSERT_RECEIPTS = """
INSERT INTO public.sharing_receipt
SELECT * FROM jsonb_populate_recordset(NULL::public.sharing_receipt, %s::jsonb)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One row's question, the check it became and what was decided."""

    check: UUID
    request: CheckRequest
    verdict: Verdict


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
    typed = (item.request.record() for item in answered)
    sealed = list(secrets.seal_each(organisation, as_of, typed, cursor=cursor))
    values = {
        "organisation": organisation,
        "event": Kind.CHECKED.value,
        "kind": by.kind,
        "actor": by.id,
        "role": by.role,
        "as_of": as_of,
        "stale_after": stale_after,
        "ids": json.dumps([str(item.check) for item in answered]),
        "requests": json.dumps([terms.hex() for terms, _ in sealed]),
        "digests": json.dumps([digest for _, digest in sealed]),
        "purposes": json.dumps([item.request.purpose for item in answered]),
        "activities": json.dumps([item.request.activity or "" for item in answered]),
        "answers": json.dumps([item.verdict.answer.value for item in answered]),
        "shown": json.dumps([shown_of(item.verdict) for item in answered]),
        "details": _together(_details(answered, organisation=organisation)),
    }
    cursor.execute(INSERT_CHECKS, values)
    write_receipts(cursor, answered, asker, organisation=organisation, at=as_of)


def _together(texts: Iterable[str]) -> str:
    """A JSON list of values that are JSON already."""
    return f"[{','.join(texts)}]"


def _details(answered: Sequence[Answered], *, organisation: UUID) -> Iterator[str]:
    """Each event's details. All but what is shown is the same for most rows, so it is
    written once for all of them."""
    known: dict[Hashable, str] = {}
    for item in answered:
        request, verdict = item.request, item.verdict
        alike = (
            *(id(verdict.sources), verdict.answer, request.purpose),
            *(request.activity, request.officer),
        )
        if alike not in known:
            details = details_of(request, verdict, organisation=organisation)
            del details["shown"]
            known[alike] = json.dumps(details, cls=DjangoJSONEncoder).removesuffix("}")
        shown = told_of(verdict, organisation=organisation)
        yield f'{known[alike]}, "shown": {json.dumps(shown) if shown else "[]"}}}'


def write_receipts(
    cursor: Cursor[Any],
    answered: Sequence[Answered],
    asker: Row,
    *,
    organisation: UUID,
    at: datetime,
) -> None:
    """A receipt for each decision about another organisation's entry."""
    receipts = _together(
        json.dumps(columns, cls=DjangoJSONEncoder)
        for item in answered
        for columns in receipts_of(
            item.verdict, asker, organisation=organisation, check=item.check, at=at
        )
    )
    if receipts != "[]":
        cursor.execute(INSERT_RECEIPTS, (receipts,))
