"""What does the API tell somebody who shows nothing?"""

import pytest

from tests.api.asking import Program, problem, token_for


@pytest.fixture
def visitor(db, eastmere, client_at):
    return client_at(eastmere)


def test_the_index_leads_to_the_rest(visitor):
    body = visitor.get("/api/v1/").json()

    assert body == {
        "version": "1",
        "openapi": "/api/v1/openapi.json",
        "docs": "/api/v1/docs/",
        "checks": "/api/v1/checks",
        "entries": "/api/v1/entries",
        "reports": "/api/v1/reports",
        "token": "/oauth/token/",
    }


def test_health_answers_on_every_host(
    db, client_at, eastmere, brightfix, platform_organisation
):
    for organisation in (eastmere, brightfix, platform_organisation):
        response = client_at(organisation).get("/api/v1/health")

        assert response.status_code == 200
        assert response.json() == {"status": "ok"}


def test_health_takes_no_post(visitor):
    response = visitor.post("/api/v1/health")

    assert response.status_code == 405
    assert problem(response)["type"] == "urn:heed:problem:method"


def test_an_unknown_host_is_not_here(db, client):
    response = client.get("/api/v1/health", headers={"host": "nobody.localhost"})

    assert response.status_code == 404


def test_the_platform_answers_no_check(db, client_at, platform_organisation):
    token = token_for(platform_organisation)
    response = Program(client_at(platform_organisation), token).post({})

    assert response.status_code == 404
    assert problem(response)["type"] == "urn:heed:problem:not-found"


def test_the_description_is_served_to_anybody(visitor):
    body = visitor.get("/api/v1/openapi.json").json()

    assert body["openapi"] == "3.1.0"


def test_the_documentation_loads_from_this_host_alone(visitor):
    page = visitor.get("/api/v1/docs/")
    script = visitor.get("/api/v1/docs/?script=")

    assert page.status_code == 200
    assert b"//" not in page.content.replace(b"<!DOCTYPE html>", b"")
    assert b"<style" not in page.content
    assert b"onclick" not in page.content
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert script["Content-Type"].startswith("application/javascript")
    assert b"/api/v1/openapi.json" in script.content
