"""How does an uploaded list become a portfolio to look at?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import outbox
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from documents import queries as files
from documents.actions import store
from documents.models import Document, DocumentKind
from register.imports.reading.refusals import FileRefused
from sharing.actions.portfolio_staging import begin, mine, stage
from sharing.homes.reading import rows_of
from sharing.homes.refusals import ListRefused, Refusal
from sharing.homes.rows import Finding, Row, home_in
from sharing.models import PortfolioChange
from sharing.states import ChangeState
from tenants.context import current_organisation


READ = "sharing.read_portfolio"
FORGET = "sharing.forget_upload"
# A list of this size is read while the person waits.
READ_AT_ONCE_BYTES = 64 * 1024
A_BATCH = 10_000
MOST_FINDINGS = 1_000


def upload(*, agreement_id: UUID, data: bytes, by: User, at: datetime) -> UUID:
    """Keep an uploaded list and read it, at once if small; return the change's id.

    Raises:
        NotAllowed, NotFound, Invalid: it is not this person's portfolio to set.
    """
    change = _keep(agreement_id, data, by=by, at=at)
    if len(data) <= READ_AT_ONCE_BYTES:
        read(change_id=change, at=at)
    return change


@transaction.atomic
def _keep(agreement_id: UUID, data: bytes, *, by: User, at: datetime) -> UUID:
    agreement, who = mine(agreement_id, by=by, at=at)
    document = store(
        kind=DocumentKind.IMPORT,
        content=data,
        content_type="application/octet-stream",
        file_name="homes",
        about=agreement.pk,
        by=who,
        at=at,
    )
    change = begin(
        agreement,
        "UPRNS",
        ChangeState.READING,
        by=who,
        at=at,
        document_id=document.pk,
    )
    if len(data) > READ_AT_ONCE_BYTES:
        outbox.post(
            task=READ,
            organisation=agreement.discloser,
            arguments={"change_id": str(change.pk)},
        )
    return change.pk


def read(*, change_id: UUID, at: datetime) -> None:
    """Read an uploaded list into the change, in batches that each show as progress.

    A list that is being read anew after its worker died begins again from nothing.
    """
    change = PortfolioChange.objects.filter(
        pk=change_id,
        discloser=current_organisation().id,
        state=ChangeState.READING.value,
    ).first()
    if change is None or change.document_id is None:
        return
    document = Document.objects.get(pk=change.document_id)
    _start_over(change, at=at)
    try:
        _read_rows(change, rows_of(files.read(document)), at=at)
    except (ListRefused, FileRefused) as refusal:
        _refuse(change, str(refusal), at=at)
        return
    if not change.homes and not change.findings_count:
        _refuse(change, str(ListRefused(Refusal.NO_ROWS)), at=at)
        return
    _finish(change, at=at)


def _read_rows(change: PortfolioChange, rows: Iterable[Row], *, at: datetime) -> None:
    for some in batched(rows, A_BATCH, strict=False):
        _take(change, some, at=at)


@transaction.atomic
def _take(change: PortfolioChange, rows: Sequence[Row], *, at: datetime) -> None:
    """Stage one batch and count it."""
    items: list[tuple[str, str]] = []
    for row in rows:
        home = home_in(row)
        if isinstance(home, Finding):
            change.findings_count += 1
            if len(change.findings) < MOST_FINDINGS:
                change.findings.append([row.number, home.value])
            continue
        change.homes += 1
        change.without_uprn += not home.uprn
        change.without_place += not home.place
        items += home.items
    added = stage(change, items)
    change.repeated += len(items) - added
    change.rows_read += len(rows)
    change.moved_at = at
    change.save()


@transaction.atomic
def _start_over(change: PortfolioChange, *, at: datetime) -> None:
    change.staged.all().delete()
    change.rows_read = change.homes = change.repeated = 0
    change.without_uprn = change.without_place = change.findings_count = 0
    change.findings, change.moved_at = [], at
    change.save()


@transaction.atomic
def _refuse(change: PortfolioChange, sentence: str, *, at: datetime) -> None:
    change.staged.all().delete()
    change.state, change.refusal = ChangeState.REFUSED.value, sentence
    change.moved_at = at
    change.save()
    _forget_file(change)


@transaction.atomic
def _finish(change: PortfolioChange, *, at: datetime) -> None:
    change.state, change.moved_at = ChangeState.READY.value, at
    change.save()
    _forget_file(change)
    record(
        kind=Kind.PORTFOLIO_READ,
        organisation=change.discloser,
        by=system("sharing.portfolios", organisation=change.discloser),
        at=at,
        subject=str(change.agreement_id),
        details={"homes": change.homes, "findings": change.findings_count},
    )


def _forget_file(change: PortfolioChange) -> None:
    """The file has done its work: S3 is told from the outbox."""
    if change.document_id is not None:
        outbox.post(
            task=FORGET,
            organisation=change.discloser,
            arguments={"document_id": str(change.document_id)},
        )
