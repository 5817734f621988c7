"""How is a check put on record before anybody sees its answer?

The audit event, the check and a receipt for each decision about another
organisation's entry, in the check's own transaction and without reading back.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from psycopg import Cursor

from audit import secrets
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from sharing.check.answer import CheckAnswer
from sharing.check.judging import Judged, Verdict, is_shared
from sharing.check.request import CheckRequest
from sharing.check.showing import pairwise
from sharing.check.statement import Found, Row
from sharing.edition import edition
from sharing.facts import Facts, Recorded, as_record
from tenants.codes import Level


INSERT_CHECK = """
INSERT INTO public.sharing_check (id, organisation, request, asker_kind, actor_id,
    actor_role, purpose, activity, answer, shown, as_of, stale_after)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)
"""
INSERT_RECEIPT = """
INSERT INTO public.sharing_receipt (id, question, check_id, organisation, owner,
    marker_id, agreement_id, version_id, indemnity_id, attestation_id, release_id,
    actor_id, actor_role, facts, permitted, level, reasons, terms, edition, decided_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s,
    %s::jsonb, %s::jsonb, %s, %s)
"""
AS_JSON = ("facts", "reasons", "terms")
NOBODY: Row = {"kind": "PERSON", "actor_id": "unknown", "role": ""}


def write_check(
    cursor: Cursor[Any],
    *,
    organisation: UUID,
    found: Found,
    request: CheckRequest,
    verdict: Verdict,
    answer: CheckAnswer,
) -> None:
    """The event, the check that can be opened again, and the receipts."""
    asker = found.asker or NOBODY
    typed = request.record()
    sealed = secrets.encrypt_terms(organisation, answer.as_of, typed, cursor=cursor)
    row = check_row(request, verdict, answer, asker)
    values = (answer.id, organisation, sealed, *row)
    cursor.execute(INSERT_CHECK, values, prepare=True)
    record(
        kind=Kind.CHECKED,
        organisation=organisation,
        by=actor_of(asker, organisation),
        at=answer.as_of,
        subject=str(answer.id),
        details=details_of(request, verdict, organisation=organisation),
        terms=sealed,
        terms_digest=secrets.terms_digest(organisation, typed),
        cursor=cursor,
    )
    _write_receipts(
        cursor,
        verdict,
        asker,
        organisation=organisation,
        check=answer.id,
        at=answer.as_of,
    )


def write_reading(
    cursor: Cursor[Any],
    *,
    organisation: UUID,
    found: Found,
    request: CheckRequest,
    verdict: Verdict,
    answer: CheckAnswer,
    at: datetime,
) -> None:
    """That an answer was opened again, and what was decided this time."""
    asker = found.asker or NOBODY
    record(
        kind=Kind.CHECK_REOPENED,
        organisation=organisation,
        by=actor_of(asker, organisation),
        at=at,
        subject=str(answer.id),
        details=details_of(request, verdict, organisation=organisation),
        cursor=cursor,
    )
    _write_receipts(
        cursor, verdict, asker, organisation=organisation, check=answer.id, at=at
    )


def actor_of(asker: Row, organisation: UUID) -> Actor:
    return Actor(
        kind=asker["kind"],
        id=asker["actor_id"],
        role=asker["role"],
        organisation=organisation,
    )


def check_row(
    request: CheckRequest, verdict: Verdict, answer: CheckAnswer, asker: Row
) -> tuple[Any, ...]:
    """The columns of `sharing_check` that follow its id, organisation and terms."""
    return (
        asker["kind"],
        asker["actor_id"],
        asker["role"],
        request.purpose,
        request.activity or "",
        answer.answer.value,
        json.dumps(shown_of(verdict)),
        answer.as_of,
        answer.stale_after,
    )


def shown_of(verdict: Verdict) -> list[dict[str, str]]:
    return [
        {"marker": item.candidate["id"], "level": str(item.decision.level)}
        for item, _ in verdict.shown
    ]


def told_of(verdict: Verdict, *, organisation: UUID) -> list[dict[str, str]]:
    """What was shown, under the ids by which the asker's organisation is told of it."""
    return [
        {
            "marker": str(
                pairwise(organisation=organisation, marker_id=match.marker_id)
            ),
            "level": (item.decision.level or Level.SEEK_ADVICE).value,
        }
        for item, match in verdict.shown
    ]


def details_of(
    request: CheckRequest, verdict: Verdict, *, organisation: UUID
) -> dict[str, Any]:
    """Codes and ids only: no name, address or sentence a person typed."""
    return {
        "purpose": request.purpose,
        "activity": request.activity,
        "officer": request.officer,
        "answer": verdict.answer.value,
        "shown": told_of(verdict, organisation=organisation),
        "sources": [
            {
                "source": source.key,
                "version": source.row.get("version_id"),
                "why_not": list(source.why_not),
            }
            for source in verdict.sources
        ],
    }


def _write_receipts(
    cursor: Cursor[Any],
    verdict: Verdict,
    asker: Row,
    *,
    organisation: UUID,
    check: UUID,
    at: datetime,
) -> None:
    for values in receipts_of(
        verdict, asker, organisation=organisation, check=check, at=at
    ):
        texts = {column: json.dumps(values[column]) for column in AS_JSON}
        row = tuple((values | texts).values())
        cursor.execute(INSERT_RECEIPT, row, prepare=True)


def receipts_of(
    verdict: Verdict, asker: Row, *, organisation: UUID, check: UUID, at: datetime
) -> Iterator[dict[str, Any]]:
    """The columns of each receipt, in the order of the statement.

    A permit that matched nothing was shown to nobody, so it is no disclosure.
    """
    shown = {item.candidate["id"] for item, _ in verdict.shown}
    for item in verdict.judged:
        if is_shared(item) and (
            item.candidate["id"] in shown or not item.decision.permit
        ):
            yield _receipt(item, asker, organisation=organisation, check=check, at=at)


def _receipt(
    item: Judged, asker: Row, *, organisation: UUID, check: UUID, at: datetime
) -> dict[str, Any]:
    decision, agreed = item.decision, item.source.row
    return {
        "id": uuid4(),
        "question": "CHECK",
        "check_id": check,
        "organisation": organisation,
        "owner": item.candidate["owner"],
        "marker_id": item.candidate["id"],
        "agreement_id": agreed["agreement_id"],
        "version_id": agreed["version_id"],
        "indemnity_id": agreed["indemnity_id"],
        "attestation_id": agreed["attestation_id"],
        "release_id": item.candidate["release_id"],
        "actor_id": asker["actor_id"],
        "actor_role": asker["role"],
        "facts": _facts(decision.facts),
        "permitted": decision.permit,
        "level": str(decision.level or ""),
        "reasons": dict(decision.reasons),
        "terms": list(decision.terms),
        "edition": edition(),
        "decided_at": at,
    }


@lru_cache(maxsize=256)
def _facts(facts: Facts) -> dict[str, Recorded]:
    """The facts as they are kept: many receipts of one batch rest on equal facts."""
    return as_record(facts)
