"""How is the bundle made with which a council claims on a partner's indemnity?"""

import hashlib
import io
import json
import zipfile
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from documents import storage
from documents.pdf import write_text
from sharing.actions.attempts import noting_attempts
from sharing.errors import NotAllowed, NotFound
from sharing.models import Agreement, MisuseCase, Paper
from sharing.permissions import acting, in_person, reading_roles
from sharing.queries.claims import (
    claim_words,
    receipts_csv,
    receipts_of,
    timeline_csv,
    version_at,
    versions_json,
)
from sharing.queries.wording import agreement_text_of, indemnity_text_of
from sharing.texts.claim import claim_text
from tenants.codes import Role
from tenants.context import current_organisation


CLAIMS = frozenset({Role.SHARING_OFFICER, Role.DATA_PROTECTION_OFFICER})


@noting_attempts
@transaction.atomic
def bundle(*, case_id: UUID, by: User, at: datetime) -> tuple[bytes, str]:
    """The claim bundle of a case as a ZIP, with a name for it. On record with its digest.

    Raises:
        NotAllowed: only the discloser, whom the indemnity protects, makes one.
        NeedsPerson: it leaves to nobody but somebody signed in.
        NotFound: there is no such case.
    """
    in_person(by)
    case = MisuseCase.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound("There is no such case.")
    roles = reading_roles(by, at) & CLAIMS
    if current_organisation().id != case.discloser or not roles:
        raise NotAllowed("Only the sharing officer of whoever shared makes a claim.")
    content = _zipped(_files(case), at=case.reported_at)
    record(
        kind=Kind.CLAIM_BUNDLED,
        organisation=case.discloser,
        by=acting(by, min(roles)),
        at=at,
        subject=str(case.agreement_id),
        details={
            "case": str(case.pk),
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
        },
    )
    return content, f"{case.reference}-claim.zip"


def _files(case: MisuseCase) -> dict[str, bytes]:
    """Name → bytes of everything in the bundle but its manifest."""
    agreement = Agreement.objects.get(pk=case.agreement_id)
    version = version_at(case)
    files = {
        "claim.pdf": write_text(claim_text(claim_words(case))),
        "agreement.pdf": write_text(agreement_text_of(version)),
        "indemnity.pdf": write_text(indemnity_text_of(version)),
        "versions.json": versions_json(agreement),
        "receipts.csv": receipts_csv(receipts_of(agreement)),
        "timeline.csv": timeline_csv(agreement),
    }
    for paper in Paper.objects.filter(agreement_id=agreement.pk).order_by("stored_at"):
        name = f"papers/{paper.sha256[:12]}-{paper.file_name}"
        files[name] = storage.get_shared(
            paper.storage_key, agreement=agreement.pk, sha256=paper.sha256
        )
    return files


def _zipped(files: dict[str, bytes], *, at: datetime) -> bytes:
    manifest = {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            **files,
            "manifest.json": json.dumps(manifest, indent=1).encode(),
        }.items():
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content)
    return out.getvalue()
