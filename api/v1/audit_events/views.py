"""What is on record? Codes, ids and times; nobody is named."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import page_asked, paged
from api.described import LIST, describe, page_of
from api.problems import Kinds, Problem
from audit.kinds import Kind
from audit.queries import EventLine
from register.actions import audit_reading


class AuditEventSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.CharField(help_text="`<app>.<what_happened>`")
    recorded_at = serializers.DateTimeField()
    occurred_at = serializers.DateTimeField()
    actor_kind = serializers.CharField()
    actor = serializers.CharField(help_text="An id within the organisation.")
    role = serializers.CharField()
    subject = serializers.CharField(help_text="A reference or an id, never a name.")
    details = serializers.DictField()


AuditEventListSerializer = page_of("AuditEventListSerializer", AuditEventSerializer)


class AuditEvents(Call):
    """The organisation's events, newest first."""

    scope = "audit:read"

    @describe(
        operation="listAuditEvents",
        summary="Read what is on record; this reading is put on record too",
        tag="audit-events",
        answers=AuditEventListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=(
            *LIST,
            OpenApiParameter("kind", str),
            OpenApiParameter("subject", str, description="A reference or an id."),
        ),
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request, parts=2)
        before = _before(page.after)
        call = calling(request, self)
        found = audit_reading.read_events(
            before=before,
            limit=page.limit,
            kind=_kind(request),
            subject=request.query_params.get("subject", "")[:120].replace("\0", ""),
            by=call.user,
            at=call.at,
        )
        last = found.more
        return paged(
            request,
            [_event(line) for line in found.lines],
            after=(last.recorded_at.isoformat(), str(last.id)) if last else None,
        )


def _event(line: EventLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "kind": line.kind,
        "recorded_at": line.recorded_at.isoformat(),
        "occurred_at": line.occurred_at.isoformat(),
        "actor_kind": line.actor_kind,
        "actor": line.actor,
        "role": line.role,
        "subject": line.subject,
        "details": dict(line.details),
    }


def _kind(request: Request) -> Kind | None:
    given = request.query_params.get("kind", "")
    if not given:
        return None
    try:
        return Kind(given)
    except ValueError:
        sentence = "There is no such kind of event."
        raise Problem(
            Kinds.INVALID, "Correct the parameters named.", errors={"kind": sentence}
        ) from None


def _before(after: tuple[str, ...]) -> tuple[datetime, UUID] | None:
    """Where the page before ended."""
    if not after:
        return None
    try:
        at, last = datetime.fromisoformat(after[0]), UUID(after[1])
    except ValueError:
        raise _no_cursor() from None
    if at.tzinfo is None:
        raise _no_cursor()
    return at, last


def _no_cursor() -> Problem:
    sentence = "Send a cursor from `next` exactly as it was given."
    return Problem(
        Kinds.INVALID, "Correct the parameters named.", errors={"cursor": sentence}
    )
