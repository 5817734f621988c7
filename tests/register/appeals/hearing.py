"""How does a test get an appeal as far as it wants it?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import User
from register.actions import appeals
from register.actions.appeals.outcomes import Ruling
from register.actions.appeals.recording import AppealWords
from register.appeal_states import AppealEffect, AppealOutcome, Route
from register.models import Appeal, Entry
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register.making import AT


RECEIVED_AT = AT + timedelta(days=2)
HEARING_AT = AT + timedelta(days=10)
AFTER = HEARING_AT + timedelta(hours=2)
WORDS = AppealWords(
    grounds="I never threw the chair; it fell when I stood up.",
    route=Route.LETTER,
    received_on=date(2026, 11, 25),
)
PLACE = "Guildhall, committee room 2"


@dataclass(frozen=True)
class Panel:
    arranger: User
    members: tuple[User, User]


def make_panel() -> Panel:
    """Health and safety, who arranges; and two who hear."""
    return Panel(
        arranger=make_person(Role.HEALTH_AND_SAFETY),
        members=(make_person(Role.APPEAL_PANEL), make_person(Role.APPEAL_PANEL)),
    )


def received(entry: Entry, panel: Panel, **changes) -> Appeal:
    asked = {"words": WORDS, "by": panel.arranger, "at": RECEIVED_AT} | changes
    return appeals.record(entry=entry.reference, **asked)


def arranged(
    entry: Entry, panel: Panel, *, hearing_at: datetime = HEARING_AT
) -> Appeal:
    """Acknowledged, with both members and a hearing date."""
    appeal = received(entry, panel)
    named = {"reference": appeal.reference, "by": panel.arranger, "at": RECEIVED_AT}
    appeals.acknowledge(**named)
    for member in panel.members:
        appeals.assign(member=member.pk, **named)
    return appeals.set_hearing(hearing_at=hearing_at, place=PLACE, **named)


def heard(entry: Entry, panel: Panel, *views: AppealOutcome) -> Appeal:
    """Heard, and each member has given a view."""
    appeal = arranged(entry, panel)
    for member, view in zip(panel.members, views, strict=True):
        appeals.give_view(
            reference=appeal.reference,
            view=view,
            reasons="He was calm and believable.",
            by=member,
            at=AFTER,
        )
    return appeal


def ruling(outcome: AppealOutcome, effect: AppealEffect, **changes) -> Ruling:
    return Ruling(
        outcome=outcome,
        effect=effect,
        reasons="We believed both of them in part.",
        **changes,
    )


def decided(entry: Entry, panel: Panel, what: Ruling) -> Appeal:
    appeal = heard(entry, panel, what.outcome, what.outcome)
    return appeals.decide(
        reference=appeal.reference, ruling=what, by=panel.members[0], at=AFTER
    )
