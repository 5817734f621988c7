"""Do the shared rows of who may ask say what the organisation's own tables say?

Reads both sides and changes neither. A session that went idle may have no row any more;
a row without a session, an officer or a token may not be.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from oauth2_provider.models import AccessToken

from accounts.actions.askers import officer_digest, standing_columns
from accounts.models import ClientProfile, Session, User
from tenants.compared import Compared, Difference
from tenants.context import current_organisation
from tenants.models import Asker


MISSING = "an officer without an asker row"
OF_NOBODY = "an asker row of no session, officer or token"
DIFFERS = "an asker row that differs from the person"


def compare_askers(*, at: datetime) -> Compared:
    """Every row of this organisation that still answers, and every officer."""
    rows = list(
        Asker.objects.filter(
            organisation=current_organisation().id,
            expires_at__gt=at,
            idle_expires_at__gt=at,
        )
    )
    people = {str(user.pk): user for user in User.objects.filter(is_active=True)}
    standings = {key: standing_columns(user, at) for key, user in people.items()}
    known = _whose(people)
    differences = [
        *_wrong(rows, standings, known),
        *_missing(rows, people, standings),
    ]
    return Compared.over(len(rows) + len(people), differences)


def _whose(people: dict[str, User]) -> dict[bytes, str]:
    """Each digest that may have a row, and whose it is."""
    sessions = Session.objects.filter(user__isnull=False).values_list(
        "digest", "user_id"
    )
    profiles = dict(ClientProfile.objects.values_list("application_id", "pk"))
    tokens = AccessToken.objects.values_list("token_checksum", "application_id")
    return {
        **{bytes(digest): str(user) for digest, user in sessions},
        **{officer_digest(UUID(key)): key for key in people},
        **{
            bytes.fromhex(checksum): str(profiles[application])
            for checksum, application in tokens
            if application in profiles
        },
    }


def _wrong(
    rows: list[Asker], standings: dict[str, dict[str, object]], known: dict[bytes, str]
) -> Iterator[Difference]:
    for row in rows:
        if known.get(bytes(row.digest)) != row.actor_id:
            yield Difference(OF_NOBODY, row.actor_id)
        elif row.kind == "PERSON" and _differs(row, standings.get(row.actor_id)):
            yield Difference(DIFFERS, row.actor_id)


def _differs(row: Asker, standing: dict[str, object] | None) -> bool:
    """Somebody disabled has no standing, so no row of theirs is right."""
    return standing is None or any(
        getattr(row, name) != value for name, value in standing.items()
    )


def _missing(
    rows: list[Asker], people: dict[str, User], standings: dict[str, dict[str, object]]
) -> Iterator[Difference]:
    held = {bytes(row.digest) for row in rows}
    for key, user in people.items():
        if standings[key]["role"] and officer_digest(user.pk) not in held:
            yield Difference(MISSING, key)
