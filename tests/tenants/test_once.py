"""Is a question asked once while a page is read, and each time everywhere else?"""

import threading

import pytest
from django.http import HttpResponse
from django.utils.timezone import localdate

from accounts.permissions import roles_of
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.middleware import OrganisationMiddleware
from tenants.once import asking_once, once
from tenants.queries import current_pack
from tests.accounts.making import make_person


def test_each_question_is_asked_once_while_a_page_is_read_and_never_kept():
    asked: list[str] = []

    def ask() -> str:
        asked.append("asked")
        return f"answer {len(asked)}"

    with asking_once():
        assert [once("a", ask), once("a", ask), once("b", ask)] == [
            *("answer 1", "answer 1", "answer 2")
        ]
    with asking_once():
        assert once("a", ask) == "answer 3"
    assert [once("a", ask), once("a", ask)] == ["answer 4", "answer 5"]


def test_what_one_thread_was_told_no_other_is():
    told = []
    with asking_once():
        once("a", lambda: "mine")
        thread = threading.Thread(target=lambda: told.append(once("a", lambda: "own")))
        thread.start()
        thread.join()

    assert told == ["own"]


def test_it_ends_with_the_page_that_fails():
    with pytest.raises(ZeroDivisionError), asking_once():
        once("a", lambda: 1 / 0)

    assert [once("a", lambda: 1), once("a", lambda: 2)] == [1, 2]


@pytest.mark.parametrize(
    ("method", "times"), [("GET", 1), ("HEAD", 1), ("POST", 3), ("DELETE", 3)]
)
def test_only_a_request_that_reads_asks_once(
    db, eastmere, rf, method, times, django_assert_num_queries
):
    def page(request) -> HttpResponse:
        with django_assert_num_queries(times):
            for _ in range(3):
                current_pack(request.organisation)
        return HttpResponse("read")

    with in_organisation(eastmere):
        current_pack(eastmere)
    request = rf.generic(method, "/", headers={"host": "eastmere.localhost"})

    assert OrganisationMiddleware(page)(request).content == b"read"


def test_what_was_added_to_an_answer_stays_with_who_added_it(in_eastmere):
    asker, today = make_person(Role.REPORTER), localdate()
    with asking_once():
        held = roles_of(asker, today)
        held.add(Role.DECISION_OFFICER)
        assert roles_of(asker, today) == {Role.REPORTER}
