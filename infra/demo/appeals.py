"""Who appealed against an invented entry, and who was not told of one?

One appeal has been heard and waits for a view and the outcome; one was decided and
changed its entry; and one person was not told, which is to be tested again today. Each
is walked by the register's own actions on the days on which it would have been.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from accounts.models import User
from infra.demo.entries import Walked, walk_all
from infra.demo.invented import InventedEntry
from infra.demo.people import Peopled
from register.actions import appeals
from register.actions.appeals.outcomes import Ruling
from register.actions.appeals.recording import AppealWords
from register.actions.replies import record_reply
from register.appeal_states import AppealEffect, AppealOutcome, Route
from register.policy.appeals import EntryChange
from tenants.codes import Category, Precaution, Role
from tenants.context import in_organisation


# Which of the invented incidents each story begins like.
LIKE = "E02"
HEARD = {
    "key": "A01",
    "name": "Noel Farriday",
    "aliases": (),
    "address": "21 Quayside Row, Eastmere",
    "postcode": "ZX3 4QR",
    "uprn": "999111000921",
    "days_ago": 34,
    "what_happened": "Stood across the door, raised a paint tin and said he would use it.",
    "summary": "Raised a paint tin at an officer and stood across the door.",
    "share": "",
}
CHANGED = HEARD | {
    "key": "A02",
    "name": "Hettie Rowntree",
    "address": "6 Staithe Street, Eastmere",
    "uprn": "999111000922",
    "category": Category.VERBAL,
    "days_ago": 75,
    "what_happened": "Shouted through the letter box that nobody would get in alive.",
    "summary": "Shouted threats through the letter box during a visit.",
}
# The pack tests again after eight weeks, and those end today.
NOT_TOLD = HEARD | {
    "key": "A03",
    "name": "Gavin Selwyn",
    "address": "40 Old Dock Lane, Eastmere",
    "uprn": "999111000923",
    "days_ago": 56,
    "what_happened": "Said he knew who had complained and that she would not walk again.",
    "summary": "Threatened a neighbour whom he believes to have complained.",
    "not_told": (
        "He would learn from the letter who told us, and has said what he would do to "
        "her. The police asked us to wait."
    ),
}
PLACE = "Guildhall, committee room 2"
GROUNDS = (
    "I had the tin in my hand because I was painting. I never lifted it at him, and I "
    "stood where I did because the floor was wet."
)
HETTIES = (
    "I shouted. I did not say that. I have a bad chest and they had woken me for the "
    "third time that week."
)
REPLY = "I will come to the office from now on. Please do not send two people again."


def tell(council: Peopled, invented: Iterable[InventedEntry], *, now: datetime) -> None:
    """Walk the three to their entries, then take the steps of each appeal."""
    like = next(one for one in invented if one.key == LIKE)
    heard, changed, _ = walk_all(
        council,
        [replace(like, **story) for story in (HEARD, CHANGED, NOT_TOLD)],  # type: ignore[arg-type]
        now=now,
    )
    with in_organisation(council.organisation):
        _heard(council, heard, now=now)
        _changed(council, changed, now=now)


def _panel(council: Peopled) -> list[User]:
    """The panel, in the order in which they are named."""
    people = [p for p in council.invented.people if Role.APPEAL_PANEL in p.roles]
    emails = [person.email(council.invented.slug) for person in people]
    return [User.objects.get(email=email) for email in emails]


def _arranged(
    council: Peopled, entry: Walked, grounds: str, *, at: datetime, hearing_at: datetime
) -> str:
    """Taken in, acknowledged, given its panel and a hearing; its reference."""
    by = council.user(Role.HEALTH_AND_SAFETY)
    words = AppealWords(grounds=grounds, route=Route.LETTER, received_on=localdate(at))
    appeal = appeals.record(entry=entry.entry_reference, words=words, by=by, at=at)
    named = {"reference": appeal.reference, "by": by}
    later = at + timedelta(days=1)
    appeals.acknowledge(at=later, **named)  # type: ignore[arg-type]
    for member in _panel(council):
        appeals.assign(member=member.pk, at=later, **named)  # type: ignore[arg-type]
    appeals.set_hearing(hearing_at=hearing_at, place=PLACE, at=later, **named)  # type: ignore[arg-type]
    return appeal.reference


def _heard(council: Peopled, entry: Walked, *, now: datetime) -> None:
    """Heard yesterday: one member has given a view, so the other's is waited for. The
    employee who reported may still say something."""
    hearing_at = _on_the_day(now, days_ago=1)
    reference = _arranged(
        council, entry, GROUNDS, at=now - timedelta(days=20), hearing_at=hearing_at
    )
    appeals.prepare(
        reference=reference,
        also_leave_out=[],
        by=council.user(Role.HEALTH_AND_SAFETY),
        at=now - timedelta(days=8),
    )
    appeals.give_view(
        reference=reference,
        view=AppealOutcome.PARTLY,
        reasons="We believed him about the floor. The words he does not deny.",
        by=_panel(council)[1],
        at=hearing_at + timedelta(hours=2),
    )


def _changed(council: Peopled, entry: Walked, *, now: datetime) -> None:
    """Upheld in part five weeks ago: the entry asks less of staff, and ends sooner. What
    she wrote since stands beside it."""
    hearing_at = _on_the_day(now, days_ago=37)
    reference = _arranged(
        council, entry, HETTIES, at=now - timedelta(days=60), hearing_at=hearing_at
    )
    appeals.comment(
        reference=reference,
        text="She apologised on the telephone the next day. I would go back.",
        by=council.user(Role.REPORTER),
        at=now - timedelta(days=50),
    )
    _upheld_in_part(council, reference, at=hearing_at + timedelta(hours=3), now=now)
    record_reply(
        reference=entry.entry_reference,
        text=REPLY,
        route=Route.PHONE,
        received_on=localdate(now - timedelta(days=30)),
        by=council.user(Role.HEALTH_AND_SAFETY),
        at=now - timedelta(days=30),
    )


def _upheld_in_part(
    council: Peopled, reference: str, *, at: datetime, now: datetime
) -> None:
    """Each member gives the same view, and the first writes down the outcome."""
    for member in _panel(council):
        appeals.give_view(
            reference=reference,
            view=AppealOutcome.PARTLY,
            reasons="The shouting is not in doubt; that it would happen again is.",
            by=member,
            at=at,
        )
    appeals.decide(
        reference=reference,
        ruling=Ruling(
            outcome=AppealOutcome.PARTLY,
            effect=AppealEffect.CHANGE,
            reasons="One morning of shouting does not ask for two officers.",
            change=EntryChange(
                precautions=(Precaution.PHONE,),
                ends_on=localdate(now) + timedelta(days=90),
            ),
        ),
        by=_panel(council)[0],
        at=at,
    )


def _on_the_day(now: datetime, *, days_ago: int) -> datetime:
    """Ten in the morning, so many days ago."""
    return make_aware(
        datetime.combine(localdate(now) - timedelta(days=days_ago), time(10))
    )
