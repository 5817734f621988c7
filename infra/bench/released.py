"""What do the fences cost a partner's check over a million released rows?

The same statement, role and rows, in turn with row-level security and, for the length
of one round, without it on the tables a check reads.
"""

import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256
from statistics import median
from time import perf_counter
from uuid import UUID

from infra.bench import world
from infra.bench.floor import Size, write_floor
from infra.bench.report import Line
from sharing.check import CheckRequest
from sharing.check.statement import find
from tenants.context import as_check, as_owner


FULL = Size(markers=1_000_000, recipients=1_000, agreements=10_000, named=20_000)
SMALL = Size(markers=5_000, recipients=20, agreements=100, named=500)
ROUNDS, ASKED = 4, 250
FEW = 40
CHECK_AIM, NAME_AIM = 2.0, 3.0
FENCED = (
    *("tenants_asker", "tenants_packsummary", "markers_marker", "markers_key"),
    *("sharing_agreement", "sharing_agreementversion", "sharing_indemnity"),
    *("sharing_attestation", "sharing_portfolioitem", "sharing_release"),
    "sharing_teamrelease",
)

type Say = Callable[[str], None]


def measure_released(*, small: bool, say: Say) -> list[Line]:
    """A partner's check by place, and by a misspelt name."""
    size = SMALL if small else FULL
    floor = write_floor(size, say=say)
    world.settle()
    digest = _let_in(floor.recipient)
    asked = FEW if small else ASKED
    places = [
        CheckRequest(purpose="repair", activity="REPAIRS", uprn=uprn)
        for uprn in floor.uprns[:asked]
    ]
    names = [
        CheckRequest(purpose="repair", activity="REPAIRS", name=name)
        for name in floor.names[:asked]
    ]
    lines = [
        Line(
            what="Released rows, recipients, agreements",
            figure=f"{size.markers:,}, {size.recipients:,}, {size.agreements:,}",
        )
    ]
    for what, requests, aim in (
        ("A partner's check by place", places, CHECK_AIM),
        ("A partner's check by a misspelt name", names, NAME_AIM),
    ):
        say(what)
        lines += _lines(what, floor.recipient, digest, requests, aim=aim)
    return lines


def _lines(
    what: str,
    recipient: UUID,
    digest: bytes,
    requests: Sequence[CheckRequest],
    *,
    aim: float,
) -> list[Line]:
    taken: dict[bool, list[float]] = {True: [], False: []}
    found: dict[bool, int] = {}
    for number in range(2 * ROUNDS):
        fenced = number % 2 == 0
        _fence(on=fenced)
        try:
            times, rows = _ask(recipient, digest, requests)
        finally:
            _fence(on=True)
        taken[fenced] += times
        found[fenced] = rows
    ratio = median(taken[True]) / median(taken[False])
    return [
        Line(
            what=f"{what}, {'with' if fenced else 'without'} row-level security",
            figure=f"median {1000 * median(taken[fenced]):.3f} ms,"
            f" {found[fenced] / len(requests):.1f} rows found",
        )
        for fenced in (True, False)
    ] + [
        Line(
            what=f"{what}: with against without",
            figure=f"{ratio:.2f} x",
            aim=f"<= {aim:.0f} x",
            reached=ratio <= aim,
        )
    ]


def _ask(
    recipient: UUID, digest: bytes, requests: Sequence[CheckRequest]
) -> tuple[list[float], int]:
    """Seconds of each statement, the first few left out, and the rows found."""
    times, rows = [], 0
    for request in (*requests[:10], *requests):
        keys = len(request.keys)
        began = perf_counter()
        with as_check(recipient) as cursor:
            found = find(
                cursor, organisation=recipient, asker_digest=digest, request=request
            )
        times.append(perf_counter() - began)
        rows += len(found.candidates) if keys else 0
    return times[10:], rows


def _fence(*, on: bool) -> None:
    """Switch row-level security on all the tables a check reads."""
    switch = "ENABLE" if on else "DISABLE"
    with as_owner() as cursor:
        for table in FENCED:
            cursor.execute(f"ALTER TABLE public.{table} {switch} ROW LEVEL SECURITY")


def _let_in(recipient: UUID) -> bytes:
    token = secrets.token_urlsafe(32)
    world.let_in_id(recipient, token)
    return sha256(token.encode()).digest()
