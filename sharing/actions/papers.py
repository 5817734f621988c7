"""How do signed papers and evidence come to be held by both parties of an agreement?"""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.actors import Actor, system
from audit.kinds import Kind
from documents import storage
from documents.evidence import Cleaned, NotAccepted
from documents.pdf import write_text
from documents.uploads import PDF, clean, clean_pdf
from sharing.actions.attempts import noting_attempts
from sharing.actions.transitions import agreement_of, locked, tell
from sharing.errors import Invalid, NotFound, NotNow
from sharing.models import (
    Agreement,
    AgreementVersion,
    Attestation,
    Indemnity,
    Paper,
    PaperKind,
)
from sharing.permissions import acting_reader, allow
from sharing.queries.wording import agreement_text_of
from sharing.states import Step
from tenants.codes import OrganisationKind
from tenants.context import current_organisation


FIELD = "paper"


@noting_attempts
@transaction.atomic
def file_signed(*, agreement_id: UUID, upload: bytes, by: User, at: datetime) -> Paper:
    """Keep a PDF of the agreement that was signed by hand, and its digest.

    Raises:
        Invalid: it is not a PDF that may be kept; the sentence says what to do.
    """
    cleaned = _cleaned(upload, only_pdf=True)
    agreement = agreement_of(agreement_id)
    who = allow(Step.FILE_SIGNED, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.FILE_SIGNED)
    paper = keep(
        agreement,
        PaperKind.BY_HAND,
        cleaned,
        about=version.pk,
        name=f"version-{version.number}-signed",
        by=who,
        at=at,
    )
    tell(
        version,
        step=Step.FILE_SIGNED,
        kind=Kind.PAPER_STORED,
        by=who,
        at=at,
        reason=f"SHA-256 {paper.sha256}",
        details={"paper": str(paper.pk), "sha256": paper.sha256},
    )
    return paper


def keep_indemnity(
    given: Indemnity, upload: bytes, *, kind: PaperKind, by: Actor, at: datetime
) -> Paper:
    """Keep the executed indemnity, or the certificate of cover, with what it proves."""
    name = "indemnity" if kind == PaperKind.INDEMNITY else "insurance"
    return keep(
        agreement_of(given.agreement_id),
        kind,
        _cleaned(upload, only_pdf=True),
        about=given.pk,
        name=name,
        by=by,
        at=at,
    )


def keep_evidence(
    given: Attestation, upload: bytes, *, by: Actor, at: datetime
) -> Paper:
    """Keep what shows that an activity is done as attested: a PDF or a picture."""
    return keep(
        given.agreement,
        PaperKind.EVIDENCE,
        _cleaned(upload),
        about=given.pk,
        name=f"evidence-{given.activity.lower().replace('_', '-')}",
        by=by,
        at=at,
    )


@transaction.atomic
def draw_up(*, version_id: UUID, at: datetime) -> Paper | None:
    """Make the PDF of a version with the signatures it has, once for each of them.

    With both signatures its digest becomes the version's. None where that was done.
    """
    version = AgreementVersion.objects.select_related("agreement").get(pk=version_id)
    if version.discloser_signed_at is None:
        raise NotNow("Nobody has signed this version.")
    signed = version.recipient_signed_at is not None
    kind = PaperKind.SIGNED if signed else PaperKind.OFFERED
    # One at a time: two workers that were sent the same row make one paper.
    AgreementVersion.objects.select_for_update().get(pk=version_id)
    if Paper.objects.filter(about=version.pk, kind=kind).exists():
        return None
    content = write_text(agreement_text_of(version))
    paper = keep(
        version.agreement,
        kind,
        Cleaned(content=content, content_type=PDF, ending="pdf"),
        about=version.pk,
        name=f"version-{version.number}-{kind.lower()}",
        by=system("sharing.tasks", organisation=current_organisation().id),
        at=at,
    )
    if signed:
        AgreementVersion.objects.filter(pk=version.pk).update(
            signed_file_hash=paper.sha256
        )
    return paper


@transaction.atomic
def open_paper(*, paper_id: UUID, by: User, at: datetime) -> tuple[bytes, Paper]:
    """The bytes of a paper of ours, checked against its digest, and that it was read.

    Raises:
        NotFound: there is none that this organisation holds.
    """
    who = acting_reader(by, at)
    # The platform holds no paper, and the database would refuse it the table.
    holds = current_organisation().kind != OrganisationKind.PLATFORM
    paper = Paper.objects.filter(pk=paper_id).first() if holds else None
    if paper is None:
        raise NotFound("There is no such paper.")
    record(
        kind=Kind.PAPER_READ,
        organisation=current_organisation().id,
        by=who,
        at=at,
        subject=str(paper.agreement_id),
        details={"paper": str(paper.pk), "kind": paper.kind},
    )
    content = storage.get_shared(
        paper.storage_key, agreement=paper.agreement_id, sha256=paper.sha256
    )
    return content, paper


def keep(
    agreement: Agreement,
    kind: PaperKind,
    cleaned: Cleaned,
    *,
    about: UUID,
    name: str,
    by: Actor,
    at: datetime,
) -> Paper:
    """The bytes first, then the row that proves them; both sides hold it."""
    stored = storage.put_shared(
        cleaned.content, agreement=agreement.pk, content_type=cleaned.content_type
    )
    paper = Paper(
        id=uuid4(),
        agreement_id=agreement.pk,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
        about=about,
        kind=kind.value,
        file_name=f"{agreement.reference}-{name}.{cleaned.ending}",
        content_type=cleaned.content_type,
        size=stored.size,
        sha256=stored.sha256,
        storage_key=stored.key,
        by_organisation=current_organisation().id,
        stored_by=by.person,
        stored_at=at,
    )
    Paper.objects.bulk_create([paper])
    return paper


def _cleaned(upload: bytes, *, only_pdf: bool = False) -> Cleaned:
    try:
        return clean_pdf(upload) if only_pdf else clean(upload)
    except NotAccepted as refusal:
        raise Invalid({FIELD: str(refusal)}) from None
