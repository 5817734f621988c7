"""Which checks show what Heed answers, and does it answer them so?"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.actions.askers import digest_of
from accounts.actions.clients import issue_token
from accounts.models import ClientProfile
from infra.demo.people import CLIENT_SCOPES, Peopled
from sharing.check import CheckRequest, check
from tenants.codes import Activity, Purpose
from tenants.context import in_organisation


class WrongAnswer(RuntimeError):
    """An example was not answered as it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A body for `POST /api/v1/checks` and the answer it must get."""

    organisation: str
    what: str
    request: dict[str, object]
    answer: str


def _place(uprn: str, **more: object) -> dict[str, object]:
    return {"purpose": "home-visit", "premises": {"uprn": uprn}, **more}


def _person(name: str, born: str = "", **more: object) -> dict[str, object]:
    person = {"name": name} | ({"date_of_birth": born} if born else {})
    return {"purpose": "interview", "person": person, **more}


TENANCY: Mapping[str, object] = {
    "purpose": "tenancy-visit",
    "activity": "TENANCY_VISITS",
}
NEIGHBOUR: Mapping[str, object] = {
    "purpose": "home-visit",
    "activity": "HOUSING_MANAGEMENT",
}
"""What the landlord's own agreement with the council is for."""
REPAIR: Mapping[str, object] = {"purpose": "repair", "activity": "REPAIRS"}
ASSAULT, KNIFE, OWN_ONLY = "999111000070", "999111000084", "999111000154"
NOTHING_KNOWN, LAPSED, CEILING = "999111000007", "999111000392", "999111005929"
LANDLORDS = "999111900048"

EXAMPLES = (
    Example(
        organisation="eastmere",
        what="the council's own entry, by UPRN",
        request=_place(ASSAULT),
        answer="HIT",
    ),
    Example(
        organisation="eastmere",
        what="another spelling of the name, with the date of birth",
        request=_person("Shivawn Keane", "1985-11-23"),
        answer="HIT",
    ),
    Example(
        organisation="eastmere",
        what="a home nobody has reported",
        request=_place(NOTHING_KNOWN),
        answer="CLEAR",
    ),
    Example(
        organisation="eastmere",
        what="an entry past its term answers nothing",
        request=_place(LAPSED),
        answer="CLEAR",
    ),
    Example(
        organisation="eastmere",
        what="a common name alone fits several people",
        request=_person("John Smith", "", **NEIGHBOUR),
        answer="CANNOT_TELL",
    ),
    Example(
        organisation="eastmere",
        what="the landlord's own entry, released to the council",
        request=_place(LANDLORDS, **NEIGHBOUR),
        answer="HIT",
    ),
    Example(
        organisation="torley",
        what="a register of premises, by UPRN",
        request=_place(CEILING),
        answer="HIT",
    ),
    Example(
        organisation="torley",
        what="a register of premises cannot be asked about a person",
        request=_person("Derek Hallam", "1971-04-09"),
        answer="CANNOT_TELL",
    ),
    Example(
        organisation="harbour-homes",
        what="the council's entry, released to the landlord",
        request=_place(ASSAULT, **TENANCY),
        answer="HIT",
    ),
    Example(
        organisation="harbour-homes",
        what="a released entry, by a misspelt name and date of birth",
        request=_person("Derick Halam", "1971-04-09", **TENANCY),
        answer="HIT",
    ),
    Example(
        organisation="harbour-homes",
        what="an entry of the council's that was not released",
        request=_place(OWN_ONLY, **TENANCY),
        answer="CLEAR",
    ),
    Example(
        organisation="brightfix",
        what="a contractor whose indemnity cover lapsed yesterday",
        request=_place(ASSAULT, **REPAIR),
        answer="CANNOT_TELL",
    ),
    Example(
        organisation="greenways",
        what="grounds maintenance, which can have no agreement in force",
        request=_place(KNIFE, purpose="repair", activity="GROUNDS_MAINTENANCE"),
        answer="CANNOT_TELL",
    ),
)


def prove(peopled: Mapping[str, Peopled], *, at: datetime) -> None:
    """Ask every example as the organisation's machine client would.

    Raises WrongAnswer, naming the example, when one is not answered as it says.
    """
    for example in EXAMPLES:
        answer = _answer(example, peopled[example.organisation], at=at)
        if answer != example.answer:
            sentence = (
                f"{example.organisation}, {example.what}: {answer} came where"
                f" {example.answer} was expected."
            )
            raise WrongAnswer(sentence)


def _answer(example: Example, asker: Peopled, *, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    with in_organisation(asker.organisation):
        issue_token(
            profile=ClientProfile.objects.get(),
            token=token,
            scopes=list(CLIENT_SCOPES),
            # A slow machine may take an hour to fill the data.
            ends=at + timedelta(hours=2),
            at=at,
        )
    given = check(
        organisation=asker.organisation,
        asker_digest=digest_of(token),
        request=_as_request(example.request),
        at=at,
    )
    return str(given.answer)


def _as_request(body: Mapping[str, object]) -> CheckRequest:
    premises = body.get("premises")
    person = body.get("person")
    place = premises if isinstance(premises, dict) else {}
    who = person if isinstance(person, dict) else {}
    born = who.get("date_of_birth")
    activity = body.get("activity")
    return CheckRequest(
        purpose=Purpose(str(body["purpose"])),
        activity=Activity(str(activity)) if activity else None,
        uprn=place.get("uprn", ""),
        name=who.get("name", ""),
        date_of_birth=date.fromisoformat(born) if born else None,
    )
