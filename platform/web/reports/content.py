"""What do the answers on a report's pages say together?"""

from collections.abc import Iterator, Mapping
from typing import Any

from register.facts import (
    AnimalFacts,
    IncidentFacts,
    ReportContent,
    StatementFacts,
    SubjectFacts,
    VehicleFacts,
)
from register.states import Crime
from tenants.codes import Category, Precaution, Source, StatementKind, SubjectKind
from web.subjects.lines import first_and_rest


type Answers = Mapping[str, Any]


def content_of(topics: Mapping[str, Answers]) -> ReportContent:
    """Return the report's content from each topic's cleaned answers."""
    police, risk, account = topics["police"], topics["risk"], topics["account"]
    return ReportContent(
        subject=subject_of(topics["about"], topics.get("harm", {})),
        incidents=(incident_of(topics),),
        category=Category(risk["category"]),
        category_text=risk.get("category_text") or "",
        precautions=tuple(Precaution(code) for code in risk.get("precautions") or ()),
        summary=risk.get("summary") or "",
        source=Source(account.get("source") or Source.OWN_STAFF),
        order_ends_on=risk.get("order_ends_on"),
        risk_rating=risk.get("risk_rating") or "",
        panel=topics["about"].get("panel") or "",
        criteria_met=tuple(risk.get("criteria_met") or ()),
        ring_name=risk.get("ring_name") or "",
        ring_phone=risk.get("ring_phone") or "",
        crime_committed=Crime(police["crime_committed"]),
        police_reference=police.get("police_reference") or "",
    )


def subject_of(about: Answers, harm: Answers) -> SubjectFacts:
    """Who or what it is about; their animals and vehicles are asked beside the harm."""
    aliases = (name.strip() for name in (about.get("aliases") or "").split(","))
    lines = (line.strip() for line in (about.get("address") or "").splitlines())
    return SubjectFacts(
        kind=SubjectKind(about["subject_kind"]),
        name=about.get("name") or "",
        aliases=tuple(name for name in aliases if name),
        date_of_birth=about.get("date_of_birth"),
        approximate_age=about.get("approximate_age"),
        gender=about.get("gender") or "",
        appearance=about.get("appearance") or "",
        phone=about.get("phone") or "",
        email=about.get("email") or "",
        address_lines=tuple(line for line in lines if line),
        postcode=about.get("postcode") or "",
        uprn=about.get("uprn") or "",
        vehicles=tuple(
            VehicleFacts(registration=first, description=rest)
            for first, rest in first_and_rest(harm.get("vehicles") or "")
        ),
        animals=tuple(
            AnimalFacts(kind=first, description=rest)
            for first, rest in first_and_rest(harm.get("animals_there") or "")
        ),
    )


def incident_of(topics: Mapping[str, Answers]) -> IncidentFacts:
    when, account = topics["when"], topics["account"]
    harm = topics.get("harm", {})
    return IncidentFacts(
        happened_on=when["happened_on"],
        happened_time=when.get("happened_time"),
        place=when.get("place") or "",
        statements=tuple(statements_of(account)),
        what_happened=first_account(account),
        words_used=account.get("words_used") or "",
        harm=harm.get("harm") or "",
        weapons=harm.get("weapons") or "",
        animals=harm.get("animals") or "",
        witnesses=harm.get("witnesses") or "",
        victim=harm.get("victim") or "",
        victim_relation=harm.get("victim_relation") or "",
        police_reference=topics["police"].get("police_reference") or "",
    )


def statements_of(account: Answers) -> Iterator[StatementFacts]:
    """Give each account with what it rests on: the box it was typed into."""
    if account.get("seen"):
        yield StatementFacts(kind=StatementKind.SEEN, text=account["seen"])
    if account.get("told"):
        yield StatementFacts(
            kind=StatementKind.TOLD,
            text=account["told"],
            by_whom=account["told_by"],
            corroborated_by=account.get("corroborated_by") or "",
        )
    if account.get("inferred"):
        yield StatementFacts(kind=StatementKind.INFERRED, text=account["inferred"])


def first_account(account: Answers) -> str:
    """Return the employee's account: what they saw, or the nearest they have."""
    given = (account.get(box) for box in ("seen", "inferred", "told"))
    return next((text for text in given if text), "")
