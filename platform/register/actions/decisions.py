"""How is a report decided, and what follows in the same transaction?

An approval makes the entry, lets checks find it, owes the subject a letter and the
chosen teams a message; all of it stands or falls with the audit event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.approvals import enter
from register.actions.attempts import noting_attempts
from register.actions.entries import end_provisional
from register.actions.events import note
from register.actions.joining import entry_to_join
from register.actions.judging import Asked, Judged, judge
from register.actions.parts import acts_by_report
from register.actions.reports import locked
from register.facts import Audience, Criteria, Ruling, Tell
from register.models import Decision, Report
from register.permissions import Standing, standing_of
from register.policy.decisions import DecisionFacts, rests_on_fact
from register.queries.packs import pack_number
from register.refusals import NotPermitted, Refused
from register.states import (
    REPORT_TRANSITIONS,
    STATE_FOR_OUTCOME,
    Outcome,
    ReportState,
    next_state,
)
from tenants.clocks import civil_date, weeks_after
from tenants.codes import Permission, Precaution
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


KIND_FOR_OUTCOME = {
    Outcome.APPROVE: Kind.REPORT_APPROVED,
    Outcome.MONITOR: Kind.REPORT_MONITORED,
    Outcome.DECLINE: Kind.REPORT_DECLINED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResult:
    """Which reports were decided, and why each of the others was not."""

    decided: tuple[str, ...]
    refused: Mapping[str, tuple[str, ...]]
    bulk_id: UUID


@noting_attempts
@transaction.atomic
def decide(
    *,
    reference: str,
    outcome: Outcome,
    criteria: Criteria,
    proportionality: str,
    audience: Sequence[Audience] = (),
    tell: Tell | None = None,
    ruling: Ruling | None = None,
    joins: str = "",
    version: int | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Decide one report. `decision.entry` is the entry where it was approved.

    Without a ruling the report's own proposal stands. `joins` names a live entry that
    the incident is added to: its term then runs as this decision says.

    Raises:
        NotPermitted: by role, or one person would hold two of the three parts.
        Refused: every reason why it cannot be decided so.
    """
    who = standing_of(by, on=civil_date(at))
    asked = Asked(
        outcome=outcome,
        criteria=criteria,
        proportionality=proportionality,
        audience=audience,
        tell=tell,
        ruling=ruling,
    )
    pack = current_pack(current_organisation(), civil_date(at))
    report = locked(reference)
    report.refuse_if_changed(version)
    if joins and outcome is Outcome.APPROVE:
        report.entry = entry_to_join(report, joins, on=civil_date(at))
    judged = judge(report, asked, who=who, pack=pack, at=at)
    NotPermitted.if_any(judged.not_permitted)
    Refused.if_any(judged.reasons)
    return _record(report, judged, who=who, at=at, bulk_id=None)


@noting_attempts
@transaction.atomic
def decide_many(
    *,
    references: Sequence[str],
    outcome: Outcome,
    criteria: Mapping[str, Criteria],
    proportionality: str,
    audience: Sequence[Audience] = (),
    tell: Tell | None = None,
    precautions: Sequence[Precaution] = (),
    by: User,
    at: datetime,
) -> BulkResult:
    """Decide many reports with one reason, each with criteria of its own.

    `precautions` are for reports that propose none; what one proposes stands. A report that may not be decided so is left as it is and listed with its reasons;
    the others are decided together or not at all.
    """
    who = standing_of(by, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    bulk_id = uuid4()
    decided: list[str] = []
    refused: dict[str, tuple[str, ...]] = {}
    for reference in dict.fromkeys(references):
        asked = Asked(
            outcome=outcome,
            criteria=criteria[reference],
            proportionality=proportionality,
            audience=audience,
            tell=tell,
            ruling=None,
            bulk=True,
            precautions=tuple(precautions),
        )
        report = locked(reference)
        judged = judge(report, asked, who=who, pack=pack, at=at)
        if reasons := (*judged.not_permitted, *judged.reasons):
            refused[reference] = reasons
            continue
        _record(report, judged, who=who, at=at, bulk_id=bulk_id)
        decided.append(reference)
    return BulkResult(decided=tuple(decided), refused=refused, bulk_id=bulk_id)


def _record(
    report: Report,
    judged: Judged,
    *,
    who: Standing,
    at: datetime,
    bulk_id: UUID | None,
) -> Decision:
    facts = judged.facts
    _move(report, facts.outcome)
    report.decided_by = who.user
    report.decided_at = at
    report.draft = {}
    if report.entry is not None:
        acts_by_report(report.entry, report)
    report.save()
    decision = Decision.objects.create(
        report=report,
        decider=who.user,
        decided_at=at,
        bulk_id=bulk_id,
        pack_number=pack_number(current_organisation(), civil_date(at)),
        **_weighed(facts),
        **_ruled(judged, at=at),
    )
    note(
        KIND_FOR_OUTCOME[facts.outcome],
        who=who,
        step=Permission.DECIDE,
        at=at,
        subject=report.reference,
        details={"decision": str(decision.pk), "bulk": str(bulk_id or "")},
    )
    if facts.outcome is Outcome.APPROVE:
        enter(decision, facts, who=who, at=at)
    elif report.entry is not None:
        end_provisional(report.entry, who=who, at=at)
    return decision


def _weighed(facts: DecisionFacts) -> dict[str, object]:
    """What every decision keeps, whatever its outcome."""
    return {
        "outcome": facts.outcome.value,
        "decider_role": facts.pack.decider_role.value,
        "criteria": facts.criteria.as_record(),
        "statement_kinds": sorted({s.kind.value for s in facts.statements}),
        "rests_on_fact": rests_on_fact(facts.statements),
        "proportionality": facts.proportionality.strip(),
        "audience": [
            {"team_id": str(a.team_id), "reason": a.reason.strip()}
            for a in facts.audience
        ],
    }


def _move(report: Report, outcome: Outcome) -> None:
    """Through UNDER_DECISION, whether or not somebody had taken it up."""
    steps = [ReportState.UNDER_DECISION, STATE_FOR_OUTCOME[outcome]]
    if report.state == ReportState.UNDER_DECISION:
        steps = steps[1:]
    for step in steps:
        report.state = next_state(
            REPORT_TRANSITIONS, what="report", now=ReportState(report.state), to=step
        ).value


def _ruled(judged: Judged, *, at: datetime) -> dict[str, object]:
    """What an approval adds to the decision's row; nothing for other outcomes."""
    facts = judged.facts
    if facts.ruling is None or facts.term is None or facts.tell is None:
        return {}
    return {
        "category": facts.ruling.category.value,
        "precautions": [p.value for p in facts.ruling.precautions],
        "consulted": list(facts.ruling.consulted),
        "term_months": facts.term.months,
        "term_working": list(facts.term.working),
        "starts_on": facts.term.starts_on,
        "ends_on": facts.term.ends_on,
        "review_on": facts.term.review_on,
        "told": facts.tell.told,
        **_not_told(facts.tell, facts.pack, at=at),
    }


def _not_told(tell: Tell, pack: Pack, *, at: datetime) -> dict[str, object]:
    """Why not, by which role, and when it is tested again at the latest."""
    rule = pack.not_told
    if tell.told or rule is None:
        return {}
    latest = weeks_after(civil_date(at), rule.retest_weeks, what="Tested again").on
    return {
        "not_told_reason": tell.reason.strip(),
        "not_told_role": rule.role.value,
        "not_told_retest_on": min(tell.retest_on or latest, latest),
    }
