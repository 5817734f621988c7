"""What kinds of thing are recorded? One list, in plain words."""

from enum import StrEnum


class Kind(StrEnum):
    """Every event kind: `<app>.<what_happened>`. Each app adds below its heading."""

    # tenants
    ORGANISATION_OPENED = "tenants.organisation_opened"
    ORGANISATION_SUSPENDED = "tenants.organisation_suspended"
    ORGANISATION_RESUMED = "tenants.organisation_resumed"
    ORGANISATION_SUSPENSION_ASKED = "tenants.organisation_suspension_asked"
    ORGANISATION_RESUMPTION_ASKED = "tenants.organisation_resumption_asked"
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
    DOCUMENT_STORED = "documents.stored"

    # notifications
    MESSAGE_SENT = "notifications.sent"
    MESSAGE_GIVEN_UP = "notifications.given_up"

    # markers
    MARKER_PUBLISHED = "markers.published"
    MARKER_REPUBLISHED = "markers.republished"
    MARKER_ENDED = "markers.ended"

    # register
    REPORT_DRAFTED = "register.report_drafted"
    REPORT_SUBMITTED = "register.report_submitted"
    REPORT_COUNTERSIGNED = "register.report_countersigned"
    REPORT_RETURNED = "register.report_returned"
    REPORT_BROUGHT_IN = "register.report_brought_in"
    REPORT_APPROVED = "register.report_approved"
    REPORT_MONITORED = "register.report_monitored"
    REPORT_DECLINED = "register.report_declined"
    REPORT_READ = "register.report_read"
    ENTRY_PROVISIONAL = "register.entry_provisional"
    ENTRY_MADE = "register.entry_made"
    ENTRY_LAPSED = "register.entry_lapsed"
    ENTRY_WITHDRAWN = "register.entry_withdrawn"
    ENTRY_IN_ERROR = "register.entry_in_error"
    ENTRY_RESTRICTED = "register.entry_restricted"
    ENTRY_UNRESTRICTED = "register.entry_unrestricted"
    ENTRY_REVIEW_BEGUN = "register.entry_review_begun"
    ENTRY_READ = "register.entry_read"
    ENTRIES_LISTED = "register.entries_listed"
    LETTER_MADE = "register.letter_made"
    LETTER_SENT = "register.letter_sent"
    LETTER_NOT_SENT = "register.letter_not_sent"
    LETTER_READ = "register.letter_read"
    RECIPIENTS_NAMED = "register.recipients_named"
    STAFF_TOLD = "register.staff_told"
    EVIDENCE_ADDED = "register.evidence_added"
    EVIDENCE_READ = "register.evidence_read"
    LOOKS_READ = "register.looks_read"
    IMPORT_UPLOADED = "register.import_uploaded"
    IMPORT_REFUSED = "register.import_refused"
    IMPORT_MAPPED = "register.import_mapped"
    IMPORT_ROWS_CHANGED = "register.import_rows_changed"
    IMPORT_ROWS_LEFT_OUT = "register.import_rows_left_out"
    IMPORT_ROWS_TAKEN_BACK = "register.import_rows_taken_back"
    IMPORT_ROWS_KEPT = "register.import_rows_kept"
    IMPORT_READ = "register.import_read"
    IMPORT_REPORT_READ = "register.import_report_read"
    IMPORT_SENT = "register.import_sent"
    IMPORT_RETURNED = "register.import_returned"
    IMPORT_COMMIT_ASKED = "register.import_commit_asked"
    IMPORT_COMMITTED = "register.import_committed"
    IMPORT_STOPPED = "register.import_stopped"
    IMPORT_ABANDONED = "register.import_abandoned"

    # sharing
    CHECKED = "sharing.checked"
    CHECK_REOPENED = "sharing.check_reopened"
    AGREEMENT_DRAFTED = "sharing.agreement_drafted"
    AGREEMENT_OFFERED = "sharing.agreement_offered"
    AGREEMENT_ACCEPTED = "sharing.agreement_accepted"
    AGREEMENT_REFUSED = "sharing.agreement_refused"
    AGREEMENT_WITHDRAWN = "sharing.agreement_withdrawn"
    AGREEMENT_INDEMNIFIED = "sharing.agreement_indemnified"
    AGREEMENT_IN_FORCE = "sharing.agreement_in_force"
    AGREEMENT_SUSPENDED = "sharing.agreement_suspended"
    SUSPENSION_CLEARED = "sharing.suspension_cleared"
    SUSPENSION_LIFTED = "sharing.suspension_lifted"
    AGREEMENT_SUPERSEDED = "sharing.agreement_superseded"
    AGREEMENT_TERMINATED = "sharing.agreement_terminated"
    AGREEMENT_EXPIRED = "sharing.agreement_expired"
    PUTTING_IN_FORCE_REFUSED = "sharing.putting_in_force_refused"
    COVER_LAPSED = "sharing.cover_lapsed"
    ACTIVITY_ATTESTED = "sharing.activity_attested"
    ATTESTATION_APPROVED = "sharing.attestation_approved"
    ATTESTATION_WITHDRAWN = "sharing.attestation_withdrawn"
    PORTFOLIO_REPLACED = "sharing.portfolio_replaced"
    ENTRY_RELEASED = "sharing.entry_released"
    RELEASE_REFUSED = "sharing.release_refused"
    RELEASE_WITHDRAWN = "sharing.release_withdrawn"
    TEAM_GIVEN = "sharing.team_given"
    TEAM_TAKEN_BACK = "sharing.team_taken_back"
    RECALL_RAISED = "sharing.recall_raised"
    RECALL_ACKNOWLEDGED = "sharing.recall_acknowledged"
    RECALL_CHASED = "sharing.recall_chased"
    RECALL_OVERDUE = "sharing.recall_overdue"
    RECALL_READ = "sharing.recall_read"
    RECALL_CERTIFIED = "sharing.recall_certified"

    # web

    # api
