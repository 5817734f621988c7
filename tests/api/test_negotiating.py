"""Is an answer refused to whoever cannot read JSON, and to nobody else?"""

import pytest


WEIGHED = "text/html;q=0.9, application/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        (None, 401),
        ("*/*", 401),
        ("application/json", 401),
        (WEIGHED, 401),
        ("text/html", 406),
        ("application/xml;q=1", 406),
    ],
)
def test_json_is_given_to_whoever_takes_it(db, eastmere, client_at, accept, status):
    headers = {} if accept is None else {"accept": accept}

    answer = client_at(eastmere).get("/api/v1/entries", headers=headers)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
