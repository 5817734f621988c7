"""What else between organisations may a newcomer click to?

A landlord that shares from its own register with the council, and a guest contractor
that was shown two warnings: one recall waits for its word, the other is overdue.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.actions.askers import digest_of
from infra.demo import leaving, partners
from infra.demo.entries import Walked
from infra.demo.partners import Deal
from infra.demo.people import Peopled
from sharing.actions import releases
from sharing.actions.choices import Choice
from sharing.actions.portfolios import Property
from sharing.check import CheckRequest, check
from tenants.asker import AskerFacts, write_asker
from tenants.codes import Activity, ContactMode, Level, Purpose, Role
from tenants.context import in_organisation


NEIGHBOURS = Deal(
    title="Warnings from Harbour Homes for the council's officers",
    activities=(Activity.HOUSING_MANAGEMENT,),
    purposes=(Purpose.HOME_VISIT, Purpose.TENANCY_VISIT),
    mode=ContactMode.ENTERS_PREMISES,
    evidence="The council's visiting rota for the estate.",
    people=11,
    cover_days=300,
    signed_days_ago=30,
)
ROOFING = Deal(
    title="Warnings for Hartley Roofing",
    activities=(Activity.REPAIRS,),
    purposes=(Purpose.REPAIR,),
    mode=ContactMode.ENTERS_PREMISES,
    evidence="The framework order and two site visits.",
    people=6,
    cover_days=200,
    signed_days_ago=30,
)
OWN_KEY, WAITING_KEY, OVERDUE_KEY = "H01", "E07", "E09"
OVERDUE_DAYS = 5


class NotReleased(RuntimeError):
    """An entry of the story could not be released; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """One warning that the guest was shown and that was then taken back."""

    key: str
    days_ago: int
    why: str


TAKEN_BACK = (
    TakenBack(key=OVERDUE_KEY, days_ago=OVERDUE_DAYS, why="The roof is finished."),
    TakenBack(key=WAITING_KEY, days_ago=0, why="Another firm has the work now."),
)


def tell(
    peopled: Mapping[str, Peopled],
    walked: Mapping[str, Sequence[Walked]],
    *,
    now: datetime,
) -> None:
    """Let it all happen by the same actions as anybody's clicks."""
    council, landlord = peopled["eastmere"], peopled["harbour-homes"]
    _landlord_shares(landlord, council, walked["harbour-homes"], now=now)
    _guest_is_recalled(council, peopled["hartley-roofing"], walked["eastmere"], now=now)


def _landlord_shares(
    landlord: Peopled, council: Peopled, walked: Sequence[Walked], *, now: datetime
) -> None:
    """The landlord's own entry goes to the council, for that one home."""
    [own] = [one for one in walked if one.invented.key == OWN_KEY]
    agreement = partners.sign(
        landlord, council, NEIGHBOURS, now=now, homes=[_home_of(own)]
    )
    partners.put_in_force(landlord, agreement, NEIGHBOURS, now=now)
    _release(landlord, agreement, own, Activity.HOUSING_MANAGEMENT, at=now)
    leaving.tell(landlord, council, agreement, now=now)


def _guest_is_recalled(
    council: Peopled, guest: Peopled, walked: Sequence[Walked], *, now: datetime
) -> None:
    by_key = {one.invented.key: one for one in walked}
    homes = [_home_of(by_key[story.key]) for story in TAKEN_BACK]
    agreement = partners.sign(council, guest, ROOFING, now=now, homes=homes)
    partners.put_in_force(council, agreement, ROOFING, now=now)
    for story in TAKEN_BACK:
        one = by_key[story.key]
        then = now - timedelta(days=story.days_ago)
        release = _release(council, agreement, one, Activity.REPAIRS, at=then)
        _look_up(guest, one, at=now)
        with in_organisation(council.organisation):
            releases.withdraw(
                release_id=release,
                reason=story.why,
                by=council.user(Role.SHARING_OFFICER),
                at=then,
            )


def _release(
    owner: Peopled, agreement: UUID, one: Walked, activity: Activity, *, at: datetime
) -> UUID:
    with in_organisation(owner.organisation):
        [outcome] = releases.release(
            entry_reference=one.entry_reference,
            choices=[
                Choice(
                    agreement,
                    activity.value,
                    Level.PRECAUTIONS.value,
                    "Their people go into this home this month.",
                )
            ],
            by=owner.user(Role.SHARING_OFFICER),
            at=at,
        )
    if outcome.release_id is None:
        raise NotReleased(*outcome.reasons)
    return outcome.release_id


def _look_up(guest: Peopled, one: Walked, *, at: datetime) -> None:
    """Somebody at the guest checks before the work, as at a browser."""
    secret = secrets.token_urlsafe(32)
    with in_organisation(guest.organisation):
        person = guest.user(Role.PARTNER_OFFICER)
        write_asker(
            AskerFacts(
                digest=digest_of(secret),
                organisation=guest.organisation.pk,
                kind="PERSON",
                actor_id=str(person.pk),
                role=Role.PARTNER_OFFICER.value,
                roles=[Role.PARTNER_OFFICER.value],
                ceiling=Level.SUMMARY.value,
                briefing_ends=(at + timedelta(days=30)).date(),
                second_factor=True,
                expires_at=at + timedelta(hours=2),
                idle_expires_at=at + timedelta(hours=2),
            )
        )
    check(
        organisation=guest.organisation,
        asker_digest=digest_of(secret),
        request=CheckRequest(
            purpose=Purpose.REPAIR,
            activity=Activity.REPAIRS,
            uprn=one.invented.uprn,
        ),
        at=at,
    )


def _home_of(one: Walked) -> Property:
    invented = one.invented
    return Property(
        uprn=invented.uprn, postcode=invented.postcode, address=invented.address
    )
