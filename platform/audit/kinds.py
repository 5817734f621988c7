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
