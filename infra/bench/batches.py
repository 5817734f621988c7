"""How much quicker are 100,000 checks at once than one by one?"""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from time import perf_counter
from uuid import UUID

from django.db import connections

from infra.bench import world
from infra.bench.district import write_register
from infra.bench.report import Line
from sharing.check import CheckRequest, check
from sharing.check.batches import BatchRow, ask, progress, read
from sharing.check.batches.working import work
from tenants.codes import OrganisationKind
from tenants.models import Organisation
from tests.markers.misspellings import spoil_name, spoil_street
from tests.markers.people import District, Someone


ROWS, ENTRIES, SINGLES = 100_000, 100_000, 1_000
FEW_ROWS, FEW_ENTRIES, FEW_SINGLES = 3_000, 3_000, 150
AIM = 50.0

type Say = Callable[[str], None]


def measure_batches(*, small: bool, say: Say) -> list[Line]:
    """A council's own register; addresses with the people expected there, half held."""
    rows, entries, singles = (
        (FEW_ROWS, FEW_ENTRIES, FEW_SINGLES) if small else (ROWS, ENTRIES, SINGLES)
    )
    council, _ = world.open_one(7_101, kind=OrganisationKind.COUNCIL)
    district = District(7)
    people = [district.someone() for _ in range(entries)]
    say(f"Writing {entries:,} entries with their keys")
    write_register(council.organisation.id, people)
    token = secrets.token_urlsafe(32)
    world.let_in(council.organisation, token)
    world.settle()
    digest = sha256(token.encode()).digest()
    asked = _rows(people, rows)
    say(f"Checking {singles:,} one by one")
    one = _one_by_one(council.organisation, digest, asked[:singles])
    say(f"Checking {rows:,} at once")
    batch, many = _at_once(council.organisation, digest, asked)
    made = Made(council.organisation, digest, batch, many, rows)
    return [*_speed(made, one), *_proof(made, one)]


@dataclass(frozen=True, slots=True)
class Made:
    """The batch that was made, and how long it took."""

    organisation: Organisation
    digest: bytes
    batch: UUID
    seconds: float
    rows: int


def _speed(made: Made, one: "Singles") -> list[Line]:
    done = progress(
        organisation=made.organisation,
        asker_digest=made.digest,
        batch_id=made.batch,
        at=datetime.now(UTC),
    )
    each = made.seconds / made.rows
    ratio = one.each / each
    return [
        Line(what="One by one", figure=f"{1000 * one.each:.2f} ms each"),
        Line(
            what=f"{made.rows:,} at once",
            figure=f"{made.seconds:.1f} s, {1000 * each:.3f} ms each;"
            f" {done.hits:,} hits, {done.untold:,} cannot tell",
        ),
        Line(
            what="At once against one by one",
            figure=f"{ratio:.1f} x as fast",
            aim=f">= {AIM:.0f} x",
            reached=ratio >= AIM,
        ),
    ]


def _proof(made: Made, one: "Singles") -> list[Line]:
    """Every row on record, and none answered otherwise than by itself."""
    recorded = _recorded(made.organisation.id)
    asked = made.rows + len(one.answers)
    differ = _differing(made.organisation, made.digest, made.batch, one.answers)
    return [
        Line(
            what="Rows on record",
            figure=f"{recorded:,}",
            aim=f"{asked:,}",
            reached=recorded == asked,
        ),
        Line(
            what=f"Answers of {len(one.answers):,} rows that differ from one by one",
            figure=str(differ),
            aim="0",
            reached=differ == 0,
        ),
    ]


class Singles:
    """What the single checks answered, and how long each took."""

    def __init__(self, answers: list[tuple[str, int]], seconds: float) -> None:
        self.answers, self.each = answers, seconds / len(answers)


def _rows(people: list[Someone], rows: int) -> list[BatchRow]:
    chance, strangers = random.Random(4), District(99)  # noqa: S311  a draw, no secret
    asked = []
    for number in range(1, rows + 1):
        held = chance.random() < 0.5
        person = chance.choice(people) if held else strangers.someone()
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


def _one_by_one(
    organisation: Organisation, digest: bytes, rows: list[BatchRow]
) -> Singles:
    answers = []
    began = perf_counter()
    for row in rows:
        if row.request is not None:
            answer = check(
                organisation=organisation,
                asker_digest=digest,
                request=row.request,
                at=datetime.now(UTC),
            )
            answers.append((answer.answer.value, len(answer.markers)))
    return Singles(answers, perf_counter() - began)


def _at_once(
    organisation: Organisation, digest: bytes, rows: list[BatchRow]
) -> tuple[UUID, float]:
    """From the first row handed in to the last one on record."""
    began = perf_counter()
    batch = ask(
        organisation=organisation,
        asker_digest=digest,
        rows=rows,
        at=datetime.now(UTC),
    )
    work(organisation=organisation.id, batch_id=batch, clock=lambda: datetime.now(UTC))
    return batch, perf_counter() - began


def _differing(
    organisation: Organisation,
    digest: bytes,
    batch: UUID,
    singles: list[tuple[str, int]],
) -> int:
    page = read(
        organisation=organisation,
        asker_digest=digest,
        batch_id=batch,
        at=datetime.now(UTC),
        most=len(singles),
    )
    told = [
        (row.answer.answer.value, len(row.answer.markers)) if row.answer else ("", 0)
        for row in page.rows
    ]
    return sum(one != other for one, other in zip(told, singles, strict=True))


def _recorded(organisation: UUID) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM public.audit_event"
            " WHERE organisation = %s AND kind = 'sharing.checked'",
            [organisation],
        )
        return int(cursor.fetchone()[0])
