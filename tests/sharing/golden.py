"""Facts that are permitted, each date and limit standing exactly on its boundary."""

from datetime import date, timedelta

from sharing.facts import PartnerFacts, ReaderFacts, TeamFacts
from tenants.codes import INDEMNITY_HEADS, Role


TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)

ENTRY = {
    "today": TODAY,
    "asking_status": "ACTIVE",
    "judged_roles": (Role.PARTNER_OFFICER.value, Role.VISITING_OFFICER.value),
    "judged_briefings": (TODAY, TODAY),
    "asker_kind": "PERSON",
    "second_factor": True,
    "scopes": frozenset(),
    "register_status": "ACTIVE",
    "register_suspended": False,
    "entry_state": "ACTIVE",
    "provisional_open": None,
    "entry_starts_on": TODAY,
    "entry_ends_on": TOMORROW,
    "role_level": "CATEGORY",
    "processing_restricted": False,
}
PERMITTED = PartnerFacts(
    **ENTRY,
    agreement_state="IN_FORCE",
    agreement_starts_on=TODAY,
    agreement_ends_on=TODAY,
    document_hash="a" * 64,
    indemnity_hash="a" * 64,
    indemnity_heads=frozenset(head.value for head in INDEMNITY_HEADS),
    cover_ends_on=TODAY,
    policy_undertaking=True,
    asked_activity="REPAIRS",
    agreed_activities=frozenset({"REPAIRS"}),
    attestation_approver="officer-1",
    attestation_starts_on=TODAY,
    attestation_ends_on=TODAY,
    attested_mode="CROSSES_BOUNDARY",
    attested_activity="REPAIRS",
    discloser_excludes=frozenset({"SURVEYS"}),
    purpose="repair",
    agreed_purposes=frozenset({"repair"}),
    entry_category="PHYS",
    agreed_categories=frozenset({"PHYS"}),
    entry_shareable=True,
    in_portfolio=True,
    release_role="SHARING_OFFICER",
    release_withdrawn=False,
    agreement_level="SUMMARY",
    release_level="SUMMARY",
    discloser_level="SUMMARY",
)
GIVEN = TeamFacts(
    **ENTRY,
    team_mode="FACE_TO_FACE",
    team_reason="They visit.",
    team_withdrawn=False,
    team_level="SUMMARY",
    teams_that_meet_the_public=1,
)
READ = ReaderFacts(**ENTRY, reads_register=True)
