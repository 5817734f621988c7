"""What does a check cost that is asked by itself, in process and over HTTP?

One after the other, as a program would that knows no batches: over HTTP on one
connection that is kept.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.db import connections

from infra.bench.cpu import cpu_seconds
from infra.bench.web import WebServer
from sharing.check import CheckRequest, check
from tenants.models import Organisation


WARMING = 40

type Told = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Singles:
    """What single checks answered, and what one of them took: seconds of the clock, and
    of processors over every process that took part."""

    answers: list[Told]
    each: float
    cpu: float


def in_process(
    organisation: Organisation, digest: bytes, requests: Sequence[CheckRequest]
) -> Singles:
    def ask(request: CheckRequest) -> Told:
        answer = check(
            organisation=organisation,
            asker_digest=digest,
            request=request,
            at=datetime.now(UTC),
        )
        return answer.answer.value, len(answer.markers)

    return _measured(ask, requests, roots=[database(), os.getpid()])


def over_http(
    organisation: Organisation, token: str, requests: Sequence[CheckRequest]
) -> Singles:
    host = f"{organisation.slug}.localhost"
    headers = {
        "Host": host,
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
    }
    with WebServer(int(settings.PUBLIC_PORT), host=host) as web:
        line = HTTPConnection("127.0.0.1", web.port)

        def ask(request: CheckRequest) -> Told:
            line.request("POST", "/api/v1/checks", _body(request), headers)
            response = line.getresponse()
            told = json.loads(response.read())
            if response.status != 200:
                raise RuntimeError(f"A check was refused: {told}")
            return told["answer"], len(told.get("markers", ()))

        return _measured(ask, requests, roots=[database(), os.getpid(), web.pid])


def _measured(
    ask: Callable[[CheckRequest], Told],
    requests: Sequence[CheckRequest],
    *,
    roots: list[int],
) -> Singles:
    for request in requests[:WARMING]:
        ask(request)
    used, began = cpu_seconds(roots), perf_counter()
    answers = [ask(request) for request in requests]
    return Singles(
        answers=answers,
        each=(perf_counter() - began) / len(requests),
        cpu=(cpu_seconds(roots) - used) / len(requests),
    )


def _body(request: CheckRequest) -> str:
    return json.dumps(
        {
            "purpose": request.purpose,
            "premises": {"postcode": request.postcode, "address": request.address},
            "person": {"name": request.name},
        }
    )


def database() -> int:
    """The process id of the database server that all backends come from."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    stat = Path(f"/proc/{backend}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])
