"""How are an organisation, its opening and an agreement's health written as JSON?"""

from dataclasses import fields
from typing import Any

from api.shapes import written
from sharing.queries.health import HealthLine
from tenants.onboarding import STEPS, Opening
from tenants.queries import OrganisationRow
from tenants.stopping import Standing


def row_as_json(row: OrganisationRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "slug": row.slug,
        "name": row.name,
        "kind": row.kind,
        "status": row.status,
        "gss_code": row.gss_code,
        "rsh_number": row.rsh_number,
        "opened_at": row.opened_at.isoformat(),
    }


def organisation_as_json(
    one: Standing, *, has_nobody: bool, program: bool
) -> dict[str, Any]:
    """One organisation as the platform sees it: nothing of its register."""
    may = {
        "suspend": one.may_be_suspended,
        "resume": one.may_be_resumed and not program,
        "administrator": has_nobody and not program,
    }
    return {
        "id": str(one.id),
        "slug": one.slug,
        "name": one.name,
        "kind": one.kind_code,
        "status": one.status_code,
        "gss_code": one.gss_code,
        "rsh_number": one.rsh_number,
        "opened_at": one.opened_at.isoformat(),
        "address": one.address,
        "duty_name": one.duty_name,
        "duty_phone": one.duty_phone,
        "has_nobody": has_nobody,
        "asked": _asked(one),
        "may": [step for step, allowed in may.items() if allowed],
    }


def _asked(one: Standing) -> dict[str, Any] | None:
    if one.asked is None:
        return None
    return {
        "what": "suspend" if one.asked.suspends else "resume",
        "at": one.asked.at.isoformat(),
        "error": one.asked.error,
    }


def opening_as_json(one: Opening) -> dict[str, Any]:
    """How far the work is. `organisation` and `address` once it is open."""
    state = "FAILED" if one.error else "DONE" if one.is_done else "RUNNING"
    return {
        "id": str(one.id),
        "name": one.name,
        "slug": one.slug,
        "asked_at": one.asked_at.isoformat(),
        "progress": state,
        "steps": [
            {"title": title, "done": number <= one.steps_done}
            for number, title in enumerate(STEPS, start=1)
        ],
        "error": one.error,
        "address": one.address,
        "organisation": str(one.organisation) if one.organisation else None,
    }


def health_as_json(line: HealthLine) -> dict[str, Any]:
    """What stops it or soon will, and never what any case or recall is about."""
    return {each.name: written(getattr(line, each.name)) for each in fields(line)}
