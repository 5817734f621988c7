"""Who gives the indemnity, and how is the insurance behind it renewed?

The indemnity is tied to the words of one version: a new version needs a new one. The
insurance is not: cover that is renewed takes its place behind the same undertaking.
"""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.actions.papers import keep_indemnity
from sharing.actions.transitions import agreement_of, locked, move, tell
from sharing.errors import NotNow
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementVersion, Indemnity, PaperKind
from sharing.permissions import LONDON, allow
from sharing.states import STARTS_FROM, Step
from sharing.terms import CoverTerms, IndemnityTerms, Signatory


@noting_attempts
@transaction.atomic
def indemnify(
    *,
    agreement_id: UUID,
    terms: IndemnityTerms,
    signatory: Signatory,
    by: User,
    at: datetime,
    paper: bytes = b"",
    seen: int | None = None,
) -> Indemnity:
    """The recipient's signatory gives the indemnity, or gives it anew.

    `paper` is the executed document, a PDF that both sides then hold.
    """
    signatory.check()
    if paper:
        terms = replace(terms, file_hash=sha256(paper).hexdigest())
    terms.check(today=at.astimezone(LONDON).date())
    agreement = agreement_of(agreement_id)
    who = allow(Step.INDEMNIFY, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.INDEMNIFY, seen=seen)
    given = _execute(version, terms, signatory, by=who, at=at)
    if paper:
        keep_indemnity(given, paper, kind=PaperKind.INDEMNITY, by=who, at=at)
    if version.state == AgreementState.ACCEPTED:
        move(
            version,
            step=Step.INDEMNIFY,
            to=AgreementState.INDEMNIFIED,
            kind=Kind.AGREEMENT_INDEMNIFIED,
            by=who,
            at=at,
        )
    else:
        tell(
            version,
            step=Step.INDEMNIFY,
            kind=Kind.AGREEMENT_INDEMNIFIED,
            by=who,
            at=at,
            reason="The indemnity was given anew.",
        )
    return given


@noting_attempts
@transaction.atomic
def renew_cover(
    *,
    agreement_id: UUID,
    terms: CoverTerms,
    by: User,
    at: datetime,
    paper: bytes = b"",
    seen: int | None = None,
) -> list[Indemnity]:
    """New insurance behind every indemnity that stands under this agreement.

    `paper` is the certificate, a PDF that both sides then hold.

    What was undertaken stays as it was signed. Answers that the lapse stopped come back
    with the cover; a suspension on record is still lifted by the sharing officer alone.

    Raises:
        NotNow: no indemnity stands that the cover could be behind.
    """
    terms.check(today=at.astimezone(LONDON).date())
    agreement = agreement_of(agreement_id)
    who = allow(Step.RENEW_COVER, agreement=agreement, by=by, at=at)
    locked(agreement, step=Step.RENEW_COVER, seen=seen)
    standing = _standing(agreement)
    if not standing:
        raise NotNow("No indemnity has been given yet. Give it with the cover.")
    renewed = [_renew(given, terms, by=who, at=at) for given in standing]
    if paper:
        keep_indemnity(renewed[-1], paper, kind=PaperKind.COVER, by=who, at=at)
    return renewed


def _standing(agreement: Agreement) -> list[Indemnity]:
    found = Indemnity.objects.select_related("version").filter(
        agreement_id=agreement.pk,
        replaced_at__isnull=True,
        version__state__in=[state.value for state in STARTS_FROM[Step.RENEW_COVER]],
    )
    return list(found.order_by("version__number"))


def _renew(held: Indemnity, terms: CoverTerms, *, by: Actor, at: datetime) -> Indemnity:
    _replace(held.version, at=at)
    renewed = Indemnity(
        id=uuid4(),
        version=held.version,
        agreement_id=held.agreement_id,
        discloser=held.discloser,
        recipient=held.recipient,
        version_hash=held.version_hash,
        heads=held.heads,
        policy_undertaking=held.policy_undertaking,
        insurer=terms.insurer.strip(),
        policy_number=terms.policy_number.strip(),
        cover_ends_on=terms.cover_ends_on,
        file_hash=held.file_hash,
        signatory_name=held.signatory_name,
        signatory_role=held.signatory_role,
        signatory_authority=held.signatory_authority,
        executed_by=by.person,
        executed_at=at,
    )
    Indemnity.objects.bulk_create([renewed])
    tell(
        held.version,
        step=Step.RENEW_COVER,
        kind=Kind.COVER_RENEWED,
        by=by,
        at=at,
        reason=f"Covered until {terms.cover_ends_on:%-d %B %Y}.",
        details={"cover_ends_on": terms.cover_ends_on.isoformat()},
    )
    return renewed


def _execute(
    version: AgreementVersion,
    indemnity: IndemnityTerms,
    signatory: Signatory,
    *,
    by: Actor,
    at: datetime,
) -> Indemnity:
    _replace(version, at=at)
    return Indemnity.objects.create(
        version=version,
        agreement_id=version.agreement_id,
        discloser=version.discloser,
        recipient=version.recipient,
        version_hash=version.document_hash,
        heads=sorted(indemnity.heads),
        policy_undertaking=indemnity.policy_undertaking,
        insurer=indemnity.insurer.strip(),
        policy_number=indemnity.policy_number.strip(),
        cover_ends_on=indemnity.cover_ends_on,
        file_hash=indemnity.file_hash,
        signatory_name=signatory.name,
        signatory_role=signatory.role,
        signatory_authority=signatory.authority,
        executed_by=by.person,
        executed_at=at,
    )


def _replace(version: AgreementVersion, *, at: datetime) -> None:
    current = Indemnity.objects.filter(version=version, replaced_at__isnull=True)
    current.update(replaced_at=at)
