"""Which shared tables may an organisation, the platform and the check touch?

The one list. A table that is not here is out of everybody's reach but its owner's.
`organisation` is every kind but PLATFORM. Rows are narrowed further by row-level
security, which each table's own app writes in its migrations (see `own_rows`).
A privilege may name columns: `INSERT (id, kind)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tenants import login_roles


READ = ("SELECT",)
WRITE = ("SELECT", "INSERT", "UPDATE", "DELETE")
ADD = ("SELECT", "INSERT")
CHANGE = ("SELECT", "INSERT", "UPDATE")
WITHDRAWAL = "UPDATE (withdrawn_at, withdrawn_by, withdrawn_reason)"
RECALL_ANSWER = "UPDATE (acknowledged_by, acknowledged_at, acknowledged_role, done)"
RECALL_CHASING = "UPDATE (chased, chased_on, suspended_at)"
EXTRACT_MADE = "UPDATE (state, rows, left_out, digest, refusal, sealed, sealed_at)"
EXTRACT_GONE = "UPDATE (handed_at, sent_at, opened_at, opened_by)"
NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Who may do what to one shared table."""

    organisation: Sequence[str] = NOTHING
    platform: Sequence[str] = NOTHING
    check: Sequence[str] = NOTHING
    relay: Sequence[str] = NOTHING
    reconcile: Sequence[str] = NOTHING
    application: Sequence[str] = NOTHING

    def by_role(self) -> dict[str, Sequence[str]]:
        return {
            login_roles.ORGANISATIONS: self.organisation,
            login_roles.PLATFORM: self.platform,
            login_roles.CHECK: self.check,
            login_roles.RELAY: self.relay,
            login_roles.RECONCILE: self.reconcile,
            login_roles.APPLICATION: self.application,
        }


EVENT_COLUMNS = (
    "INSERT (id, organisation, kind, actor_kind, actor_id, actor_role, session,"
    " subject, details, terms, terms_digest, occurred_at)"
)
OUTBOX_POST = (
    "INSERT (id, organisation, posted_by, task, arguments, due_at)",
    "SELECT",
)

SHARED: dict[str, Grant] = {
    "django_content_type": Grant(organisation=READ, platform=READ),
    # tenants
    "tenants_organisation": Grant(
        organisation=READ,
        platform=READ,
        check=READ,
        relay=READ,
        reconcile=READ,
        application=READ,
    ),
    "tenants_domain": Grant(
        organisation=READ, platform=READ, relay=READ, application=READ
    ),
    "tenants_packversion": Grant(organisation=ADD, platform=ADD),
    # What partners and checks may know of a pack: no rule of how it is run inside.
    "tenants_packsummary": Grant(
        organisation=ADD, platform=ADD, check=READ, reconcile=READ
    ),
    "tenants_asker": Grant(
        organisation=WRITE, platform=WRITE, check=READ, relay=("SELECT", "DELETE")
    ),
    # audit
    "audit_event": Grant(
        organisation=("SELECT", EVENT_COLUMNS),
        platform=("SELECT", EVENT_COLUMNS),
        check=(EVENT_COLUMNS,),
        relay=(EVENT_COLUMNS,),
        reconcile=(EVENT_COLUMNS,),
    ),
    "audit_outbox": Grant(
        organisation=(*OUTBOX_POST, "UPDATE (done_at)"),
        platform=(*OUTBOX_POST, "UPDATE (done_at)"),
        check=("INSERT (id, organisation, posted_by, task, arguments, due_at)",),
        relay=WRITE,
        reconcile=OUTBOX_POST,
    ),
    "audit_tombstone": Grant(organisation=ADD, relay=READ),
    "audit_termkey": Grant(
        organisation=ADD, platform=ADD, check=ADD, relay=("SELECT", "DELETE")
    ),
    # markers: each app's owner adds its tables below its heading
    "markers_marker": Grant(
        organisation=WRITE, check=READ, reconcile=("SELECT", "UPDATE", "DELETE")
    ),
    "markers_key": Grant(organisation=WRITE, check=READ, reconcile=WRITE),
    # sharing: the platform drafts and suspends, and never sees a release or a check
    "sharing_live": Grant(organisation=READ, check=READ, reconcile=READ),
    "sharing_agreement": Grant(
        organisation=CHANGE, platform=ADD, check=READ, reconcile=READ
    ),
    "sharing_agreementversion": Grant(
        organisation=CHANGE, platform=CHANGE, check=READ, reconcile=READ
    ),
    "sharing_agreementevent": Grant(organisation=ADD, platform=ADD, reconcile=READ),
    "sharing_indemnity": Grant(
        organisation=("SELECT", "INSERT", "UPDATE (replaced_at)"),
        platform=READ,
        check=READ,
        reconcile=READ,
    ),
    "sharing_attestation": Grant(
        organisation=(
            "SELECT",
            "INSERT",
            "UPDATE (approved_by, approved_at, withdrawn_by, withdrawn_at)",
        ),
        platform=READ,
        check=READ,
        reconcile=READ,
    ),
    "sharing_portfolioitem": Grant(
        organisation=("SELECT", "INSERT", "DELETE"), check=READ, reconcile=READ
    ),
    "sharing_signingkey": Grant(organisation=ADD),
    "sharing_extractroute": Grant(
        organisation=(
            *ADD,
            "UPDATE (confirmed_by, confirmed_at, confirmed_how, signer)",
            "UPDATE (withdrawn_by, withdrawn_at)",
        )
    ),
    "sharing_extract": Grant(organisation=(*ADD, EXTRACT_MADE, EXTRACT_GONE)),
    "sharing_neverleft": Grant(organisation=ADD, reconcile=READ),
    "sharing_portfoliochange": Grant(organisation=WRITE),
    "sharing_portfoliostaged": Grant(organisation=("SELECT", "INSERT", "DELETE")),
    "sharing_release": Grant(
        organisation=(*ADD, WITHDRAWAL, "DELETE"), check=READ, reconcile=READ
    ),
    "sharing_teamrelease": Grant(
        organisation=(*ADD, WITHDRAWAL, "DELETE"), check=READ, reconcile=READ
    ),
    "sharing_recall": Grant(
        organisation=(
            *ADD,
            RECALL_ANSWER,
            RECALL_CHASING,
        ),
        # That one is overdue, and never of what.
        platform=("SELECT (id, agreement_id, due_on, acknowledged_at)",),
        reconcile=READ,
    ),
    "sharing_paper": Grant(organisation=ADD, reconcile=READ),
    # The platform sees that a case is open, never what happened.
    "sharing_misusecase": Grant(
        organisation=(
            *ADD,
            "UPDATE (outcome, outcome_reason, closed_by, closed_at)",
        ),
        platform=("SELECT (id, reference, agreement_id, reported_at, closed_at)",),
        reconcile=READ,
    ),
    "sharing_misusetask": Grant(
        organisation=(*ADD, "UPDATE (note, done_by, done_at)"), reconcile=READ
    ),
    "sharing_misusedecision": Grant(organisation=ADD, reconcile=READ),
    "sharing_service": Grant(
        organisation=(*ADD, "UPDATE (ended_at, changed_by, changed_at)"),
        reconcile=READ,
    ),
    "sharing_servicequestion": Grant(
        organisation=(*ADD, "UPDATE (answer, answered_by, answered_at)"),
        reconcile=READ,
    ),
    "sharing_check": Grant(organisation=READ, check=ADD, reconcile=READ),
    "sharing_checkbatch": Grant(
        organisation=("SELECT", "DELETE"), check=CHANGE, reconcile=READ
    ),
    "sharing_checkbatchpart": Grant(organisation=("SELECT", "DELETE"), check=CHANGE),
    "sharing_receipt": Grant(organisation=ADD, check=("INSERT",), reconcile=READ),
}


def statements(present: set[str]) -> list[str]:
    """Every grant on the shared tables that exist, taking back all others first."""
    lines = []
    for table, grant in SHARED.items():
        if table not in present:
            continue
        for role, privileges in grant.by_role().items():
            lines.append(f"REVOKE ALL ON public.{table} FROM {role}")
            lines.extend(
                f"GRANT {privilege} ON public.{table} TO {role}"
                for privilege in privileges
            )
    return lines


def own_rows(table: str, *, column: str = "organisation") -> tuple[str, str]:
    """SQL, and its reverse, for a shared table whose rows belong to one organisation.

    For `migrations.RunSQL(*own_rows("app_table"))`. An organisation sees and writes its
    own rows only; the check sees the asker's; the owner, who is subject to the policies
    as well, may do everything in set-up and migrations.
    """
    mine = f"{column} = (SELECT public.heed_identity())"
    name = f"public.{table}"
    forward = f"""
        ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {name} FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_rows ON {name} TO heed_organisation, heed_platform, heed_check
            USING ({mine}) WITH CHECK ({mine});
        CREATE POLICY owner ON {name} TO heed_owner USING (true) WITH CHECK (true);
    """
    backward = f"""
        DROP POLICY owner ON {name};
        DROP POLICY own_rows ON {name};
        ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {name} DISABLE ROW LEVEL SECURITY;
    """
    return forward, backward
