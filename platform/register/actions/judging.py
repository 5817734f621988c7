"""Which facts is a decision judged on, and who may make it?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from register.actions.joining import earlier_incidents
from register.facts import Audience, Criteria, ReportContent, Ruling, Tell
from register.models import Evidence, Report
from register.permissions import Standing, against_deciding
from register.policy import under_pack
from register.policy.decisions import DecisionFacts, reasons_against
from register.policy.terms import Term, TermFacts, age_on, term
from register.queries.contents import content_of, proposal_of
from register.refusals import Refused
from register.states import Origin, Outcome, ReportState
from tenants.clocks import civil_date
from tenants.codes import Precaution
from tenants.packs import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the decider asks for; the same for one report or for many."""

    outcome: Outcome
    criteria: Criteria
    proportionality: str
    audience: Sequence[Audience]
    tell: Tell | None
    ruling: Ruling | None
    bulk: bool = False
    precautions: tuple[Precaution, ...] = ()
    """What workers must do where neither a ruling nor the report says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision's facts, and every reason against it: who and whether."""

    facts: DecisionFacts
    not_permitted: tuple[str, ...]
    reasons: tuple[str, ...]


def judge(
    report: Report, asked: Asked, *, who: Standing, pack: Pack, at: datetime
) -> Judged:
    """Gather once, then judge. Writes nothing."""
    content = content_of(report)
    if content is None:
        raise Refused("This report is still a draft.")
    register, pack = pack, pack.for_panel(report.panel)
    facts = _facts(report, content, asked, who=who, pack=pack, at=at)
    return Judged(
        facts=facts,
        not_permitted=tuple(against_deciding(who, report, pack)),
        reasons=(
            *_not_waiting(report, pack),
            *reasons_against(facts),
            *under_pack.reasons_against(_pack_facts(facts, content, register)),
        ),
    )


def _pack_facts(
    facts: DecisionFacts, content: ReportContent, register: Pack
) -> under_pack.PackFacts:
    return under_pack.PackFacts(
        outcome=facts.outcome,
        origin=facts.origin,
        content=content,
        criteria=facts.criteria,
        ruling=facts.ruling,
        register=register,
        pack=facts.pack,
    )


def _facts(
    report: Report,
    content: ReportContent,
    asked: Asked,
    *,
    who: Standing,
    pack: Pack,
    at: datetime,
) -> DecisionFacts:
    approve = asked.outcome is Outcome.APPROVE
    ruling = _ruling(asked, content, pack) if approve else None
    return DecisionFacts(
        outcome=asked.outcome,
        origin=Origin(report.origin),
        bulk=asked.bulk,
        has_evidence=pack.evidence_required and _has_evidence(report),
        statements=content.statements,
        criteria=asked.criteria,
        proportionality=asked.proportionality,
        audience=asked.audience,
        ruling=ruling,
        tell=asked.tell if approve else None,
        term=term_of(
            content, ruling, pack=pack, at=at, earlier=earlier_incidents(report)
        )
        if ruling
        else None,
        decider_roles=who.roles,
        age=age_known(content.subject.date_of_birth, at=at),
        pack=pack,
    )


def _ruling(asked: Asked, content: ReportContent, pack: Pack) -> Ruling:
    """The decider's, or the report's own proposal with what it left open."""
    ruling = asked.ruling or proposal_of(content, pack)
    if ruling.precautions:
        return ruling
    return replace(ruling, precautions=asked.precautions)


def age_known(born: date | None, *, at: datetime) -> int | None:
    """How old somebody is on the day, by a date of birth alone."""
    return age_on(civil_date(at), born) if born else None


def _has_evidence(report: Report) -> bool:
    return Evidence.objects.filter(incident__report=report).exists()


def term_of(
    content: ReportContent,
    ruling: Ruling,
    *,
    pack: Pack,
    at: datetime,
    earlier: Sequence[date] = (),
) -> Term | None:
    """No term can be worked out without an incident or without the pack's months.

    `earlier` are the incidents that the entry it joins rests on already.
    """
    dates = [*earlier, *(incident.happened_on for incident in content.incidents)]
    if not dates or not pack.retention_months[ruling.category]:
        return None
    return term(
        TermFacts(
            category=ruling.category,
            incident_dates=dates,
            decided_on=civil_date(at),
            date_of_birth=content.subject.date_of_birth,
            birth_year=content.subject.birth_year,
            order_ends_on=ruling.order_ends_on,
            months=ruling.months,
        ),
        pack=pack,
    )


def _not_waiting(report: Report, pack: Pack) -> list[str]:
    """A decision needs the countersignature first, where the pack asks for one."""
    ready = {ReportState.COUNTERSIGNED, ReportState.UNDER_DECISION}
    if pack.countersign_role is None:
        ready.add(ReportState.SUBMITTED)
    if ReportState(report.state) in ready:
        return []
    return [
        f"This report is “{ReportState(report.state).label}”, so it cannot be decided."
    ]
