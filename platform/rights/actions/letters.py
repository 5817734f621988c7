"""What does the letter about a request say, and where is it kept?"""

from collections.abc import Iterable
from datetime import datetime

from accounts.queries import actor
from documents.actions import store
from documents.letters import day
from documents.models import Document, DocumentKind
from documents.pdf import write_text
from documents.texts import Letterhead, Section, Text
from register.permissions import Standing
from rights.models import RightsRequest
from rights.states import Effect, RequestKind, RequestOutcome
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


PDF = "application/pdf"
ASKED_FOR = {
    RequestKind.ACCESS: "a copy of what we hold about you",
    RequestKind.RECTIFICATION: "us to correct what we hold about you",
    RequestKind.OBJECTION: "us to stop using what we hold about you",
    RequestKind.RESTRICTION: "us to restrict how we use what we hold about you",
    RequestKind.ERASURE: "us to erase what we hold about you",
    RequestKind.COMPLAINT: "us to look into how we used your personal data",
}
DECIDED = {
    RequestOutcome.GRANTED: "We agree with you.",
    RequestOutcome.PARTLY: "We agree with part of what you asked.",
    RequestOutcome.REFUSED: "We have decided not to do what you asked.",
    RequestOutcome.WITHDRAWN: "You told us that you no longer ask for this.",
}
CHANGES = {
    Effect.RESTRICT: "From now on staff see only that they should seek advice.",
    Effect.CORRECT: "We are correcting what the warning says.",
    Effect.END: "We are ending the warning, and we will then erase it.",
}
COMMISSIONER = (
    "You can complain to the Information Commissioner (ico.org.uk, 0303 123 1113), and"
    " you can ask a court to decide. We should like to put things right first: write to"
    " us at the address above."
)


def keep_acknowledgement(
    request: RightsRequest, *, who: Standing, at: datetime
) -> Document:
    """The letter that says it arrived, and what happens next."""
    complaint = request.kind == RequestKind.COMPLAINT
    after = (
        "We will look into it without undue delay and write to you with the outcome."
        if complaint
        else f"We will answer by {day(request.due_on)}."
        if request.due_on
        else "We will answer as soon as we can."
    )
    title = "We have your complaint" if complaint else "We have your request"
    parts = [
        Section(heading="What you asked", paragraphs=(_asked(request),)),
        Section(heading="What happens next", paragraphs=(after,)),
    ]
    return _keep(request, title, parts, name="acknowledgement", who=who, at=at)


def keep_answer(
    request: RightsRequest,
    changes: Iterable[tuple[Effect, str]],
    *,
    who: Standing,
    at: datetime,
) -> Document:
    """The letter with the outcome, its reasons, and where else they may turn."""
    outcome = RequestOutcome(request.outcome)
    effects = sorted({effect for effect, _ in changes})
    parts = [
        Section(heading="What you asked", paragraphs=(_asked(request),)),
        Section(
            heading="What we decided",
            paragraphs=(DECIDED[outcome], *request.outcome_reasons.splitlines()),
            items=tuple(CHANGES[effect] for effect in effects),
        ),
    ]
    if request.kind == RequestKind.ACCESS and outcome != RequestOutcome.REFUSED:
        parts.append(Section(heading="Your copy", paragraphs=(_COPY,)))
    parts.append(Section(heading="If you disagree", paragraphs=(COMMISSIONER,)))
    title = "The answer to your request about your data"
    return _keep(request, title, parts, name="answer", who=who, at=at)


_COPY = (
    "The copy comes with this letter, as a document to read and as a file for"
    " computers. Where something is left out, it says so and why."
)


def _asked(request: RightsRequest) -> str:
    for_whom = f" for {request.acting_for}" if request.acting_for else ""
    asked = ASKED_FOR[RequestKind(request.kind)]
    return f"On {day(request.received_on)} we received your message{for_whom}. You asked {asked}."


def _keep(
    request: RightsRequest,
    title: str,
    parts: list[Section],
    *,
    name: str,
    who: Standing,
    at: datetime,
) -> Document:
    organisation = current_organisation()
    letters = current_pack(organisation).letters
    text = Text(
        title=title,
        sections=parts,
        note="",
        letterhead=Letterhead(
            organisation=organisation.name,
            reference=request.reference,
            dated=civil_date(at),
            return_address=letters.return_address or (organisation.name,),
            to_lines=[request.requester_name, *request.requester_address.splitlines()],
            signed_by="Data protection officer",
        ),
    )
    return store(
        kind=DocumentKind.RIGHTS_LETTER,
        content=write_text(text),
        content_type=PDF,
        file_name=f"{name}-{request.reference}.pdf",
        about=request.pk,
        by=actor(who.user, role=who.role_for(Permission.RIGHTS)),
        at=at,
    )
