"""How is an old register brought in, as a council would do it on its first day?

Uploaded and mapped as guessed, blocked rows left out, sent to the head of service,
committed, and for one council decided in part. Nothing goes live by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from accounts.models import Team, User
from infra.demo.invented import DATA
from infra.demo.people import Peopled
from register.facts import Audience, Criteria, Tell
from register.imports.actions import commits, mapping, rows, uploads
from register.imports.actions.looks.mapping import open_columns, open_words
from register.imports.models import ImportRow
from register.models import Report
from register.states import Outcome
from sharing.actions.approvals import decide_many
from tenants.codes import Precaution, Role, StatementKind
from tenants.context import in_organisation


BLOCKED = "It cannot be read in the old list, and nobody remembers what it meant."
TO_DECIDE = 12
VISITING_TEAM = "Housing visits"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldRegister:
    file: Path
    organisation: str
    rests_on: StatementKind
    usually: Precaution
    """What workers must do where the old list names nothing."""


PEOPLE = OldRegister(
    file=DATA / "eastmere-old-register.xlsx",
    organisation="eastmere",
    rests_on=StatementKind.SEEN,
    usually=Precaution.TWO,
)
PREMISES = OldRegister(
    file=DATA / "torley-old-premises.csv",
    organisation="torley",
    rests_on=StatementKind.SEEN,
    usually=Precaution.ASK,
)


def bring_in(peopled: Peopled, old: OldRegister, *, at: datetime) -> UUID:
    """Import one old register up to its reports. Returns the import's id."""
    with in_organisation(peopled.organisation):
        by = peopled.user(Role.ORGANISATION_ADMINISTRATOR)
        batch = uploads.upload(
            data=old.file.read_bytes(), file_name=old.file.name, by=by, at=at
        )
        _map_as_guessed(batch, old, by=by, at=at)
        _leave_out_the_blocked(batch, by=by, at=at)
        commits.send(batch_id=batch, by=by, at=at)
        head = peopled.user(Role.HEAD_OF_SERVICE)
        commits.ask_for_commit(batch_id=batch, by=head, at=at)
        commits.run(batch_id=batch, at=at)
    return batch


def decide_some(peopled: Peopled, batch: UUID, *, at: datetime) -> int:
    """A third person approves some together; the others wait. Returns how many."""
    with in_organisation(peopled.organisation):
        reports = Report.objects.filter(import_row__batch_id=batch)
        references = list(
            reports.order_by("reference").values_list("reference", flat=True)
        )[:TO_DECIDE]
        team = Team.objects.get(name=VISITING_TEAM)
        result = decide_many(
            references=references,
            outcome=Outcome.APPROVE,
            criteria=dict.fromkeys(references, Criteria.not_known()),
            proportionality="Each was seen by staff and the risk is still credible.",
            audience=[Audience(team_id=team.pk, reason="The team visits these homes.")],
            tell=Tell(told=True),
            by=peopled.user(Role.DECISION_OFFICER),
            at=at,
        )
    return len(result.decided)


def _map_as_guessed(batch: UUID, old: OldRegister, *, by: User, at: datetime) -> None:
    columns = open_columns(batch_id=batch, by=by, at=at).columns
    mapping.map_columns(
        batch_id=batch, columns=[column.field for column in columns], by=by, at=at
    )
    words = open_words(batch_id=batch, by=by, at=at)
    mapping.map_words(
        batch_id=batch,
        categories={line.word: line.code or "" for line in words.categories},
        precautions={line.word: line.code or "" for line in words.precautions},
        default_precaution=old.usually,
        statement=old.rests_on,
        statements={},
        by=by,
        at=at,
    )


def _leave_out_the_blocked(batch: UUID, *, by: User, at: datetime) -> None:
    blocked = ImportRow.objects.filter(batch_id=batch, blocked=True)
    for number in list(blocked.values_list("number", flat=True)):
        rows.leave_out(batch_id=batch, number=number, reason=BLOCKED, by=by, at=at)
