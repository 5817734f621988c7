"""Whatever statement of a check finds that it could not stand where it should: is
anything told?"""

import psycopg
import pytest

from sharing.check import NotRecorded
from sharing.models import Check, Receipt
from tenants.context import in_organisation
from tests.figures import record_figure


pytestmark = pytest.mark.django_db(databases=["default"])
# The server refuses this one, as it refuses any setting of a connection that is cut.
CANNOT_STAND = "SELECT set_config('role', 'no_such_role', true)"

# Where the check begins and ends, inside the test's own transaction.
AROUND = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class Failing:
    """The setting is made anew just before one statement of the check, and fails."""

    def __init__(self, monkeypatch, at: int) -> None:
        self.at, self.count = at, 0
        self.real = psycopg.Cursor.execute
        monkeypatch.setattr(psycopg.Cursor, "execute", self._executing())

    def _executing(self):
        def execute(cursor, query, *given, **options):
            if str(query).startswith(AROUND):
                return self.real(cursor, query, *given, **options)
            self.count += 1
            if self.count == self.at:
                self.real(cursor, CANNOT_STAND)
            return self.real(cursor, query, *given, **options)

        return execute


def test_the_setting_failing_at_every_statement_of_a_check_tells_nothing(
    shared, monkeypatch
):
    before = _on_record(shared)
    answer, failed, count, said = None, 0, 0, set()
    while answer is None:
        with monkeypatch.context() as patched:
            failing = Failing(patched, at=failed + 1)
            try:
                answer = shared.ask()
            except NotRecorded as refused:
                said.add(str(refused))
                failed += 1

            count = failing.count

    # It goes on only where there was no such statement any more.
    assert count == failed
    assert answer.markers
    assert said == {str(NotRecorded.__doc__)}
    record_figure("Statements of a check at which the setting failed", failed)
    assert failed >= 5
    assert _on_record(shared) == (before[0] + 1, before[1] + 1)


def _on_record(shared) -> tuple[int, int]:
    with in_organisation(shared.recipient):
        checks = Check.objects.count()
    with in_organisation(shared.discloser):
        return checks, Receipt.objects.count()
