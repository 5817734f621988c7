"""Who may call, and what of the organisation's own is read to find out?"""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from tests.api.asking import REPAIR, Program, problem, rename
from tests.sharing.worlds import sign_in


CSRF = "c" * 32
TABLES_TOUCHED = """
SELECT DISTINCT n.nspname, c.relname FROM pg_locks l
JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND c.relkind = 'r'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""


@pytest.fixture
def signed_in(db, eastmere, client_at):
    """Somebody's session, as the browser holds it."""

    def start(**changes):
        key = uuid4().hex
        digest = sign_in(eastmere, reads_register=True, **changes)
        rename(digest, sha256(key.encode()).digest(), eastmere)
        client = client_at(eastmere, enforce_csrf_checks=True)
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        client.cookies[settings.CSRF_COOKIE_NAME] = CSRF
        return Program(client)

    return start


def tables_touched() -> set[tuple[str, str]]:
    """Every table this transaction has read or written: each stays locked to its end."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES_TOUCHED)
        return set(cursor.fetchall())


def test_a_session_checks_with_its_csrf_token(signed_in, marker):
    response = signed_in().post(REPAIR, **{"X-CSRFToken": CSRF})

    assert response.status_code == 200
    assert response.json()["answer"] == "HIT"


@pytest.mark.parametrize("headers", [{}, {"X-CSRFToken": "d" * 32}])
def test_a_session_without_its_csrf_token_is_refused(signed_in, marker, headers):
    response = signed_in().post(REPAIR, **headers)

    assert response.status_code == 403
    assert "X-CSRFToken" in problem(response)["detail"]
    assert b"Thistlewood" not in response.content


def test_a_session_opens_its_answer_again_without_a_token(signed_in, marker):
    person = signed_in()
    check = person.post(REPAIR, **{"X-CSRFToken": CSRF}).json()["id"]

    assert person.get(f"/api/v1/checks/{check}").status_code == 200


def test_an_unknown_session_is_no_credential(signed_in):
    person = signed_in()
    person.client.cookies[settings.SESSION_COOKIE_NAME] = "unknown"

    assert person.post(REPAIR, **{"X-CSRFToken": CSRF}).status_code == 401


def test_a_lapsed_briefing_cannot_tell(signed_in, marker):
    response = signed_in(briefing_ends=None).post(REPAIR, **{"X-CSRFToken": CSRF})

    assert response.json()["answer"] == "CANNOT_TELL"
    assert response.json()["markers"] == []
    assert b"Thistlewood" not in response.content


def test_a_machines_check_reads_no_table_of_an_organisation(program, marker):
    assert program.post(REPAIR).json()["answer"] == "HIT"

    schemas = {schema for schema, _ in tables_touched()}
    assert schemas == {"public"}


def test_a_persons_check_reads_no_table_of_an_organisation(signed_in, marker):
    response = signed_in().post(REPAIR, **{"X-CSRFToken": CSRF})
    assert response.json()["answer"] == "HIT"

    assert {schema for schema, _ in tables_touched()} == {"public"}


def test_the_lock_list_would_show_a_table_of_an_organisation(in_eastmere):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")

    assert (in_eastmere.schema_name, "accounts_user") in tables_touched()
