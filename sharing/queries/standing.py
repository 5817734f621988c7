"""Where does an agreement stand, as the gate would judge it today?

The same fields a check gathers, read through the models, for pages that ask before
or without a check. The asker is left to be somebody fit: whether one person may ask is
judged when they do.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sharing.check import gathering
from sharing.check.gathering import Fields
from sharing.check.request import CheckRequest
from sharing.facts import PartnerFacts
from sharing.models import Agreement, AgreementVersion, Attestation, Indemnity
from tenants.codes import Level, Role
from tenants.models import Organisation


# Somebody at the partner who may check, briefed, with a second factor.
FIT_ASKER: Fields = {
    "judged_roles": (Role.PARTNER_OFFICER.value,),
    "asker_kind": "PERSON",
    "second_factor": True,
    "scopes": frozenset[str](),
    "role_level": Level.SUMMARY.value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One activity under one version, with everything it rests on."""

    agreement: Agreement
    version: AgreementVersion
    activity: str
    indemnity: Indemnity | None
    attestation: Attestation | None
    discloser: Organisation
    recipient: Organisation


def standing_of(
    agreement: Agreement, version: AgreementVersion, *, activity: str
) -> Standing:
    """Read what this activity rests on. Five small queries by key."""
    parties = Organisation.objects.in_bulk([agreement.discloser, agreement.recipient])
    return Standing(
        agreement=agreement,
        version=version,
        activity=activity,
        indemnity=Indemnity.objects.filter(
            version=version, replaced_at__isnull=True
        ).first(),
        attestation=Attestation.objects.filter(
            agreement=agreement, activity=activity, withdrawn_at__isnull=True
        ).first(),
        discloser=parties[agreement.discloser],
        recipient=parties[agreement.recipient],
    )


def source_of(standing: Standing, *, today: date) -> PartnerFacts:
    """The agreement alone, before any entry."""
    return gathering.source_facts(source_fields(standing, today=today))


def source_fields(standing: Standing, *, today: date) -> Fields:
    """Every field of a PartnerFacts but the entry's and the release's."""
    who = {
        **FIT_ASKER,
        "today": today,
        "judged_briefings": (today,),
        "asking_status": standing.recipient.status,
    }
    purpose = min(standing.version.purposes, default="")
    request = CheckRequest(purpose=purpose, activity=standing.activity)
    return gathering.partner_source(who, _row(standing), request=request)


def _row(standing: Standing) -> dict[str, Any]:
    """The row the check's statement would give."""
    version, indemnity = standing.version, standing.indemnity
    attestation, discloser = standing.attestation, standing.discloser
    return {
        "state": version.state,
        "starts_on": version.starts_on,
        "ends_on": version.ends_on,
        "document_hash": version.document_hash,
        "purposes": version.purposes,
        "categories": version.categories,
        "activities": version.activities,
        "level": version.level,
        "version_hash": indemnity and indemnity.version_hash,
        "heads": indemnity and indemnity.heads,
        "cover_ends_on": indemnity and indemnity.cover_ends_on,
        "policy_undertaking": indemnity and indemnity.policy_undertaking,
        "activity": attestation and attestation.activity,
        "mode": attestation and attestation.mode,
        "approved_by": attestation and attestation.approved_by,
        "attested_from": attestation and attestation.starts_on,
        "attested_until": attestation and attestation.ends_on,
        "status": discloser.status,
        "register_suspended": discloser.register_suspended,
        "sharing_ceiling": discloser.sharing_ceiling,
    }
