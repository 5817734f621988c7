"""How does a test get an import to the state it is about? Through the real actions."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from accounts.models import User
from register.imports.actions import commits, mapping, rows, uploads
from register.imports.actions.looks.mapping import open_words
from register.imports.judging.findings import FindingKind
from register.imports.models import ImportBatch
from register.imports.queries import columns_of
from register.imports.states import Stage
from tenants.codes import Role, StatementKind
from tests.accounts.making import make_person
from tests.register.imports import messy


AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
REASON = "Not sound enough to bring in."


@dataclass(frozen=True)
class Staff:
    """An importer and two heads of service."""

    importer: User
    head: User
    other_head: User


class Silent:
    """Hears a commit's progress and keeps it for the test."""

    def __init__(self) -> None:
        self.heard: list[tuple[Stage, int, int]] = []

    def say(
        self, stage: Stage, done: int = 0, total: int = 0, sentence: str = ""
    ) -> None:
        self.heard.append((stage, done, total))


def make_staff() -> Staff:
    return Staff(
        make_person(Role.HEALTH_AND_SAFETY, Role.HEAD_OF_SERVICE),
        make_person(Role.HEAD_OF_SERVICE),
        make_person(Role.HEAD_OF_SERVICE),
    )


def stage(staff: Staff, data: bytes | None = None) -> UUID:
    return uploads.upload(
        data=messy.people() if data is None else data,
        file_name="old register.xlsx",
        by=staff.importer,
        at=AT,
    )


def confirm_words(
    staff: Staff, batch_id: UUID, *, statement: StatementKind = StatementKind.SEEN
) -> None:
    """Take every guess as it is, leaving unknown words unknown."""
    by, at = staff.importer, AT
    batch = ImportBatch.objects.get(pk=batch_id)
    mapping.map_columns(batch_id=batch_id, columns=columns_of(batch), by=by, at=at)
    words = open_words(batch_id=batch_id, by=by, at=at)
    mapping.map_words(
        batch_id=batch_id,
        categories={line.word: line.code or "" for line in words.categories},
        precautions={line.word: line.code for line in words.precautions if line.code},
        statement=statement,
        statements={},
        by=by,
        at=at,
    )


def leave_out_blocked(staff: Staff, batch_id: UUID) -> None:
    for kind in FindingKind:
        if kind.severity == "BLOCK":
            rows.leave_out_all(
                batch_id=batch_id, kind=kind, reason=REASON, by=staff.importer, at=AT
            )


def make_ready(
    staff: Staff,
    data: bytes | None = None,
    *,
    statement: StatementKind = StatementKind.SEEN,
) -> UUID:
    batch_id = stage(staff, data)
    confirm_words(staff, batch_id, statement=statement)
    leave_out_blocked(staff, batch_id)
    return batch_id


def make_sent(staff: Staff, data: bytes | None = None) -> UUID:
    batch_id = make_ready(staff, data)
    commits.send(batch_id=batch_id, by=staff.importer, at=AT)
    return batch_id


def make_asked(staff: Staff, data: bytes | None = None) -> UUID:
    batch_id = make_sent(staff, data)
    commits.ask_for_commit(batch_id=batch_id, by=staff.head, at=AT)
    return batch_id


def found(batch_id: UUID) -> dict[int, list[str]]:
    """Each row's kinds of finding, by the number of the row."""
    batch = ImportBatch.objects.get(pk=batch_id)
    return {row.number: row.finding_kinds for row in batch.rows.all()}
