"""Can a program drive the demonstration with nothing but `var/demo.json`?"""

import functools
import json
import re
import subprocess
import sys
import time
from base64 import b64encode
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    Request,
    build_opener,
)

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from infra.demo import invented
from infra.demo.examples import EXAMPLES
from tenants.codes import Role
from tests.database import ROOT, drop_database, environment, make_database
from tests.figures import record_figure
from tests.infra.links import Visitor
from tests.journeys.serving import pages_served


@pytest.fixture(scope="module")
def demo(django_db_setup, tmp_path_factory):
    """The whole demonstration, filled as `make demo` fills it, and served."""
    name = make_database("demo")
    to = tmp_path_factory.mktemp("demo") / "demo.json"
    try:
        variables = environment(name) | {"HEED_DEMO": "true"}
        command = [sys.executable, "manage.py", "demo_seed", "--to", str(to)]
        told = subprocess.run(
            command, cwd=ROOT, env=variables, check=True, stderr=subprocess.PIPE
        )
        # A pool left open would wait for its threads as the program ends, and say so.
        assert told.stderr == b""
        with pages_served(name) as port:
            yield json.loads(to.read_text()), port
    finally:
        drop_database(name)


@pytest.fixture(scope="module")
def sign_in(demo):
    """`sign_in(role)`: the host, and a program signed in as the first persona of
    Eastmere in a role. Once each: a code counts once in its thirty seconds."""
    return functools.cache(functools.partial(signed_in, *demo))


def call(port, host, path, *, body=None, headers=None, opener=None):
    """The status and the text of one request to the host, sent to loopback."""
    request = Request(
        f"http://127.0.0.1:{port}{path}",
        data=body,
        headers={"Host": f"{host}:{port}", **(headers or {})},
    )
    with (opener or build_opener()).open(request, timeout=30) as answer:
        return answer.status, answer.read().decode()


def token_of(described, port):
    client = described["client"]
    pair = f"{client['client_id']}:{client['client_secret']}".encode()
    _, text = call(
        port,
        f"{described['slug']}.localhost",
        "/oauth/token/",
        body=urlencode(
            {"grant_type": "client_credentials", "scope": " ".join(client["scopes"])}
        ).encode(),
        headers={"Authorization": f"Basic {b64encode(pair).decode()}"},
    )
    return json.loads(text)["access_token"]


@pytest.mark.throwaway
def test_every_example_is_answered_as_it_says_over_the_api(demo):
    told, port = demo
    organisations = {each["slug"]: each for each in told["organisations"]}
    tokens = {slug: token_of(each, port) for slug, each in organisations.items()}

    answers = []
    for example in told["examples"]:
        slug = example["organisation"]
        _, text = call(
            port,
            f"{slug}.localhost",
            "/api/v1/checks",
            body=json.dumps(example["request"]).encode(),
            headers={
                "Authorization": f"Bearer {tokens[slug]}",
                "Content-Type": "application/json",
            },
        )
        answers.append((slug, example["what"], json.loads(text)["answer"]))

    assert answers == [(e.organisation, e.what, e.answer) for e in EXAMPLES]


PLACE = {"url", "connect", "host", "personas"}
PERSONA = {"role", "email", "password", "totp_secret"}


@pytest.mark.throwaway
def test_the_file_has_the_shape_that_programs_read(demo):
    told, _ = demo
    everywhere = [told["platform"], *told["organisations"], *told["guests"]]
    personas = [one for place in everywhere for one in place["personas"]]

    assert all(place.keys() >= PLACE and place["personas"] for place in everywhere)
    assert all(all(one[key] for key in PERSONA) for one in personas)
    for organisation in told["organisations"]:
        assert organisation.keys() == PLACE | {"slug", "name", "kind", "client"}
        assert organisation["client"].keys() == {
            *("token_url", "client_id", "client_secret", "scopes"),
        }
        assert organisation["host"].startswith(f"{organisation['slug']}.localhost:")
    assert all("client" not in guest for guest in told["guests"])
    for example in told["examples"]:
        assert example.keys() == {"organisation", "what", "request", "answer"}


@pytest.mark.throwaway
def test_the_examples_show_every_answer_own_and_released_and_a_refused_partner(demo):
    told, _ = demo

    assert len(told["examples"]) >= 8
    assert {e["answer"] for e in told["examples"]} == {"HIT", "CLEAR", "CANNOT_TELL"}
    hits = {e["organisation"] for e in told["examples"] if e["answer"] == "HIT"}
    assert {"eastmere", "harbour-homes"} <= hits


@pytest.mark.throwaway
def test_a_program_signs_in_as_a_persona_with_password_and_code(demo, sign_in):
    _, port = demo
    host, browser = sign_in("VISITING_OFFICER")

    status, page = call(port, host, "/checks/", opener=browser)

    assert status == 200
    assert "Why are you checking?" in page


@pytest.mark.throwaway
def test_a_panel_member_finds_an_appeal_that_waits_for_a_view(demo, sign_in):
    """Heard yesterday by two: the other has given a view, which this one is not shown
    before giving their own."""
    _, port = demo
    host, browser = sign_in("APPEAL_PANEL")

    _, listed = call(port, host, "/appeals/", opener=browser)
    appeals = re.findall(r'href="(/appeals/A-[^/"]+/hearing/)"', listed)
    pages = [
        call(port, host, each, opener=browser)[1] for each in dict.fromkeys(appeals)
    ]

    (waiting,) = [page for page in pages if "Give my view" in page]
    assert "Noel Farriday" in waiting
    assert "We believed him about the floor" not in waiting
    (decided,) = [page for page in pages if page != waiting]
    assert "Upheld in part" in decided
    assert "Staff are now told: ring first." in decided


@pytest.mark.throwaway
def test_a_decision_officer_finds_a_reply_and_a_test_that_is_due(demo, sign_in):
    _, port = demo
    host, browser = sign_in("DECISION_OFFICER")

    replied = page_of_entry("Hettie Rowntree", "VERBAL", host, port, browser)
    assert "I will come to the office from now on." in replied
    assert "I shouted. I did not say that." in replied
    assert "Ring first" in replied

    untold = page_of_entry("Gavin Selwyn", "THREAT", host, port, browser)
    assert "Person not told" in untold
    reference = re.search(r"E-[0-9A-Z]{8}", untold).group()
    _, due = call(port, host, "/due/", opener=browser)
    assert reference in due


@pytest.mark.throwaway
def test_a_second_filling_keeps_the_data_and_says_the_new_address(demo, tmp_path):
    told, _ = demo

    assert told["platform"]["personas"][0]["role"] == "PLATFORM_ADMINISTRATOR"
    assert {o["slug"] for o in told["organisations"] + told["guests"]} == {
        o.slug for o in invented.organisations() if o.slug != "platform"
    }


def test_every_role_of_a_council_has_a_persona():
    council = next(o for o in invented.organisations() if o.slug == "eastmere")
    held = {role for person in council.people for role in person.roles}

    assert held == set(Role) - {Role.PLATFORM_ADMINISTRATOR}


def test_invented_entries_are_in_every_state_an_entry_and_a_report_can_be_in():
    assert {entry.state for entry in invented.entries()} == {
        "DRAFT",
        "SUBMITTED",
        "COUNTERSIGNED",
        "RETURNED",
        "DECLINED",
        "MONITOR",
        "PROVISIONAL",
        "ACTIVE",
        "UNDER_REVIEW",
        "LAPSED",
        "WITHDRAWN",
        "ENTERED_IN_ERROR",
    }


@pytest.mark.throwaway
def test_every_link_leads_to_a_page_for_whoever_is_shown_it(demo):
    told, port = demo
    everywhere = [told["platform"], *told["organisations"], *told["guests"]]
    firsts = {
        (place["slug"], one["role"]): one["email"]
        for place in everywhere
        if place["slug"] not in {"torley", "greenways"}  # as Eastmere and Brightfix
        for one in reversed(place["personas"])
    }

    dead, opened = [], 0
    for (slug, role), email in firsts.items():
        found, pages = Visitor(port, f"{slug}.localhost", email).dead_links()
        dead += [f"{slug} {role}: {one}" for one in found]
        opened += pages

    record_figure("Pages opened by following links", opened)
    assert dead == []
    assert opened > 500


CHECKS_NAMED = (
    {"building": r"`(\d+ \w+ Street)`", "postcode": r"`(ZX\d \d\w+)`"},
    {"name": r"; or ([\w ]+), born", "born": r"born (\d+ \d+ \d+)"},
)
"""What the README says to type into a check, as patterns of its line."""


@pytest.mark.throwaway
def test_the_checks_that_the_readme_names_are_answered_as_it_says(demo, sign_in):
    _, port = demo
    lines = (ROOT / "README.md").read_text().splitlines()
    [line] = [row for row in lines if row.startswith("| Tom Ashdown, ")]
    host, browser = sign_in("VISITING_OFFICER")

    for named in CHECKS_NAMED:
        typed = {name: re.search(words, line).group(1) for name, words in named.items()}
        born = typed.pop("born", "  ").split(" ")
        typed |= zip((f"date_of_birth_{one}" for one in DATE), born, strict=True)
        _, page = call(port, host, "/checks/", opener=browser)
        _, got = call(
            port,
            host,
            "/checks/",
            body=form(page, purpose="home-visit", **typed),
            headers={"Referer": f"http://{host}:{port}/checks/"},
            opener=browser,
        )
        assert "do this first" in got
        assert "Derek Hallam" in got


DATE = ("day", "month", "year")


def signed_in(told, port, role):
    """The host, and a program signed in as the first persona of Eastmere in a role."""
    eastmere = next(o for o in told["organisations"] if o["slug"] == "eastmere")
    persona = next(p for p in eastmere["personas"] if p["role"] == role)
    browser = build_opener(HTTPCookieProcessor(CookieJar()), KeepHost(port))
    host = "eastmere.localhost"
    _, page = call(port, host, "/account/sign-in/", opener=browser)
    _, page = call(
        port,
        host,
        "/account/sign-in/",
        body=form(page, login=persona["email"], password=persona["password"]),
        headers={"Referer": f"http://{host}:{port}/account/sign-in/"},
        opener=browser,
    )
    _, page = call(
        port,
        host,
        "/second-step/code/",
        body=form(page, code=code_now(persona["totp_secret"])),
        headers={"Referer": f"http://{host}:{port}/second-step/code/"},
        opener=browser,
    )
    assert "Sign out" in page
    return host, browser


def page_of_entry(name, category, host, port, browser):
    """The page of somebody's entry, found on the register's list as a person would."""
    for number in range(1, 5):
        address = f"/register/?state=ACTIVE&category={category}&page={number}"
        _, listed = call(port, host, address, opener=browser)
        found = re.search(rf'href="(/register/entries/[^"]+)">{name}<', listed)
        if found:
            return call(port, host, found.group(1), opener=browser)[1]
    raise AssertionError(f"{name} is not on the register")


class KeepHost(HTTPRedirectHandler):
    """Follow a redirection on loopback, still asking for the organisation's host."""

    def __init__(self, port):
        self.port = port

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        path = newurl.split(f":{self.port}", 1)[-1]
        return Request(
            f"http://127.0.0.1:{self.port}{path}",
            headers={"Host": req.get_header("Host")},
        )


def form(page, **fields):
    token = page.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
    return urlencode({"csrfmiddlewaretoken": token, **fields}).encode()


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
