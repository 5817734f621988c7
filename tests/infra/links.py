"""Where do the links of somebody's pages lead, from the first page on?"""

import re
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlsplit


ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{1,2}-[0-9A-Z]{6,}")
ENDS_THE_WALK = ("/account/sign-out/",)
DRAWN_AFRESH = "/pdf/"
"""A paper made from the page beside it: slow, and open to the same people."""


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


class Visitor:
    """One invented person, signed in with one click, who follows every kind of link.

    Of pages that differ only in what they are about, the first that is met is opened.
    """

    def __init__(self, port: int, host: str, email: str) -> None:
        self.port, self.host, self.cookie = port, host, ""
        sent = urlencode({"email": email, "next": "/"})
        status, _, _ = self._ask("POST", "/people/become/", sent)
        assert status == 302, (email, status)

    def dead_links(self) -> tuple[list[str], int]:
        """Each link that leads to no page, with the page it is on; and how many pages
        were opened."""
        dead: list[str] = []
        kinds: set[str] = set()
        waiting = [("/", "/")]
        while waiting:
            address, on = waiting.pop(0)
            kind = ONE_OF_MANY.sub("…", address)
            if kind in kinds or address.startswith(ENDS_THE_WALK):
                continue
            kinds.add(kind)
            status, body, location = self._ask("GET", address)
            if status >= 400:
                dead.append(f"{address} on {on}: {status}")
            follow = [location] if location else _links(body)
            waiting += [(one, address) for one in self._ours(address, follow)]
        return dead, len(kinds)

    def _ours(self, page: str, links: list[str]) -> list[str]:
        here = f"http://{self.host}"
        whole = [urlsplit(urljoin(here + page, link)) for link in links]
        return [
            one.path + (f"?{one.query}" if one.query else "")
            for one in whole
            if one.hostname == self.host and not one.path.endswith(DRAWN_AFRESH)
        ]

    def _ask(self, method: str, address: str, sent: str = "") -> tuple[int, str, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Host": f"{self.host}:{self.port}", "Cookie": self.cookie}
        if sent:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, address, body=sent or None, headers=headers)
        answer = line.getresponse()
        body = answer.read()
        for set_cookie in answer.headers.get_all("Set-Cookie") or []:
            pair = set_cookie.partition(";")[0]
            name = pair.partition("=")[0]
            kept = [one for one in self.cookie.split("; ") if one]
            kept = [one for one in kept if not one.startswith(f"{name}=")]
            self.cookie = "; ".join([*kept, pair])
        line.close()
        is_page = (answer.headers.get_content_type()) == "text/html"
        told = body.decode() if is_page else ""
        return answer.status, told, answer.headers.get("Location", "")


def _links(page: str) -> list[str]:
    parser = Links()
    parser.feed(page)
    return [link for link in parser.found if not link.startswith(("tel:", "mailto:"))]
