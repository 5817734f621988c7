"""How is a pack adopted, and what happens to the live entries on its day?"""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from accounts.actions import askers_of_everyone
from accounts.models import User
from accounts.queries import actor
from audit import outbox
from audit.actions import record
from audit.actors import Actor, system
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.notices import owe_letter
from register.models import Entry
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted, Refused
from register.rehearsal.actions.rehearsals import read
from register.rehearsal.gathering import live_entries, standing
from register.rehearsal.judging import Moved, moved
from register.states import EntryState, NoticeKind
from tenants import adoption
from tenants.clocks import LONDON, civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.models import PackVersion
from tenants.queries import current_pack, pack_number


FOLLOW_PACK = "register.follow_pack"
DAY = timedelta(days=1)


@noting_attempts
@transaction.atomic
def adopt(
    *,
    toml: str,
    counts_from: date,
    reason: str,
    after: int,
    by: User,
    at: datetime,
) -> PackVersion:
    """Record the decision; what follows for live entries follows on its day.

    `after` is the number of the newest version the person saw.

    Raises:
        NotPermitted: by role.
        Refused: every reason why it cannot be adopted; nothing is changed.
    """
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.MANAGE_PACK))
    pack = read(toml)
    live = live_entries(civil_date(at)).count()
    if live and not pack.has_register:
        raise Refused(
            f"{live} entries are live, so the register cannot be given up. End them "
            "first."
        )
    organisation = current_organisation()
    try:
        version = adoption.adopt(
            organisation=organisation,
            toml=toml,
            counts_from=counts_from,
            reason=reason,
            after=after,
            by=actor(by, role=who.role_for(Permission.MANAGE_PACK)),
            at=at,
        )
    except adoption.NotAdopted as refusal:
        raise Refused(*refusal.sentences) from refusal
    askers_of_everyone.follow_pack(counts_from=counts_from, at=at)
    outbox.post(
        task=FOLLOW_PACK,
        organisation=organisation.id,
        arguments={"number": str(version.number)},
        due_at=max(at, datetime.combine(counts_from, time(), tzinfo=LONDON)),
    )
    return version


@transaction.atomic
def follow(*, number: int, at: datetime) -> int:
    """Bring the live entries under the pack that counts from today. Returns how many
    moved. One that another version has overtaken moves nothing."""
    organisation = current_organisation()
    today = civil_date(at)
    if pack_number(organisation, today) != number:
        return 0
    version = PackVersion.objects.get(organisation_id=organisation.id, number=number)
    before = current_pack(organisation, version.counts_from - DAY)
    after = current_pack(organisation, today)
    by = system("register", organisation=organisation.id)
    changed = 0
    for entry in live_entries(today).select_for_update(of=("self",)):
        change = moved(
            standing(entry), now=before, then=after, from_day=version.counts_from
        )
        changed += _follow_one(entry, change, number=number, by=by, at=at)
    return changed


def _follow_one(
    entry: Entry, change: Moved, *, number: int, by: Actor, at: datetime
) -> bool:
    """Move one entry's dates, hide what may not be held, tell the person."""
    fields = change.hidden_fields or change.opened_fields
    if not (change.term or change.review or fields):
        return False
    today = civil_date(at)
    if change.term:
        entry.ends_on = max(change.term[1], entry.starts_on + DAY)
    if change.review:
        entry.review_on = min(change.review[1], entry.ends_on)
    entry.save(update_fields=["ends_on", "review_on"])
    if entry.ends_on > today:
        publishing.republish(entry, by=by, at=at)
    if change.term and not entry.not_told and entry.state != EntryState.PROVISIONAL:
        owe_letter(entry, NoticeKind.CHANGED, by=by, at=at)
    record(
        kind=Kind.ENTRY_FOLLOWED_PACK,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=entry.reference,
        details={
            "pack": number,
            "ends_on": entry.ends_on.isoformat(),
            "review_on": entry.review_on.isoformat(),
            "hidden": list(change.hidden_fields),
        },
    )
    return True
