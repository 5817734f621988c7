"""What must hold of every page that somebody walks through?"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from infra.local.environment import ROOT
from tests.figures import record_figure


PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
NARROWEST = 320
PATIENCE = 90_000
"""Milliseconds: a page may wait for a machine that runs everything at once."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIOLATIONS = "options => axe.run(document, options).then(found => found.violations)"
LAID_OUT = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
NAMES_OF_ONE = re.compile(r"[0-9a-f-]{36}|[RE]-[0-9A-Z]{8}|AG-[0-9A-F]{8}")
# One file for each page that was judged, by whichever worker of this run came first.
JUDGED = (
    ROOT / "var/judged" / os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
)
EXPECTED = {410, 422}
"""Statuses a page may answer on purpose: too old, and a form to put right."""


class Walker:
    """One person at one browser. Faults are kept and asserted by `fine()`."""

    def __init__(
        self,
        browser: Browser,
        *,
        origin: str,
        size: dict[str, int],
        cookies,
        script=True,
    ) -> None:
        self.origin = origin
        self.context = browser.new_context(
            viewport=size, java_script_enabled=script, accept_downloads=True
        )
        self.context.add_cookies(
            [{"name": n, "value": v, "url": origin} for n, v in cookies.items()]
        )
        self.script = script
        self.size = size
        self.faults: list[str] = []
        self.clicks = 0
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        if any(f"status of {status}" in message.text for status in EXPECTED):
            return
        self.faults.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.url.endswith("/csp-reports/"):
            self.faults.append("a browser reported a refused load")
        if response.status >= 400 and response.status not in EXPECTED:
            self.faults.append(f"{response.status} {response.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.origin + path)
        self.look()

    def click(self, name: str, *, role: str = "", exact: bool = False) -> None:
        """Click the one button or link of that name, and look at what comes."""
        roles = [role] if role else ["button", "link"]
        for kind in roles:
            found = self.page.get_by_role(kind, name=name, exact=exact).locator(
                "visible=true"
            )
            if found.count():
                self.clicks += 1
                found.first.click()
                self.page.wait_for_load_state()
                self.look()
                return
        heading = self.page.locator("h1").first.text_content()
        message = f"No button or link “{name}” on “{heading}” ({self.page.url})"
        raise AssertionError(message)

    def fill(self, **boxes: str) -> None:
        for name, text in boxes.items():
            self.page.locator(f"[name='{name}']").first.fill(text)

    def date(self, name: str, day) -> None:
        self.fill(
            **{
                f"{name}_day": str(day.day),
                f"{name}_month": str(day.month),
                f"{name}_year": str(day.year),
            }
        )

    def choose(self, name: str, value: str) -> None:
        """Choose one of the radios, or tick one of the boxes, of that name."""
        self.page.locator(f"input[name='{name}'][value='{value}']").check()

    def select(self, name: str, value: str) -> None:
        self.page.locator(f"select[name='{name}']").select_option(value)

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def look(self) -> None:
        """Keep every fault of the page that is open."""
        record_figure("Pages looked at in a browser", 1)
        self._photograph()
        if not self.script or self._seen_before():
            return
        where = self.page.url
        # Only what is wrong comes back: all that is right is a thousand times as much.
        self.page.evaluate(f"() => {{ {Axe().axe_script} }}")
        found = self.page.evaluate(VIOLATIONS, {"runOnly": WCAG})
        self.faults += [
            f"axe: {fault['id']} {fault['nodes'][0]['html'][:160]} at {where}"
            for fault in found
        ]
        self.page.set_viewport_size({"width": NARROWEST, "height": self.size["height"]})
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        self.page.set_viewport_size(self.size)
        # Until it is laid out again, what is narrow still stands there to be clicked.
        self.page.evaluate(LAID_OUT)
        if over > 0:
            self.faults.append(f"{over} px too wide at {NARROWEST} px: {where}")

    def _seen_before(self) -> bool:
        """Whether the same page, with the same heading, was judged at this width."""
        path = NAMES_OF_ONE.sub("…", urlsplit(self.page.url).path)
        heading = self.page.locator("h1").first.text_content() or ""
        parts = self.page.locator("main *").count() // 10
        key = (path, NAMES_OF_ONE.sub("…", heading), parts, self.size["width"])
        JUDGED.mkdir(parents=True, exist_ok=True)
        try:
            (JUDGED / sha256(repr(key).encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return True
        return False

    def _photograph(self) -> None:
        """Keep a picture of the page where HEED_PICTURES names a folder."""
        folder = os.environ.get("HEED_PICTURES")
        if folder:
            width = self.size["width"]
            path = urlsplit(self.page.url).path.strip("/").replace("/", "_") or "home"
            Path(folder).mkdir(parents=True, exist_ok=True)
            file = Path(folder) / f"{time.time():.0f}-{path[:60]}-{width}.png"
            self.page.screenshot(path=file, full_page=True)

    @contextmanager
    def within(self, clicks: int) -> Iterator[None]:
        """The task inside may take that many clicks on buttons and links."""
        before = self.clicks
        yield
        taken = self.clicks - before
        assert taken <= clicks, f"{taken} clicks, and {clicks} may be taken"

    def fine(self) -> None:
        self.context.close()
        assert self.faults == []
