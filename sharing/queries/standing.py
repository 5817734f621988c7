"""Where do agreements stand, as the gate would judge them today?

The same fields a check gathers, read through the models, for pages that ask before
or without a check. The asker is left to be somebody fit: whether one person may ask is
judged when they do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sharing.check import gathering
from sharing.check.gathering import Fields
from sharing.check.request import CheckRequest
from sharing.errors import NotFound
from sharing.facts import PartnerFacts
from sharing.models import Agreement, AgreementVersion, Attestation, Indemnity
from tenants.codes import Level, Role
from tenants.models import Organisation, PackSummary
from tenants.queries import register_terms


# Somebody at the partner who may check, with a second factor.
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
    terms: PackSummary | None


def standing_of(
    agreement: Agreement, version: AgreementVersion, *, activity: str
) -> Standing:
    """What this one activity rests on, whether or not the version names it.

    Raises:
        NotFound: one of the two organisations has left.
    """
    version.agreement = agreement
    found = _assembled([(version, activity)])
    if not found:
        raise NotFound("The other organisation of this agreement has left.")
    return found[0]


def standings_of(versions: Iterable[AgreementVersion]) -> list[Standing]:
    """Every activity of each version. The same few queries however many there are.

    An agreement one of whose organisations has left rests on nothing, and has none.
    """
    return _assembled(
        [
            (version, activity)
            for version in versions
            for activity in sorted(version.activities)
        ]
    )


def _assembled(pairs: list[tuple[AgreementVersion, str]]) -> list[Standing]:
    versions = [version for version, _ in pairs]
    indemnities = {
        given.version_id: given
        for given in Indemnity.objects.filter(
            version__in=versions, replaced_at__isnull=True
        )
    }
    attestations = {
        (given.agreement_id, given.activity): given
        for given in Attestation.objects.filter(
            agreement__in={version.agreement_id for version in versions},
            withdrawn_at__isnull=True,
        )
    }
    parties = Organisation.objects.in_bulk(
        {
            party
            for version in versions
            for party in (version.discloser, version.recipient)
        }
    )
    terms = register_terms({version.discloser for version in versions})
    return [
        Standing(
            agreement=version.agreement,
            version=version,
            activity=activity,
            indemnity=indemnities.get(version.pk),
            attestation=attestations.get((version.agreement_id, activity)),
            discloser=parties[version.discloser],
            recipient=parties[version.recipient],
            terms=terms.get(version.discloser),
        )
        for version, activity in pairs
        if {version.discloser, version.recipient} <= parties.keys()
    ]


def source_of(standing: Standing, *, today: date) -> PartnerFacts:
    """The agreement alone, before any entry."""
    return gathering.source_facts(source_fields(standing, today=today))


def source_fields(standing: Standing, *, today: date) -> Fields:
    """Every field of a PartnerFacts but the entry's and the release's."""
    who = _fit(standing.recipient, today)
    purpose = min(standing.version.purposes, default="")
    request = CheckRequest(purpose=purpose, activity=standing.activity)
    return gathering.partner_source(who, _row(standing), request=request)


def no_source_fields(
    discloser: Organisation, recipient: Organisation, *, today: date
) -> Fields:
    """The same where no agreement joins the two: all of its fields are empty."""
    row = dict.fromkeys(AGREEMENT_COLUMNS) | {
        "purposes": (),
        "categories": (),
        "activities": (),
        **_register(discloser, register_terms([discloser.pk]).get(discloser.pk)),
    }
    request = CheckRequest(purpose="")
    return gathering.partner_source(_fit(recipient, today), row, request=request)


AGREEMENT_COLUMNS = (
    "state",
    "starts_on",
    "ends_on",
    "document_hash",
    "level",
    "version_hash",
    "heads",
    "cover_ends_on",
    "policy_undertaking",
    "activity",
    "mode",
    "approved_by",
    "attested_from",
    "attested_until",
)


def _fit(recipient: Organisation, today: date) -> Fields:
    return {
        **FIT_ASKER,
        "today": today,
        "judged_briefings": (today,),
        "asking_status": recipient.status,
    }


def _register(discloser: Organisation, terms: PackSummary | None) -> dict[str, Any]:
    return {
        "status": discloser.status,
        "register_suspended": terms.register_suspended if terms else None,
        "sharing_ceiling": terms.sharing_ceiling if terms else None,
        "excluded_activities": terms.excluded_activities if terms else (),
    }


def _row(standing: Standing) -> dict[str, Any]:
    """The row the check's statement would give."""
    version, indemnity = standing.version, standing.indemnity
    attestation = standing.attestation
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
        **_register(standing.discloser, standing.terms),
    }
