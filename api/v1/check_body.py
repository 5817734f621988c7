"""Which check does this body ask for?

Read strictly: an unknown field is refused, a wrong one is named with what to do, and
all that is wrong is said at once.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.bodies import Errors, parsed, refuse_unknown, text
from api.problems import Kinds, Problem
from sharing.check import CheckRequest
from tenants.codes import Activity, Purpose


TOP = frozenset({"purpose", "activity", "officer", "visit_on", "premises", "person"})
PREMISES = frozenset({"uprn", "postcode", "building", "address"})
PERSON = frozenset({"name", "date_of_birth"})

LONGEST_CODE = 40
LONGEST_BUILDING = 60
LONGEST_LINE = 200
DAY = "Send a date as YYYY-MM-DD."
UPRN = "Send a UPRN as text of 1 to 12 digits."
POSTCODE = "Send a full postcode, such as ZX1 1AA."

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_UPRN = re.compile(r"\d{1,12}", re.ASCII)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.ASCII | re.IGNORECASE)


def read_check(body: Mapping[str, Any], *, today: date) -> CheckRequest:
    """The check asked for.

    Raises Problem INVALID with a sentence for each field that must be corrected.
    """
    errors: Errors = {}
    refuse_unknown(body, TOP, errors)
    fields = {
        **common_fields(body, errors),
        "visit_on": parsed(body, "visit_on", errors, read=_day, say=DAY),
        **_premises(_part(body, "premises", errors), errors),
        **_person(_part(body, "person", errors), errors, today=today),
    }
    if not errors:
        _refuse_too_little(fields, errors)
    if errors:
        raise Problem(
            Kinds.INVALID, "Correct the fields named and send it again.", errors=errors
        )
    return CheckRequest(**fields)


def common_fields(body: Mapping[str, Any], errors: Errors) -> dict[str, Any]:
    """What many checks may have in common: why, at what work, and who goes."""
    fields = {
        "purpose": _code(body, "purpose", errors, choices=Purpose),
        "activity": _code(body, "activity", errors, choices=Activity) or None,
        "officer": _officer(body, errors),
    }
    if not body.get("purpose"):
        errors.setdefault("purpose", f"Say what the check is for: {_choices(Purpose)}.")
    return fields


def _part(body: Mapping[str, Any], field: str, errors: Errors) -> Mapping[str, Any]:
    value = body.get(field)
    if value is None:
        return {}
    if not isinstance(value, dict):
        errors[field] = "Send a JSON object, or leave it out."
        return {}
    return value


def _premises(part: Mapping[str, Any], errors: Errors) -> dict[str, Any]:
    at = "premises."
    refuse_unknown(part, PREMISES, errors, at=at)
    return {
        "uprn": parsed(part, "uprn", errors, read=_uprn, say=UPRN, at=at) or "",
        "postcode": parsed(
            part, "postcode", errors, read=_postcode, say=POSTCODE, at=at
        )
        or "",
        "building": text(part, "building", errors, longest=LONGEST_BUILDING, at=at),
        "address": text(part, "address", errors, longest=LONGEST_LINE, at=at),
    }


def _person(part: Mapping[str, Any], errors: Errors, *, today: date) -> dict[str, Any]:
    at = "person."
    refuse_unknown(part, PERSON, errors, at=at)
    born = parsed(part, "date_of_birth", errors, read=_day, say=DAY, at=at)
    if born and born > today:
        errors[at + "date_of_birth"] = "Send a date of birth that is not in the future."
    return {
        "name": text(part, "name", errors, longest=LONGEST_LINE, at=at),
        "date_of_birth": born,
    }


def _refuse_too_little(fields: Mapping[str, Any], errors: Errors) -> None:
    """A question about nothing, or about a house without its street."""
    place = fields["uprn"] or fields["address"] or fields["postcode"]
    if not place and fields["building"]:
        errors["premises.postcode"] = "Send the postcode together with the building."
    elif not place and not fields["name"]:
        if fields["date_of_birth"]:
            errors["person.name"] = "Send a name together with the date of birth."
        else:
            errors["premises"] = (
                "Send premises, a person, or both: there is nothing to check."
            )
    elif fields["postcode"] and not (
        fields["building"] or fields["name"] or fields["uprn"] or fields["address"]
    ):
        errors["premises.building"] = (
            "Send the building's number or name together with the postcode."
        )


def _code(
    body: Mapping[str, Any],
    field: str,
    errors: Errors,
    *,
    choices: type[Purpose] | type[Activity],
) -> str:
    code = text(body, field, errors, longest=LONGEST_CODE)
    if code and code not in choices:
        errors[field] = f"Send one of: {_choices(choices)}."
    elif not code and body.get(field) is not None:
        errors.setdefault(field, f"Send one of: {_choices(choices)}.")
    return code


def _choices(choices: type[Purpose] | type[Activity]) -> str:
    return ", ".join(choice.value for choice in choices)


def _officer(body: Mapping[str, Any], errors: Errors) -> str | None:
    value = parsed(
        body,
        "officer",
        errors,
        read=UUID,
        say="Send the officer's id in your organisation, as a UUID.",
    )
    return str(value) if value else None


def _day(value: str) -> date:
    if not _DAY.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


def _uprn(value: str) -> str:
    if not _UPRN.fullmatch(value.strip()):
        raise ValueError
    return value.strip()


def _postcode(value: str) -> str:
    if not _POSTCODE.fullmatch(value.strip()):
        raise ValueError
    return value.strip()
