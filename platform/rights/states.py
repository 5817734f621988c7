"""What may a person ask about their data, and where does the answer stand?"""

from collections.abc import Mapping

from register.states import next_state
from tenants.codes import Labelled


class RequestKind(Labelled):
    ACCESS = "ACCESS", "Copy of what is held (subject access)"
    RECTIFICATION = "RECTIFICATION", "Rectification: correct what is wrong"
    OBJECTION = "OBJECTION", "Objection to the processing"
    RESTRICTION = "RESTRICTION", "Restriction of the processing"
    ERASURE = "ERASURE", "Erasure"
    COMPLAINT = "COMPLAINT", "Data protection complaint"


class RequestState(Labelled):
    OPEN = "OPEN", "Being dealt with"
    PAUSED = "PAUSED", "Clock stopped: waiting for the person"
    ANSWERED = "ANSWERED", "Answered"


class RequestOutcome(Labelled):
    GRANTED = "GRANTED", "Granted, or upheld"
    PARTLY = "PARTLY", "Granted, or upheld, in part"
    REFUSED = "REFUSED", "Refused, or not upheld"
    WITHDRAWN = "WITHDRAWN", "Withdrawn by the person"


class PauseAbout(Labelled):
    IDENTITY = "IDENTITY", "Who they are"
    SCOPE = "SCOPE", "What they ask for"


class Effect(Labelled):
    """What an answer has to change on the register, and through whom."""

    RESTRICT = "RESTRICT", "Restrict the processing"
    CORRECT = "CORRECT", "Correct what the entry says"
    END = "END", "End the entry; it is erased after its letter"


class ExportState(Labelled):
    REVIEW = "REVIEW", "Being reviewed"
    SEALED = "SEALED", "Sealed"
    DESTROYED = "DESTROYED", "File destroyed"


class Treatment(Labelled):
    """What becomes of one line of a subject access export."""

    SHOWN = "SHOWN", "Shown"
    REDACTED = "REDACTED", "Shown with words taken out"
    WITHHELD = "WITHHELD", "Withheld, with the reason"
    OMITTED = "OMITTED", "Left out, and not mentioned"


class DisclosureTo(Labelled):
    POLICE = "POLICE", "The police"
    COURT = "COURT", "A court or tribunal"
    EMERGENCY = "EMERGENCY", "An emergency service, in an emergency"
    VITAL = "VITAL", "Somebody whose life or safety is at risk"


class DisclosureBasis(Labelled):
    CRIME = (
        "dpa18:sch2:2",
        "Preventing or detecting crime (DPA 2018, Schedule 2, paragraph 2)",
    )
    COURT_ORDER = (
        "dpa18:sch2:5(2)",
        "Required by an order of a court or by law (Schedule 2, paragraph 5(2))",
    )
    LEGAL_CLAIM = (
        "dpa18:sch2:5(3)",
        "Legal proceedings or advice (Schedule 2, paragraph 5(3))",
    )
    VITAL_INTERESTS = (
        "uk-gdpr:6(1)(d)",
        "Vital interests (UK GDPR, Article 6(1)(d) and 9(2)(c))",
    )


class Part(Labelled):
    """Which parts of an entry were told."""

    IDENTITY = "IDENTITY", "Name and date of birth"
    ADDRESS = "ADDRESS", "Address"
    CATEGORY = "CATEGORY", "Kind of risk"
    PRECAUTIONS = "PRECAUTIONS", "What staff are told to do"
    SUMMARY = "SUMMARY", "Summary of the facts"
    INCIDENTS = "INCIDENTS", "Account of the incidents"
    WITNESSES = "WITNESSES", "Who reported, was harmed or saw it"
    EVIDENCE = "EVIDENCE", "Evidence files"


REQUEST_TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    RequestState.OPEN: frozenset({RequestState.PAUSED, RequestState.ANSWERED}),
    RequestState.PAUSED: frozenset({RequestState.OPEN, RequestState.ANSWERED}),
    RequestState.ANSWERED: frozenset(),
}
BASES_FOR: Mapping[DisclosureTo, frozenset[DisclosureBasis]] = {
    DisclosureTo.POLICE: frozenset(
        {
            DisclosureBasis.CRIME,
            DisclosureBasis.COURT_ORDER,
            DisclosureBasis.VITAL_INTERESTS,
        }
    ),
    DisclosureTo.COURT: frozenset(
        {DisclosureBasis.COURT_ORDER, DisclosureBasis.LEGAL_CLAIM}
    ),
    DisclosureTo.EMERGENCY: frozenset({DisclosureBasis.VITAL_INTERESTS}),
    DisclosureTo.VITAL: frozenset({DisclosureBasis.VITAL_INTERESTS}),
}
MAY_CHANGE: Mapping[RequestKind, frozenset[Effect]] = {
    RequestKind.ACCESS: frozenset(),
    RequestKind.RECTIFICATION: frozenset({Effect.CORRECT, Effect.RESTRICT, Effect.END}),
    RequestKind.OBJECTION: frozenset({Effect.RESTRICT, Effect.END}),
    RequestKind.RESTRICTION: frozenset({Effect.RESTRICT}),
    RequestKind.ERASURE: frozenset({Effect.END, Effect.RESTRICT}),
    RequestKind.COMPLAINT: frozenset(Effect),
}


def moved(now: str, to: RequestState) -> str:
    """The request's new state, or NotAllowedNow with a sentence for the reader."""
    return next_state(
        REQUEST_TRANSITIONS, what="request", now=RequestState(now), to=to
    ).value
