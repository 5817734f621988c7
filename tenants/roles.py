"""What may each role do, in a sentence and as permissions?

Roles are data keyed by a stored string. How much of an entry a role sees is not
here: the organisation's policy pack says that (`view_levels`).
"""

from enum import StrEnum
from typing import Self


class Permission(StrEnum):
    """One thing a role may do. Values are `<app>.<verb>` and are stored nowhere."""

    CHECK = "sharing.check"
    RAISE_REPORT = "register.raise_report"
    COUNTERSIGN = "register.countersign"
    DECIDE = "register.decide"
    READ_REGISTER = "register.read"
    READ_AUDIT = "audit.read"
    REVIEW_REGISTER = "register.review"
    HEAR_APPEALS = "register.hear_appeals"
    ARRANGE_APPEALS = "register.arrange_appeals"
    IMPORT_REGISTER = "register.import"
    COMMIT_IMPORT = "register.commit_import"
    SHARE = "sharing.share"
    READ_AGREEMENTS = "sharing.read_agreements"
    SIGN_AGREEMENT = "sharing.sign_agreement"
    MANAGE_PEOPLE = "accounts.manage_people"
    MANAGE_SIGN_IN = "accounts.manage_sign_in"
    MANAGE_PACK = "tenants.manage_pack"
    ASK_AS_MEMBER = "register.ask_as_member"
    RIGHTS = "register.rights"
    MANAGE_ORGANISATIONS = "tenants.manage_organisations"
    SUSPEND_AGREEMENT = "sharing.suspend_agreement"
    ACKNOWLEDGE_RECALL = "sharing.acknowledge_recall"


P = Permission


class Role(StrEnum):
    """A role key, with its label, its sentence and what it may do."""

    _value_: str
    label: str
    sentence: str
    permissions: frozenset[Permission]

    def __new__(
        cls,
        value: str,
        label: str = "",
        sentence: str = "",
        permissions: frozenset[Permission] = frozenset(),
    ) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.sentence = sentence
        member.permissions = permissions
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(role.value, role.label) for role in cls]

    @classmethod
    def codes(cls) -> list[str]:
        return [role.value for role in cls]

    REPORTER = (
        "REPORTER",
        "Reporting employee",
        "Reports incidents and follows what became of the report.",
        frozenset({P.RAISE_REPORT}),
    )
    VISITING_OFFICER = (
        "VISITING_OFFICER",
        "Visiting officer",
        "Checks before a visit or contact, and reports incidents.",
        frozenset({P.CHECK, P.RAISE_REPORT}),
    )
    HEAD_OF_SERVICE = (
        "HEAD_OF_SERVICE",
        "Head of service",
        "Countersigns or returns reports from the service, and commits imports.",
        frozenset({P.CHECK, P.RAISE_REPORT, P.COUNTERSIGN, P.COMMIT_IMPORT}),
    )
    DECISION_OFFICER = (
        "DECISION_OFFICER",
        "Decision officer",
        "Decides whether a report becomes an entry, and who in the organisation sees it.",
        frozenset(
            {
                P.CHECK,
                P.DECIDE,
                P.READ_REGISTER,
                P.REVIEW_REGISTER,
                P.ARRANGE_APPEALS,
            }
        ),
    )
    SHARING_OFFICER = (
        "SHARING_OFFICER",
        "Sharing officer",
        "Alone puts agreements in force and releases entries to partners, with reasons.",
        frozenset({P.CHECK, P.READ_REGISTER, P.SHARE, P.READ_AGREEMENTS}),
    )
    HEALTH_AND_SAFETY = (
        "HEALTH_AND_SAFETY",
        "Health and safety adviser",
        "Keeps the register in order: reviews, matches, who looked, imports.",
        frozenset(
            {
                P.CHECK,
                P.READ_REGISTER,
                P.REVIEW_REGISTER,
                P.READ_AUDIT,
                P.IMPORT_REGISTER,
                P.RAISE_REPORT,
                P.ARRANGE_APPEALS,
            }
        ),
    )
    APPEAL_PANEL = (
        "APPEAL_PANEL",
        "Appeal panel member",
        "Hears the appeals assigned to them, and nothing else.",
        frozenset({P.HEAR_APPEALS}),
    )
    COVER_OFFICER = (
        "COVER_OFFICER",
        "Cover officer",
        "Answers the duty telephone, and countersigns or returns the cases given to them.",
        frozenset({P.CHECK, P.READ_REGISTER}),
    )
    PARTNER_OFFICER = (
        "PARTNER_OFFICER",
        "Partner's officer",
        "Checks before a visit for a partner, and acknowledges recalls.",
        frozenset({P.CHECK, P.ACKNOWLEDGE_RECALL, P.READ_AGREEMENTS}),
    )
    PARTNER_SIGNATORY = (
        "PARTNER_SIGNATORY",
        "Partner's signatory",
        "Signs agreements, gives the indemnity and attests activities for a partner.",
        frozenset({P.SIGN_AGREEMENT, P.READ_AGREEMENTS}),
    )
    ORGANISATION_ADMINISTRATOR = (
        "ORGANISATION_ADMINISTRATOR",
        "Organisation administrator",
        "Manages people, roles, sign-in, imports and the policy pack; opens no entry.",
        frozenset(
            {P.MANAGE_PEOPLE, P.MANAGE_SIGN_IN, P.MANAGE_PACK, P.IMPORT_REGISTER}
        ),
    )
    DATA_PROTECTION_OFFICER = (
        "DATA_PROTECTION_OFFICER",
        "Data protection officer",
        "Answers rights requests, reads the audit and the register behind it.",
        frozenset(
            {
                P.READ_REGISTER,
                P.READ_AUDIT,
                P.RIGHTS,
                P.READ_AGREEMENTS,
                P.ARRANGE_APPEALS,
            }
        ),
    )
    ELECTED_MEMBER = (
        "ELECTED_MEMBER",
        "Elected member",
        "Looks, asks an officer or sees nothing: as the policy pack says of members.",
        frozenset({P.CHECK, P.ASK_AS_MEMBER}),
    )
    PLATFORM_ADMINISTRATOR = (
        "PLATFORM_ADMINISTRATOR",
        "Platform administrator",
        "Opens organisations, drafts and suspends agreements. Can never see an entry.",
        frozenset(
            {
                P.MANAGE_ORGANISATIONS,
                P.SUSPEND_AGREEMENT,
                P.MANAGE_PEOPLE,
                P.MANAGE_SIGN_IN,
            }
        ),
    )


# Whom a policy pack may name to decide, to countersign.
MAY_DECIDE = frozenset(
    {
        Role.DECISION_OFFICER,
        Role.HEALTH_AND_SAFETY,
        Role.HEAD_OF_SERVICE,
        Role.COVER_OFFICER,
    }
)
MAY_COUNTERSIGN = MAY_DECIDE

_REGISTER_ROLES = frozenset(Role) - {Role.PLATFORM_ADMINISTRATOR}
_PARTNER_ROLES = frozenset(
    {
        Role.PARTNER_OFFICER,
        Role.PARTNER_SIGNATORY,
        Role.ORGANISATION_ADMINISTRATOR,
        Role.DATA_PROTECTION_OFFICER,
    }
)

# Keyed by the stored kind, so that this module needs no other.
ROLES_FOR_KIND: dict[str, frozenset[Role]] = {
    "COUNCIL": _REGISTER_ROLES,
    "REGISTERED_PROVIDER": _REGISTER_ROLES - {Role.ELECTED_MEMBER},
    "ALMO": _REGISTER_ROLES - {Role.ELECTED_MEMBER},
    "CONTRACTOR": _PARTNER_ROLES,
    "PLATFORM": frozenset({Role.PLATFORM_ADMINISTRATOR}),
}
