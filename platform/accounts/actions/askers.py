"""What does the shared `tenants_asker` row say of each session, officer and token?

A check reads these rows and no tenant table, so whatever changes a person's roles,
teams, briefing, factor or sign-in rewrites them in the same transaction.
"""

from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Min, QuerySet
from django.utils.crypto import salted_hmac

from accounts import permissions, queries
from accounts.models import ClientProfile, RoleGrant, User
from accounts.policy import ABSOLUTE, IDLE, Factor
from tenants.context import current_organisation
from tenants.models import Asker
from tenants.queries import pack_to_come


LONDON = ZoneInfo("Europe/London")
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def digest_of(secret: str) -> bytes:
    """How a session key or bearer token is named at rest."""
    return sha256(secret.encode()).digest()


def officer_digest(user_id: UUID) -> bytes:
    """The name of the row kept for a person who is not signed in.

    Keyed, because the hash of anything guessable could be sent as a session key.
    """
    salt = f"accounts.officer:{current_organisation().id.hex}"
    return salted_hmac(salt, user_id.hex, algorithm="sha256").digest()


def write_session(*, user: User, digest: bytes, factor: Factor, at: datetime) -> None:
    """A session began: its row, with both of its clocks."""
    end = min(at + ABSOLUTE, _roles_change_at(user, at))
    Asker.objects.update_or_create(
        digest=digest,
        organisation=current_organisation().id,
        defaults=standing_columns(user, at)
        | {
            "kind": "PERSON",
            "actor_id": str(user.pk),
            "second_factor": factor.counts,
            "expires_at": end,
            "idle_expires_at": min(at + IDLE, end),
        },
    )


def prove_factor(*, digest: bytes, factor: Factor) -> None:
    """A session that had only a password proved a second factor, or lost it."""
    _rows().filter(digest=digest).update(second_factor=factor.counts)


def touch(*, digest: bytes, at: datetime) -> None:
    """Somebody used the session: its idle clock starts again."""
    live = _rows().filter(digest=digest, idle_expires_at__gt=at, expires_at__gt=at)
    live.update(idle_expires_at=at + IDLE)


def rewrite(*, user: User, at: datetime) -> None:
    """Whatever changed about this person, every row that speaks of them says it."""
    rows = _rows().filter(actor_id=str(user.pk), kind="PERSON")
    standing = standing_columns(user, at)
    if not user.is_active:
        rows.delete()
    else:
        rows.update(**standing)
        _write_officer(user, standing, at)
    _rows().filter(responsible_id=str(user.pk)).update(**_responsible(user, standing))


def end_sessions(*, user: User, except_digest: bytes = b"") -> None:
    """No session of this person answers any more, but for the one named."""
    kept = {except_digest, officer_digest(user.pk)}
    rows = _rows().filter(actor_id=str(user.pk), kind="PERSON")
    rows.exclude(digest__in=kept).delete()


def drop(*, digest: bytes) -> None:
    """One session or token ended."""
    _rows().filter(digest=digest).delete()


def rename(*, before: bytes, after: bytes) -> None:
    """A session's key changed: the row is found by the new one, and no other way."""
    _rows().filter(digest=before).update(digest=after)


def write_token(
    *,
    profile: ClientProfile,
    digest: bytes,
    scopes: list[str],
    ends: datetime,
    at: datetime,
) -> None:
    """A machine client was given a token: judged by its responsible person."""
    person = standing_columns(profile.responsible, at)
    Asker.objects.update_or_create(
        digest=digest,
        organisation=current_organisation().id,
        defaults={
            "kind": "CLIENT",
            "actor_id": str(profile.pk),
            "role": person["role"],
            "roles": [],
            "ceiling": person["ceiling"],
            "teams": person["teams"],
            "reads_register": person["reads_register"],
            "briefing_ends": person["briefing_ends"],
            "second_factor": True,
            "scopes": sorted(scopes),
            "expires_at": ends,
            "idle_expires_at": ends,
        }
        | _responsible(profile.responsible, person),
    )


def _rows() -> QuerySet[Asker]:
    return Asker.objects.filter(organisation=current_organisation().id)


def standing_columns(user: User, at: datetime) -> dict[str, Any]:
    """The columns that say what this person may be answered."""
    standing = queries.standing(user, on=at.astimezone(LONDON).date())
    return {
        "role": standing.role,
        "roles": sorted(standing.roles),
        "ceiling": standing.ceiling.value,
        "teams": list(standing.teams),
        "reads_register": standing.reads_register,
        "briefing_ends": standing.briefing_ends,
    }


def _responsible(user: User, person: dict[str, Any]) -> dict[str, Any]:
    """What a client's row says of the person who answers for it.

    Nobody disabled answers for anything: no role, no briefing.
    """
    return {
        "responsible_id": str(user.pk),
        "responsible_role": person["role"],
        "responsible_ceiling": person["ceiling"],
        "responsible_briefing_ends": (
            person["briefing_ends"] if user.is_active else None
        ),
    }


def _write_officer(user: User, standing: dict[str, Any], at: datetime) -> None:
    digest = officer_digest(user.pk)
    if not standing["role"]:
        _rows().filter(digest=digest).delete()
        return
    ends = _roles_change_at(user, at)
    Asker.objects.update_or_create(
        digest=digest,
        organisation=current_organisation().id,
        defaults=standing
        | {
            "kind": "PERSON",
            "actor_id": str(user.pk),
            "second_factor": queries.has_factor(user),
            "expires_at": ends,
            "idle_expires_at": ends,
        },
    )


def end_by(moment: datetime) -> None:
    """Nobody's session or token outlives this moment: other rules hold from then."""
    _rows().filter(expires_at__gt=moment).update(expires_at=moment)
    _rows().filter(idle_expires_at__gt=moment).update(idle_expires_at=moment)


def _roles_change_at(user: User, at: datetime) -> datetime:
    """The midnight at which the first of today's roles ends, one begins, or another
    policy pack counts."""
    today = at.astimezone(LONDON).date()
    held = RoleGrant.objects.filter(permissions.grants_on(today), user=user)
    until = held.aggregate(first=Min("until_on"))["first"]
    later = RoleGrant.objects.filter(user=user, from_on__gt=today)
    begins = later.aggregate(first=Min("from_on"))["first"]
    pack = pack_to_come(current_organisation(), after=today)
    days = [day for day in (until, begins, pack and pack.counts_from) if day]
    if not days:
        return NEVER
    return datetime.combine(min(days), time(), tzinfo=LONDON)


def forget_ended(*, at: datetime) -> None:
    """Rows past their end answer nothing already; now they go."""
    _rows().filter(expires_at__lte=at).delete()
    _rows().filter(idle_expires_at__lte=at).delete()
