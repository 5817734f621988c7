"""What does somebody who does not agree with an invented entry say, and who hears it?

Taken in, acknowledged and given to the panel by the register's own actions; its hearing
is next week.
"""

from datetime import datetime, timedelta

from infra.demo.people import Peopled
from register.actions import appeals
from register.actions.appeals.recording import AppealWords
from register.appeal_states import Route
from tenants.clocks import LONDON, civil_date
from tenants.codes import Role
from tenants.context import in_organisation


RECEIVED, ACKNOWLEDGED, ARRANGED = (timedelta(days=days) for days in (9, 7, 3))
HEARING_IN = timedelta(days=8)
GROUNDS = (
    "I raised my voice because I had waited two hours. I never said that I would wait "
    "for anybody, and I have lived here for twelve years without any trouble."
)


def take_in(council: Peopled, entry: str, *, now: datetime) -> None:
    """The whole way from the telephone call to the papers for the hearing."""
    day = (now + HEARING_IN).astimezone(LONDON)
    with in_organisation(council.organisation):
        adviser = council.user(Role.HEALTH_AND_SAFETY)
        reference = appeals.record(
            entry=entry,
            words=AppealWords(
                grounds=GROUNDS,
                route=Route.PHONE,
                received_on=civil_date(now - RECEIVED),
            ),
            by=adviser,
            at=now - RECEIVED,
        ).reference
        appeals.acknowledge(reference=reference, by=adviser, at=now - ACKNOWLEDGED)
        appeals.assign(
            reference=reference,
            member=council.user(Role.APPEAL_PANEL).pk,
            by=adviser,
            at=now - ARRANGED,
        )
        appeals.set_hearing(
            reference=reference,
            hearing_at=day.replace(hour=10, minute=30, second=0, microsecond=0),
            place="Guildhall, committee room 2",
            by=adviser,
            at=now - ARRANGED,
        )
        appeals.prepare(
            reference=reference, also_leave_out=(), by=adviser, at=now - ARRANGED
        )
