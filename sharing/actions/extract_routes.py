"""By which way may an extract leave under an agreement, and who confirmed it?"""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.sealing import seal, unseal
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.transitions import agreement_of
from sharing.errors import Changed, Invalid, NotAllowed, NotFound, NotNow
from sharing.extracts.certificates import Pinned, pinned, plain_fingerprint
from sharing.extracts.signing import Signer, new_signer, signer_in, written
from sharing.models import ExtractRoute, SigningKey
from sharing.permissions import LONDON, holding, in_person, my_side, require
from sharing.queries.extracts import how_far
from sharing.states import RouteKind, Side
from tenants.codes import Permission, Role
from tenants.context import current_organisation


TAKEN = "There is a way for extracts already. Withdraw it first."


@transaction.atomic
def propose(
    *,
    agreement_id: UUID,
    kind: str,
    address: str,
    certificate: bytes,
    reason: str,
    by: User,
    at: datetime,
) -> ExtractRoute:
    """The recipient's signatory says why the agreement demands extracts, and whereto.

    Raises:
        NotAllowed, NotFound: it is not this person's to say.
        Invalid: naming what is missing, or why the certificate cannot be used.
        NotNow: there is a way already; it is withdrawn first.
    """
    in_person(by)
    who = require(Role.PARTNER_SIGNATORY, by=by, at=at)
    agreement = agreement_of(agreement_id)
    if my_side(agreement) != Side.RECIPIENT:
        raise NotAllowed("The recipient says whereto an extract would go.")
    pin = _checked(kind, address, certificate, reason, at=at)
    if ExtractRoute.objects.filter(
        agreement=agreement, withdrawn_at__isnull=True
    ).exists():
        raise NotNow(TAKEN)
    route = ExtractRoute(
        id=uuid4(),
        agreement=agreement,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
        kind=RouteKind(kind).value,
        address=address.strip(),
        certificate=pin.pem if pin else "",
        fingerprint=pin.fingerprint if pin else "",
        certificate_ends_on=pin.ends_on if pin else None,
        reason=reason.strip(),
        asked_by=who.person,
        asked_at=at,
    )
    write(route)
    _record(Kind.EXTRACT_ROUTE_PROPOSED, route, by=who, at=at)
    return route


@transaction.atomic
def confirm(
    *,
    route_id: UUID,
    fingerprint: str,
    how: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> ExtractRoute:
    """The discloser's sharing officer confirms it over another channel than mail.

    For a certificate the fingerprint is typed as it was read out, and must be the
    same. The edge has asked for a step-up. `seen` is how far it was when it was read.

    Raises:
        NotAllowed, NotFound, NotNow: it is not this person's to confirm, or not now.
        Changed: it is not as far as `seen` says.
        Invalid: another fingerprint, or nothing said of who read it out and how.
    """
    in_person(by)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    route = _held(route_id, seen=seen)
    if route.discloser != current_organisation().id:
        raise NotFound("There is no such way for extracts.")
    if route.confirmed_at is not None:
        raise NotNow("This way is confirmed already.")
    errors = {}
    if not how.strip():
        errors["how"] = "Say who confirmed it and over which other channel."
    if route.kind == RouteKind.SMIME and plain_fingerprint(fingerprint) != (
        route.fingerprint
    ):
        errors["fingerprint"] = (
            "This is not the fingerprint of the certificate. Ring again; do not use it."
        )
    if errors:
        raise Invalid(errors)
    signer = signer_of_this_organisation(at=at)
    ExtractRoute.objects.filter(pk=route.pk).update(
        confirmed_by=who.person,
        confirmed_at=at,
        confirmed_how=how.strip(),
        signer=written(signer)[0],
    )
    _record(Kind.EXTRACT_ROUTE_CONFIRMED, route, by=who, at=at)
    route.refresh_from_db()
    return route


@transaction.atomic
def withdraw(*, route_id: UUID, by: User, at: datetime) -> ExtractRoute:
    """Either side closes the way. What has gone is recalled by its own routes."""
    who = holding(Permission.SHARE, Permission.SIGN_AGREEMENT, by=by, at=at)
    route = _held(route_id)
    ExtractRoute.objects.filter(pk=route.pk).update(
        withdrawn_by=who.person, withdrawn_at=at
    )
    _record(Kind.EXTRACT_ROUTE_WITHDRAWN, route, by=who, at=at)
    return route


def signer_of_this_organisation(*, at: datetime) -> Signer:
    """The organisation's signing key, made when it is first needed or has run out."""
    here = current_organisation()
    today = at.astimezone(LONDON).date()
    kept = (
        SigningKey.objects.filter(organisation=here.id, ends_on__gt=today)
        .order_by("-ends_on")
        .first()
    )
    if kept is not None:
        key = unseal(kept.sealed_key, organisation=here.id, keys=_keys())
        return signer_in(kept.certificate, key)
    signer = new_signer(here.name, at=at)
    certificate, key = written(signer)
    SigningKey.objects.bulk_create(
        [
            SigningKey(
                id=uuid4(),
                organisation=here.id,
                certificate=certificate,
                sealed_key=seal(key, organisation=here.id, keys=_keys()),
                made_at=at,
                ends_on=signer.certificate.not_valid_after_utc.date(),
            )
        ]
    )
    return signer


def _checked(
    kind: str, address: str, certificate: bytes, reason: str, *, at: datetime
) -> Pinned | None:
    errors = {}
    try:
        validate_email(address.strip())
    except ValidationError:
        errors["address"] = "Enter the e-mail address of the mailbox it goes to."
    if kind not in RouteKind:
        errors["kind"] = "Choose how an extract would reach you."
    if not reason.strip():
        errors["reason"] = "Say why looking up here is not enough."
    if errors:
        raise Invalid(errors)
    if kind != RouteKind.SMIME:
        return None
    return pinned(certificate, address=address.strip(), at=at)


def write(route: ExtractRoute) -> None:
    """Of two signatories who name one at the same moment, one is told that there is."""
    try:
        with transaction.atomic():
            ExtractRoute.objects.bulk_create([route])
    except IntegrityError:
        raise NotNow(TAKEN) from None


def _held(route_id: UUID, *, seen: int | None = None) -> ExtractRoute:
    found = (
        ExtractRoute.objects.select_for_update()
        .filter(pk=route_id, withdrawn_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound("There is no such way for extracts.")
    if seen is not None and seen != how_far(found.confirmed_at):
        raise Changed("Somebody took a step meanwhile. Read it again.")
    return found


def _record(kind: Kind, route: ExtractRoute, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(route.agreement_id),
        details={
            "route": str(route.pk),
            "kind": route.kind,
            "fingerprint": route.fingerprint,
        },
    )


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
