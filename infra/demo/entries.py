"""How does an invented incident become an entry in the state it is to show?

It is reported, countersigned and decided by three people through the register's own
actions, on the days they would have done so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import Team, User
from infra.demo.incidents import content, criteria, ruling
from infra.demo.invented import InventedEntry
from infra.demo.people import SEEDER, Peopled
from register.actions import entries as entry_actions
from register.actions import letters, reports
from register.actions.provisional import enter_provisionally
from register.actions.reviews import begin_review
from register.facts import (
    Audience,
    Tell,
)
from register.models import Entry
from register.states import NoticeKind, NoticeState, Outcome
from sharing.actions.approvals import decide
from tenants.codes import Role
from tenants.context import in_organisation


DECIDED = {"MONITOR": Outcome.MONITOR, "DECLINED": Outcome.DECLINE}
COUNTERSIGN_AFTER, DECIDE_AFTER = timedelta(hours=5), timedelta(hours=26)
POST_AFTER = timedelta(hours=20)
WHY = "The team meets this person or enters these premises every week."


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """An invented entry and the reference the register gave it, if it has one yet."""

    invented: InventedEntry
    entry_reference: str


def walk_all(
    peopled: Peopled, invented: Iterable[InventedEntry], *, now: datetime
) -> list[Walked]:
    """Walk every entry of one organisation to its state."""
    with in_organisation(peopled.organisation):
        return [_Walk(peopled, one, now).to_its_state() for one in invented]


class _Walk:
    """One entry on its way. Steps are taken on the day they fell."""

    def __init__(
        self, peopled: Peopled, invented: InventedEntry, now: datetime
    ) -> None:
        self.peopled, self.invented, self.now = peopled, invented, now
        self.reported_at = now - timedelta(days=invented.days_ago, hours=30)

    def to_its_state(self) -> Walked:
        """Take as many steps as the state needs, and no more."""
        state = self.invented.state
        report = self._report() if state != "DRAFT" else self._draft()
        if state == "RETURNED":
            self._send_back(report)
        elif state == "PROVISIONAL":
            return self._walked(self._provisional(report))
        elif state not in {"DRAFT", "SUBMITTED"}:
            return self._walked(self._decided(report))
        return self._walked("")

    def _walked(self, reference: str) -> Walked:
        return Walked(invented=self.invented, entry_reference=reference)

    def _report(self) -> str:
        return reports.raise_report(
            content=content(self.invented, self.reported_at),
            by=self.peopled.user(Role.REPORTER),
            at=self.reported_at,
        ).reference

    def _draft(self) -> str:
        begun = reports.draft(by=self.peopled.user(Role.REPORTER), at=self.reported_at)
        return begun.reference

    def _send_back(self, report: str) -> None:
        reports.return_to_reporter(
            reference=report,
            reason="Write what he did or said, in the order it happened.",
            by=self.peopled.user(Role.HEAD_OF_SERVICE),
            at=self.reported_at + COUNTERSIGN_AFTER,
        )

    def _provisional(self, report: str) -> str:
        reports.countersign(
            reference=report,
            comment="Urgent: he lives on three visiting rounds.",
            by=self.peopled.user(Role.HEAD_OF_SERVICE),
            at=self.now - timedelta(hours=2),
        )
        return enter_provisionally(
            reference=report,
            ruling=ruling(self.invented, self.reported_at),
            by=self.peopled.user(Role.HEAD_OF_SERVICE),
            at=self.now - timedelta(hours=1),
        ).reference

    def _decided(self, report: str) -> str:
        reports.countersign(
            reference=report,
            comment="I have spoken to the officer and stand behind this report.",
            by=self.peopled.user(Role.HEAD_OF_SERVICE),
            at=self.reported_at + COUNTERSIGN_AFTER,
        )
        if self.invented.state == "COUNTERSIGNED":
            return ""
        outcome = DECIDED.get(self.invented.state, Outcome.APPROVE)
        decision = decide(
            reference=report,
            outcome=outcome,
            criteria=criteria(self.invented),
            proportionality=(
                "Staff who call here need to know; nobody who does not call is told."
            ),
            audience=self._audience() if outcome is Outcome.APPROVE else (),
            tell=self._tell() if outcome is Outcome.APPROVE else None,
            ruling=ruling(self.invented, self.reported_at)
            if outcome is Outcome.APPROVE
            else None,
            by=self.peopled.user(Role.DECISION_OFFICER),
            at=self.reported_at + DECIDE_AFTER,
        )
        if outcome is not Outcome.APPROVE:
            return ""
        self._posted(decision.entry)
        return self._afterwards(decision.entry.reference)

    def _posted(self, entry: Entry) -> None:
        """The letter went the day after, unless that day has not come."""
        at = self.reported_at + DECIDE_AFTER + POST_AFTER
        if at < self.now:
            by = self.peopled.user(Role.DECISION_OFFICER)
            post_letter(entry, NoticeKind.ADDED, by=by, at=at)

    def _audience(self) -> list[Audience]:
        names = self.invented.teams
        return [
            Audience(team_id=team.pk, reason=WHY)
            for team in Team.objects.filter(name__in=names)
        ]

    def _tell(self) -> Tell:
        reason = self.invented.not_told
        return Tell(told=not reason, reason=reason)

    def _afterwards(self, entry: str) -> str:
        by = self.peopled.user(Role.DECISION_OFFICER)
        match self.invented.state:
            case "UNDER_REVIEW":
                begin_review(reference=entry, by=by, at=self.now)
            case "LAPSED":
                lapsed = Entry.objects.get(reference=entry)
                entry_actions.lapse(entry_id=lapsed.pk, by=SEEDER, at=self.now)
            case "WITHDRAWN":
                entry_actions.withdraw(
                    reference=entry,
                    reason="On hearing both sides there is no risk to anybody.",
                    by=by,
                    at=self.now,
                )
            case "ENTERED_IN_ERROR":
                entry_actions.mark_in_error(
                    reference=entry,
                    reason="It was another tenant of the same surname.",
                    by=by,
                    at=self.now,
                )
            case _:
                pass
        return entry


def post_letter(entry: Entry, kind: NoticeKind, *, by: User, at: datetime) -> None:
    """Make an entry's letter and put it in the post, where it goes by post."""
    for notice in entry.notices.filter(kind=kind):
        sent = letters.send(notice_id=notice.pk, at=at)
        if sent.state == NoticeState.MADE:
            letters.mark_posted(notice_id=notice.pk, by=by, at=at)
