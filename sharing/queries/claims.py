"""What goes into the bundle with which a council claims on an indemnity?

Rows of the discloser's own: receipts hold codes, ids and dates only, so the bundle names
no subject. Whoever asks for it is put on record by `sharing.actions.claims`.
"""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sharing.facts import AgreementState
from sharing.misuse_states import MisuseKind, MisuseOutcome, MisuseTaskKind
from sharing.models import (
    Agreement,
    AgreementEvent,
    AgreementVersion,
    Indemnity,
    MisuseCase,
    MisuseDecision,
    MisuseTask,
    Receipt,
)
from sharing.permissions import LONDON
from sharing.queries.sights import never_left
from sharing.queries.wording import indemnity_words_of, names_of, terms_of
from sharing.states import Step, done
from sharing.texts.claim import ClaimWords


RECEIPT_COLUMNS = (
    "id",
    "question",
    "decided_at",
    "permitted",
    "level",
    "marker_id",
    "release_id",
    "version_id",
    "indemnity_id",
    "attestation_id",
    "actor_role",
    "reasons",
    "terms",
    "facts",
)


def receipts_of(agreement: Agreement) -> list[Receipt]:
    """Every decision under the agreement: what was released, and what was shown."""
    found = Receipt.objects.filter(owner=agreement.discloser, agreement_id=agreement.pk)
    return list(found.order_by("decided_at", "id"))


def claim_words(case: MisuseCase) -> ClaimWords:
    """The statement's facts."""
    agreement = Agreement.objects.get(pk=case.agreement_id)
    names = names_of(case.discloser, case.recipient)
    version = version_at(case)
    tasks = MisuseTask.objects.filter(case=case).order_by("due_at", "kind")
    decisions = MisuseDecision.objects.filter(case=case).order_by("decided_at")
    return ClaimWords(
        reference=case.reference,
        kind=MisuseKind(case.kind).label,
        what_happened=case.what_happened,
        people_affected=case.people_affected,
        aware_at=_london(case.aware_at),
        reported_at=_london(case.reported_at),
        reported_by=names[case.reported_by_organisation],
        breach_due_at=_london(case.breach_due_at),
        indemnity=indemnity_words_of(version),
        decisions=[
            (
                names[given.organisation],
                "Told" if given.tell else "Not told",
                given.reason,
            )
            for given in decisions
        ],
        tasks=[
            (
                names[task.organisation],
                MisuseTaskKind(task.kind).label,
                task.note if task.done_at else "Not done yet",
            )
            for task in tasks
        ],
        timeline=list(timeline(agreement)),
        receipts=len(receipts_of(agreement)),
        outcome=MisuseOutcome(case.outcome).label if case.outcome else "Still open.",
    )


def version_at(case: MisuseCase) -> AgreementVersion:
    """The version that stood when the misuse became known, or the newest."""
    found = AgreementVersion.objects.select_related("agreement").filter(
        agreement_id=case.agreement_id, in_force_at__isnull=False
    )
    stood = found.filter(in_force_at__lte=case.aware_at).order_by("-number").first()
    return stood or found.order_by("-number")[0]


def timeline(agreement: Agreement) -> Iterable[tuple[datetime, str, str]]:
    names = names_of(agreement.discloser, agreement.recipient)
    events = AgreementEvent.objects.filter(agreement_id=agreement.pk)
    for event in events.order_by("at", "id"):
        what = done(Step(event.step), state=AgreementState(event.state))
        told = f"{what}. {event.reason}" if event.reason else what
        where = names.get(event.by_organisation, "The platform")
        yield _london(event.at), told, where


def versions_json(agreement: Agreement) -> bytes:
    """Every version and every indemnity that was given for it."""
    versions = AgreementVersion.objects.filter(agreement=agreement).order_by("number")
    rows: list[dict[str, Any]] = [
        {
            "number": version.number,
            "state": version.state,
            "document_hash": version.document_hash,
            "signed_file_hash": version.signed_file_hash,
            "in_force_at": version.in_force_at,
            "terms": asdict(terms_of(version)),
            "indemnities": [
                {
                    "version_hash": given.version_hash,
                    "heads": given.heads,
                    "insurer": given.insurer,
                    "policy_number": given.policy_number,
                    "cover_ends_on": given.cover_ends_on,
                    "executed_at": given.executed_at,
                    "replaced_at": given.replaced_at,
                    "file_hash": given.file_hash,
                }
                for given in Indemnity.objects.filter(version=version).order_by(
                    "executed_at"
                )
            ],
        }
        for version in versions
    ]
    return json.dumps(rows, indent=1, default=str).encode()


def receipts_csv(receipts: Iterable[Receipt]) -> bytes:
    """Each with since when it is known, of what was put in an extract, that it never
    left; empty where it was shown, or may have been."""
    found = list(receipts)
    unsent = never_left(Receipt.objects.filter(pk__in=[one.pk for one in found]))
    return _csv(
        (*RECEIPT_COLUMNS, "never_left_at"),
        (
            [
                *(_cell(getattr(receipt, name)) for name in RECEIPT_COLUMNS),
                _cell(unsent.get(receipt.pk)),
            ]
            for receipt in found
        ),
    )


def timeline_csv(agreement: Agreement) -> bytes:
    return _csv(
        ("when", "what", "who"),
        ([at.isoformat(), what, who] for at, what, who in timeline(agreement)),
    )


def _csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A spreadsheet must run nothing: a cell that begins like a formula is quoted."""
    out = io.StringIO()
    written = csv.writer(out)
    written.writerow(head)
    for row in rows:
        written.writerow(
            [f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in row]
        )
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)
    return str(value)


def _london(at: datetime) -> datetime:
    return at.astimezone(LONDON)
