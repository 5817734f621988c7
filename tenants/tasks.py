"""In whose name does a worker work?

Every task of an organisation is started by an outbox row, names its organisation, and is
refused unless that organisation exists and is active. The context is left again whatever
happens. Workers are separate processes: a thread would share what must not be shared.
"""

from typing import Any, cast
from uuid import UUID, uuid5

import structlog
from celery import Task, current_app, shared_task
from django.utils import timezone

from audit.actors import system
from tenants import cleansing, offboard, outbox
from tenants.asker import forget_ended
from tenants.codes import OrganisationKind
from tenants.context import in_organisation
from tenants.models import Organisation, Status
from tenants.months import make_months
from tenants.provision import open_organisation


log = structlog.get_logger(__name__)

NOT_CLEANSED = "A restored backup is not cleansed yet: run manage.py replay_tombstones."


class Refused(RuntimeError):
    """The task names no organisation, or one that may not be worked for now."""


class OrganisationTask(Task):  # type: ignore[type-arg]
    """Base of every task of an organisation.

    Called as `(organisation_id=…, outbox_id=…, **arguments)`, all text; the function
    itself takes only the arguments. It may run twice and must not mind.
    """

    abstract = True
    typing = False
    acks_late = True
    reject_on_worker_lost = True
    max_retries = 0

    def __call__(self, *args: object, **arguments: object) -> object:
        given = arguments.pop("organisation_id", None)
        item = (
            UUID(str(arguments.pop("outbox_id"))) if "outbox_id" in arguments else None
        )
        try:
            organisation = _served(given)
        except Refused as refusal:
            if item is not None:
                outbox.mark_failed(item, str(refusal), for_good=_is_gone(given))
            raise
        if item is not None and outbox.is_done(item):
            return None
        return self._work(organisation, item, args, arguments)

    def _work(
        self,
        organisation: Organisation,
        item: UUID | None,
        args: tuple[object, ...],
        arguments: dict[str, object],
    ) -> object:
        try:
            with in_organisation(organisation):
                answer: object = self.run(*args, **arguments)
        except Exception as error:
            if item is not None:
                # The row stays open, so the relay hands it over again.
                outbox.mark_failed(item, f"{type(error).__name__} in {self.name}")
            raise
        if item is not None:
            outbox.mark_done(item)
        return answer


def _served(organisation_id: object) -> Organisation:
    if not organisation_id:
        sentence = "A task must name its organisation."
        raise Refused(sentence)
    try:
        found: Organisation | None = Organisation.objects.filter(
            pk=UUID(str(organisation_id))
        ).first()
    except ValueError:
        found = None
    if found is None:
        sentence = "The task names an organisation that does not exist."
        raise Refused(sentence)
    if not found.is_served:
        sentence = f"{found.name} is {found.get_status_display().lower()}: no work is done for it."
        raise Refused(sentence)
    if not cleansing.is_cleansed():
        raise Refused(NOT_CLEANSED)
    return found


def _is_gone(organisation_id: object) -> bool:
    """Suspended may come back; closed or unknown will not."""
    try:
        found = Organisation.objects.filter(pk=UUID(str(organisation_id))).first()
    except ValueError:
        return True
    return found is None or found.status == Status.CLOSED


def send(item: outbox.Item) -> None:
    """Give one row to the broker. Raises when the broker will not take it."""
    current_app.send_task(
        item.task,
        kwargs={
            **item.arguments,
            "organisation_id": str(item.organisation),
            "outbox_id": str(item.id),
        },
        task_id=str(item.id),
        ignore_result=True,
        retry=False,
    )


@shared_task(name="tenants.relay", ignore_result=True)
def relay() -> int:
    """Hand over what is open, and again what was sent and is not done."""
    return outbox.relay(send=send)


@shared_task(name="tenants.sweep", ignore_result=True)
def sweep_up() -> None:
    """Make the coming months of the audit, forget ended askers and old outbox rows."""
    make_months(ahead=3)
    forget_ended()
    outbox.forget_done(days=90)


@shared_task(name="tenants.fan_out", ignore_result=True)
def fan_out(*, task: str) -> int:
    """Leave one row an active organisation, the same rows if called again today."""
    today = timezone.localdate()
    ids = list(
        Organisation.objects.filter(status=Status.ACTIVE).values_list("pk", flat=True)
    )
    rows = [
        (uuid5(organisation, f"{task} {today}"), organisation) for organisation in ids
    ]
    outbox.post_to_all(task=task, organisations=rows)
    return len(rows)


@shared_task(base=OrganisationTask, name="tenants.open_organisation")
def open_one(
    *,
    slug: str,
    name: str,
    kind: str,
    pack_toml: str,
    domain: str,
    by: str,
    **details: str,
) -> None:
    """Asked for by a page of the platform; done by the worker that holds the
    provisioner's login. An organisation of that slug is taken as already opened."""
    if Organisation.objects.filter(slug=slug).exists():
        log.info("organisation_opened_before", slug=slug)
        return
    open_organisation(
        slug=slug,
        name=name,
        kind=OrganisationKind(kind),
        pack_toml=pack_toml,
        domain=domain,
        by=system(by),
        at=timezone.now(),
        **cast("dict[str, Any]", details),
    )


@shared_task(base=OrganisationTask, name="tenants.suspend_organisation")
def suspend_one(*, organisation: str, by: str) -> None:
    """Asked for by a page of the platform."""
    found = Organisation.objects.get(pk=UUID(organisation))
    if found.status == Status.ACTIVE:
        offboard.suspend(organisation=found, by=system(by), at=timezone.now())


@shared_task(base=OrganisationTask, name="tenants.resume_organisation")
def resume_one(*, organisation: str, by: str) -> None:
    """Asked for by a page of the platform."""
    found = Organisation.objects.get(pk=UUID(organisation))
    if found.status == Status.SUSPENDED:
        offboard.resume(organisation=found, by=system(by), at=timezone.now())
