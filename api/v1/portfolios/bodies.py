"""What does a call on portfolios send: homes as a file, or areas or cases by name?"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from rest_framework.request import Request

from api.acting import Calling
from api.bodies import media_of, object_in, raw_body, read_object
from api.problems import Kinds, Problem
from api.shapes import read
from sharing.actions import portfolio_typed, portfolio_uploads
from sharing.homes import limits


CSV = "text/csv"
EITHER = "Send either areas or cases, or a CSV of homes."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBody:
    """Areas by GSS code, or own live entries by reference: one of the two."""

    areas: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceBody:
    """`leave_out`: rows with findings are left out, and those homes never searched."""

    leave_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came: a file of homes as it is, or else what was named."""

    content: bytes
    named: ChangeBody | None


def sent(request: Request) -> Sent:
    """Read the body no further than a list of homes may be long."""
    if media_of(request) == CSV:
        return Sent(content=raw_body(request, longest=limits.MOST_BYTES), named=None)
    body = read(ChangeBody, read_object(request))
    if bool(body.areas) == bool(body.cases):
        raise Problem(Kinds.INVALID, EITHER, errors={"areas": EITHER})
    return Sent(content=request._request.body, named=body)


def staging(given: Sent, agreement_id: UUID, call: Calling) -> Callable[[], str]:
    """What stages it, and answers the change's id."""

    def stage() -> UUID:
        if given.named is None:
            return portfolio_uploads.upload(
                agreement_id=agreement_id, data=given.content, by=call.user, at=call.at
            )
        if given.named.areas:
            return portfolio_typed.stage_area(
                agreement_id=agreement_id,
                gss_codes=given.named.areas,
                by=call.user,
                at=call.at,
            )
        return portfolio_typed.stage_cases(
            agreement_id=agreement_id,
            references=given.named.cases,
            by=call.user,
            at=call.at,
        )

    return lambda: str(stage())


def replacing(request: Request) -> ReplaceBody:
    """Everything may be left out of this body, and so may the body."""
    body = request._request.body
    return read(ReplaceBody, object_in(body) if body else {})
