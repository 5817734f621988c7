"""Is an extract asked for that may leave?"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit import outbox
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.transitions import agreement_of
from sharing.errors import Invalid, NotFound, Refused
from sharing.models import Extract, ExtractRoute
from sharing.permissions import LONDON, in_person, my_side, require
from sharing.queries.extract_rows import Gathered, against_going, gather
from sharing.states import ExtractState, Side
from tenants.codes import Activity, Purpose, Role
from tenants.context import current_organisation
from tenants.packs.choices import Transport
from tenants.queries import current_pack


MAKE = "sharing.make_extract"
GOOD_FOR = timedelta(hours=24)
LOOK_UP_HERE = "Our policy has partners look up here only, so no extract leaves."


def ask(
    *,
    agreement_id: UUID,
    activity: str,
    purpose: str,
    reason: str,
    by: User,
    at: datetime,
) -> Extract:
    """The discloser's sharing officer asks for one extract. The edge asked a step-up.

    Raises:
        NotAllowed, NotFound: it is not this person's to ask.
        Invalid: something is missing, or nobody has confirmed a way for extracts.
        Refused: nothing may go now; every reason, and the refusal is on record.
    """
    extract = _asked(agreement_id, activity, purpose, reason.strip(), by=by, at=at)
    if extract.state == ExtractState.REFUSED:
        raise Refused(*extract.refusal)
    return extract


@transaction.atomic
def _asked(
    agreement_id: UUID,
    activity: str,
    purpose: str,
    reason: str,
    *,
    by: User,
    at: datetime,
) -> Extract:
    in_person(by)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    agreement = agreement_of(agreement_id)
    if my_side(agreement) != Side.DISCLOSER:
        raise NotFound("There is no such agreement of ours.")
    _refuse_gaps(activity, purpose, reason)
    route = _way(agreement_id)
    extract = Extract(
        id=uuid4(),
        agreement=agreement,
        route=route,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
        kind=route.kind,
        activity=activity,
        purpose=purpose,
        reason=reason,
        state=ExtractState.ASKED.value,
        valid_until=at + GOOD_FOR,
        asked_by=who.person,
        asked_at=at,
    )
    extract.refusal = list(why_not_now(extract, at=at))
    _put_on_record(extract, by=who, at=at)
    return extract


def _put_on_record(extract: Extract, *, by: Actor, at: datetime) -> None:
    """A refusal is kept as it is; the rest is left to a worker."""
    if extract.refusal:
        extract.state = ExtractState.REFUSED.value
    Extract.objects.bulk_create([extract])
    if not extract.refusal:
        outbox.post(
            task=MAKE,
            organisation=extract.discloser,
            arguments={"extract_id": str(extract.pk)},
        )
    kind = Kind.EXTRACT_REFUSED if extract.refusal else Kind.EXTRACT_ASKED
    tell(kind, extract, by=by, at=at)


def why_not_now(
    extract: Extract, *, at: datetime, found: Gathered | None = None
) -> tuple[str, ...]:
    """Everything that keeps it from going now, the discloser's own policy first."""
    day = at.astimezone(LONDON).date()
    pack = current_pack(current_organisation(), on=day)
    reasons = against_going(extract, found or gather(extract, at=at), at=at)
    if pack.transport is not Transport.ENCRYPTED_EMAIL:
        return (LOOK_UP_HERE, *reasons)
    return reasons


def tell(kind: Kind, extract: Extract, *, by: Actor, at: datetime) -> None:
    """Put one step of an extract in the audit of whoever takes it."""
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(extract.pk),
        details={
            "agreement": str(extract.agreement_id),
            "recipient": str(extract.recipient),
            "way": extract.kind,
            "rows": extract.rows,
            "digest": extract.digest,
            "reasons": list(extract.refusal),
        },
    )


def _way(agreement_id: UUID) -> ExtractRoute:
    found = ExtractRoute.objects.filter(
        agreement_id=agreement_id,
        withdrawn_at__isnull=True,
        confirmed_at__isnull=False,
    ).first()
    if found is None:
        raise Invalid(
            {"route": "No extract leaves until a way is named and confirmed."}
        )
    return found


def _refuse_gaps(activity: str, purpose: str, reason: str) -> None:
    errors = {}
    if activity not in Activity:
        errors["activity"] = "Choose the activity."
    if purpose not in Purpose:
        errors["purpose"] = "Choose the purpose."
    if not reason:
        errors["reason"] = "Say why looking up here is not enough this time."
    if errors:
        raise Invalid(errors)
