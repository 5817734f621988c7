"""Which state of an agreement may follow which, and who may bring it about?

A state machine is a dict. `STATES.md` is drawn from it and compared in a test.
"""

from enum import StrEnum

from sharing.facts import AgreementState
from tenants.codes import Labelled, OrganisationKind, Role


class BatchState(StrEnum):
    """How far a batch of checks has come. STOPPED: whoever asked may no longer."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"


S = AgreementState

TRANSITIONS: dict[AgreementState, frozenset[AgreementState]] = {
    S.DRAFT: frozenset({S.OFFERED, S.WITHDRAWN}),
    S.OFFERED: frozenset({S.ACCEPTED, S.REFUSED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.INDEMNIFIED, S.REFUSED, S.WITHDRAWN}),
    S.INDEMNIFIED: frozenset({S.IN_FORCE, S.REFUSED, S.WITHDRAWN}),
    S.IN_FORCE: frozenset({S.SUSPENDED, S.SUPERSEDED, S.EXPIRED, S.TERMINATED}),
    S.SUSPENDED: frozenset({S.IN_FORCE, S.EXPIRED, S.TERMINATED}),
    S.SUPERSEDED: frozenset(),
    S.EXPIRED: frozenset(),
    S.TERMINATED: frozenset(),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
BEFORE_FORCE = frozenset({S.DRAFT, S.OFFERED, S.ACCEPTED, S.INDEMNIFIED})
# Once in force, a version stays one of the recipient's sources until another
# replaces it: an agreement that stopped is a source that cannot answer.
HELD = frozenset({S.IN_FORCE, S.SUSPENDED, S.EXPIRED, S.TERMINATED})
SIGNED = frozenset(S) - {S.DRAFT, S.WITHDRAWN}

LABELS: dict[AgreementState, str] = {
    S.DRAFT: "Draft",
    S.OFFERED: "Offered, waiting for the recipient",
    S.ACCEPTED: "Accepted, waiting for the indemnity",
    S.INDEMNIFIED: "Indemnified, waiting to be put in force",
    S.IN_FORCE: "In force",
    S.SUSPENDED: "Suspended",
    S.SUPERSEDED: "Replaced by a later version",
    S.EXPIRED: "Expired",
    S.TERMINATED: "Terminated",
    S.REFUSED: "Refused",
    S.WITHDRAWN: "Withdrawn",
}


class Step(StrEnum):
    """One thing somebody does to an agreement; the name of its action."""

    DRAFT = "draft"
    OFFER = "offer"
    ACCEPT = "accept"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    INDEMNIFY = "indemnify"
    ATTEST = "attest"
    FILE_SIGNED = "file_signed"
    RENEW_COVER = "renew_cover"
    ARRANGE = "arrange"
    PUT_IN_FORCE = "put_in_force"
    SUSPEND = "suspend"
    CLEAR_SUSPENSION = "clear_suspension"
    LIFT_SUSPENSION = "lift_suspension"
    TERMINATE = "terminate"
    EXPIRE = "expire"
    REPORT_MISUSE = "report_misuse"
    CLOSE_MISUSE = "close_misuse"


# What a timeline says was done. `put_in_force` may also replace a version or be refused.
DONE: dict[Step, str] = {
    Step.DRAFT: "Drafted",
    Step.OFFER: "Signed by the discloser and offered",
    Step.ACCEPT: "Signed by the recipient",
    Step.REFUSE: "Refused",
    Step.WITHDRAW: "Withdrawn",
    Step.INDEMNIFY: "Indemnity given",
    Step.ATTEST: "Activity attested",
    Step.FILE_SIGNED: "Signed paper filed",
    Step.RENEW_COVER: "Insurance cover renewed",
    Step.ARRANGE: "Arranged to be put in force on its first day",
    Step.PUT_IN_FORCE: "Could not be put in force",
    Step.SUSPEND: "Suspended",
    Step.CLEAR_SUSPENSION: "Cause of the suspension cleared",
    Step.LIFT_SUSPENSION: "Suspension lifted",
    Step.TERMINATE: "Ended",
    Step.EXPIRE: "Expired",
    Step.REPORT_MISUSE: "Misuse reported",
    Step.CLOSE_MISUSE: "Misuse case closed",
}


def done(step: Step, *, state: AgreementState) -> str:
    """What a step that left the version in this state came to, in words."""
    if step is Step.PUT_IN_FORCE and state is S.IN_FORCE:
        return "Put in force"
    if step is Step.PUT_IN_FORCE and state is S.SUPERSEDED:
        return LABELS[state]
    return DONE[step]


class Side(StrEnum):
    DISCLOSER = "discloser"
    RECIPIENT = "recipient"
    PLATFORM = "platform"


# Which side, in which role, may take each step. `expire` is the clock's alone.
WHO: dict[Step, frozenset[tuple[Side, Role]]] = {
    Step.DRAFT: frozenset(
        {
            (Side.DISCLOSER, Role.SHARING_OFFICER),
            (Side.PLATFORM, Role.PLATFORM_ADMINISTRATOR),
        }
    ),
    Step.OFFER: frozenset({(Side.DISCLOSER, Role.SHARING_OFFICER)}),
    Step.ACCEPT: frozenset({(Side.RECIPIENT, Role.PARTNER_SIGNATORY)}),
    Step.REFUSE: frozenset(
        {
            (Side.RECIPIENT, Role.PARTNER_SIGNATORY),
            (Side.DISCLOSER, Role.SHARING_OFFICER),
        }
    ),
    Step.WITHDRAW: frozenset({(Side.DISCLOSER, Role.SHARING_OFFICER)}),
    Step.INDEMNIFY: frozenset({(Side.RECIPIENT, Role.PARTNER_SIGNATORY)}),
    Step.ATTEST: frozenset(
        {
            (Side.RECIPIENT, Role.PARTNER_SIGNATORY),
            (Side.DISCLOSER, Role.SHARING_OFFICER),
        }
    ),
    Step.FILE_SIGNED: frozenset(
        {
            (Side.RECIPIENT, Role.PARTNER_SIGNATORY),
            (Side.DISCLOSER, Role.SHARING_OFFICER),
        }
    ),
    Step.RENEW_COVER: frozenset({(Side.RECIPIENT, Role.PARTNER_SIGNATORY)}),
    Step.ARRANGE: frozenset({(Side.DISCLOSER, Role.SHARING_OFFICER)}),
    Step.PUT_IN_FORCE: frozenset({(Side.DISCLOSER, Role.SHARING_OFFICER)}),
    Step.SUSPEND: frozenset(
        {
            (Side.DISCLOSER, Role.SHARING_OFFICER),
            (Side.RECIPIENT, Role.PARTNER_SIGNATORY),
            (Side.PLATFORM, Role.PLATFORM_ADMINISTRATOR),
        }
    ),
    Step.CLEAR_SUSPENSION: frozenset(
        {
            (Side.DISCLOSER, Role.SHARING_OFFICER),
            (Side.RECIPIENT, Role.PARTNER_SIGNATORY),
            (Side.PLATFORM, Role.PLATFORM_ADMINISTRATOR),
        }
    ),
    Step.LIFT_SUSPENSION: frozenset({(Side.DISCLOSER, Role.SHARING_OFFICER)}),
    Step.TERMINATE: frozenset(
        {
            (Side.DISCLOSER, Role.SHARING_OFFICER),
            (Side.RECIPIENT, Role.PARTNER_SIGNATORY),
        }
    ),
    Step.EXPIRE: frozenset(),
    Step.REPORT_MISUSE: frozenset(
        {
            (Side.DISCLOSER, Role.SHARING_OFFICER),
            (Side.DISCLOSER, Role.DATA_PROTECTION_OFFICER),
            (Side.RECIPIENT, Role.PARTNER_SIGNATORY),
            (Side.RECIPIENT, Role.PARTNER_OFFICER),
            (Side.RECIPIENT, Role.DATA_PROTECTION_OFFICER),
        }
    ),
    Step.CLOSE_MISUSE: frozenset({(Side.DISCLOSER, Role.SHARING_OFFICER)}),
}
# The states each step starts from.
STARTS_FROM: dict[Step, frozenset[AgreementState]] = {
    Step.DRAFT: frozenset(),
    Step.OFFER: frozenset({S.DRAFT}),
    Step.ACCEPT: frozenset({S.OFFERED}),
    Step.REFUSE: frozenset({S.OFFERED, S.ACCEPTED, S.INDEMNIFIED}),
    Step.WITHDRAW: BEFORE_FORCE,
    Step.INDEMNIFY: frozenset({S.ACCEPTED, S.INDEMNIFIED, S.IN_FORCE, S.SUSPENDED}),
    Step.ATTEST: (BEFORE_FORCE | {S.IN_FORCE, S.SUSPENDED}) - {S.DRAFT},
    Step.FILE_SIGNED: (BEFORE_FORCE | {S.IN_FORCE, S.SUSPENDED}) - {S.DRAFT},
    Step.RENEW_COVER: frozenset({S.INDEMNIFIED, S.IN_FORCE, S.SUSPENDED}),
    Step.ARRANGE: frozenset({S.INDEMNIFIED}),
    Step.PUT_IN_FORCE: frozenset({S.INDEMNIFIED}),
    Step.SUSPEND: frozenset({S.IN_FORCE}),
    Step.CLEAR_SUSPENSION: frozenset({S.SUSPENDED}),
    Step.LIFT_SUSPENSION: frozenset({S.SUSPENDED}),
    Step.TERMINATE: frozenset({S.IN_FORCE, S.SUSPENDED}),
    Step.EXPIRE: frozenset({S.IN_FORCE, S.SUSPENDED}),
    Step.REPORT_MISUSE: HELD | {S.SUPERSEDED},
    Step.CLOSE_MISUSE: HELD | {S.SUPERSEDED},
}


def side_of(
    *, organisation: object, kind: str, discloser: object, recipient: object
) -> Side | None:
    """On which side of an agreement an organisation stands, or None: on neither."""
    if organisation == discloser:
        return Side.DISCLOSER
    if organisation == recipient:
        return Side.RECIPIENT
    return Side.PLATFORM if kind == OrganisationKind.PLATFORM else None


def diagram() -> str:
    """The state machine as a Mermaid diagram, in a stable order."""
    lines = ["stateDiagram-v2", "    [*] --> DRAFT"]
    for state, following in TRANSITIONS.items():
        lines += [f"    {state} --> {after}" for after in sorted(following)]
        if not following:
            lines.append(f"    {state} --> [*]")
    return "\n".join(lines)


class ChangeState(Labelled):
    READING = "READING", "Being read"
    REFUSED = "REFUSED", "Could not be read"
    READY = "READY", "Ready to look at"
    APPLYING = "APPLYING", "Being put in place"
    ARRANGED = "ARRANGED", "Waits for the version it is for"
    APPLIED = "APPLIED", "In place"
    ABANDONED = "ABANDONED", "Given up"


class RouteKind(Labelled):
    SMIME = "SMIME", "Encrypted e-mail to a certificate"
    LINK = "LINK", "A link that works once, after signing in"


class ExtractState(Labelled):
    ASKED = "ASKED", "Being made"
    SEALED = "SEALED", "Made, on its way"
    SENT = "SENT", "Sent"
    OPENED = "OPENED", "Opened"
    REFUSED = "REFUSED", "Not sent"
