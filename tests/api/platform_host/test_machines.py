"""Does a program of the platform's get in by itself, from its page to its first call?"""

import re
from base64 import b64encode

from tests.api.asking import Program
from tests.web.walking import page_of


def registered(administrator, somebody) -> tuple[str, str]:
    """The id and the secret, as the page shows them once."""
    form = administrator.client.get("/people/sign-in/systems/add/")
    assert 'value="platform"' in page_of(form)
    assert 'value="check"' not in page_of(form)
    sent = {"name": "Watch", "responsible": str(somebody.pk), "scopes": ["platform"]}
    page = page_of(administrator.client.post("/people/sign-in/systems/add/", sent))
    client_id, secret = re.findall(r"<code[^>]*>([^<\s]{20,})</code>", page)[:2]
    return client_id, secret


def test_a_program_is_registered_gets_its_token_and_lists_organisations(
    administrator, somebody, platform_organisation, eastmere, client_at
):
    basic = b64encode(":".join(registered(administrator, somebody)).encode()).decode()
    host = client_at(platform_organisation)
    token = host.post(
        "/oauth/token/",
        {"grant_type": "client_credentials"},
        headers={"authorization": f"Basic {basic}"},
    ).json()["access_token"]
    here, elsewhere = Program(host, token), Program(client_at(eastmere), token)

    found = here.get("/api/v1/organisations").json()["results"]

    assert "eastmere" in {row["slug"] for row in found}
    assert elsewhere.get("/api/v1/agreements").status_code == 401
    assert elsewhere.get("/api/v1/organisations").status_code == 401
