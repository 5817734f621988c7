"""What does a page about an import show? Plain frozen facts, nothing lazy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from register.facts import Answer
from register.imports.judging.facts import RowDraft
from register.imports.judging.findings import Finding, FindingKind
from register.imports.mapping.fields import Field
from register.imports.states import ImportState, Stage
from tenants.codes import StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """An import in a list, and at the head of each of its pages."""

    id: UUID
    file_name: str
    sheet: str
    state: ImportState
    rows: int
    uploaded_by: str
    uploaded_at: datetime
    returned_reason: str
    changeable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    index: int
    heading: str
    field: Field | None
    certainty: int
    samples: tuple[str, ...]
    formulas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    batch: BatchLine
    columns: tuple[ColumnLine, ...]
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """One word of the old register. `code` is the guess or what was chosen;
    None for a precaution nobody has mapped."""

    key: str
    word: str
    rows: int
    code: str | None
    certainty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    batch: BatchLine
    categories: tuple[WordLine, ...]
    precautions: tuple[WordLine, ...]
    departments: tuple[WordLine, ...]
    statement: StatementKind | None
    default_precaution: str
    category_choices: tuple[tuple[str, str], ...]
    precaution_choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """How many rows still in have one kind of finding."""

    kind: FindingKind
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A row in the list of findings."""

    number: int
    draft: RowDraft
    findings: tuple[Finding, ...]
    blocked: bool
    left_out_reason: str
    kept_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Where an import's rows stand. `becoming` are those that would be imported."""

    total: int
    becoming: int
    blocked: int
    warned: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage:
    batch: BatchLine
    counts: Counts
    kinds: tuple[KindLine, ...]
    rows: tuple[RowLine, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowField:
    """One thing a row says: as its cell has it, and as it stands now."""

    field: Field
    cell: str
    text: str
    is_formula: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    batch: BatchLine
    number: int
    fields: tuple[RowField, ...]
    draft: RowDraft
    findings: tuple[Finding, ...]
    blocked: bool
    statement: StatementKind | None
    left_out_reason: str
    kept_reason: str
    may_be_kept: bool
    next_number: int | None
    category_choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPage:
    """The dry run: what a commit would make, and what keeps it from being made."""

    batch: BatchLine
    counts: Counts
    by_category: tuple[tuple[str, int], ...]
    by_statement: tuple[tuple[StatementKind, int], ...]
    left_out: tuple[tuple[str, int], ...]
    warnings: tuple[KindLine, ...]
    blocks: tuple[KindLine, ...]
    may_send: bool
    may_commit: bool
    why_not: tuple[str, ...]
    sent_by: str
    commit_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPage:
    batch: BatchLine
    stage: Stage
    done: int
    total: int
    stalled: bool
    sentence: str
    reports: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingLine:
    """An imported report that awaits a decision."""

    reference: str
    display: str
    place: str
    category: str
    precautions: tuple[str, ...]
    account: str
    happened_on: date | None
    told_alone: bool
    is_animal: bool
    under_18: Answer
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingPage:
    lines: tuple[AwaitingLine, ...]
    total: int
    page: int
    pages: int
    outcomes: tuple[tuple[str, str], ...]
    criteria: Mapping[str, str]
    precautions: tuple[tuple[str, str], ...]
