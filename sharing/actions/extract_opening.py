"""Who opens an extract by its link, once, and what do they get?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.extract_asking import tell
from sharing.actions.extracts import count_and_keep
from sharing.errors import NotFound, NotNow, Refused
from sharing.facts import AskerKind
from sharing.models import Extract
from sharing.permissions import holding, in_person
from sharing.queries.extract_rows import against_going, gather
from sharing.states import ExtractState
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.models import Asker


USED = "This link was used already, or has run out. Ask for another extract."


def open_once(
    *, extract_id: UUID, asker_digest: bytes, by: User, at: datetime
) -> bytes:
    """The extract as a file, decided for this person at this moment. Works once.

    The edge has asked for a step-up. What may not be shown now refuses all of it, and
    the link may be tried again until it runs out.

    Raises:
        NotAllowed: the person's roles do not check, or it is a program.
        NotFound: this organisation was sent no such extract.
        NotNow: it was opened already, or has run out.
        Refused: with every reason.
    """
    in_person(by)
    goes, reasons = _open(extract_id, asker_digest, by=by, at=at)
    if reasons:
        raise Refused(*reasons)
    return goes


@transaction.atomic
def _open(
    extract_id: UUID, asker_digest: bytes, *, by: User, at: datetime
) -> tuple[bytes, tuple[str, ...]]:
    who = holding(Permission.CHECK, by=by, at=at)
    extract = _held(extract_id)
    if at > extract.valid_until:
        raise NotNow(USED)
    found = gather(extract, at=at, asker=_facts_about(asker_digest, who))
    reasons = against_going(extract, found, at=at)
    if reasons:
        extract.refusal = list(reasons)
        tell(Kind.EXTRACT_REFUSED, extract, by=who, at=at)
        return b"", reasons
    goes = count_and_keep(extract, found, by=who, at=at)
    Extract.objects.filter(pk=extract.pk).update(
        state=ExtractState.OPENED.value,
        rows=extract.rows,
        left_out=extract.left_out,
        digest=extract.digest,
        opened_at=at,
        opened_by=who.id,
    )
    tell(Kind.EXTRACT_OPENED, extract, by=who, at=at)
    return goes, ()


def _held(extract_id: UUID) -> Extract:
    here = current_organisation().id
    found = (
        Extract.objects.select_for_update(of=("self",))
        .select_related("route")
        .filter(pk=extract_id, recipient=here, kind="LINK", state="SENT")
        .first()
    )
    if found is not None:
        return found
    if Extract.objects.filter(pk=extract_id, recipient=here, kind="LINK").exists():
        raise NotNow(USED)
    raise NotFound("There is no such extract.")


def _facts_about(asker_digest: bytes, who: Actor) -> dict[str, Any]:
    """The person as the gate knows whoever asks; nobody known is refused by it."""
    asker = Asker.objects.filter(
        digest=asker_digest, organisation=current_organisation().id, actor_id=who.id
    ).first()
    return {
        "judged_roles": (asker.role if asker else None,),
        "judged_briefings": (asker.briefing_ends if asker else None,),
        "asker_kind": AskerKind.PERSON.value,
        "second_factor": asker.second_factor if asker else None,
        "role_level": asker.ceiling if asker else None,
    }
