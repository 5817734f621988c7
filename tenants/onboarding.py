"""How does the platform ask for an organisation to be opened, and how far is it?

A page may not make schemas: it leaves an outbox row, which the worker that holds the
provisioner's login takes. The row itself says how far the work is.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from audit import outbox
from audit.actors import Actor
from audit.models import OutboxItem
from tenants import packs
from tenants.context import current_organisation
from tenants.models import Domain, Organisation, Status
from tenants.opening_details import Details, NotAsked
from tenants.queries import link


TASK = "tenants.open_organisation"
STEPS = (
    "Asked for",
    "Taken by the worker",
    "Database role, schema and tables made",
    "Open under its own address",
)
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class NoSuchOpening(LookupError):
    """Nobody asked for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One organisation being opened; `address` and `organisation` once it is open."""

    id: UUID
    name: str
    slug: str
    asked_at: datetime
    steps_done: int
    error: str
    address: str
    organisation: UUID | None

    @property
    def steps_total(self) -> int:
        return len(STEPS)

    @property
    def is_done(self) -> bool:
        return self.steps_done == len(STEPS)

    @property
    def is_running(self) -> bool:
        return not self.is_done and not self.error

    @property
    def last_step(self) -> str:
        return STEPS[self.steps_done - 1]


@transaction.atomic
def ask(details: Details, *, by: Actor, most_people: int | None = None) -> UUID:
    """Leave the work for the provisioning worker; return the opening's id.

    `most_people` is for a guest organisation: how many it may have. Two who ask for the
    same short name at the same time wait for each other, and the second is refused.

    Raises:
        WrongDetails: a field cannot be used.
        NotAsked: the short name is taken or being opened.
    """
    details.check()
    slug = details.slug
    _one_at_a_time(slug)
    _refuse_taken(slug)
    guest = {} if most_people is None else {"most_people": str(most_people)}
    return outbox.post(
        task=TASK,
        organisation=current_organisation().id,
        arguments={
            "slug": slug,
            "name": details.name,
            "kind": details.kind.value,
            "pack_toml": packs.shipped(details.pack),
            "domain": f"{slug}.{_parent_host()}",
            "by": by.id,
            **details.columns(),
            **guest,
        },
    )


def _one_at_a_time(slug: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [f"opening {slug}"])


def _refuse_taken(slug: str) -> None:
    """Raise NotAsked where the short name is somebody's, or soon will be."""
    if Organisation.objects.filter(slug=slug).exists():
        raise NotAsked(
            f"An organisation called {slug} exists already. Choose another name."
        )
    if any(opening.slug == slug for opening in openings()):
        raise NotAsked(
            f"An organisation called {slug} is being opened already. Choose another "
            "name, or look at that opening."
        )


def openings() -> list[Opening]:
    """Return what was asked for and is not open yet, newest first."""
    found = (_opening(row) for row in _rows())
    return [opening for opening in found if not opening.is_done]


def opening(opening_id: UUID) -> Opening:
    """Return one opening, done or not.

    Raises:
        NoSuchOpening: nobody asked for it.
    """
    row = _rows().filter(pk=opening_id).first()
    if row is None:
        raise NoSuchOpening(str(NoSuchOpening.__doc__))
    return _opening(row)


def _rows() -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(
        task=TASK, organisation=current_organisation().id
    ).order_by("-posted_at")


def _opening(row: OutboxItem) -> Opening:
    slug = row.arguments["slug"]
    made = Organisation.objects.filter(slug=slug).first()
    is_open = made is not None and made.status == Status.ACTIVE
    done = 1 + bool(row.sent_at) + (2 if is_open else 0)
    return Opening(
        id=row.pk,
        name=row.arguments["name"],
        slug=slug,
        asked_at=row.posted_at,
        steps_done=len(STEPS) if is_open else done,
        error="" if is_open else row.failed,
        address=link(made.pk, "/") if made is not None and is_open else "",
        organisation=made.pk if made is not None and is_open else None,
    )


def _parent_host() -> str:
    """The part of the platform's host under which organisations have theirs."""
    own = Domain.objects.values_list("domain", flat=True).get(
        tenant_id=current_organisation().id, is_primary=True
    )
    host = urlsplit(f"//{own}").hostname or own
    return host.partition(".")[2] or host
