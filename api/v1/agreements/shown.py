"""How is an agreement written as JSON?"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sharing.queries.agreement_lines import (
    AgreementPage,
    AgreementRow,
    AttestationLine,
    IndemnityLine,
)
from sharing.queries.versions import Difference, PaperLine, VersionLine
from sharing.signatures import SIGNATURES


def row_as_json(row: AgreementRow, *, program: bool = False) -> dict[str, Any]:
    """What a list says of an agreement. A program is offered nothing to sign."""
    return {
        "id": str(row.id),
        "reference": row.reference,
        "title": row.title,
        "version": row.version,
        "discloser": row.discloser,
        "recipient": row.recipient,
        "state": row.state.value,
        "stopped": row.stopped,
        "waiting_for": row.waiting_for,
        "under_way": row.under_way,
        "ends_on": row.ends_on.isoformat(),
        "may": sorted(row.may - SIGNATURES if program else row.may),
    }


def agreement_as_json(page: AgreementPage, *, program: bool) -> dict[str, Any]:
    """All that both sides may see of it, but its timeline's names of roles."""
    return {
        **row_as_json(page, program=program),
        "terms": _plain(asdict(page.terms)),
        "document_hash": page.document_hash,
        "signed_file_hash": page.signed_file_hash,
        "signed_by_discloser": page.discloser_signature,
        "signed_by_recipient": page.recipient_signature,
        "indemnity": _indemnity(page.indemnity),
        "attestations": [attestation_as_json(each) for each in page.attestations],
        "portfolio": page.portfolio_label,
        "arranged": page.arranged,
        "versions": [version_as_json(each) for each in page.versions],
        "papers": [paper_as_json(each) for each in page.papers],
        "misuse_cases": [str(each.id) for each in page.misuse],
        "why_not": [
            {"step": step, "sentences": list(sentences)}
            for step, sentences in page.why_not.items()
        ],
        "timeline": [
            {"at": each.at.isoformat(), "what": each.what, "note": each.note}
            for each in page.timeline
        ],
    }


def attestation_as_json(line: AttestationLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "activity": line.activity,
        "mode": line.mode_label,
        "evidence": line.evidence,
        "people": line.people,
        "ends_on": line.ends_on.isoformat(),
        "approved_at": line.approved.at.isoformat() if line.approved else None,
        "approved_by": line.approved.name if line.approved else "",
        "approved_role": line.approved.role if line.approved else "",
        "reasons": list(line.reasons),
    }


def version_as_json(line: VersionLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "state": line.state_label,
        "starts_on": line.starts_on.isoformat(),
        "ends_on": line.ends_on.isoformat(),
        "signed_file_hash": line.signed_file_hash,
    }


def difference_as_json(found: Difference) -> dict[str, Any]:
    """Two versions, term by term, with what each change does in words."""
    return {
        "agreement": str(found.agreement_id),
        "before": found.before.number,
        "after": found.after.number,
        "changes": [
            {
                "term": each.label,
                "changed": each.changed,
                "before": list(each.before),
                "after": list(each.after),
                "sentence": each.sentence,
            }
            for each in found.changes
        ],
    }


def paper_as_json(line: PaperLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "kind": line.kind_label,
        "file_name": line.file_name,
        "sha256": line.sha256,
        "stored_at": line.stored_at.isoformat(),
    }


def _indemnity(line: IndemnityLine | None) -> dict[str, Any] | None:
    return None if line is None else _plain(asdict(line))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _as_json(value) for name, value in values.items()}


def _as_json(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
