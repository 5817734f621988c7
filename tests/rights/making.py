"""How does a test get a request in a given state? By the real actions."""

from datetime import date

from rights.actions import exports, requests
from rights.states import RequestKind
from tests.register.making import AT, TODAY


def receive(officer, kind=RequestKind.ACCESS, **changes):
    asked = {
        "kind": kind,
        "received_on": TODAY,
        "received_how": "By letter",
        "requester_name": "Rowan Ashby",
        "requester_address": "14 Larch Court\nEastmere",
        "acting_for": "",
        "what_asked": "Please send me everything.",
        "by": officer,
        "at": AT,
    }
    return requests.receive(**(asked | changes))


def known(officer, subject, kind=RequestKind.ACCESS, **changes):
    """A request whose person is found on the register and known to be who they say."""
    request = receive(officer, kind, **changes)
    requests.link(reference=request.reference, subjects=[subject], by=officer, at=AT)
    return requests.confirm_identity(
        reference=request.reference, how="Passport seen.", by=officer, at=AT
    )


def gathered(officer, subject):
    request = known(officer, subject)
    return exports.gather(reference=request.reference, by=officer, at=AT)


def day(text: str) -> date:
    return date.fromisoformat(text)
