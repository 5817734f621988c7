"""What does a call on agreements send, read strictly?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from api.bodies import (
    Errors,
    paragraph,
    parsed,
    refuse_if_any,
    refuse_unknown,
    text,
)
from sharing.terms import AgreementTerms, CoverTerms, IndemnityTerms, Signatory


type Body = Mapping[str, Any]

LISTS = ("purposes", "categories", "activities")
DATES = ("starts_on", "review_on", "ends_on")
NUMBERS = {"training_months": 24, "recall_days": 2, "retention_days": 0}
LINES = {
    "lawful_basis_discloser": 60,
    "lawful_basis_recipient": 60,
    "condition_discloser": 120,
    "condition_recipient": 120,
    "dpia_reference": 80,
    "policy_reference": 80,
    "discloser_named": 150,
    "recipient_named": 150,
    "level": 12,
}
PARAGRAPHS = ("security_terms", "onward_terms")
TERMS = frozenset({*LISTS, *DATES, *NUMBERS, *LINES, *PARAGRAPHS, "portfolio_kind"})
MOST_CODES = 40
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBody:
    """`discloser` is told apart from whoever drafts by the platform alone."""

    recipient: UUID
    title: str
    terms: AgreementTerms
    discloser: UUID | None


def read_draft(body: Body) -> DraftBody:
    """The parties, the title and the terms."""
    errors: Errors = {}
    refuse_unknown(body, TERMS | {"recipient", "discloser", "title"}, errors)
    say = "Send the id of the other organisation."
    recipient = parsed(body, "recipient", errors, read=UUID, say=say)
    discloser = parsed(body, "discloser", errors, read=UUID, say=say)
    title = text(body, "title", errors, longest=150)
    given = _terms(body, errors)
    if recipient is None:
        errors.setdefault("recipient", say)
    refuse_if_any(errors)
    assert recipient is not None  # noqa: S101 - refused above
    return DraftBody(
        recipient=recipient,
        title=title,
        terms=AgreementTerms(**given),
        discloser=discloser,
    )


def read_terms(body: Body) -> AgreementTerms:
    """The terms of a next version, all of them."""
    errors: Errors = {}
    refuse_unknown(body, TERMS, errors)
    given = _terms(body, errors)
    refuse_if_any(errors)
    return AgreementTerms(**given)


def _terms(body: Body, errors: Errors) -> dict[str, Any]:
    return {
        **{name: codes(body, name, errors) for name in LISTS},
        **{name: day(body, name, errors) for name in DATES},
        **{name: number(body, name, errors, usual=n) for name, n in NUMBERS.items()},
        **{name: text(body, name, errors, longest=n) for name, n in LINES.items()},
        **{name: paragraph(body, name, errors) for name in PARAGRAPHS},
        "portfolio_kind": text(body, "portfolio_kind", errors, longest=10) or "UPRNS",
    }


def read_signature(body: Body, *, name: str) -> Signatory:
    """Position and authority; the name is that of whoever acts."""
    errors: Errors = {}
    refuse_unknown(body, frozenset({"role", "authority"}), errors)
    signatory = _signatory(body, errors, name=name)
    refuse_if_any(errors)
    return signatory


COVER = frozenset({"insurer", "policy_number", "cover_ends_on"})
INDEMNITY = COVER | {"heads", "policy_undertaking", "role", "authority"}


def read_indemnity(body: Body, *, name: str) -> tuple[IndemnityTerms, Signatory]:
    errors: Errors = {}
    refuse_unknown(body, INDEMNITY, errors)
    signatory = _signatory(body, errors, name=name)
    terms = IndemnityTerms(
        heads=codes(body, "heads", errors),
        policy_undertaking=flag(body, "policy_undertaking", errors),
        **_cover(body, errors),
    )
    refuse_if_any(errors)
    return terms, signatory


def read_cover(body: Body) -> CoverTerms:
    errors: Errors = {}
    refuse_unknown(body, COVER, errors)
    terms = CoverTerms(**_cover(body, errors))
    refuse_if_any(errors)
    return terms


def _cover(body: Body, errors: Errors) -> dict[str, Any]:
    return {
        "insurer": text(body, "insurer", errors, longest=150),
        "policy_number": text(body, "policy_number", errors, longest=80),
        "cover_ends_on": day(body, "cover_ends_on", errors),
    }


def read_reason(body: Body) -> str:
    errors: Errors = {}
    refuse_unknown(body, frozenset({"reason"}), errors)
    reason = paragraph(body, "reason", errors, required="Send why, in a sentence.")
    refuse_if_any(errors)
    return reason


ATTESTATION = frozenset(
    {"agreement", "activity", "mode", "evidence", "people", "starts_on", "ends_on"}
)


def read_attestation(body: Body) -> dict[str, Any]:
    """What `attest` takes, but who and when."""
    errors: Errors = {}
    refuse_unknown(body, ATTESTATION, errors)
    say = "Send the agreement's id."
    agreement = parsed(body, "agreement", errors, read=UUID, say=say)
    if agreement is None:
        errors.setdefault("agreement", say)
    given = {
        "agreement_id": agreement,
        "activity": text(body, "activity", errors, longest=40),
        "mode": text(body, "mode", errors, longest=20),
        "evidence": paragraph(body, "evidence", errors),
        "people": number(body, "people", errors, usual=0),
        "ends_on": day(body, "ends_on", errors),
    }
    if body.get("starts_on") is not None:
        given["starts_on"] = day(body, "starts_on", errors)
    refuse_if_any(errors)
    return given


def codes(body: Body, field: str, errors: Errors) -> tuple[str, ...]:
    """A list of codes, each a short string; which are known is asked further in."""
    value = body.get(field, [])
    fits = isinstance(value, list) and len(value) <= MOST_CODES
    if not fits or not all(isinstance(v, str) and v.isprintable() for v in value):
        errors[field] = f"Send a list of up to {MOST_CODES} codes."
        return ()
    return tuple(dict.fromkeys(value))


def day(body: Body, field: str, errors: Errors) -> date:
    say = "Send a date like 2026-11-22."
    found = parsed(body, field, errors, read=date.fromisoformat, say=say)
    if found is None:
        errors.setdefault(field, say)
    return found or date.min


def number(body: Body, field: str, errors: Errors, *, usual: int) -> int:
    value = body.get(field, usual)
    if isinstance(value, bool) or not isinstance(value, int):
        errors[field] = "Send a whole number."
    elif not 0 <= value <= MOST_DAYS:
        errors[field] = f"Send a whole number from 0 to {MOST_DAYS}."
    else:
        return value
    return usual


def flag(body: Body, field: str, errors: Errors) -> bool:
    value = body.get(field, False)
    if not isinstance(value, bool):
        errors[field] = "Send true or false."
        return False
    return value


def _signatory(body: Body, errors: Errors, *, name: str) -> Signatory:
    role = text(body, "role", errors, longest=150)
    authority = text(body, "authority", errors, longest=200)
    for field, given in (("role", role), ("authority", authority)):
        if not given:
            errors.setdefault(field, "Send the signatory's position and authority.")
    return Signatory(name=name, role=role, authority=authority)
