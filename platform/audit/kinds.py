"""What kinds of thing are recorded? One list, in plain words."""

from enum import StrEnum


class Kind(StrEnum):
    """Every event kind: `<app>.<what_happened>`. Each app adds below its heading."""

    # tenants
    ORGANISATION_OPENED = "tenants.organisation_opened"
    ORGANISATION_SUSPENDED = "tenants.organisation_suspended"
    ORGANISATION_RESUMED = "tenants.organisation_resumed"
    ORGANISATION_EXPORTED = "tenants.organisation_exported"
    ORGANISATION_CLOSED = "tenants.organisation_closed"
    PACK_ADOPTED = "tenants.pack_adopted"

    # audit
    AUDIT_READ = "audit.read"

    # accounts
    PERSON_CREATED = "accounts.person_created"
    PERSON_CHANGED = "accounts.person_changed"
    PERSON_INVITED = "accounts.person_invited"
    PERSON_JOINED = "accounts.person_joined"
    PERSON_DISABLED = "accounts.person_disabled"
    PERSON_ENABLED = "accounts.person_enabled"
    PERSON_BRIEFED = "accounts.person_briefed"
    PERSON_TEAMS_CHANGED = "accounts.person_teams_changed"
    ROLE_GRANTED = "accounts.role_granted"
    ROLE_ENDED = "accounts.role_ended"
    TEAM_CREATED = "accounts.team_created"
    TEAM_CHANGED = "accounts.team_changed"
    SIGNED_IN = "accounts.signed_in"
    SIGNED_OUT = "accounts.signed_out"
    FACTOR_ADDED = "accounts.factor_added"
    FACTOR_REMOVED = "accounts.factor_removed"
    PASSWORD_CHANGED = "accounts.password_changed"  # noqa: S105
    SIGN_IN_CHANGED = "accounts.sign_in_changed"
    CLIENT_REGISTERED = "accounts.client_registered"
    CLIENT_REVOKED = "accounts.client_revoked"
    TOKEN_ISSUED = "accounts.token_issued"  # noqa: S105

    # documents

    # notifications

    # markers
    MARKER_PUBLISHED = "markers.published"
    MARKER_REPUBLISHED = "markers.republished"
    MARKER_ENDED = "markers.ended"

    # register

    # sharing

    # web

    # api
