"""What does every answer carry, and what does somebody read when there is no page?"""

import json
import logging

import pytest
from django.test import Client

from tenants.codes import Role
from tests.register import making
from tests.web.walking import browser, client_of, page_of, signed_in
from web import views
from web.headers import CONTENT_SECURITY_POLICY


HOME = 13


def test_a_page_loads_nothing_from_elsewhere(in_eastmere):
    got = browser(in_eastmere, Role.VISITING_OFFICER).get("/")
    policy = got["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert f'nonce="{nonce}"' in page_of(got)
    assert 'style="' not in page_of(got)
    assert page_of(got).count("<script") == page_of(got).count('nonce="')


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cache-Control", "no-store"),
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ],
)
def test_a_page_says_how_it_may_be_kept_and_shown(in_eastmere, header, value):
    assert browser(in_eastmere, Role.VISITING_OFFICER).get("/")[header] == value


def test_the_policy_is_closed_by_default():
    assert CONTENT_SECURITY_POLICY["default-src"] == ["'none'"]
    assert CONTENT_SECURITY_POLICY["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize(
    ("body", "logged"),
    [
        ({"csp-report": {"effective-directive": "script-src"}}, "script-src"),
        ({"csp-report": {"effective-directive": "x\nforged line"}}, "unknown"),
        ({"csp-report": "Rowan Ashby"}, "unknown"),
        (["Rowan Ashby"], "unknown"),
    ],
)
def test_a_report_of_a_refused_load_is_logged_without_its_address(
    db, eastmere, caplog, body, logged
):
    caplog.set_level(logging.WARNING, logger=views.__name__)

    got = client_of(eastmere).post(
        "/csp-reports/", json.dumps(body), content_type="application/csp-report"
    )

    assert got.status_code == 204
    assert caplog.messages == [f"csp_report directive={logged}"]


def test_the_colour_is_the_organisations_own(db, eastmere):
    got = client_of(eastmere).get("/brand.css")

    assert got["Content-Type"] == "text/css; charset=utf-8"
    assert got.content == b":root{--heed-brand:#1d70b8}\n"


def test_a_page_that_is_not_there_says_so(in_eastmere):
    got = browser(in_eastmere, Role.VISITING_OFFICER).get("/nowhere/")

    assert got.status_code == 404
    assert "Page not found" in page_of(got)


def test_a_page_of_another_role_says_whom_to_ask(in_eastmere):
    got = browser(in_eastmere, Role.REPORTER).get("/register/")

    assert got.status_code == 403
    assert "ask your organisation administrator" in page_of(got)


def test_a_form_without_its_token_changes_nothing(in_eastmere):
    officer = browser(in_eastmere, Role.VISITING_OFFICER)
    strict = Client(
        headers={"host": f"{in_eastmere.slug}.localhost"}, enforce_csrf_checks=True
    )
    strict.cookies = officer.cookies

    got = strict.post("/reports/new/")

    assert got.status_code == 403
    assert "This form was open too long" in page_of(got)


def test_a_fault_tells_the_duty_number_and_nothing_else(in_eastmere, monkeypatch):
    officer = browser(in_eastmere, Role.VISITING_OFFICER)
    officer.raise_request_exception = False
    monkeypatch.setattr("web.home.views.lines_of", lambda _: 1 / 0)

    got = officer.get("/")

    assert got.status_code == 500
    assert "nothing has been checked" in page_of(got)
    assert "01632 960000" in page_of(got)
    assert "ZeroDivisionError" not in page_of(got)


def test_the_idle_clock_is_started_again_by_post_only(in_eastmere):
    officer = browser(in_eastmere, Role.VISITING_OFFICER)

    assert officer.get("/session/keep/").status_code == 405
    assert officer.post("/session/keep/").status_code == 204
    assert client_of(in_eastmere).post("/session/keep/").status_code == 302


@pytest.mark.parametrize("waiting", [1, 3])
def test_my_work_asks_the_same_of_the_database(
    in_eastmere, waiting, django_assert_num_queries
):
    people = making.make_people()
    for _ in range(waiting):
        making.make_report(people)
    decider = signed_in(in_eastmere, people.decider)

    with django_assert_num_queries(HOME):
        page = page_of(decider.get("/"))

    assert page.count('href="/decisions/R-') == waiting
