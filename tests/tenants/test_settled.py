"""Does one question know that nothing is to be migrated, and only then?"""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from tenants import grants
from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.management.commands import migrate
from tenants.schemas import settled
from tenants.schemas.replay import Report
from tests.organisations import open_one


pytestmark = pytest.mark.throwaway

# What an operator, a restored backup or a half-done run may leave behind.
MEANWHILE = (
    "REVOKE SELECT ON public.tenants_domain FROM heed_app",
    "GRANT SELECT ON public.tenants_packversion TO heed_check",
    "REVOKE UPDATE (done_at) ON public.audit_outbox FROM heed_platform",
    "REVOKE USAGE ON SCHEMA public FROM heed_check",
    "GRANT EXECUTE ON FUNCTION public.heed_identity() TO heed_app",
    "DELETE FROM public.django_migrations WHERE app = 'sharing'",
    "DELETE FROM heed_template.django_migrations WHERE app = 'register'",
    "DROP SCHEMA heed_template CASCADE",
    "UPDATE public.tenants_organisation SET schema_digest = 'older'",
    "ALTER TABLE public.tenants_templatescript DROP COLUMN settled",
    "DELETE FROM public.tenants_templatescript",
)


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("migrate", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def migrated(own_database):
    """A database with two organisations, after a whole run."""
    for number in range(2):
        open_one(f"set-{number}", OrganisationKind.COUNCIL, "eastmere", f"Set {number}")
    assert "Organisations brought up to date: 0, failed: 0." in run()


@contextmanager
def undone():
    """Whatever happens inside is taken back."""
    with transaction.atomic(using="owner"):
        yield
        transaction.set_rollback(True, using="owner")


def test_when_nothing_is_to_be_done_one_question_is_all_that_is_asked(migrated):
    with CaptureQueriesContext(connections["owner"]) as asked:
        said = run()

    assert said == "Everything is up to date: there was nothing to do.\n"
    assert len(asked) == 1
    assert "up to date" in run("--again")
    assert "Organisations brought up to date: 0, failed: 0." in run("--again")


def test_whatever_was_taken_back_restored_or_added_is_noticed(migrated, monkeypatch):
    assert settled.is_settled()
    for statement in MEANWHILE:
        with undone():
            with connections["owner"].cursor() as cursor:
                cursor.execute(statement)
            with undone():
                assert not settled.is_settled(), statement
        assert settled.is_settled(), f"taken back: {statement}"

    on_disk = list(settled._on_disk())
    assert "sharing.0001_agreements_releases_checks" in on_disk
    assert "axes.0001_initial" in on_disk
    with monkeypatch.context() as patched:
        patched.setattr(settled, "_on_disk", lambda: [*on_disk, "sharing.9999_more"])
        assert not settled.is_settled()
    with monkeypatch.context() as patched:
        patched.setitem(grants.SHARED, "tenants_domain", grants.Grant())
        assert not settled.is_settled()
    assert settled.is_settled()


def test_a_run_that_left_somebody_behind_settles_nothing(migrated, monkeypatch):
    with as_owner() as cursor:
        cursor.execute("UPDATE public.tenants_templatescript SET settled = ''")
    monkeypatch.setattr(
        migrate,
        "migrate_organisations",
        lambda target, say: Report(failed={"set-1": "It could not be moved."}),
    )

    with pytest.raises(CommandError, match="set-1"):
        run()

    assert not settled.is_settled()
