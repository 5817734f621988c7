"""How is an entry kept after its review, and what follows in the same transaction?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.actions.history import add_change
from register.actions.judging import age_known
from register.actions.notices import owe_letter
from register.actions.parts import acts
from register.facts import Audience, Criteria, ReportContent, Ruling, Tell
from register.models import Entry, Report, Review
from register.permissions import Standing, against_deciding, standing_of
from register.policy.decisions import DecisionFacts
from register.policy.keeping import KeepingFacts, reasons_against_keeping, term_kept
from register.policy.terms import Term, TermFacts
from register.queries.contents import content_of
from register.queries.packs import pack_number
from register.refusals import NotPermitted, Refused
from register.states import (
    ENTRY_TRANSITIONS,
    ChangeKind,
    EntryState,
    NoticeKind,
    Origin,
    Outcome,
    next_state,
)
from tenants.clocks import civil_date
from tenants.codes import Category, Follows, Permission, Precaution
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What the decider weighed. `months` may shorten the pack's term, never lengthen."""

    criteria: Criteria
    proportionality: str
    audience: tuple[Audience, ...] = ()
    months: int | None = None
    consulted: tuple[str, ...] = ()


@noting_attempts
@transaction.atomic
def keep(
    *,
    reference: str,
    asked: Keeping,
    version: int | None = None,
    by: User,
    at: datetime,
) -> Review:
    """Keep a live entry for a new term; the person is told by letter.

    Raises:
        NotPermitted: by role, or they reported or countersigned it.
        Changed: somebody changed the entry after it was read.
        Refused: every reason why it may not be kept so.
    """
    who = standing_of(by, on=civil_date(at))
    entry = locked(reference)
    report = _report_of(entry)
    pack = current_pack(current_organisation(), civil_date(at))
    NotPermitted.if_any(against_deciding(who, report, pack))
    pack = pack.for_panel(entry.panel)
    entry.refuse_if_changed(version)
    facts = _facts(entry, asked, who=who, pack=pack, at=at)
    Refused.if_any(reasons_against_keeping(facts))
    span = facts.decision.term
    if span is None:
        raise Refused("No term can be worked out for this entry.")
    review = _record(entry, report, asked, span, who=who, at=at, pack=pack)
    _carry_out(entry, review, who=who, at=at)
    return review


def _report_of(entry: Entry) -> Report:
    if entry.decision is None:
        raise Refused("This entry is not decided yet: decide its report.")
    return entry.decision.report


def _facts(
    entry: Entry, asked: Keeping, *, who: Standing, pack: Pack, at: datetime
) -> KeepingFacts:
    contents = [
        content
        for report in entry.reports.prefetch_related("incidents__statements")
        if (content := content_of(report)) is not None
    ]
    ruling = _ruling(entry, asked)
    return KeepingFacts(
        state=EntryState(entry.state),
        ends_on=entry.ends_on,
        decided_on=civil_date(at),
        decision=DecisionFacts(
            outcome=Outcome.APPROVE,
            origin=Origin.STAFF,
            bulk=False,
            has_evidence=True,
            statements=tuple(s for content in contents for s in content.statements),
            criteria=asked.criteria,
            proportionality=asked.proportionality,
            audience=asked.audience,
            ruling=ruling,
            tell=Tell(told=True),
            term=_term(entry, ruling, contents, pack=pack, at=at),
            decider_roles=who.roles,
            age=age_known(entry.subject.date_of_birth, at=at),
            pack=pack,
        ),
    )


def _ruling(entry: Entry, asked: Keeping) -> Ruling:
    return Ruling(
        category=Category(entry.category),
        category_text=entry.category_text,
        precautions=tuple(Precaution(code) for code in entry.precautions),
        summary=entry.summary,
        follows=Follows(entry.follows),
        months=asked.months,
        order_ends_on=entry.order_ends_on,
        consulted=asked.consulted,
    )


def _term(
    entry: Entry,
    ruling: Ruling,
    contents: Sequence[ReportContent],
    *,
    pack: Pack,
    at: datetime,
) -> Term | None:
    dates = [incident.happened_on for c in contents for incident in c.incidents]
    if not dates or not pack.retention_months[ruling.category]:
        return None
    return term_kept(
        TermFacts(
            category=ruling.category,
            incident_dates=dates,
            decided_on=civil_date(at),
            date_of_birth=entry.subject.date_of_birth,
            birth_year=entry.subject.birth_year,
            order_ends_on=ruling.order_ends_on,
            months=ruling.months,
        ),
        pack=pack,
    )


def _record(
    entry: Entry,
    report: Report,
    asked: Keeping,
    span: Term,
    *,
    who: Standing,
    at: datetime,
    pack: Pack,
) -> Review:
    acts(entry, who.user.pk)
    return Review.objects.create(
        entry=entry,
        report=report,
        reporter_id=report.reporter_id,
        countersigner_id=report.countersigned_by_id,
        decider=who.user,
        decider_role=pack.decider_role.value,
        decided_at=at,
        pack_number=pack_number(current_organisation()),
        criteria=asked.criteria.as_record(),
        proportionality=asked.proportionality.strip(),
        audience=[
            {"team_id": str(a.team_id), "reason": a.reason.strip()}
            for a in asked.audience
        ],
        consulted=list(asked.consulted),
        ended_before=entry.ends_on,
        ends_on=span.ends_on,
        review_on=span.review_on,
        term_months=span.months,
        term_working=list(span.working),
    )


def _carry_out(entry: Entry, review: Review, *, who: Standing, at: datetime) -> None:
    for step in (EntryState.UNDER_REVIEW, EntryState.ACTIVE):
        if entry.state != step:
            entry.state = next_state(
                ENTRY_TRANSITIONS, what="entry", now=EntryState(entry.state), to=step
            ).value
    entry.audience = review.audience
    entry.ends_on, entry.review_on = review.ends_on, review.review_on
    entry.save()
    by = actor(who.user, role=who.role_for(Permission.DECIDE))
    publishing.republish(entry, by=by, at=at)
    add_change(
        entry,
        ChangeKind.KEPT,
        reason=review.proportionality,
        by=who.user,
        at=at,
        before={"ends_on": review.ended_before.isoformat()},
        after={"ends_on": review.ends_on.isoformat()},
    )
    note(
        Kind.ENTRY_KEPT,
        who=who,
        step=Permission.DECIDE,
        at=at,
        subject=entry.reference,
        details={"review": str(review.pk), "ends_on": review.ends_on.isoformat()},
    )
    if not entry.not_told:
        owe_letter(entry, NoticeKind.KEPT, by=by, at=at)
