"""POST many checks, ask how far they have come, and read their answers in order."""

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from api.acting import idempotency_key
from api.answers import answer
from api.problems import Kinds, Problem
from api.v1.check_batches import described
from api.v1.check_batches.bodies import CSV, read_batch
from api.v1.check_batches.shown import as_csv, as_ndjson, batch_as_json
from api.v1.checks import CheckCall, inward
from sharing.check import batches


LONDON = ZoneInfo("Europe/London")
NDJSON = "application/x-ndjson"
USUAL, MOST = 2_000, 10_000


@described.describe_batches
class CheckBatches(CheckCall):
    """Are there warnings for these visits or contacts?"""

    def post(self, request: Request) -> HttpResponse:
        now = timezone.now()
        rows = read_batch(request, today=now.astimezone(LONDON).date())
        key = idempotency_key(request)
        batch_id = inward(
            request,
            lambda organisation, digest: batches.ask(
                organisation=organisation,
                asker_digest=digest,
                rows=rows,
                at=now,
                idempotency_key=key,
            ),
        )
        return _progress(request, batch_id, status=202)


@described.describe_batch
class CheckBatch(CheckCall):
    """How far has this batch come?"""

    def get(self, request: Request, batch_id: UUID) -> HttpResponse:
        return _progress(request, batch_id)


class EitherMedia(DefaultContentNegotiation):
    """The two media of results are chosen by the view, and neither is a renderer's."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        accepted = self.get_accept_list(request)
        if not {NDJSON, CSV, "*/*"} & {line.partition(";")[0] for line in accepted}:
            chosen: tuple[BaseRenderer, str] = super().select_renderer(
                request, renderers, format_suffix
            )
            return chosen
        first = next(iter(renderers))
        return first, first.media_type


@described.describe_results
class CheckBatchResults(CheckCall):
    """What was answered, row by row in the order sent, decided again now?"""

    content_negotiation_class = EitherMedia

    def get(self, request: Request, batch_id: UUID) -> HttpResponse:
        first, most = _which(request)
        page = inward(
            request,
            lambda organisation, digest: batches.read(
                organisation=organisation,
                asker_digest=digest,
                batch_id=batch_id,
                at=timezone.now(),
                first=first,
                most=most,
            ),
        )
        if _as(request) == "csv":
            body, media = as_csv(page.rows, headings=first == 0), CSV
        else:
            body, media = as_ndjson(page.rows), NDJSON
        response = HttpResponse(body, content_type=f"{media}; charset=utf-8")
        response["Cache-Control"] = "no-store"
        if page.following is not None:
            response["Link"] = f'<{_following(request, page.following)}>; rel="next"'
        return response


def _progress(request: Request, batch_id: UUID, *, status: int = 200) -> HttpResponse:
    found = inward(
        request,
        lambda organisation, digest: batches.progress(
            organisation=organisation,
            asker_digest=digest,
            batch_id=batch_id,
            at=timezone.now(),
        ),
    )
    location = f"/api/v1/check-batches/{batch_id}" if status == 202 else ""
    return answer(batch_as_json(found), status=status, location=location)


def _which(request: Request) -> tuple[int, int]:
    """Which rows are asked for: the first, counted from 0, and how many."""
    errors: dict[str, str] = {}
    first = _whole(request, "first", 0, range(batches.MOST_ROWS), errors)
    most = _whole(request, "limit", USUAL, range(1, MOST + 1), errors)
    if _as(request) not in {"ndjson", "csv"}:
        errors["as"] = "Send one of: ndjson, csv."
    if errors:
        raise Problem(Kinds.INVALID, "Correct the parameters named.", errors=errors)
    return first, most


def _whole(
    request: Request, name: str, usual: int, within: range, errors: dict[str, str]
) -> int:
    text = request.query_params.get(name, str(usual))
    if text.isascii() and text.isdigit() and int(text[:9]) in within:
        return int(text)
    errors[name] = f"Send a whole number from {within[0]} to {within[-1]}."
    return usual


def _as(request: Request) -> str:
    """By the parameter, else by what the caller accepts."""
    accepts = request.META.get("HTTP_ACCEPT", "")
    return request.query_params.get("as", "csv" if CSV in accepts else "ndjson")


def _following(request: Request, first: int) -> str:
    given = request.query_params.copy()
    given["first"] = str(first)
    return f"{request.path}?{given.urlencode()}"
