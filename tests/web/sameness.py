"""Are two answers the same to whoever reads every byte of them?

But for ids and moments, which differ from answer to answer whoever asks, and for the
one-time words of a form and of the page's scripts.
"""

import re
from collections.abc import Collection
from difflib import ndiff

from django.http import HttpResponse


UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
MOMENTS = (
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
    r"|\b\d{1,2}:\d\d(?: [ap]m)?\b"
    r"|\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\b"
)
ONE_TIME = (
    r"(?<=nonce-)[\w+/=-]+"
    r'|(?<=nonce=")[^"]+'
    r'|(?<=name="csrfmiddlewaretoken" value=")[^"]+'
    r'|(?<=data-token=")[^"]+'
    r"|(?<=csrftoken=)[^;]+"
    r"|:\w{6}:[\w-]{43}(?=;)"  # when a cookie was signed, and its signature
)
ONCE = re.compile(f"{UUID}|{MOMENTS}|{ONE_TIME}")

type Told = tuple[int, dict[str, str], str]


def told(response: HttpResponse, ids: Collection[str] = ()) -> Told:
    """An answer's status, headers and body; `ids` are what was asked for."""
    content = b"".join(response) if response.streaming else response.content
    headers = {name.lower(): same(value, ids) for name, value in response.items()}
    headers.pop("content-length", None)  # a moment or a token may be longer
    for name, cookie in response.cookies.items():
        headers[f"set-cookie {name}"] = same(cookie.OutputString(), ids)
    return response.status_code, headers, same(content.decode(), ids)


def same(text: str, ids: Collection[str] = ()) -> str:
    """The text without what differs whoever asks."""
    for one in ids:
        text = text.replace(one, "…")
    return ONCE.sub("…", text)


def differences(one: Told, other: Told) -> list[str]:
    """What differs, line by line; none where they are the same, byte for byte."""
    if one == other:
        return []
    lines = ndiff(_lines(one), _lines(other))
    return [line for line in lines if line[0] in "+-"]


def _lines(answer: Told) -> list[str]:
    status, headers, body = answer
    named = [f"{name}: {value}" for name, value in sorted(headers.items())]
    return [str(status), *named, *body.splitlines(keepends=True)]
