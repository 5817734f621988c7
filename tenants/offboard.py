"""How does an organisation leave, with nothing of it left behind?

Suspend, export, disable keys, drop, certificate. Each step is one transaction, one
schema at a time, and may be run again when it was interrupted.
"""

from datetime import datetime

from django.db import connections
from psycopg import sql

from audit import actions as audit
from audit.actors import Actor
from audit.cursors import Cursor
from audit.kinds import Kind
from tenants import hosts, login_roles
from tenants.asker import drop_askers_in
from tenants.context import as_owner
from tenants.models import Domain, Organisation, PackSummary, PackVersion, Status


class WrongStatus(RuntimeError):
    """The step does not follow from where the organisation is."""


def _names(organisation: Organisation) -> dict[str, sql.Identifier]:
    return {
        "role": sql.Identifier(organisation.role),
        "schema": sql.Identifier(organisation.schema_name),
        "app": sql.Identifier(login_roles.APPLICATION),
    }


def _as_provisioner(cursor: Cursor, line: str, organisation: Organisation) -> None:
    cursor.execute("SELECT set_config('role', 'none', true)")
    cursor.execute(sql.SQL(line).format(**_names(organisation)).as_string())
    cursor.execute("SELECT set_config('role', 'heed_owner', true)")


def _locked(organisation: Organisation) -> Organisation:
    everyone = Organisation.objects.using("owner").select_for_update()
    found: Organisation = everyone.get(pk=organisation.pk)
    return found


def _move(
    organisation: Organisation, *, to: Status, kind: Kind, by: Actor, at: datetime
) -> None:
    organisation.status = to
    organisation.closed_at = at if to == Status.CLOSED else None
    organisation.save(using="owner", update_fields=["status", "closed_at"])
    audit.record(
        kind=kind,
        organisation=organisation.pk,
        by=by,
        at=at,
        subject=organisation.slug,
        using="owner",
    )


def suspend(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """Stop serving it now: everybody is signed out, and the application may no longer
    take its role, so a request under way fails at its next statement.

    Raises:
        WrongStatus: it is not active.
    """
    with as_owner() as cursor:
        held = _locked(organisation)
        if held.status != Status.ACTIVE:
            sentence = (
                f"{held.name} is {held.get_status_display().lower()}, not active."
            )
            raise WrongStatus(sentence)
        drop_askers_in(organisation=held.pk, using="owner")
        _as_provisioner(cursor, "REVOKE {role} FROM {app}", held)
        _move(held, to=Status.SUSPENDED, kind=Kind.ORGANISATION_SUSPENDED, by=by, at=at)
    hosts.forget()
    return held


def resume(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """Serve a suspended organisation again."""
    with as_owner() as cursor:
        held = _locked(organisation)
        if held.status != Status.SUSPENDED:
            sentence = f"{held.name} is not suspended."
            raise WrongStatus(sentence)
        _as_provisioner(
            cursor, "GRANT {role} TO {app} WITH INHERIT FALSE, SET TRUE", held
        )
        _move(held, to=Status.ACTIVE, kind=Kind.ORGANISATION_RESUMED, by=by, at=at)
    hosts.forget()
    return held


def discard(organisation: Organisation) -> None:
    """Drop schema, role, host and packs without a trace but the events. For organisations
    that never held anything: a test's, or one opened by mistake."""
    with as_owner() as cursor:
        drop_schema_and_role(cursor, organisation)
        Domain.objects.using("owner").filter(tenant=organisation).delete()
        for packs in (PackSummary, PackVersion):
            packs.objects.using("owner").filter(organisation=organisation).delete()
        drop_askers_in(organisation=organisation.pk, using="owner")
        Organisation.objects.using("owner").filter(pk=organisation.pk)._raw_delete(
            "owner"
        )
    hosts.forget()


def drop_schema_and_role(cursor: Cursor, organisation: Organisation) -> None:
    line = sql.SQL("DROP SCHEMA IF EXISTS {schema} CASCADE").format(
        **_names(organisation)
    )
    cursor.execute(line.as_string())
    _as_provisioner(cursor, "DROP ROLE IF EXISTS {role}", organisation)


def schema_exists(organisation: Organisation) -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT to_regnamespace(%s) IS NOT NULL", [organisation.schema_name]
        )
        return bool(cursor.fetchone()[0])
