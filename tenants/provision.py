"""How does an organisation come to be: whole, or not at all?

One transaction makes its row, its database role, its schema (by replaying the compiled
script), its rights, its host, its first policy pack and the event. It is ACTIVE last.
Killed anywhere, nothing of it is left.
"""

import secrets
from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import localdate
from psycopg import sql

from audit import actions as audit
from audit.actors import Actor
from audit.cursors import Cursor
from audit.kinds import Kind
from tenants import login_roles, packs
from tenants.adoption import write_version
from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Domain, Organisation, Status, TemplateScript
from tenants.schemas.replay import granting_own


type Progress = Callable[[str], None]


class NotOpened(RuntimeError):
    """The organisation could not be opened; the sentence says why."""


def _silent(_: str) -> None:
    return None


def _make_role(cursor: Cursor, organisation: Organisation) -> None:
    """As the provisioner itself: the owner of the tables may not make roles."""
    group = (
        login_roles.PLATFORM
        if organisation.kind == OrganisationKind.PLATFORM
        else login_roles.ORGANISATIONS
    )
    names = {
        "role": sql.Identifier(organisation.role),
        "group": sql.Identifier(group),
        "app": sql.Identifier(login_roles.APPLICATION),
    }
    cursor.execute("SELECT set_config('role', 'none', true)")
    for line in (
        "CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS",
        "GRANT {group} TO {role} WITH INHERIT TRUE, SET FALSE",
        "GRANT {role} TO {app} WITH INHERIT FALSE, SET TRUE",
    ):
        cursor.execute(sql.SQL(line).format(**names).as_string())
    cursor.execute("SELECT set_config('role', 'heed_owner', true)")


def _make_schema(cursor: Cursor, organisation: Organisation, script: str) -> None:
    name = organisation.schema_name
    cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [name])
    if cursor.fetchone()[0]:
        sentence = f"A schema {name} exists already. Nothing was changed."
        raise NotOpened(sentence)
    cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)).as_string())
    cursor.execute("SELECT set_config('search_path', %s, true)", [f"{name}, public"])
    with granting_own(cursor, organisation):
        cursor.execute(script)
    cursor.execute("SELECT set_config('search_path', 'public', true)")


def _adopt_first_pack(
    organisation: Organisation, pack_toml: str, by: Actor, at: datetime
) -> None:
    write_version(
        organisation,
        number=1,
        toml=pack_toml,
        counts_from=localdate(at),
        reason="The pack the organisation opened with.",
        by=by,
        at=at,
        using="owner",
    )


def _new(
    *,
    slug: str,
    name: str,
    kind: OrganisationKind,
    details: dict[str, str],
    at: datetime,
) -> Organisation:
    taken = Organisation.objects.using("owner").filter(slug=slug).exists()
    if taken:
        sentence = f"An organisation called {slug} exists already. Nothing was changed."
        raise NotOpened(sentence)
    return Organisation(
        slug=slug,
        name=name,
        kind=kind.value,
        schema_name=f"t_{secrets.token_hex(6)}",
        status=Status.PROVISIONING,
        created_at=at,
        **{"short_name": name[:40], **details},
    )


def _template() -> TemplateScript:
    """The newest template's script."""
    template = TemplateScript.objects.using("owner").order_by("-compiled_at").first()
    if template is None:
        sentence = "There is no template schema yet: run manage.py migrate first."
        raise NotOpened(sentence)
    return template


def _must_be_free(domain: str) -> None:
    if Domain.objects.using("owner").filter(domain=domain).exists():
        sentence = f"The host {domain} belongs to another organisation."
        raise NotOpened(sentence)


def open_organisation(
    *,
    slug: str,
    name: str,
    kind: OrganisationKind,
    pack_toml: str,
    domain: str,
    by: Actor,
    at: datetime,
    progress: Progress = _silent,
    **details: str,
) -> Organisation:
    """Make the organisation and return it, ACTIVE.

    `domain` is its host, lower case and without a port. `details` may give short_name,
    nation, gss_code, rsh_number, duty_name, duty_phone and brand_colour.

    Raises:
        PackError: the pack cannot be read; nothing was begun.
        NotOpened: the slug, the host or the schema is taken, or nothing was migrated.
    """
    packs.load(pack_toml)
    with as_owner() as cursor:
        template = _template()
        _must_be_free(domain)
        organisation = _new(slug=slug, name=name, kind=kind, details=details, at=at)
        organisation.schema_digest = template.digest
        organisation.save(using="owner", force_insert=True)
        progress("Database role")
        _make_role(cursor, organisation)
        progress("Schema and tables")
        _make_schema(cursor, organisation, template.script)
        progress("Policy pack and host")
        _adopt_first_pack(organisation, pack_toml, by, at)
        Domain.objects.using("owner").create(tenant=organisation, domain=domain)
        audit.record(
            kind=Kind.ORGANISATION_OPENED,
            organisation=organisation.pk,
            by=by,
            at=at,
            subject=slug,
            details={"kind": kind.value, "host": domain},
            using="owner",
        )
        organisation.status = Status.ACTIVE
        organisation.save(using="owner", update_fields=["status"])
    progress("Open")
    organisation._state.db = "default"
    return organisation
