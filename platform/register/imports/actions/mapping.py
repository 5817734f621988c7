"""What do the columns and the words of an old register mean, says its importer?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.imports.actions.judging import judge
from register.imports.actions.steps import changeable, importer, move, tell
from register.imports.mapping.columns import clashes, missing
from register.imports.mapping.fields import Field
from register.imports.mapping.words import same_word
from register.imports.models import ImportBatch
from register.imports.states import ImportState
from register.refusals import Refused
from tenants.clocks import civil_date
from tenants.codes import Precaution, StatementKind
from tenants.context import current_organisation
from tenants.queries import current_pack


@transaction.atomic
def map_columns(
    *, batch_id: UUID, columns: Sequence[Field | None], by: User, at: datetime
) -> ImportBatch:
    """Say what each column holds. Each field may have one column."""
    who = importer(by, at)
    batch = changeable(batch_id)
    if len(columns) != len(batch.headings):
        raise Refused("Say of every column what it holds, or leave it out.")
    Refused.if_any(
        [
            *(
                f"Two columns were given as “{field.label.lower()}”. "
                "Choose one, and leave the other out."
                for field in clashes(columns)
            ),
            *missing(columns),
        ]
    )
    batch.columns = [str(field or "") for field in columns]
    if batch.state == ImportState.CHECKING:
        move(batch, ImportState.MAPPING)
    batch.save()
    tell(Kind.IMPORT_MAPPED, batch, who=who, at=at, columns=batch.columns)
    return batch


@transaction.atomic
def map_words(
    *,
    batch_id: UUID,
    categories: Mapping[str, str],
    precautions: Mapping[str, str],
    statement: StatementKind,
    statements: Mapping[str, StatementKind],
    default_precaution: Precaution | None = None,
    by: User,
    at: datetime,
) -> ImportBatch:
    """Say which code each word stands for, and what its rows rest on; then judge.

    `precautions` may map a word to "" to leave it out. A word that is not mapped
    is found in each of its rows. `default_precaution` is proposed where a row gives
    none, because an entry without one tells nobody what to do.
    """
    who = importer(by, at)
    batch = changeable(batch_id)
    Refused.if_any(missing([Field(name) if name else None for name in batch.columns]))
    _refuse_unknown(categories.values(), [*precautions.values(), default_precaution])
    batch.category_words = {
        same_word(word): code for word, code in categories.items() if code
    }
    batch.precaution_words = {
        same_word(word): code for word, code in precautions.items()
    }
    batch.default_precaution = str(default_precaution or "")
    batch.statement = statement
    batch.statements = {
        same_word(department): str(kind) for department, kind in statements.items()
    }
    if batch.state == ImportState.MAPPING:
        move(batch, ImportState.CHECKING)
    batch.save()
    judge(batch, today=civil_date(at))
    tell(
        Kind.IMPORT_MAPPED,
        batch,
        who=who,
        at=at,
        categories=len(batch.category_words),
        precautions=len(batch.precaution_words),
        statement=str(statement),
    )
    return batch


def _refuse_unknown(
    categories: Iterable[str], precautions: Iterable[str | None]
) -> None:
    """Refuse a code that the register's pack does not hold. Nothing is no code."""
    pack = current_pack(current_organisation())
    unknown = {code for code in categories if code} - set(pack.categories)
    unknown |= {code for code in precautions if code} - set(pack.precautions)
    if unknown:
        raise Refused("Choose codes that this register holds.")
