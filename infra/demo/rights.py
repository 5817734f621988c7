"""What have invented people asked about their data, and who was told once?

A subject access request under review, a complaint, a disclosure to the police, and a
photograph with a report: each by the product's own actions.
"""

import io
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from PIL import Image, ImageDraw

from accounts.models import User
from infra.demo.entries import Walked
from infra.demo.people import Peopled
from register.actions import evidence
from register.models import Entry, Report
from register.states import EvidenceSort, ReportState
from rights.actions import disclosures, exports, requests
from rights.states import DisclosureBasis, DisclosureTo, Part, RequestKind
from tenants.codes import Role
from tenants.context import in_organisation


ASKS, COMPLAINS, TOLD_OF = "E01", "E14", "E13"
PHOTOGRAPHED = "Trevor Ince"


def ask(peopled: Peopled, walked: list[Walked], *, now: datetime) -> None:
    """Everything that the data protection officer finds on the first day."""
    references = {one.invented.key: one.entry_reference for one in walked}
    with in_organisation(peopled.organisation):
        officer = peopled.user(Role.DATA_PROTECTION_OFFICER)
        _subject_access(references[ASKS], by=officer, now=now)
        _complaint(references[COMPLAINS], by=officer, now=now)
        _police(references[TOLD_OF], by=officer, now=now)
        _photograph(peopled.user(Role.REPORTER), now=now)


def _subject_access(entry: str, *, by: User, now: datetime) -> None:
    subject = Entry.objects.select_related("subject").get(reference=entry).subject
    request = requests.receive(
        kind=RequestKind.ACCESS,
        received_on=localdate(now) - timedelta(days=9),
        received_how="By letter",
        requester_name=subject.name,
        requester_address=subject.address,
        acting_for="",
        what_asked="I want to see everything you have written about me.",
        by=by,
        at=now - timedelta(days=8),
    )
    requests.link(reference=request.reference, subjects=[subject.pk], by=by, at=now)
    requests.confirm_identity(
        reference=request.reference,
        how="Driving licence seen at the counter.",
        by=by,
        at=now,
    )
    exports.gather(reference=request.reference, by=by, at=now)


def _complaint(entry: str, *, by: User, now: datetime) -> None:
    subject = Entry.objects.select_related("subject").get(reference=entry).subject
    complaint = requests.receive(
        kind=RequestKind.COMPLAINT,
        received_on=localdate(now) - timedelta(days=21),
        received_how="By e-mail",
        requester_name=subject.name,
        requester_address=subject.address,
        acting_for="",
        what_asked="A neighbour told me that I am on a list. Who told him?",
        by=by,
        at=now - timedelta(days=20),
    )
    requests.link(reference=complaint.reference, subjects=[subject.pk], by=by, at=now)


def _police(entry: str, *, by: User, now: datetime) -> None:
    disclosures.disclose(
        entry_reference=entry,
        told=disclosures.Told(
            to=DisclosureTo.POLICE,
            recipient="Eastmere Constabulary",
            recipient_person="The officer in the case, rung back at the station",
            recipient_reference="EC/2231/26",
            basis=DisclosureBasis.CRIME,
            parts=[Part.IDENTITY, Part.ADDRESS, Part.INCIDENTS],
            told="Who he is, where he lives, and what he said on the day.",
            necessity="They investigate the threat and cannot go on without it.",
            how="Secure e-mail",
            disclosed_at=now - timedelta(days=3),
            not_telling_reason="",
        ),
        by=by,
        at=now - timedelta(days=3),
    )


def _photograph(reporter: User, *, now: datetime) -> None:
    report = Report.objects.get(
        subject__name=PHOTOGRAPHED, state=ReportState.COUNTERSIGNED
    )
    evidence.add(
        reference=report.reference,
        incident_id=report.incidents.get().pk,
        upload=_picture(),
        what_it_shows="The hall door, held shut from inside.",
        sort=EvidenceSort.PHOTOGRAPH,
        by=reporter,
        at=now,
    )


def _picture() -> bytes:
    """A drawn door: nothing here was ever photographed."""
    picture = Image.new("RGB", (480, 640), "#d9d2c5")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((120, 80, 360, 620), fill="#7a4b2a", outline="#3d2412", width=6)
    pen.ellipse((325, 340, 345, 360), fill="#c9a227")
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
