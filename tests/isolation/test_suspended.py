"""Suspended or dropped while it is being served: is it 503, and at once?"""

import pytest
from django.db import connection, connections
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from audit.actors import system
from tenants import offboard
from tenants.backend.errors import OrganisationUnavailable
from tenants.context import as_owner, in_organisation
from tenants.middleware import OrganisationMiddleware


pytestmark = pytest.mark.throwaway


def people(request) -> HttpResponse:
    return HttpResponse(str(User.objects.count()))


def swallowing(request) -> HttpResponse:
    try:
        return people(request)
    except Exception:
        return HttpResponse("all is well")


def ask(organisation, view=people):
    request = RequestFactory().get("/", HTTP_HOST=f"{organisation.slug}.localhost")
    try:
        return OrganisationMiddleware(view)(request)
    finally:
        connection.close()


def suspend(organisation):
    return offboard.suspend(
        organisation=organisation, by=system("tests"), at=timezone.now()
    )


def test_suspended_is_503_with_the_number_to_ring_and_resumed_is_served(open_throwaway):
    organisation = open_throwaway()
    assert ask(organisation).status_code == 200

    suspend(organisation)
    answer = ask(organisation)

    assert answer.status_code == 503
    assert "01632 960000" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    offboard.resume(organisation=organisation, by=system("tests"), at=timezone.now())
    assert ask(organisation).status_code == 200


def test_suspended_elsewhere_is_503_though_the_host_is_remembered(
    open_throwaway, monkeypatch
):
    organisation = open_throwaway()
    ask(organisation)
    monkeypatch.setattr("tenants.hosts.forget", lambda host=None: None)

    suspend(organisation)

    # This process still believes that it is active; the database does not.
    with pytest.raises(OrganisationUnavailable):
        ask(organisation)
    assert ask(organisation, swallowing).status_code == 503


def test_dropped_while_being_served_is_503(open_throwaway):
    organisation = open_throwaway()
    assert ask(organisation).status_code == 200
    with as_owner() as cursor:
        cursor.execute(f'DROP SCHEMA "{organisation.schema_name}" CASCADE')
    connections["owner"].close()

    assert ask(organisation, swallowing).status_code == 503


def test_the_refusal_names_no_other_organisation(open_throwaway):
    organisation = open_throwaway()
    suspend(organisation)
    body = ask(organisation).content.decode()

    assert organisation.schema_name not in body
    assert "tenant_" not in body


def test_a_streamed_answer_is_made_inside_and_left_again(open_throwaway):
    organisation = open_throwaway()

    def stream(request):
        return StreamingHttpResponse(str(User.objects.count()) for _ in range(2))

    response = ask(organisation, stream)

    assert b"".join(response.streaming_content) == b"00"
    with pytest.raises(Exception, match="accounts_user"):
        User.objects.count()


def test_suspending_twice_is_refused(open_throwaway):
    organisation = open_throwaway()
    suspend(organisation)

    with pytest.raises(offboard.WrongStatus, match="is suspended, not active"):
        suspend(organisation)


def test_a_suspended_organisation_cannot_be_entered(open_throwaway):
    organisation = open_throwaway()
    suspend(organisation)

    with pytest.raises(OrganisationUnavailable), in_organisation(organisation):
        User.objects.count()
