"""What do the texts about an agreement rest on, as it stands now?"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from documents.texts import Text
from sharing.models import AgreementVersion, Indemnity
from sharing.terms import AgreementTerms
from sharing.texts.agreement import agreement_text
from sharing.texts.facts import AgreementWords, IndemnityWords, Signed
from sharing.texts.indemnity import indemnity_text
from tenants.models import Organisation


A_REGISTER = "the register of cautionary contacts"


def terms_of(version: AgreementVersion) -> AgreementTerms:
    """A version's terms as they were typed."""
    held: dict[str, Any] = {
        field.name: getattr(version, field.name) for field in fields(AgreementTerms)
    }
    for name, value in held.items():
        if isinstance(value, list):
            held[name] = tuple(value)
    return AgreementTerms(**held)


def names_of(*organisations: UUID) -> Mapping[UUID, str]:
    """Names by id, for those that have left too."""
    found = dict(
        Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")
    )
    left = "An organisation that has left"
    return {each: found.get(each, left) for each in organisations}


def words_of(version: AgreementVersion) -> AgreementWords:
    """One version with its parties' names and its signatures so far."""
    names = names_of(version.discloser, version.recipient)
    return AgreementWords(
        reference=version.agreement.reference,
        title=version.agreement.title,
        number=version.number,
        discloser=names[version.discloser],
        recipient=names[version.recipient],
        register_name=A_REGISTER,
        terms=terms_of(version),
        document_hash=version.document_hash,
        discloser_signed=_signed(version, "discloser"),
        recipient_signed=_signed(version, "recipient"),
    )


def agreement_text_of(version: AgreementVersion) -> Text:
    return agreement_text(words_of(version))


def indemnity_words_of(version: AgreementVersion) -> IndemnityWords:
    """The indemnity given for a version last, or the form of it where none is given."""
    found = Indemnity.objects.filter(version=version).order_by("executed_at")
    given = found.last()
    if given is None:
        return IndemnityWords(
            agreement=words_of(version),
            heads=(),
            insurer="",
            policy_number="",
            cover_ends_on=None,
            executed=None,
        )
    return IndemnityWords(
        agreement=words_of(version),
        heads=tuple(given.heads),
        insurer=given.insurer,
        policy_number=given.policy_number,
        cover_ends_on=given.cover_ends_on,
        executed=Signed(
            name=given.signatory_name,
            role=given.signatory_role,
            authority=given.signatory_authority,
            at=given.executed_at,
        ),
    )


def indemnity_text_of(version: AgreementVersion) -> Text:
    return indemnity_text(indemnity_words_of(version))


def _signed(version: AgreementVersion, side: str) -> Signed | None:
    name, role, authority, at = (
        getattr(version, f"{side}_{part}")
        for part in (
            "signatory_name",
            "signatory_role",
            "signatory_authority",
            "signed_at",
        )
    )
    return Signed(name=name, role=role, authority=authority, at=at) if at else None
