"""Why is something taken back, and what may its recipient have done about it?"""

from tenants.codes import Labelled


class RecallReason(Labelled):
    """What led to a recall. Codes, so that no free text travels with one."""

    LAPSED = "lapsed", "The entry's term has ended"
    WITHDRAWN = "withdrawn", "It is no longer shared"
    CORRECTED = "corrected", "The entry was corrected"
    ENTERED_IN_ERROR = "entered-in-error", "The entry was made in error"
    TERMINATED = "terminated", "The agreement was ended"
    EXPIRED = "expired", "The agreement has run out"
    INDEMNITY_ENDED = "indemnity-ended", "The indemnity's cover has ended"
    NARROWED = (
        "agreement-narrowed",
        "The new version of the agreement no longer covers it",
    )
    MISUSE = "misuse", "Misuse was reported, so the agreement is suspended"


class RecallDone(Labelled):
    """What the recipient states that it did. It names nobody, so it may be kept."""

    NOTHING_KEPT = (
        "NOTHING_KEPT",
        "We looked it up only: nobody here wrote it down, printed it or copied it",
    )
    DESTROYED = (
        "DESTROYED",
        "We destroyed every note, print and copy we had, and told whoever used it",
    )
    CORRECTED = (
        "CORRECTED",
        "We looked it up again, corrected every note of it, and told whoever used it",
    )


def reason_label(code: str) -> str:
    """The words for a reason; a code of the register's own is told as it stands."""
    if code in RecallReason:
        return RecallReason(code).label
    return code.replace("-", " ").capitalize()


def may_be_done(reason: str) -> tuple[RecallDone, ...]:
    """What may be stated of a recall: only a correction can have been corrected."""
    if reason == RecallReason.CORRECTED:
        return (RecallDone.NOTHING_KEPT, RecallDone.CORRECTED, RecallDone.DESTROYED)
    return (RecallDone.NOTHING_KEPT, RecallDone.DESTROYED)
