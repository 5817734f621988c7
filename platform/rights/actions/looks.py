"""Who read what about people's requests? Each page is one event, written first."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from documents.queries import read
from register.actions.events import note
from rights.actions.requests import officer
from rights.queries import people, requests
from rights.shown import PersonFound, RequestLine, RequestPage
from tenants.clocks import civil_date
from tenants.codes import Permission


@transaction.atomic
def list_requests(*, open_only: bool, by: User, at: datetime) -> list[RequestLine]:
    """Every request, or those not answered yet; the references shown are on record."""
    who = officer(by, at=at)
    found = requests.lines(on=civil_date(at), open_only=open_only)
    shown = [line.reference for line in found]
    note(
        Kind.RIGHTS_LISTED,
        who=who,
        step=Permission.RIGHTS,
        at=at,
        subject="list",
        details={"shown": shown},
    )
    return found


@transaction.atomic
def list_after(
    *, after: str, limit: int, by: User, at: datetime
) -> requests.RequestList:
    """A page of every request; the references shown are on record."""
    who = officer(by, at=at)
    found = requests.lines_after(after, limit=limit, on=civil_date(at))
    note(
        Kind.RIGHTS_LISTED,
        who=who,
        step=Permission.RIGHTS,
        at=at,
        subject="list",
        details={"shown": [line.reference for line in found.lines]},
    )
    return found


@transaction.atomic
def open_request(*, reference: str, by: User, at: datetime) -> RequestPage:
    """One request with its clock, its person and its letters."""
    who = officer(by, at=at)
    page = requests.page_for(reference, on=civil_date(at))
    note(Kind.RIGHTS_READ, who=who, step=Permission.RIGHTS, at=at, subject=reference)
    return page


@transaction.atomic
def open_letter(
    *, reference: str, document_id: UUID, by: User, at: datetime
) -> tuple[bytes, str]:
    """A letter exactly as it was made, and its file name."""
    who = officer(by, at=at)
    document = requests.letter_of(reference, document_id)
    note(
        Kind.RIGHTS_LETTER_READ,
        who=who,
        step=Permission.RIGHTS,
        at=at,
        subject=reference,
        details={"document": str(document.pk)},
    )
    return read(document), document.file_name


@transaction.atomic
def search_people(
    *,
    reference: str,
    name: str,
    born: date | None,
    entry_reference: str,
    by: User,
    at: datetime,
) -> list[PersonFound]:
    """Records that may be the person of this request; which were shown is on record."""
    who = officer(by, at=at)
    found = people.find(name=name, born=born, reference=entry_reference)
    note(
        Kind.RIGHTS_SEARCHED,
        who=who,
        step=Permission.RIGHTS,
        at=at,
        subject=reference,
        details={"shown": [str(person.id) for person in found]},
    )
    return found
