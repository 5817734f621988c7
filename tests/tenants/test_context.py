"""Is the one door the only one, and does it shut?"""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.models import User
from tenants.backend.errors import TransactionRunning
from tenants.context import NoOrganisation, current_organisation, in_organisation


def test_the_block_runs_inside_the_organisation(in_eastmere):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('search_path')")

        assert cursor.fetchone() == (
            in_eastmere.role,
            f'"{in_eastmere.schema_name}", "public"',
        )
    assert current_organisation() == in_eastmere


def test_outside_any_there_is_none(db):
    with pytest.raises(NoOrganisation):
        current_organisation()


def test_outside_any_no_table_of_an_organisation_is_found(db, eastmere):
    with pytest.raises(ProgrammingError):
        User.objects.count()


def test_it_does_not_open_inside_a_transaction(in_eastmere, torley):
    with (
        transaction.atomic(),
        pytest.raises(TransactionRunning),
        in_organisation(torley),
    ):
        pytest.fail("it opened")


def test_a_caught_integrity_error_inside_atomic_leaves_the_organisation(in_eastmere):
    User.objects.create(email="a@heed.example", full_name="A")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="a@heed.example", full_name="A")

    assert User.objects.filter(email="a@heed.example").count() == 1
