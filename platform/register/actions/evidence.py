"""How is a file that bears on an incident kept, and who opened it?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from documents.actions import store
from documents.evidence import NotAccepted, clean
from documents.models import DocumentKind
from documents.queries import read
from register.actions.events import note
from register.actions.reports import locked
from register.models import Evidence, Incident, Report
from register.permissions import Standing, may_open_report, standing_of
from register.refusals import NotFound, Refused
from register.states import DECIDED_STATES
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


@transaction.atomic
def add(
    *,
    reference: str,
    incident_id: UUID,
    upload: bytes,
    what_it_shows: str,
    third_parties: Sequence[str] = (),
    by: User,
    at: datetime,
) -> Evidence:
    """Keep a picture with an incident of an undecided report, cleaned and hashed.

    `third_parties` says who else is to be seen in it, so that a copy given to the
    subject can be covered up.
    """
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    _refuse_outsiders(who, report)
    incident = _open_incident(report, incident_id)
    if not what_it_shows.strip():
        raise Refused("Say what the picture shows.")
    try:
        picture = clean(upload)
    except NotAccepted as refusal:
        raise Refused(str(refusal)) from refusal
    document = store(
        kind=DocumentKind.EVIDENCE,
        content=picture.content,
        content_type=picture.content_type,
        file_name=f"evidence-{reference}.{picture.ending}",
        about=incident.pk,
        by=actor(by, role=who.role_for(Permission.RAISE_REPORT)),
        at=at,
    )
    kept = Evidence.objects.create(
        incident=incident,
        document=document,
        what_it_shows=what_it_shows.strip(),
        third_parties=list(third_parties),
        added_by=by,
        added_at=at,
    )
    _note(Kind.EVIDENCE_ADDED, reference, kept, who=who, at=at)
    return kept


@transaction.atomic
def open_evidence(
    *, reference: str, evidence_id: UUID, by: User, at: datetime
) -> tuple[bytes, str]:
    """The picture and its name, to be served as a download; the look is on record."""
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    _refuse_outsiders(who, report)
    kept = (
        Evidence.objects.select_related("document")
        .filter(pk=evidence_id, incident__report=report)
        .first()
    )
    if kept is None:
        raise NotFound("There is no such evidence.")
    _note(Kind.EVIDENCE_READ, reference, kept, who=who, at=at)
    return read(kept.document), kept.document.file_name


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
