"""Which organisation answers at which host, and what answers at no host of ours?"""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_tenants.middleware.main import TenantMainMiddleware

from tenants import hosts
from tenants.context import current_organisation
from tenants.middleware import OrganisationMiddleware


def whoever(request) -> HttpResponse:
    return HttpResponse(current_organisation().slug)


def ask(**headers) -> tuple[int, str]:
    request = RequestFactory().get("/", **headers)
    if "HTTP_HOST" not in headers:
        request.META.pop("HTTP_HOST", None)
    response = OrganisationMiddleware(whoever)(request)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "host",
    [
        "eastmere.localhost",
        "EASTMERE.localhost",
        "eastmere.localhost:8443",
        "eastmere.localhost.",
        "Eastmere.Localhost.:80",
    ],
)
def test_a_host_of_ours_in_any_spelling_is_its_organisation(db, eastmere, host):
    assert ask(HTTP_HOST=host) == (200, "eastmere")


@pytest.mark.parametrize(
    "host",
    [
        "",
        "unknown.localhost",
        "localhost",
        "127.0.0.1",
        "[::1]:80",
        "eastmere.localhost.evil.example",
        "evil.eastmere.localhost",
        "eastmere.localhost@evil.example",
        "eastmere.localhost, torley.localhost",
        "eastmere_localhost",
        "%",
        "..",
        "eastmere.localhost\x00",
        "x" * 300,
    ],
)
def test_any_other_host_is_not_found(db, eastmere, host):
    status, body = ask(HTTP_HOST=host)

    assert status == 404
    assert "eastmere" not in body.lower()


def test_without_a_host_nothing_is_found(db, eastmere):
    assert ask()[0] == 404


def test_forwarded_hosts_are_not_believed(db, eastmere, torley):
    forwarded = {
        "HTTP_X_FORWARDED_HOST": "torley.localhost",
        "HTTP_FORWARDED": "host=torley.localhost",
        "HTTP_X_ORIGINAL_HOST": "torley.localhost",
    }

    assert ask(HTTP_HOST="eastmere.localhost", **forwarded) == (200, "eastmere")
    assert ask(HTTP_HOST="unknown.localhost", **forwarded)[0] == 404


def test_the_platform_has_addresses_of_its_own(db, platform_organisation, settings):
    seen = []
    request = RequestFactory().get("/", HTTP_HOST="platform.localhost")

    def answer(asked):
        seen.append(asked.urlconf)
        return HttpResponse()

    OrganisationMiddleware(answer)(request)

    assert seen == [settings.PLATFORM_URLCONF]


def test_a_host_is_remembered_and_asked_again_when_forgotten(
    db, eastmere, django_assert_num_queries
):
    with django_assert_num_queries(1):
        ask(HTTP_HOST="eastmere.localhost")
        ask(HTTP_HOST="eastmere.localhost")
    hosts.forget("eastmere.localhost")
    with django_assert_num_queries(1):
        ask(HTTP_HOST="eastmere.localhost")


def test_plain_django_tenants_can_be_told_to_fall_back_to_public(db, settings):
    """There one setting lets the public schema answer for any host; here none does."""
    settings.SHOW_PUBLIC_IF_NO_TENANT_FOUND = True
    settings.PUBLIC_SCHEMA_URLCONF = "config.urls_platform"
    request = RequestFactory().get("/", HTTP_HOST="unknown.localhost")

    answer = TenantMainMiddleware(lambda _: HttpResponse("public"))(request)

    assert (answer.status_code, answer.content) == (200, b"public")
    assert ask(HTTP_HOST="unknown.localhost")[0] == 404
