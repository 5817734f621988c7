"""How is an appeal taken in, acknowledged, and taken back by the person?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor, pack
from audit.kinds import Kind
from register.actions.appeals.held import contest, locked_to_arrange, move
from register.actions.attempts import noting_attempts
from register.actions.entries import locked as locked_entry
from register.actions.events import note
from register.actions.notices import owe_letter
from register.appeal_states import AppealState, Route
from register.models import Appeal, Decision, Entry
from register.permissions import against_permission, standing_of
from register.policy.appeals import Received, against_receiving
from register.queries.appeals import open_appeal, window_ends_on
from register.references import new_reference
from register.refusals import NotPermitted, Refused
from register.states import NoticeKind
from tenants.clocks import Due, add_working_days, civil_date
from tenants.codes import Permission
from tenants.context import current_organisation


STEP = Permission.ARRANGE_APPEALS


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealWords:
    """What the person sent or said, as staff take it down."""

    grounds: str
    route: Route
    received_on: date
    represented_by: str = ""
    late_reason: str = ""


@noting_attempts
@transaction.atomic
def record(*, entry: str, words: AppealWords, by: User, at: datetime) -> Appeal:
    """Take in an appeal: the entry is contested from now on and answers as before.

    Raises:
        NotPermitted: the person's roles do not take in appeals.
        Refused: every reason why this one cannot be taken in.
    """
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, STEP))
    contested = locked_entry(entry)
    decision = _decision_of(contested)
    Refused.if_any(
        against_receiving(_received(contested, decision, words), today=civil_date(at))
    )
    appeal = Appeal.objects.create(
        reference=new_reference("A"),
        entry=contested,
        report=decision.report,
        route=words.route.value,
        received_on=words.received_on,
        grounds=words.grounds.strip(),
        represented_by=words.represented_by.strip(),
        late_reason=words.late_reason.strip(),
        recorded_by=by,
        recorded_at=at,
        **_clocks(words.received_on),
    )
    contest(appeal, contested=True)
    details = {"appeal": appeal.reference, "route": appeal.route}
    note(
        Kind.APPEAL_RECORDED,
        who=who,
        step=STEP,
        at=at,
        subject=contested.reference,
        details=details,
    )
    return appeal


@noting_attempts
@transaction.atomic
def acknowledge(
    *, reference: str, version: int | None = None, by: User, at: datetime
) -> Appeal:
    """Tell the person by letter that the appeal is here and what comes next."""
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_arrange(reference, who, version)
    move(appeal, AppealState.ACKNOWLEDGED)
    appeal.acknowledged_at = at
    appeal.save(update_fields=["state", "acknowledged_at"])
    owe_letter(
        appeal.entry,
        NoticeKind.APPEAL_RECEIVED,
        by=actor(by, role=who.role_for(STEP)),
        at=at,
        appeal=appeal,
        due=Due(
            on=appeal.acknowledge_due_on, working=tuple(appeal.acknowledge_working)
        ),
    )
    note(
        Kind.APPEAL_ACKNOWLEDGED,
        who=who,
        step=STEP,
        at=at,
        subject=appeal.entry.reference,
        details={"appeal": appeal.reference},
    )
    return appeal


@noting_attempts
@transaction.atomic
def withdraw(
    *, reference: str, words: str, version: int | None = None, by: User, at: datetime
) -> Appeal:
    """The person takes the appeal back. What they said stays on record."""
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_arrange(reference, who, version)
    if not words.strip():
        raise Refused("Write down how and in what words the person took it back.")
    move(appeal, AppealState.WITHDRAWN)
    appeal.withdrawn_at = at
    appeal.withdrawn_words = words.strip()
    appeal.save(update_fields=["state", "withdrawn_at", "withdrawn_words"])
    contest(appeal, contested=False)
    note(
        Kind.APPEAL_WITHDRAWN,
        who=who,
        step=STEP,
        at=at,
        subject=appeal.entry.reference,
        details={"appeal": appeal.reference},
    )
    return appeal


def _decision_of(entry: Entry) -> Decision:
    if entry.decision is None:
        raise Refused("This entry is not decided yet, so there is nothing to appeal.")
    return entry.decision


def _received(entry: Entry, decision: Decision, words: AppealWords) -> Received:
    return Received(
        grounds=words.grounds,
        received_on=words.received_on,
        decided_on=civil_date(decision.decided_at),
        window_ends_on=window_ends_on(entry),
        late_reason=words.late_reason,
        has_open_appeal=open_appeal(entry) is not None,
    )


def _clocks(received_on: date) -> dict[str, object]:
    """Both of the pack's clocks run from the day the appeal reached us."""
    rules, nation = pack().appeal, current_organisation().nation
    acknowledge_by = add_working_days(
        received_on, rules.acknowledge_days, nation=nation
    )
    hear_by = add_working_days(received_on, rules.hearing_days, nation=nation)
    return {
        "acknowledge_due_on": acknowledge_by.on,
        "acknowledge_working": list(acknowledge_by.working),
        "hearing_due_on": hear_by.on,
        "hearing_working": list(hear_by.working),
    }
