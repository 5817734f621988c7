"""Is there such a thing, before a form about it is shown?

Sending a form about something that nobody has, or that is not this person's to see, is
answered 404 by the action. A page that needs to read nothing for its form would show it
all the same, and let somebody type into nothing. Each such page names here what its
address is about; it is asked once more when the form is sent.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils import timezone

from accounts.sign_in.requests import Asked
from register.imports.queries import batch_for, row_for
from register.queries.entries import entry_for
from register.queries.hearings import appeal_for
from register.queries.reports import report_for
from register.queries.subjects import subject_page
from register.refusals import NotFound
from rights.queries.requests import page_for
from sharing.queries import agreement_for
from sharing.queries.own_teams import team_release_for
from sharing.queries.releases import release_for
from tenants.codes import Permission


type Reads = Callable[..., object]
"""Reads what the address names, as this person may, or raises NotFound."""


def report(request: Asked, reference: str, **_: object) -> None:
    report_for(request.user, reference, on=timezone.localdate())


def entry(request: Asked, reference: str, **_: object) -> None:
    entry_for(request.user, reference, at=timezone.now())


def letter(request: Asked, reference: str, notice_id: UUID) -> None:
    """A letter that has not been made yet is waiting for its address all the same."""
    found = entry_for(request.user, reference, at=timezone.now())
    if notice_id not in {one.id for one in found.notices}:
        raise NotFound("There is no such letter.")


def appeal(request: Asked, reference: str, **_: object) -> None:
    appeal_for(request.user, reference, at=timezone.now())


def together(request: Asked, reference: str, association_id: UUID) -> None:
    found = subject_page(request.user, reference, at=timezone.now())
    if association_id not in {one.id for one in found.together}:
        raise NotFound("These two do not belong together.")


def batch(request: Asked, batch_id: UUID, **_: object) -> None:
    batch_for(batch_id, held_by(request))


def held_by(request: Asked) -> frozenset[Permission]:
    return frozenset[Permission]().union(*(role.permissions for role in request.roles))


def a_row(request: Asked, batch_id: UUID, number: int, **_: object) -> None:
    row_for(batch_id, number, held_by(request))


def request_of_rights(request: Asked, reference: str) -> None:
    page_for(reference, on=timezone.localdate())


def release(request: Asked, reference: str, release_id: UUID) -> None:
    release_for(request.user, release_id, at=timezone.now())


def team_release(request: Asked, reference: str, release_id: UUID) -> None:
    team_release_for(request.user, release_id, at=timezone.now())


def agreement(request: Asked, agreement_id: UUID) -> None:
    agreement_for(request.user, agreement_id, at=timezone.now())


ABOUT: Mapping[str, Reads] = {
    "reports:countersign": report,
    "reports:return": report,
    "reports:police": report,
    "reports:injury": report,
    "reports:injury-reported": report,
    "decisions:not-telling": report,
    "register:withdraw": entry,
    "subjects:associate": entry,
    "subjects:end": together,
    "notices:retest": entry,
    "notices:address": letter,
    "rights:disclose": entry,
    "rights:person": request_of_rights,
    "appeals:record": entry,
    "appeals:reply": entry,
    "appeals:hearing-date": appeal,
    "appeals:prepare": appeal,
    "appeals:withdraw": appeal,
    "appeals:view": appeal,
    "appeals:outcome": appeal,
    "sharing:take-back": release,
    "sharing:take-back-from-team": team_release,
    "extracts:propose": agreement,
    "imports:send": batch,
    "imports:commit": batch,
    "imports:return": batch,
    "imports:abandon": batch,
    "imports:kind": batch,
    "imports:settle": a_row,
}
"""Each page that shows its form without reading what it is about."""


def must_be_known(request: Asked, route: str, keywords: Mapping[str, object]) -> None:
    """Raise NotFound where a form would be about nothing that this person may see."""
    reads = ABOUT.get(route)
    if reads is not None and request.method == "GET":
        reads(request, **keywords)
