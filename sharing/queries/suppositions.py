"""What would be otherwise, if it were so? Each answer is a change to the gate's facts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sharing.facts import AgreementState, PartnerFacts
from sharing.queries.standing import Standing, source_fields
from tenants.codes import INDEMNITY_HEADS, Labelled, Level


SUPPOSED = "supposed"
NOT_ATTESTED: Mapping[str, Any] = dict.fromkeys(
    (
        "attestation_approver",
        "attestation_starts_on",
        "attestation_ends_on",
        "attested_mode",
        "attested_activity",
    )
)


class What(Labelled):
    """What may be supposed. Each says what else must be named with it."""

    SUSPEND = "suspend", "An agreement is suspended"
    END = "end", "An agreement is ended"
    IN_FORCE = "in-force", "The newest version of an agreement is in force"
    EXCLUDE = "exclude", "An activity is excluded"
    CEILING = "ceiling", "Our policy lets less, or more, leave"
    REGISTER = "register", "Our register is suspended"
    DAY = "day", "It is another day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Which release a supposition is asked about."""

    marker_id: UUID
    agreement_id: UUID
    activity: str


type Supposition = Callable[[Subject, PartnerFacts], PartnerFacts]


def agreement_is(agreement_id: UUID, state: AgreementState) -> Supposition:
    """One agreement is in that state."""

    def supposed(subject: Subject, facts: PartnerFacts) -> PartnerFacts:
        if subject.agreement_id != agreement_id:
            return facts
        return replace(facts, agreement_state=state.value)

    return supposed


def activity_is_excluded(activity: str, *, agreement_id: UUID | None) -> Supposition:
    """The policy pack excludes that activity; or, under one agreement alone, what was
    attested of it is withdrawn."""

    def supposed(subject: Subject, facts: PartnerFacts) -> PartnerFacts:
        here = agreement_id in {None, subject.agreement_id}
        if subject.activity != activity or not here:
            return facts
        if agreement_id is None:
            excluded = facts.discloser_excludes | {activity}
            return replace(facts, discloser_excludes=excluded)
        return replace(facts, **NOT_ATTESTED)

    return supposed


def ceiling_is(level: Level) -> Supposition:
    """The policy pack lets at most this much leave."""

    def supposed(subject: Subject, facts: PartnerFacts) -> PartnerFacts:
        del subject
        return replace(facts, discloser_level=level.value)

    return supposed


def register_is_suspended(subject: Subject, facts: PartnerFacts) -> PartnerFacts:
    """The register answers nobody."""
    del subject
    return replace(facts, register_suspended=True)


def day_is(day: date) -> Supposition:
    """Everything stands as it does, and it is that day."""

    def supposed(subject: Subject, facts: PartnerFacts) -> PartnerFacts:
        del subject
        briefed = tuple(day for _ in facts.judged_briefings)
        return replace(facts, today=day, judged_briefings=briefed)

    return supposed


def portfolio_is(agreement_id: UUID, markers: Collection[UUID]) -> Supposition:
    """One agreement's portfolio holds exactly these entries."""

    def supposed(subject: Subject, facts: PartnerFacts) -> PartnerFacts:
        if subject.agreement_id != agreement_id:
            return facts
        return replace(facts, in_portfolio=subject.marker_id in markers)

    return supposed


def both(first: Supposition, second: Supposition) -> Supposition:
    """The one and the other."""
    return lambda subject, facts: second(subject, first(subject, facts))


def version_is_in_force(
    standings: Mapping[str, Standing], *, today: date
) -> Supposition:
    """A version stands as though both had signed it and its indemnity were given.

    `standings` are its activities; what it does not name is no longer agreed.
    """
    fields = {
        activity: in_force_fields(standing, today=today)
        for activity, standing in standings.items()
    }
    agreement_id = next(
        (standing.agreement.pk for standing in standings.values()), None
    )

    def supposed(subject: Subject, facts: PartnerFacts) -> PartnerFacts:
        if subject.agreement_id != agreement_id:
            return facts
        if subject.activity not in fields:
            return replace(facts, agreed_activities=frozenset(fields))
        return replace(facts, **fields[subject.activity])

    return supposed


def in_force_fields(standing: Standing, *, today: date) -> dict[str, Any]:
    """The source's facts as they would be once everything about the version is done."""
    fields = dict(source_fields(standing, today=today))
    starts_on = standing.version.starts_on
    return fields | {
        "agreement_state": AgreementState.IN_FORCE.value,
        "agreement_starts_on": min(starts_on, today),
        "document_hash": SUPPOSED,
        "indemnity_hash": SUPPOSED,
        "indemnity_heads": frozenset(head.value for head in INDEMNITY_HEADS),
        "cover_ends_on": max(fields["cover_ends_on"] or today, today),
        "policy_undertaking": True,
    }
