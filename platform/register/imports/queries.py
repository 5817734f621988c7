"""What is staged for import, and what does the register already hold?"""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from accounts.models import User
from register.imports.judging.facts import Held, RowDraft, RowTexts, Rules
from register.imports.judging.sheets import texts_of
from register.imports.mapping.fields import Field
from register.imports.models import ImportBatch, ImportProgress, ImportRow
from register.imports.reading.tables import TableRow
from register.imports.states import OPEN_STATES, ImportState
from register.models import Report, Subject
from register.permissions import standing_of
from register.refusals import NotFound
from register.shown import WorkItem
from register.states import LIVE_STATES, ReportState
from tenants.clocks import civil_date
from tenants.codes import (
    Category,
    Permission,
    Precaution,
    Role,
    StatementKind,
    SubjectKind,
)
from tenants.context import current_organisation
from tenants.queries import current_pack


ENDED_SHOWN = 20
UNDECIDED = (
    ReportState.SUBMITTED,
    ReportState.COUNTERSIGNED,
    ReportState.UNDER_DECISION,
)


def columns_of(batch: ImportBatch) -> list[Field | None]:
    """What each column of the sheet holds, as it stands now."""
    return [Field(name) if name else None for name in batch.columns]


def texts_of_row(row: ImportRow, columns: list[Field | None]) -> RowTexts:
    """One row's cells under their fields, a person's corrections on top."""
    corrections = {Field(name): text for name, text in row.corrections.items()}
    table_row = TableRow(row.number, tuple(row.cells), frozenset(row.formulas))
    texts = texts_of(table_row, columns, corrections)
    statement = StatementKind(row.statement) if row.statement else None
    return RowTexts(
        number=texts.number,
        texts=texts.texts,
        formulas=texts.formulas,
        statement=statement,
    )


def rules_of(batch: ImportBatch, *, today: date) -> Rules:
    """The pack, the words and the statement kinds a batch is judged by."""
    return Rules(
        today=today,
        pack=current_pack(current_organisation()),
        category_words=batch.category_words,
        precaution_words=batch.precaution_words,
        default_precaution=(
            Precaution(batch.default_precaution) if batch.default_precaution else None
        ),
        statement=StatementKind(batch.statement or StatementKind.TOLD),
        statements_by_department={
            department: StatementKind(kind)
            for department, kind in batch.statements.items()
        },
    )


def held() -> Iterator[Held]:
    """Everybody and everywhere that a live entry or an open report is about."""
    live = Q(reports__entry__state__in=LIVE_STATES)
    undecided = Q(reports__state__in=UNDECIDED)
    found = (
        Subject.objects.filter(live | undecided)
        .values(
            "kind",
            "name",
            "aliases",
            "date_of_birth",
            "address",
            "building",
            "postcode",
            "uprn",
            "reports__reference",
            "reports__entry__reference",
            "reports__category",
        )
        .order_by("pk")
    )
    return (_held(row) for row in found)


def _held(row: Mapping[str, object]) -> Held:
    def text(name: str) -> str:
        return str(row[name] or "")

    aliases = row["aliases"]
    born = row["date_of_birth"]
    category = text("reports__category")
    return Held(
        reference=text("reports__entry__reference") or text("reports__reference"),
        draft=RowDraft(
            number=0,
            kind=SubjectKind(text("kind")),
            name=text("name"),
            aliases=tuple(str(a) for a in aliases) if isinstance(aliases, list) else (),
            born=born if isinstance(born, date) else None,
            address=text("address").replace("\n", ", "),
            building=text("building"),
            postcode=text("postcode"),
            uprn=text("uprn"),
            category=Category(category) if category else None,
        ),
    )


def row_for(
    batch_id: UUID, number: int, permissions: frozenset[Permission]
) -> ImportRow:
    """One row of an import that this person may see, or NotFound."""
    found = batch_for(batch_id, permissions).rows.filter(number=number).first()
    if found is None:
        raise NotFound("The import has no such row.")
    return found


def batch_for(batch_id: UUID, permissions: frozenset[Permission]) -> ImportBatch:
    """The import, for somebody who may import or commit; to others there is none."""
    if not permissions & {Permission.IMPORT_REGISTER, Permission.COMMIT_IMPORT}:
        raise NotFound("There is no such import.")
    found = (
        ImportBatch.objects.select_related("uploaded_by", "sent_by", "commit_by")
        .filter(pk=batch_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such import.")
    return found


def open_batches() -> list[tuple[ImportBatch, int]]:
    """Imports under way and the latest that ended, newest first, with their rows."""
    batches = ImportBatch.objects.select_related("uploaded_by").order_by("-uploaded_at")
    under_way = batches.filter(state__in=OPEN_STATES)
    ended = batches.exclude(state__in=OPEN_STATES)[:ENDED_SHOWN]
    shown = [*under_way, *ended]
    counted = ImportRow.objects.filter(batch__in=[batch.pk for batch in shown])
    rows = dict(counted.order_by().values_list("batch").annotate(Count("pk")))
    return [(batch, rows.get(batch.pk, 0)) for batch in shown]


def progress_of(batch_id: UUID) -> ImportProgress | None:
    """How far the commit has come, as its own connection last wrote it."""
    return ImportProgress.objects.filter(pk=batch_id).first()


def awaiting_decision() -> list[Report]:
    """Imported reports that nobody has decided, in the order they came in."""
    return list(
        Report.objects.filter(
            origin="IMPORT",
            state__in=(ReportState.COUNTERSIGNED, ReportState.UNDER_DECISION),
        )
        .select_related("subject", "reporter", "countersigned_by")
        .prefetch_related("incidents__statements")
        .order_by("submitted_at", "reference")
    )


def waiting_to_commit(user: User, *, on: date) -> list[WorkItem]:
    """Imports sent to heads of service that this person may read and commit."""
    if Permission.COMMIT_IMPORT not in standing_of(user, on=on).permissions:
        return []
    sent = ImportBatch.objects.filter(state=ImportState.SENT).exclude(
        Q(uploaded_by=user) | Q(sent_by=user)
    )
    return [
        WorkItem(
            reference=str(batch.pk),
            what=f"An old register sent on {civil_date(batch.sent_at):%-d %B %Y}",
            state_label=ImportState.SENT.label,
            owner=Role.HEAD_OF_SERVICE.label,
            due_on=None,
            overdue=False,
            kind="import",
        )
        for batch in sent.order_by("sent_at")
        if batch.sent_at
    ]
