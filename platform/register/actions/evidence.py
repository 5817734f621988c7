"""How is a file that bears on an incident kept, and who opened it?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from documents import links
from documents.actions import store
from documents.evidence import Cleaned, NotAccepted
from documents.files import Form, accept
from documents.models import DocumentKind
from documents.queries import read
from documents.scanning import ScanRefused, scan
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.actions.reports import locked
from register.models import Evidence, Incident, Report
from register.permissions import Standing, may_open_report, standing_of
from register.queries.evidence import EvidencePage, page_of
from register.refusals import NotFound, Refused, RegisterError
from register.states import DECIDED_STATES, EvidenceSort
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


# What each sort of evidence may turn out to be.
FORMS = {
    EvidenceSort.PHOTOGRAPH: {Form.PICTURE},
    EvidenceSort.CCTV: {Form.PICTURE},
    EvidenceSort.RECORDING: {Form.RECORDING},
    EvidenceSort.LETTER: {Form.LETTER, Form.PICTURE},
}


class LinkRanOut(RegisterError):
    """The link was made more than a minute ago. Open the file from its list again."""


@noting_attempts
@transaction.atomic
def add(
    *,
    reference: str,
    incident_id: UUID,
    upload: bytes,
    what_it_shows: str,
    sort: EvidenceSort = EvidenceSort.PHOTOGRAPH,
    third_parties: Sequence[str] = (),
    by: User,
    at: datetime,
) -> Evidence:
    """Keep a file with an incident of an undecided report: typed by its bytes, drawn
    again where it can be, scanned where a scanner is configured, and hashed.

    `third_parties` says who else is to be seen or heard in it, so that a copy given to
    the subject can be covered up.
    """
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    _refuse_outsiders(who, report)
    incident = _open_incident(report, incident_id)
    if not what_it_shows.strip():
        raise Refused("Say what the file shows.")
    kept_file, scanned_by = _accepted(upload, sort)
    document = store(
        kind=DocumentKind.EVIDENCE,
        content=kept_file.content,
        content_type=kept_file.content_type,
        file_name=f"evidence-{reference}.{kept_file.ending}",
        about=incident.pk,
        by=actor(by, role=who.role_for(Permission.RAISE_REPORT)),
        at=at,
    )
    kept = Evidence.objects.create(
        incident=incident,
        document=document,
        sort=sort.value,
        what_it_shows=what_it_shows.strip(),
        third_parties=list(third_parties),
        scanned_by=scanned_by,
        added_by=by,
        added_at=at,
    )
    _note(Kind.EVIDENCE_ADDED, reference, kept, who=who, at=at)
    return kept


def _accepted(upload: bytes, sort: EvidenceSort) -> tuple[Cleaned, str]:
    """What is kept of the file, and who scanned it; or why it is refused."""
    try:
        form, kept = accept(upload)
        scanned_by = scan(upload)
    except (NotAccepted, ScanRefused) as refusal:
        raise Refused(str(refusal)) from refusal
    if form not in FORMS[sort]:
        raise Refused(f"This file is a {form}, not a {sort.label.lower()}.")
    return kept, scanned_by


@noting_attempts
@transaction.atomic
def list_files(*, reference: str, by: User, at: datetime) -> EvidencePage:
    """The files of one report; that the list was read is on record."""
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    _refuse_outsiders(who, report)
    page = page_of(report)
    note(
        Kind.EVIDENCE_LISTED,
        who=who,
        step=Permission.RAISE_REPORT,
        at=at,
        subject=reference,
        details={"files": len(page.files)},
    )
    return page


def link_to(*, reference: str, evidence_id: UUID, by: User, at: datetime) -> str:
    """A link to one file, for this person and a minute. Nothing is shown by it yet."""
    report = _readable(reference, by=by, at=at)
    kept = _kept(report, evidence_id)
    return links.make(
        about={"report": reference, "evidence": str(kept.pk)},
        organisation=current_organisation().id,
        person=by.pk,
        at=at,
    )


def open_link(*, token: str, by: User, at: datetime) -> tuple[bytes, str]:
    """The file behind a link, if it is still theirs to see; the look is on record.

    Raises:
        NotFound: it is another organisation's or person's link, or was changed.
        LinkRanOut: it was made more than a minute ago.
    """
    organisation = current_organisation().id
    try:
        about = links.follow(token, organisation=organisation, person=by.pk, at=at)
    except links.LinkRefused as refusal:
        raise NotFound("There is no such file.") from refusal
    except links.LinkExpired as refusal:
        raise LinkRanOut(str(LinkRanOut.__doc__)) from refusal
    return open_evidence(
        reference=about["report"], evidence_id=UUID(about["evidence"]), by=by, at=at
    )


@noting_attempts
@transaction.atomic
def open_evidence(
    *, reference: str, evidence_id: UUID, by: User, at: datetime
) -> tuple[bytes, str]:
    """The file and its name, to be served as a download; the look is on record."""
    report = _readable(reference, by=by, at=at)
    who = standing_of(by, on=civil_date(at))
    kept = _kept(report, evidence_id)
    _note(Kind.EVIDENCE_READ, reference, kept, who=who, at=at)
    return read(kept.document), kept.document.file_name


def _readable(reference: str, *, by: User, at: datetime) -> Report:
    report = Report.objects.filter(reference=reference).first()
    if report is None:
        raise NotFound("There is no such report.")
    _refuse_outsiders(standing_of(by, on=civil_date(at)), report)
    return report


def _kept(report: Report, evidence_id: UUID) -> Evidence:
    found = (
        Evidence.objects.select_related("document")
        .filter(pk=evidence_id, incident__report=report)
        .first()
    )
    if found is None:
        raise NotFound("There is no such evidence.")
    return found


def _open_incident(report: Report, incident_id: UUID) -> Incident:
    """The incident, as long as its report is not decided."""
    if report.state in DECIDED_STATES:
        raise Refused("This report is decided, so no evidence can be added to it.")
    incident = Incident.objects.filter(report=report, pk=incident_id).first()
    if incident is None:
        raise NotFound("There is no such incident on this report.")
    return incident


def _refuse_outsiders(who: Standing, report: Report) -> None:
    pack = current_pack(current_organisation())
    if not may_open_report(who, report, pack):
        raise NotFound("There is no such report.")


def _note(
    kind: Kind, reference: str, kept: Evidence, *, who: Standing, at: datetime
) -> None:
    note(
        kind,
        who=who,
        step=Permission.RAISE_REPORT,
        at=at,
        subject=reference,
        details={"evidence": str(kept.pk), "sha256": kept.document.sha256},
    )
