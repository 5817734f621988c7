"""When an organisation leaves, is everything handed over and nothing left?"""

import json
import zipfile
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from accounts.models import Team
from audit.actors import system
from audit.models import Event
from audit.secrets import encrypt_terms
from tenants import leaving, offboard
from tenants.context import as_owner, in_organisation
from tenants.models import Domain, Organisation, PackVersion


pytestmark = pytest.mark.throwaway
BY = system("tests")


def erase_none(organisation: UUID) -> int:
    return 3


@pytest.fixture
def leaver(open_throwaway) -> Organisation:
    organisation = open_throwaway()
    with in_organisation(organisation):
        Team.objects.create(name="Repairs", contact_mode="ENTERS_PREMISES")
        encrypt_terms(organisation.pk, timezone.now(), {"name": "Maud Invented"})
    connection.close()
    return organisation


def suspended(organisation):
    return offboard.suspend(organisation=organisation, by=BY, at=timezone.now())


def test_nothing_is_exported_or_closed_before_it_is_suspended(leaver, tmp_path):
    given = {"by": BY, "at": timezone.now()}

    with pytest.raises(offboard.WrongStatus, match=r"Suspend .* first"):
        leaving.export(organisation=leaver, to=tmp_path / "x.zip", **given)
    with pytest.raises(offboard.WrongStatus, match=r"Suspend .* first"):
        leaving.close(
            organisation=leaver,
            exported=leaving.Export(path="", sha256="", rows={}),
            erase_files=erase_none,
            **given,
        )


def test_every_row_is_in_the_export(leaver, tmp_path):
    suspended(leaver)

    exported = leaving.export(
        organisation=leaver, to=tmp_path / "x.zip", by=BY, at=timezone.now()
    )

    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        (team,) = archive.read("accounts_team.ndjson").splitlines()
        manifest = json.loads(archive.read("manifest.json"))
    assert json.loads(team)["name"] == "Repairs"
    assert manifest == exported.rows
    assert manifest["accounts_team"] == 1
    assert manifest["shared.tenants_packversion"] == 1
    assert "shared.audit_termkey" not in manifest


def test_it_leaves_no_schema_role_host_key_or_row_and_says_so(leaver, tmp_path):
    suspended(leaver)
    given = {"organisation": leaver, "by": BY, "at": timezone.now()}
    exported = leaving.export(to=tmp_path / "x.zip", **given)

    certificate = leaving.close(exported=exported, erase_files=erase_none, **given)

    assert (certificate.left, certificate.files_removed) == (0, 3)
    assert certificate.removed["audit_termkey"] == 1
    assert certificate.export_sha256 == exported.sha256
    assert not offboard.schema_exists(leaver)
    assert not Domain.objects.using("owner").filter(tenant=leaver).exists()
    assert not PackVersion.objects.using("owner").filter(organisation=leaver).exists()
    assert Organisation.objects.using("owner").get(pk=leaver.pk).status == "CLOSED"
    kinds = Event.objects.using("owner").filter(organisation=leaver.pk)
    assert set(kinds.values_list("kind", flat=True)) == {
        "tenants.organisation_opened",
        "tenants.organisation_suspended",
        "tenants.organisation_exported",
        "tenants.organisation_closed",
    }
    with as_owner() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_roles WHERE rolname = %s", [leaver.role]
        )
        assert cursor.fetchone() == (0,)


def test_the_command_asks_twice_and_writes_the_certificate(leaver, tmp_path, settings):
    settings.ERASE_ORGANISATION_FILES = "tests.tenants.test_leaving.erase_none"
    path = tmp_path / "leaver.zip"

    with pytest.raises(CommandError, match=f"Say --confirm {leaver.slug}"):
        call_command("close_organisation", leaver.slug, export=str(path))
    call_command(
        "close_organisation", leaver.slug, export=str(path), confirm=leaver.slug
    )

    certificate = json.loads((tmp_path / "leaver.certificate.json").read_text())
    assert (certificate["slug"], certificate["left"]) == (leaver.slug, 0)
    with pytest.raises(CommandError, match="no open organisation"):
        call_command(
            "close_organisation", leaver.slug, export=str(path), confirm=leaver.slug
        )
    connections["owner"].close()
