"""How much quicker are 100,000 checks at once than one by one?"""

import os
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from time import perf_counter
from uuid import UUID

from django.db import connections

from infra.bench import rowbyrow, world
from infra.bench.cpu import cpu_seconds
from infra.bench.district import write_register
from infra.bench.report import Line
from infra.bench.rowbyrow import Singles, Told
from infra.bench.workers import work_together, workers
from sharing.check import CheckRequest
from sharing.check.batches import BatchRow, ask, progress, read
from tenants.codes import OrganisationKind
from tenants.models import Organisation
from tests.markers.misspellings import spoil_name, spoil_street
from tests.markers.people import District, Someone


ROWS, ENTRIES, SINGLES = 100_000, 100_000, 1_000
FEW_ROWS, FEW_ENTRIES, FEW_SINGLES = 3_000, 3_000, 150
AIM = 50.0
# Of a rent roll few are on the register; with half on it, more is compared and shown.
MIXES = {"one in twenty": 0.05, "half": 0.5}
# As many as a batch is worked on by (`sharing.check.batches.asking`).
WORKERS = 2

type Say = Callable[[str], None]


def measure_batches(*, small: bool, say: Say) -> list[Line]:
    """A council's own register; addresses with the people expected there."""
    rows, entries, singles = (
        (FEW_ROWS, FEW_ENTRIES, FEW_SINGLES) if small else (ROWS, ENTRIES, SINGLES)
    )
    council, _ = world.open_one(7_101, kind=OrganisationKind.COUNCIL)
    here = council.organisation
    district = District(7)
    people = [district.someone() for _ in range(entries)]
    say(f"Writing {entries:,} entries with their keys")
    write_register(here.id, people)
    token = secrets.token_urlsafe(32)
    world.let_in(here, token)
    world.settle()
    digest = sha256(token.encode()).digest()
    lines = []
    for mix, held in MIXES.items():
        say(f"Checking {rows:,} of which {mix} is held, and {singles:,} one by one")
        asked = _rows(people, rows, held=held)
        alone = [row.request for row in asked[:singles] if row.request]
        before = _recorded(here.id)
        inside = rowbyrow.in_process(here, digest, alone)
        outside = rowbyrow.over_http(here, token, alone)
        # Made anew: a request keeps the keys it has worked out.
        made = _at_once(here, digest, _rows(people, rows, held=held))
        once = 2 * (singles + rowbyrow.WARMING)
        lines += [
            Line(what=f"Of the rows are held: {mix}", figure=""),
            *_speed(made, inside, outside),
            *_proof(made, inside, outside, before + once),
        ]
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The batch that was made, and what one row of it took."""

    organisation: Organisation
    digest: bytes
    batch: UUID
    rows: int
    each: float
    cpu: float


def _at_once(organisation: Organisation, digest: bytes, rows: list[BatchRow]) -> Made:
    """From the first row handed in to the last one on record."""
    with workers(WORKERS) as made:
        roots = [rowbyrow.database(), os.getpid()]
        used, began = cpu_seconds(roots), perf_counter()
        batch = ask(
            organisation=organisation,
            asker_digest=digest,
            rows=rows,
            at=datetime.now(UTC),
        )
        work_together(made, organisation=organisation.id, batch=batch)
        return Made(
            organisation=organisation,
            digest=digest,
            batch=batch,
            rows=len(rows),
            each=(perf_counter() - began) / len(rows),
            cpu=(cpu_seconds(roots) - used) / len(rows),
        )


def _speed(made: Made, inside: Singles, outside: Singles) -> list[Line]:
    done = progress(
        organisation=made.organisation,
        asker_digest=made.digest,
        batch_id=made.batch,
        at=datetime.now(UTC),
    )
    lines = [
        Line(
            what=f"One by one, {where}",
            figure=f"{1000 * one.each:.2f} ms, {1000 * one.cpu:.2f} ms CPU",
        )
        for where, one in (("in process", inside), ("over HTTP", outside))
    ]
    lines.append(
        Line(
            what=f"{made.rows:,} at once by {WORKERS} workers, a row",
            figure=f"{1000 * made.each:.3f} ms, {1000 * made.cpu:.3f} ms CPU;"
            f" {made.each * made.rows:.0f} s, {done.hits:,} hits,"
            f" {done.untold:,} cannot tell",
        )
    )
    for where, one in (("in process", inside), ("over HTTP", outside)):
        ratio, by_cpu = one.each / made.each, one.cpu / made.cpu
        lines.append(
            Line(
                what=f"At once against one by one {where}",
                figure=f"{ratio:.1f} x as fast, {by_cpu:.1f} x by CPU",
                aim=f">= {AIM:.0f} x",
                reached=ratio >= AIM,
            )
        )
    return lines


def _proof(made: Made, inside: Singles, outside: Singles, singles: int) -> list[Line]:
    """Every row on record, and none answered otherwise than by itself."""
    recorded = _recorded(made.organisation.id)
    told = _told(made, len(inside.answers))
    differ = sum(
        len({one, other, third}) > 1
        for one, other, third in zip(told, inside.answers, outside.answers, strict=True)
    )
    return [
        Line(
            what="Rows on record",
            figure=f"{recorded:,}",
            aim=f"{made.rows + singles:,}",
            reached=recorded == made.rows + singles,
        ),
        Line(
            what=f"Answers of {len(told):,} rows that differ from one by one",
            figure=str(differ),
            aim="0",
            reached=differ == 0,
        ),
    ]


def _rows(people: list[Someone], rows: int, *, held: float) -> list[BatchRow]:
    chance, strangers = random.Random(4), District(99)  # noqa: S311  a draw, no secret
    asked = []
    for number in range(1, rows + 1):
        known = chance.random() < held
        person = chance.choice(people) if known else strangers.someone()
        asked.append(
            BatchRow(
                number=number,
                request=CheckRequest(
                    purpose="home-visit",
                    name=spoil_name(person.name, chance),
                    postcode=person.postcode,
                    address=f"{person.building} {spoil_street(person.street, chance)}",
                ),
            )
        )
    return asked


def _told(made: Made, most: int) -> list[Told]:
    page = read(
        organisation=made.organisation,
        asker_digest=made.digest,
        batch_id=made.batch,
        at=datetime.now(UTC),
        most=most,
    )
    return [
        (row.answer.answer.value, len(row.answer.markers)) if row.answer else ("", 0)
        for row in page.rows
    ]


def _recorded(organisation: UUID) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM public.audit_event"
            " WHERE organisation = %s AND kind = 'sharing.checked'",
            [organisation],
        )
        return int(cursor.fetchone()[0])
