"""Which report may this person see, and what may they do with it?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from register.facts import ReportContent
from register.models import Report
from register.permissions import (
    Standing,
    against_countersigning,
    against_deciding,
    against_editing,
    against_giving_cover,
    may_open_report,
    standing_in,
    standing_of,
)
from register.queries.contents import content_of
from register.refusals import NotFound
from register.shown import Moment, ReportPage
from register.states import Origin, ReportState
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


AWAITING_DECISION = (ReportState.COUNTERSIGNED, ReportState.UNDER_DECISION)


def report_for(user: User, reference: str, *, on: date) -> ReportPage:
    """The report as this person may see it, or NotFound.

    The page that shows it goes through `looks.open_report`, which records it.
    """
    pack = current_pack(current_organisation())
    who = standing_of(user, on=on)
    return page_of(_permitted(who, reference, pack), who=who, pack=pack)


def content_for(user: User, reference: str, *, on: date) -> ReportContent:
    """What the report says, for whoever may act on it, or NotFound."""
    pack = current_pack(current_organisation())
    report = _permitted(standing_of(user, on=on), reference, pack)
    content = content_of(report)
    if content is None:
        raise NotFound("There is no such report.")
    return content


def draft_for(user: User, reference: str) -> Mapping[str, Any]:
    """The answers so far of one's own draft or returned report, by topic."""
    report = Report.objects.filter(
        reference=reference,
        reporter=user,
        state__in=[ReportState.DRAFT, ReportState.RETURNED],
    ).first()
    if report is None:
        raise NotFound("There is no such draft.")
    kept: Mapping[str, Any] = report.draft
    return kept


def reports_awaiting(user: User, *, on: date) -> list[ReportPage]:
    """Every report that waits for this person's countersignature or decision."""
    pack = current_pack(current_organisation())
    who = standing_of(user, on=on)
    waiting = [ReportState.SUBMITTED, *AWAITING_DECISION]
    pages = (
        page_of(report, who=who, pack=pack)
        for report in whole().filter(state__in=waiting).order_by("submitted_at", "pk")
    )
    return [page for page in pages if page.may & {"countersign", "decide"}]


def whole() -> QuerySet[Report]:
    """Reports with all that a page shows, in a fixed number of statements."""
    return Report.objects.select_related(
        "subject", "entry", "reporter", "countersigned_by", "returned_by", "decided_by"
    ).prefetch_related("incidents__statements")


def page_of(report: Report, *, who: Standing, pack: Pack) -> ReportPage:
    steps = dict(_steps(report, who, pack))
    refused = [reason for reasons in steps.values() for reason in reasons]
    may = frozenset(step for step, reasons in steps.items() if not reasons)
    content = content_of(report)
    return ReportPage(
        reference=report.reference,
        version=report.version,
        state=report.state,
        state_label=ReportState(report.state).label,
        origin_label=Origin(report.origin).label,
        reporter=report.reporter.full_name,
        countersigner=_name(report.countersigned_by),
        countersign_comment=report.countersign_comment,
        return_reason=report.return_reason
        if report.state == ReportState.RETURNED
        else "",
        content=content,
        entry_reference=report.entry.reference if report.entry else "",
        timeline=tuple(_timeline(report)),
        may=may,
        why_not=() if may else tuple(dict.fromkeys(refused)),
    )


def _permitted(who: Standing, reference: str, pack: Pack) -> Report:
    report = whole().filter(reference=reference).first()
    if report is None or not may_open_report(who, report, pack):
        raise NotFound("There is no such report.")
    return report


def _steps(
    report: Report, who: Standing, pack: Pack
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The steps that the state allows, each with what keeps this person from it."""
    rules = pack.for_panel(report.panel)
    acting = standing_in(who, report)
    countersigning = tuple(against_countersigning(acting, report, pack))
    deciding = tuple(against_deciding(who, report, pack))
    match ReportState(report.state):
        case ReportState.DRAFT | ReportState.RETURNED:
            yield "change", tuple(against_editing(who, report))
        case ReportState.SUBMITTED if rules.countersign_role is not None:
            yield "countersign", countersigning
            yield "return", countersigning
            if not tuple(against_giving_cover(who, report, pack)):
                yield "cover", ()
        case (
            ReportState.SUBMITTED
            | ReportState.COUNTERSIGNED
            | ReportState.UNDER_DECISION
        ):
            yield "decide", deciding
            if report.state != ReportState.UNDER_DECISION:
                yield "return", deciding
            if rules.provisional.allowed and report.entry is None:
                alone = tuple(against_countersigning(who, report, pack))
                yield "enter-provisionally", alone
        case _:
            return


def _timeline(report: Report) -> Iterator[Moment]:
    moments = [
        (report.decided_at, "Decided", report.decided_by, report.state),
        (report.returned_at, "Returned", report.returned_by, ""),
        (
            report.countersigned_at,
            "Countersigned",
            report.countersigned_by,
            report.countersign_comment,
        ),
        (report.submitted_at, "Reported", report.reporter, ""),
        (report.created_at, "Begun", report.reporter, ""),
    ]
    for at, what, person, note in moments:
        if at is not None:
            words = ReportState(note).label if what == "Decided" else note
            yield Moment(at=at, what=what, who=_name(person), note=words)


def _name(person: User | None) -> str:
    return person.full_name if person else ""
