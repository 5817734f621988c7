"""Agreements, releases and askers as they stand once every step has been taken.

Written straight to the tables as the organisation concerned, under its own role, so
that a test may break any one thing. The steps themselves are tested as actions.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction

from audit.actors import Actor
from markers.actions import publish
from markers.facts import MarkerContent
from markers.models import Marker
from markers.states import MarkerState
from sharing.check import CheckAnswer, CheckRequest, check
from sharing.check.request import place_value
from sharing.models import (
    Agreement,
    AgreementVersion,
    Attestation,
    Indemnity,
    PortfolioItem,
    Release,
    TeamRelease,
)
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.models import Asker, Organisation


LONDON = ZoneInfo("Europe/London")
HASH = sha256(b"the document").hexdigest()
HEADS = ["CLAIMS", "PROCEEDINGS", "FINES", "DAMAGES", "LEGAL_FEES"]
OFFICER = Actor(kind="PERSON", id="officer-1", role=Role.SHARING_OFFICER)
DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().astimezone(LONDON).date()


@dataclass(frozen=True)
class Standing:
    """An agreement in force between two organisations."""

    agreement: Agreement
    version: AgreementVersion
    indemnity: Indemnity
    attestations: dict[str, Attestation] = field(default_factory=dict)


def publish_marker(owner: Organisation, **changes) -> Marker:
    """A live entry's marker, ending tomorrow: the last day on which it answers."""
    content = {
        "entry_id": uuid4(),
        "reference": f"REF-{uuid4().hex[:8]}",
        "subject_kind": "PERSON_AT_PREMISES",
        "follows": "BOTH",
        "category": "PHYS",
        "precautions": ("TWO",),
        "ring_name": "Duty desk",
        "ring_phone": "01632 960100",
        "state": MarkerState.ACTIVE,
        "starts_on": today(),
        "ends_on": today() + DAY,
        "review_on": today() + DAY,
        "shareable": True,
        "name": "Garfield Thistlewood",
        "date_of_birth": date(1980, 2, 3),
        "address": "12 Mill Street, Eastmere",
        "uprn": "999111000001",
        "postcode": "ZX1 1AA",
        "summary": "Struck an officer at the door.",
    } | changes
    with in_organisation(owner):
        return publish(
            content=MarkerContent(**content), owner=owner.id, by=OFFICER, at=now()
        )


def agree(
    discloser: Organisation,
    recipient: Organisation,
    *,
    activities: tuple[str, ...] = ("REPAIRS",),
    places: tuple[tuple[str, str], ...] = (
        ("UPRN", "999111000001"),
        ("PLACE", place_value(postcode="ZX1 1AA", building="12")),
    ),
    wide: bool = False,
    cover_ends_on: date | None = None,
    mode: str = "ENTERS_PREMISES",
    **changes,
) -> Standing:
    """An agreement in force today, each date of it on its last or first day."""
    parties = {"discloser": discloser.id, "recipient": recipient.id}
    with in_organisation(discloser):
        agreement = Agreement.objects.create(
            **parties,
            reference=uuid4().hex[:12],
            title="Repairs",
            wide=wide,
            drafted_by="officer-1",
            drafted_at=now(),
        )
        version = _version(agreement, parties, activities, **changes)
        attestations = {
            activity: Attestation.objects.create(
                agreement=agreement,
                **parties,
                activity=activity,
                mode=mode,
                evidence="Job sheets",
                people=7,
                starts_on=today(),
                ends_on=today(),
                attested_by="signatory",
                attested_at=now(),
                approved_by="officer-1",
                approved_at=now(),
            )
            for activity in activities
        }
        PortfolioItem.objects.bulk_create(
            PortfolioItem(agreement=agreement, **parties, kind=kind, value=value)
            for kind, value in places
        )
    with in_organisation(recipient):
        indemnity = Indemnity.objects.create(
            version=version,
            agreement_id=agreement.id,
            **parties,
            version_hash=HASH,
            heads=HEADS,
            policy_undertaking=True,
            insurer="Mutual",
            policy_number="P-1",
            cover_ends_on=cover_ends_on or today(),
            signatory_name="Sign Atory",
            signatory_role="Director",
            signatory_authority="Board minute 3",
            executed_by="signatory",
            executed_at=now(),
        )
    return Standing(agreement, version, indemnity, attestations)


def _version(agreement, parties, activities, **changes) -> AgreementVersion:
    version = AgreementVersion.objects.create(
        agreement=agreement,
        **parties,
        number=1,
        state="DRAFT",
        **{
            "purposes": ["repair", "home-visit"],
            "categories": ["PHYS", "THREAT"],
            "activities": list(activities),
            "level": "SUMMARY",
            "lawful_basis_discloser": "uk-gdpr:6(1)(e)",
            "lawful_basis_recipient": "uk-gdpr:6(1)(c)",
            "starts_on": today(),
            "review_on": today(),
            "ends_on": today(),
            "drafted_at": now(),
        }
        | changes,
    )
    AgreementVersion.objects.filter(pk=version.pk).update(
        state="IN_FORCE",
        document_hash=HASH,
        discloser_signed_at=now(),
        recipient_signed_at=now(),
        in_force_at=now(),
        in_force_by="officer-1",
        in_force_reason="All is in place.",
        basis_activity=activities[0],
        basis_mode="ENTERS_PREMISES",
    )
    version.refresh_from_db()
    return version


def release_to(
    standing: Standing, marker: Marker, owner: Organisation, **changes
) -> Release:
    with in_organisation(owner), transaction.atomic():
        return Release.objects.create(
            **{
                "marker_id": marker.id,
                "entry_id": marker.entry_id,
                "agreement": standing.agreement,
                "owner": owner.id,
                "recipient": standing.agreement.recipient,
                "activity": "REPAIRS",
                "mode": "ENTERS_PREMISES",
                "level": "SUMMARY",
                "decided_by": "officer-1",
                "decided_role": Role.SHARING_OFFICER,
                "decided_at": now(),
                "reason": "They enter this home.",
            }
            | changes
        )


def give_to_team(
    marker: Marker, owner: Organisation, team: UUID, **changes
) -> TeamRelease:
    with in_organisation(owner), transaction.atomic():
        return TeamRelease.objects.create(
            **{
                "marker_id": marker.id,
                "entry_id": marker.entry_id,
                "owner": owner.id,
                "team_id": team,
                "mode": "FACE_TO_FACE",
                "level": "SUMMARY",
                "decided_by": "officer-1",
                "decided_role": Role.DECISION_OFFICER,
                "decided_at": now(),
                "reason": "They visit.",
            }
            | changes
        )


def sign_in(organisation: Organisation, **changes) -> bytes:
    """A live session that may check. Returns its digest."""
    digest = sha256(uuid4().bytes).digest()
    with in_organisation(organisation):
        Asker.objects.create(
            digest=digest,
            organisation=organisation.id,
            **{
                "kind": "PERSON",
                "actor_id": "asker-1",
                "role": Role.VISITING_OFFICER,
                "roles": [Role.VISITING_OFFICER],
                "ceiling": "SUMMARY",
                "briefing_ends": today(),
                "second_factor": True,
                "expires_at": now() + DAY,
                "idle_expires_at": now() + DAY,
            }
            | changes,
        )
    return digest


@dataclass(frozen=True)
class Shared:
    """One released entry, and somebody at the recipient who asks."""

    discloser: Organisation
    recipient: Organisation
    marker: Marker
    standing: Standing
    release: Release
    asker: bytes

    def ask(self, **changes) -> CheckAnswer:
        return ask(self.recipient, self.asker, **changes)


def ask(organisation: Organisation, digest: bytes, **changes) -> CheckAnswer:
    """A check for repairs at the home of `publish_marker`'s entry."""
    request = {"purpose": "repair", "activity": "REPAIRS", "uprn": "999111000001"}
    return check(
        organisation=organisation,
        asker_digest=digest,
        request=CheckRequest(**(request | changes)),
        at=now(),
    )
