"""Which rows may be there at all, whoever writes them?

The constraints that the policies rest on. Each has a row that may be there, and what of
it may be otherwise, and what may not; written from what each row is for.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from psycopg.types.json import Jsonb

from tests.sharing.proof.wall.scene import AGREEMENT, NOW, TODAY


LATER = TODAY + timedelta(days=1)
ELIGIBLE = ("CROSSES_BOUNDARY", "ENTERS_PREMISES", "FACE_TO_FACE")
OTHER_MODES = ("REMOTE_DIRECT", "NONE", "")
EXCLUDED = ("GROUNDS_MAINTENANCE", "REFUSE_COLLECTION")
LEAVING = ("SEEK_ADVICE", "FLAG", "PRECAUTIONS", "CATEGORY", "SUMMARY")
STATES = frozenset(
    {
        *("DRAFT", "OFFERED", "ACCEPTED", "INDEMNIFIED", "IN_FORCE", "SUSPENDED"),
        *("SUPERSEDED", "EXPIRED", "TERMINATED", "REFUSED", "WITHDRAWN"),
    }
)
SIGNED_BY_BOTH = ("ACCEPTED", "INDEMNIFIED", "IN_FORCE", "SUSPENDED")
IN_FORCE = ("IN_FORCE", "SUSPENDED")

type Change = dict[str, Any]


@dataclass(frozen=True)
class Backing:
    """One constraint: its table, a row that may be there, and the same changed."""

    table: str
    row: Change
    may: tuple[Change, ...]
    may_not: tuple[Change, ...]


def each(column: str, values: Any, **others: Any) -> tuple[Change, ...]:
    return tuple({column: value, **others} for value in sorted(values))


def said_by_somebody(table: str, at: str, *told: str, nobody: object = "") -> Backing:
    """A time and who did it stand together, or neither is there."""
    whole = {at: NOW, **dict.fromkeys(told, "x")}
    nothing = {at: None, **dict.fromkeys(told, nobody)}
    missing = [{**whole, name: nobody} for name in told]
    return Backing(
        table, whole, (nothing,), ({**whole, at: None}, *missing, {**nothing, at: NOW})
    )


def filled_in(table: str, *told: str) -> Backing:
    return Backing(table, {}, (), tuple({name: ""} for name in told))


def version(states: tuple[str, ...], **whole: Any) -> Backing:
    """In these states all of this is there; in the others nothing need be."""
    empty = {
        name: "" if isinstance(value, str) else None for name, value in whole.items()
    }
    return Backing(
        "agreementversion",
        {"state": states[0], **whole},
        (
            *each("state", STATES),
            *each("state", STATES - {*states}, **empty),
        ),
        tuple(
            {"state": state, name: empty[name]} for state in states for name in whole
        ),
    )


LEVELS = ((*each("level", LEAVING),), ({"level": "FULL"}, {"level": ""}))
BACKINGS: dict[str, Backing] = {
    "sharing_agreement_two_parties": Backing(
        "agreement",
        {"discloser": "D", "recipient": "R"},
        ({"recipient": "T"},),
        ({"recipient": "D"},),
    ),
    "sharing_version_state": Backing(
        "agreementversion",
        {"state": "DRAFT"},
        each("state", STATES),
        ({"state": ""}, {"state": "ANYTHING"}),
    ),
    "sharing_version_dates_in_order": Backing(
        "agreementversion",
        {"starts_on": TODAY, "ends_on": LATER},
        ({"ends_on": TODAY},),
        ({"ends_on": TODAY - timedelta(days=1)},),
    ),
    "sharing_version_level_leaves": Backing(
        "agreementversion", {"level": "FLAG"}, *LEVELS
    ),
    "sharing_version_offered_is_signed": version(
        tuple(sorted(STATES - {"DRAFT", "WITHDRAWN"})),
        discloser_signed_at=NOW,
        document_hash="x",
    ),
    "sharing_version_accepted_is_signed": version(
        SIGNED_BY_BOTH, recipient_signed_at=NOW
    ),
    "sharing_version_in_force_has_a_reason": version(
        IN_FORCE, in_force_at=NOW, in_force_by="x", in_force_reason="x"
    ),
    "sharing_version_suspended_has_a_reason": version(
        ("SUSPENDED",), suspended_at=NOW, suspended_by=AGREEMENT, suspension_reason="x"
    ),
    "sharing_version_in_force_on_close_contact": Backing(
        "agreementversion",
        {"state": "IN_FORCE", "basis_activity": "REPAIRS", "basis_mode": ELIGIBLE[0]},
        (
            *each("basis_mode", ELIGIBLE),
            *each("state", STATES),
            *each("state", STATES - {*IN_FORCE}, basis_activity=None, basis_mode=None),
        ),
        tuple(
            {"state": state, **change}
            for state in IN_FORCE
            for change in (
                {"basis_activity": None},
                {"basis_mode": None},
                *each("basis_mode", OTHER_MODES),
                *each("basis_activity", EXCLUDED),
            )
        ),
    ),
    "sharing_indemnity_is_signed": filled_in(
        "indemnity", "version_hash", "insurer", "signatory_name"
    ),
    "sharing_attestation_approved_by_somebody": Backing(
        "attestation",
        {"approved_at": NOW, "approved_by": "x"},
        ({"approved_at": None, "approved_by": None},),
        (
            {"approved_by": None},
            {"approved_by": ""},
            {"approved_at": None},
            {"approved_at": None, "approved_by": ""},
        ),
    ),
    "sharing_attestation_has_evidence_and_term": Backing(
        "attestation",
        {"starts_on": TODAY, "ends_on": LATER},
        ({"ends_on": TODAY},),
        ({"ends_on": TODAY - timedelta(days=1)}, {"evidence": ""}),
    ),
    "sharing_attestation_mode": Backing(
        "attestation",
        {"mode": ELIGIBLE[0]},
        each("mode", (*ELIGIBLE, "REMOTE_DIRECT", "NONE")),
        ({"mode": ""}, {"mode": "ANYTHING"}),
    ),
    "sharing_release_on_close_contact": Backing(
        "release",
        {"activity": "REPAIRS", "mode": ELIGIBLE[0]},
        each("mode", ELIGIBLE),
        (*each("mode", OTHER_MODES), *each("activity", EXCLUDED)),
    ),
    "sharing_release_level_leaves": Backing("release", {"level": "FLAG"}, *LEVELS),
    "sharing_release_is_decided": filled_in(
        "release", "reason", "decided_by", "decided_role"
    ),
    "sharing_release_withdrawn_by_somebody": said_by_somebody(
        "release", "withdrawn_at", "withdrawn_by", "withdrawn_reason"
    ),
    "sharing_teamrelease_eligible": Backing(
        "teamrelease",
        {"mode": ELIGIBLE[0]},
        each("mode", ELIGIBLE),
        each("mode", OTHER_MODES),
    ),
    "sharing_teamrelease_is_decided": filled_in(
        "teamrelease", "reason", "decided_by", "decided_role"
    ),
    "sharing_teamrelease_withdrawn_by_somebody": said_by_somebody(
        "teamrelease", "withdrawn_at", "withdrawn_by", "withdrawn_reason"
    ),
    "sharing_recall_acknowledged_by_somebody": said_by_somebody(
        "recall", "acknowledged_at", "acknowledged_by", nobody=None
    ),
    "sharing_recall_done_is_acknowledged": Backing(
        "recall",
        {"done": "DESTROYED", "acknowledged_at": NOW},
        (
            *each("done", ("NOTHING_KEPT", "DESTROYED", "CORRECTED", "")),
            {"done": "", "acknowledged_at": None},
        ),
        ({"acknowledged_at": None}, {"done": "ANYTHING"}),
    ),
    "sharing_receipt_permit_has_no_reasons": Backing(
        "receipt",
        {"permitted": True, "reasons": Jsonb({}), "level": "FLAG"},
        ({"permitted": False, "reasons": Jsonb({"a": "b"}), "level": ""},),
        (
            {"reasons": Jsonb({"a": "b"})},
            {"level": ""},
            {"permitted": False},
            {"permitted": False, "level": ""},
            {"permitted": False, "reasons": Jsonb({"a": "b"})},
            {"reasons": Jsonb({"a": "b"}), "level": ""},
        ),
    ),
    "sharing_extract_opened_by_somebody": Backing(
        "extract",
        {
            "state": "OPENED",
            "kind": "LINK",
            "opened_at": NOW,
            "opened_by": "x",
            "digest": "x",
        },
        (
            {
                "state": "SENT",
                "kind": "SMIME",
                "opened_at": None,
                "opened_by": "",
                "digest": "",
            },
        ),
        ({"kind": "SMIME"}, {"opened_at": None}, {"opened_by": ""}, {"digest": ""}),
    ),
    "sharing_extract_is_kept_only_until_it_goes": Backing(
        "extract",
        {"state": "SEALED", "sealed": b"x"},
        ({"sealed": None}, {"state": "SENT", "sealed": None}),
        ({"state": "SENT"},),
    ),
    "sharing_extractroute_confirmed_by_somebody": said_by_somebody(
        "extractroute", "confirmed_at", "confirmed_by", "confirmed_how"
    ),
    "markers_marker_state": Backing(
        "marker",
        {"state": "ACTIVE"},
        each("state", ("ACTIVE", "PROVISIONAL", "UNDER_REVIEW")),
        ({"state": ""}, {"state": "LAPSED"}),
    ),
    "markers_marker_dates_in_order": Backing(
        "marker",
        {"starts_on": TODAY, "ends_on": LATER},
        ({"ends_on": TODAY},),
        ({"ends_on": TODAY - timedelta(days=1)},),
    ),
    "markers_marker_provisional_has_an_end": Backing(
        "marker",
        {"state": "PROVISIONAL", "provisional_until": NOW},
        (
            {"state": "ACTIVE", "provisional_until": None},
            {"state": "UNDER_REVIEW", "provisional_until": None},
        ),
        (
            {"provisional_until": None},
            {"state": "ACTIVE"},
            {"state": "UNDER_REVIEW"},
        ),
    ),
}
