"""What was reported of an invented incident, and what did the decider weigh?"""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from infra.demo.invented import InventedEntry
from register.facts import (
    NOT_APPLICABLE,
    Answer,
    Criteria,
    IncidentFacts,
    ReportContent,
    Ruling,
    StatementFacts,
    SubjectFacts,
)
from register.states import Crime
from tenants.codes import Category, Follows, StatementKind, SubjectKind
from tenants.context import current_organisation
from tenants.queries import current_pack


def content(invented: InventedEntry, at: datetime) -> ReportContent:
    """What the employee reported on the day."""
    told_by = "A neighbour" if invented.statement is StatementKind.TOLD else ""
    contact = invented.category is Category.CONTACT
    return ReportContent(
        subject=SubjectFacts(
            kind=invented.kind,
            name=invented.name,
            aliases=invented.aliases,
            date_of_birth=invented.date_of_birth,
            address_lines=tuple(invented.address.split(", ")),
            postcode=invented.postcode,
            uprn=invented.uprn,
        ),
        incidents=(
            IncidentFacts(
                happened_on=localdate(at),
                statements=(
                    StatementFacts(
                        kind=invented.statement,
                        text=invented.what_happened,
                        by_whom=told_by,
                    ),
                ),
                place=invented.address,
                what_happened=invented.what_happened,
            ),
        ),
        category=invented.category,
        category_text=_other(invented),
        precautions=invented.precautions,
        summary=invented.summary or invented.what_happened,
        order_ends_on=_order_end(invented, at),
        ring_name="Duty safety desk",
        ring_phone="01632 960100",
        crime_committed=Crime.NO if contact else Crime.NOT_KNOWN,
        criteria_met=current_pack(current_organisation()).thresholds[:1],
    )


def ruling(invented: InventedEntry, at: datetime) -> Ruling:
    """What the decision officer made of the report."""
    premises = invented.kind is SubjectKind.PREMISES
    at_home = invented.kind is SubjectKind.PERSON_AT_PREMISES
    person = Follows.BOTH if at_home else Follows.PERSON
    return Ruling(
        category=invented.category,
        category_text=_other(invented),
        precautions=invented.precautions,
        summary=invented.summary or invented.what_happened,
        follows=Follows.PREMISES if premises else person,
        order_ends_on=_order_end(invented, at),
        ring_name="Duty safety desk",
        ring_phone="01632 960100",
    )


def _other(invented: InventedEntry) -> str:
    if invented.category is not Category.OTHER:
        return ""
    return "Danger to the officer from fireworks set off indoors."


def _order_end(invented: InventedEntry, at: datetime) -> date | None:
    if invented.category is not Category.ORDER:
        return None
    return localdate(at) + timedelta(days=300)


def criteria(invented: InventedEntry) -> Criteria:
    """What the decision officer weighed."""
    animal = invented.category is Category.ANIMAL
    pack = current_pack(current_organisation())
    return Criteria(
        severity="Serious enough that an officer could have been hurt.",
        time_since="Reported within a day of the incident.",
        previous_conduct="Nothing on record before this.",
        current_conduct="No contact since the incident.",
        one_off_or_circumstances="Nothing points to illness or to a single bad day.",
        animal_still_there=(
            "Yes, on the day of the report." if animal else NOT_APPLICABLE
        ),
        compulsory=(),
        discretionary=pack.discretionary[:1],
        under_18=Answer.NO,
    )
