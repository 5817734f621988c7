"""What does a call of the platform send, read strictly?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from api.bodies import Errors, parsed, refuse_if_any, refuse_unknown, text
from api.shapes import written
from api.v1.agreements.bodies import read_draft
from sharing.draft_templates import TEMPLATES, begun_from
from sharing.terms import AgreementTerms
from tenants.codes import OrganisationKind
from tenants.opening_details import Details


type Body = Mapping[str, Any]

KINDS = [kind for kind in OrganisationKind if kind is not OrganisationKind.PLATFORM]
GUEST = {"slug": 40, "name": 120, "duty_name": 80, "duty_phone": 20}
LINES = {**GUEST, "pack": 40, "gss_code": 9, "rsh_number": 10, "brand_colour": 7}


def read_details(body: Body) -> Details:
    """An organisation as it is asked for."""
    errors: Errors = {}
    refuse_unknown(body, frozenset({*LINES, "kind"}), errors)
    lines = {name: text(body, name, errors, longest=n) for name, n in LINES.items()}
    say = f"Send one of: {', '.join(kind.value for kind in KINDS)}."
    kind = parsed(body, "kind", errors, read=OrganisationKind, say=say)
    if kind not in KINDS:
        errors.setdefault("kind", say)
    refuse_if_any(errors)
    assert kind is not None  # noqa: S101 - refused above
    lines["brand_colour"] = lines["brand_colour"].lower()
    return Details(kind=kind, **lines)


def read_guest(body: Body) -> dict[str, str]:
    """A guest organisation as it is asked for; what it needs is judged further in."""
    errors: Errors = {}
    refuse_unknown(body, frozenset(GUEST), errors)
    lines = {name: text(body, name, errors, longest=n) for name, n in GUEST.items()}
    refuse_if_any(errors)
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """The first administrator of an organisation."""

    full_name: str
    email: str


def read_invited(body: Body) -> Invited:
    errors: Errors = {}
    refuse_unknown(body, frozenset({"full_name", "email"}), errors)
    full_name = text(body, "full_name", errors, longest=120)
    email = text(body, "email", errors, longest=254)
    if not full_name:
        errors.setdefault("full_name", "Send the person's full name.")
    if not email:
        errors.setdefault("email", "Send the person's work e-mail address.")
    refuse_if_any(errors)
    return Invited(full_name=full_name, email=email)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An agreement between two others."""

    discloser: UUID
    recipient: UUID
    title: str
    terms: AgreementTerms


def read_platform_draft(body: Body, *, today: date) -> Draft:
    """A draft: what a template says, but where the body says otherwise."""
    errors: Errors = {}
    key = text(body, "template", errors, longest=20)
    if key and key not in TEMPLATES:
        errors["template"] = f"Send one of: {', '.join(TEMPLATES)}."
    say = "Send the id of the organisation that shares."
    discloser = parsed(body, "discloser", errors, read=UUID, say=say)
    if discloser is None:
        errors.setdefault("discloser", say)
    refuse_if_any(errors)
    assert discloser is not None  # noqa: S101 - refused above
    own = {"template", "discloser"}
    begun = {k: written(v) for k, v in begun_from(key, today=today).items()}
    given = {k: v for k, v in body.items() if k not in own}
    recipient, title, terms = read_draft({**begun, **given})
    return Draft(discloser=discloser, recipient=recipient, title=title, terms=terms)
