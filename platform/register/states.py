"""Which states may a report, an entry and a notice be in, and what may follow?

Each machine is a dict. `DIAGRAM.md` is generated from these by
`python -m register.diagram` and compared in the tests.
"""

from collections.abc import Mapping
from enum import StrEnum

from register.refusals import RegisterError
from tenants.codes import Labelled


class Origin(Labelled):
    STAFF = "STAFF", "Reported by staff"
    IMPORT = "IMPORT", "Brought in from an old register"
    API = "API", "Sent by another system"


class Crime(Labelled):
    """Was a crime committed? Asked of every report."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Riddor(Labelled):
    """RIDDOR 2013: is the violence reportable, and in which class?"""

    NONE = "NONE", "Not reportable"
    OVER_7_DAYS = "OVER_7_DAYS", "A worker could not work for more than seven days"
    SPECIFIED = (
        "SPECIFIED",
        "A specified injury to a worker (a fracture, a serious burn, lost sight …)",
    )
    HOSPITAL = "HOSPITAL", "A member of the public was taken to hospital"
    DEATH = "DEATH", "Somebody died"


class EvidenceSort(Labelled):
    PHOTOGRAPH = "PHOTOGRAPH", "Photograph"
    CCTV = "CCTV", "Still from CCTV"
    RECORDING = "RECORDING", "Sound or video recording"
    LETTER = "LETTER", "Letter or other document"


class ReportState(Labelled):
    DRAFT = "DRAFT", "Draft"
    SUBMITTED = "SUBMITTED", "Waiting for a countersignature"
    RETURNED = "RETURNED", "Returned to the reporter"
    COUNTERSIGNED = "COUNTERSIGNED", "Waiting for a decision"
    UNDER_DECISION = "UNDER_DECISION", "Being decided"
    APPROVED = "APPROVED", "Approved"
    MONITOR = "MONITOR", "Monitored, no entry made"
    DECLINED = "DECLINED", "Declined"


class Outcome(Labelled):
    APPROVE = "APPROVE", "Approve: make an entry"
    MONITOR = "MONITOR", "Monitor: make no entry, keep watch"
    DECLINE = "DECLINE", "Decline: make no entry"


class EntryState(Labelled):
    PROVISIONAL = "PROVISIONAL", "Provisional"
    ACTIVE = "ACTIVE", "Active"
    UNDER_REVIEW = "UNDER_REVIEW", "Under review"
    LAPSED = "LAPSED", "Lapsed"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    ENTERED_IN_ERROR = "ENTERED_IN_ERROR", "Entered in error"


class Overlay(Labelled):
    """What lies over an entry's state without changing it."""

    CONTESTED = "contested", "Contested"
    PROCESSING_RESTRICTED = "processing_restricted", "Processing restricted"
    LEGAL_HOLD = "legal_hold", "Legal hold"
    NOT_TOLD = "not_told", "Person not told"
    RECALL_PENDING = "recall_pending", "Recall pending"


class ChangeKind(Labelled):
    """What is put on an entry's history, each with its reason."""

    REVIEW_BEGUN = "REVIEW_BEGUN", "Review begun"
    KEPT = "KEPT", "Kept after review"
    EXTENDED = "EXTENDED", "Another incident added"
    CORRECTED = "CORRECTED", "Corrected"
    RESTRICTED = "RESTRICTED", "Processing restricted"
    UNRESTRICTED = "UNRESTRICTED", "Restriction lifted"
    HELD = "HELD", "Legal hold placed"
    UNHELD = "UNHELD", "Legal hold lifted"
    REMOVED = "REMOVED", "Removed"


class MemberAnswer(Labelled):
    """What came of an elected member's request."""

    TOLD = "TOLD", "You were told what to do"
    NOTHING = "NOTHING", "Nothing is to be told; this never means safe"
    REFUSED = "REFUSED", "Not told"


class NoticeKind(Labelled):
    ADDED = "ADDED", "Added to the register"
    KEPT = "KEPT", "Kept on the register"
    CHANGED = "CHANGED", "Entry changed"
    REMOVED = "REMOVED", "Removed from the register"
    APPEAL_RECEIVED = "APPEAL_RECEIVED", "Appeal received"
    APPEAL_HEARING = "APPEAL_HEARING", "Appeal hearing"
    APPEAL_PAPERS = "APPEAL_PAPERS", "Papers for the hearing"
    APPEAL_DECIDED = "APPEAL_DECIDED", "Appeal decided"


APPEAL_NOTICES: frozenset[NoticeKind] = frozenset(
    {
        NoticeKind.APPEAL_RECEIVED,
        NoticeKind.APPEAL_HEARING,
        NoticeKind.APPEAL_PAPERS,
        NoticeKind.APPEAL_DECIDED,
    }
)


class NoticeState(Labelled):
    DUE = "DUE", "To be sent"
    MADE = "MADE", "Letter made"
    SENT = "SENT", "Sent"
    NOT_SENT = "NOT_SENT", "Not sent"


class MatchState(Labelled):
    """What was decided of two subjects that may be one."""

    PROPOSED = "PROPOSED", "May be one and the same"
    MERGED = "MERGED", "Merged"
    APART = "APART", "Two different subjects"


class AssociationKind(Labelled):
    """Why two entries belong together."""

    HOUSEHOLD = "HOUSEHOLD", "Same household"
    INCIDENT = "INCIDENT", "Same incident"
    ANIMAL = "ANIMAL", "Same animal"
    TOGETHER = "TOGETHER", "Known to act together"


LIVE_STATES: frozenset[EntryState] = frozenset(
    {EntryState.PROVISIONAL, EntryState.ACTIVE, EntryState.UNDER_REVIEW}
)
ENDED_STATES: frozenset[EntryState] = frozenset(EntryState) - LIVE_STATES
DECIDED_STATES: frozenset[ReportState] = frozenset(
    {ReportState.APPROVED, ReportState.MONITOR, ReportState.DECLINED}
)
STATE_FOR_OUTCOME: Mapping[Outcome, ReportState] = {
    Outcome.APPROVE: ReportState.APPROVED,
    Outcome.MONITOR: ReportState.MONITOR,
    Outcome.DECLINE: ReportState.DECLINED,
}

REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    # A pack without a countersignature goes straight to the decider.
    ReportState.SUBMITTED: frozenset(
        {ReportState.COUNTERSIGNED, ReportState.RETURNED, ReportState.UNDER_DECISION}
    ),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    ReportState.COUNTERSIGNED: frozenset(
        {ReportState.UNDER_DECISION, ReportState.RETURNED}
    ),
    ReportState.UNDER_DECISION: DECIDED_STATES,
    ReportState.APPROVED: frozenset(),
    ReportState.MONITOR: frozenset(),
    ReportState.DECLINED: frozenset(),
}

ENTRY_TRANSITIONS: dict[EntryState, frozenset[EntryState]] = {
    EntryState.PROVISIONAL: frozenset(
        {
            EntryState.ACTIVE,
            EntryState.LAPSED,
            EntryState.WITHDRAWN,
            EntryState.ENTERED_IN_ERROR,
        }
    ),
    EntryState.ACTIVE: frozenset(
        {
            EntryState.UNDER_REVIEW,
            EntryState.LAPSED,
            EntryState.WITHDRAWN,
            EntryState.ENTERED_IN_ERROR,
        }
    ),
    EntryState.UNDER_REVIEW: frozenset(
        {
            EntryState.ACTIVE,
            EntryState.LAPSED,
            EntryState.WITHDRAWN,
            EntryState.ENTERED_IN_ERROR,
        }
    ),
    EntryState.LAPSED: frozenset({EntryState.ENTERED_IN_ERROR}),
    EntryState.WITHDRAWN: frozenset({EntryState.ENTERED_IN_ERROR}),
    EntryState.ENTERED_IN_ERROR: frozenset(),
}

NOTICE_TRANSITIONS: dict[NoticeState, frozenset[NoticeState]] = {
    NoticeState.DUE: frozenset({NoticeState.MADE, NoticeState.NOT_SENT}),
    NoticeState.MADE: frozenset({NoticeState.SENT, NoticeState.NOT_SENT}),
    NoticeState.SENT: frozenset(),
    # Somebody has said where it is to go.
    NoticeState.NOT_SENT: frozenset({NoticeState.DUE}),
}


class NotAllowedNow(RegisterError):
    """The thing is in a state from which this step does not follow."""

    def __init__(self, what: str, now: Labelled, wanted: Labelled) -> None:
        super().__init__(
            f"This {what} is “{now.label}”, so it cannot become “{wanted.label}”."
        )


def next_state[State: Labelled](
    transitions: Mapping[State, frozenset[State]],
    *,
    what: str,
    now: State,
    to: State,
) -> State:
    """The new state, or NotAllowedNow with a sentence for the reader."""
    if to not in transitions[now]:
        raise NotAllowedNow(what, now, to)
    return to


class Told(StrEnum):
    """Whether the subject was told, as stored on a decision."""

    TOLD = "TOLD"
    NOT_TOLD = "NOT_TOLD"
    NO_ENTRY = "NO_ENTRY"
