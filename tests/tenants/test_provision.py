"""Is an organisation opened whole, and refused with a sentence that helps?"""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django_tenants.models import TenantMixin

from tenants import offboard, provision
from tenants.codes import OrganisationKind
from tenants.context import as_owner, in_organisation
from tenants.models import Domain, Organisation, PackVersion
from tenants.packs import PackError, shipped
from tenants.provision import NotOpened
from tenants.queries import address_of, current_pack, host_of, register_terms
from tests.organisations import OPENED_AT, open_one


pytestmark = pytest.mark.throwaway


def test_it_is_active_with_its_host_its_pack_and_what_a_check_must_know(open_throwaway):
    organisation = open_throwaway(pack="torley")

    assert organisation.is_served
    assert organisation.created_at == OPENED_AT
    assert host_of(organisation.pk) == f"{organisation.slug}.localhost"
    assert address_of(organisation).startswith("http://throwaway-")
    with in_organisation(organisation):
        assert current_pack(organisation).register_name
        terms = register_terms([organisation.pk])[organisation.pk]
        assert (terms.search_modes, terms.has_register) == ("premises", True)
        assert PackVersion.objects.get().number == 1


def test_a_slug_a_host_or_a_bad_pack_is_refused_and_changes_nothing(open_throwaway):
    taken = open_throwaway()
    before = Organisation.objects.count()

    with pytest.raises(NotOpened, match="belongs to another organisation"):
        open_one(taken.slug, OrganisationKind.COUNCIL, "eastmere", "Second")
    with pytest.raises(CommandError, match="exists already"):
        call_command(
            "open_organisation",
            taken.slug,
            name="x",
            kind="COUNCIL",
            host="other.localhost",
            pack="eastmere",
        )
    with pytest.raises(CommandError, match="no shipped pack"):
        call_command(
            "open_organisation",
            "new",
            name="x",
            kind="COUNCIL",
            host="other.localhost",
            pack="nowhere",
        )
    with pytest.raises(PackError):
        provision.packs.load("register_name = ")

    assert Organisation.objects.count() == before
    assert not Domain.objects.filter(domain="other.localhost").exists()


def test_an_existing_schema_is_never_taken_over(open_throwaway, monkeypatch):
    first = open_throwaway()
    monkeypatch.setattr(
        provision.secrets, "token_hex", lambda _: first.schema_name.removeprefix("t_")
    )

    with pytest.raises(Exception, match=r"schema_name|exists already"):
        open_one("second", OrganisationKind.COUNCIL, "eastmere", "Second")
    connections["owner"].close()
    with as_owner() as cursor:
        cursor.execute("CREATE SCHEMA t_0123456789ab")
    monkeypatch.setattr(provision.secrets, "token_hex", lambda _: "0123456789ab")
    with pytest.raises(NotOpened, match="exists already"):
        open_one("second", OrganisationKind.COUNCIL, "eastmere", "Second")

    assert offboard.schema_exists(first)
    with as_owner() as cursor:
        cursor.execute("DROP SCHEMA t_0123456789ab")


def test_plain_django_tenants_attaches_to_an_existing_schema(
    open_throwaway, monkeypatch
):
    first = open_throwaway()
    monkeypatch.setattr("django_tenants.models.schema_exists", lambda _: True)

    made = TenantMixin.create_schema(first, check_if_exists=True)

    # No error: its caller goes on with the tables of somebody else, and drops them on
    # a later one.
    assert made is False


def test_the_command_says_how_far_it_is(django_db_setup, own_database, capsys):
    call_command(
        "open_organisation",
        "shown",
        name="Shown",
        kind="COUNCIL",
        host="shown.localhost",
        pack="eastmere",
    )

    said = capsys.readouterr().out
    for step in ("Database role", "Schema and tables", "Policy pack and host", "Open"):
        assert step in said
    assert "Shown is open at shown.localhost" in said


def test_without_a_template_it_says_what_to_run(own_database):
    with as_owner() as cursor:
        cursor.execute("DELETE FROM tenants_templatescript")

    with pytest.raises(NotOpened, match=r"manage\.py migrate"):
        open_one("early", OrganisationKind.COUNCIL, "eastmere", "Early")


def test_a_packs_text_is_the_one_that_was_given(open_throwaway):
    organisation = open_throwaway(pack="torley")

    with in_organisation(organisation):
        assert PackVersion.objects.get().toml == shipped("torley")
