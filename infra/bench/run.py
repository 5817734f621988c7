"""In which order is everything measured, and what was aimed at?"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from django.conf import settings

from infra.bench import pages, schemas, world
from infra.bench.checks import (
    Asking,
    Rate,
    best,
    by_statement,
    by_transaction,
    over_http,
    warm,
)
from infra.bench.report import Line
from infra.local.environment import ROOT, without_owner
from infra.local.postgres import cluster_folder
from tenants.codes import OrganisationKind


DISCLOSERS = (0, 50, 300)
AIM, FLAT, ONBOARDING = 0.20, 1.2, 0.3
ASKED = 20


class Bench:
    """Opens organisations in steps and measures at each."""

    def __init__(
        self, data: Path, steps: Sequence[int], *, say: Callable[[str], None]
    ) -> None:
        self.steps, self.say = steps, say
        self.port = int(settings.PUBLIC_PORT)
        pid = (cluster_folder(data) / "postmaster.pid").read_text().split()[0]
        self.roots = [int(pid)]
        self.registers: list[world.Register] = []
        self.partners: dict[int, Asking] = {}
        self.opening: dict[int, list[float]] = {}

    def run(self) -> list[Line]:
        """Everything, in order; the lines of the table."""
        own: dict[int, Rate] = {}
        idle: dict[int, tuple[float, int]] = {}
        bare = schemas.bare_schema()
        for step in self.steps:
            self._grow(step)
            with self._web_server():
                own[step] = self._over_http(self._own(), f"own check, {step}")
            idle[step] = schemas.idle_migration()
        statement, transaction = self._bare(self._own())
        with self._web_server():
            partner = {
                count: self._over_http(asking, f"{count} disclosers")
                for count, asking in self._agreed().items()
            }
        self.say("Counting statements by page")
        counted = pages.statements_by_page(
            self.registers[0].organisation, token=self._own().token
        )
        return [
            *_check_lines(own, statement, transaction),
            *_partner_lines(partner),
            *self._opening_lines(bare),
            *_migration_lines(idle),
            *(
                Line(what=f"Statements of {page}", figure=str(n))
                for page, n in counted.items()
            ),
        ]

    def _grow(self, step: int) -> None:
        self.say(f"Opening organisations up to {step}")
        took = []
        for number in range(len(self.registers), step):
            kind = OrganisationKind.COUNCIL
            if step == self.steps[0] and number >= step - len(DISCLOSERS):
                kind = OrganisationKind.CONTRACTOR
            register, seconds = world.open_one(number, kind=kind)
            took.append(seconds)
            self.registers.append(register)
            if kind == OrganisationKind.COUNCIL:
                world.fill(register)
        self.opening[step] = took
        world.settle()

    def _own(self) -> Asking:
        """The first council, asking about its own places: half of them marked."""
        first = self.registers[0]
        if 1 not in self.partners:
            token = secrets.token_urlsafe(32)
            world.let_in(first.organisation, token)
            uprns = [first.uprn(n if n % 2 else 90_000 + n) for n in range(ASKED)]
            self.partners[1] = Asking(
                organisation=first.organisation, token=token, uprns=uprns
            )
        return self.partners[1]

    def _agreed(self) -> dict[int, Asking]:
        """Three contractors, with none, some and many councils disclosing to them."""
        first = self.steps[0]
        contractors = self.registers[first - len(DISCLOSERS) : first]
        councils = [r for r in self.registers if r not in contractors]
        made = {}
        for count, contractor in zip(DISCLOSERS, contractors, strict=True):
            disclosers = councils[:count]
            self.say(f"Agreeing with {len(disclosers)} disclosers")
            world.agree(disclosers, contractor.organisation)
            token = secrets.token_urlsafe(32)
            world.let_in(contractor.organisation, token)
            made[count] = Asking(
                organisation=contractor.organisation,
                token=token,
                uprns=_portfolio(disclosers or councils[:1]),
            )
        world.settle()
        return made

    def _bare(self, asking: Asking) -> tuple[Rate, Rate]:
        self.say("The same statement under pgbench")
        statement = best(lambda: by_statement(asking, roots=self.roots))
        self.say("The same transaction under pgbench")
        return statement, best(lambda: by_transaction(asking, roots=self.roots))

    def _over_http(self, asking: Asking, what: str) -> Rate:
        self.say(f"Checks over HTTP: {what}")
        warm(asking, port=self.port)
        return best(
            lambda: over_http(asking, port=self.port, roots=[*self.roots, self.web.pid])
        )

    def _web_server(self) -> "WebServer":
        self.web = WebServer(
            self.port, host=f"{self.registers[0].organisation.slug}.localhost"
        )
        return self.web

    def _opening_lines(self, bare: float) -> list[Line]:
        times = {step: median(took) for step, took in self.opening.items() if took}
        lines = [
            Line(
                what=f"Opening an organisation, up to {step} there",
                figure=f"{seconds:.3f} s ({seconds / bare:.0f} x a bare CREATE SCHEMA)",
                aim=f"<= {ONBOARDING} s",
                reached=seconds <= ONBOARDING,
            )
            for step, seconds in times.items()
        ]
        growth = times[self.steps[-1]] / times[self.steps[0]]
        flat = Line(
            what=f"Opening at {self.steps[-1]} against at {self.steps[0]}",
            figure=f"{growth:.2f}",
            aim=f"<= {FLAT}",
            reached=growth <= FLAT,
        )
        return [*lines, flat]


class WebServer:
    """granian as the demonstration runs it: two workers, one blocking thread each."""

    def __init__(self, port: int, *, host: str) -> None:
        self.port, self.host = port, host

    def __enter__(self) -> "WebServer":
        command = [
            *(str(Path(sys.executable).with_name("granian")), "--interface=wsgi"),
            *("--host=127.0.0.1", f"--port={self.port}", "--no-ws", "--workers=2"),
            *("--blocking-threads=1", "--log-level=warning", "config.wsgi:application"),
        ]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=without_owner(dict(os.environ))
        )
        for _ in range(300):
            if self._answers():
                return self
            time.sleep(0.2)
        self.process.kill()
        sys.exit("The web server did not start.")

    @property
    def pid(self) -> int:
        return self.process.pid

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def _answers(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            line.request("GET", "/api/v1/health", headers={"Host": self.host})
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()


def _portfolio(disclosers: Sequence[world.Register]) -> list[str]:
    """Places of twenty disclosers, half of them with a released entry."""
    return [
        disclosers[n * len(disclosers) // ASKED].uprn(n % 10 + (10 if n % 2 else 0))
        for n in range(ASKED)
    ]


def _check_lines(
    own: dict[int, Rate], statement: Rate, transaction: Rate
) -> list[Line]:
    first, *_, last = own
    lines = [
        Line(
            what=f"Check over HTTP, {step} organisations",
            figure=f"{rate.a_second:.0f}/s, {rate.cpu_ms:.2f} ms CPU,"
            f" median {rate.median_ms:.1f} ms, p99 {rate.slow_ms:.1f} ms",
        )
        for step, rate in own.items()
    ]
    for name, bare in (("statement", statement), ("transaction", transaction)):
        ratio = own[last].a_second / bare.a_second
        share = bare.cpu_ms / own[last].cpu_ms if own[last].cpu_ms else 0.0
        lines += [
            Line(
                what=f"pgbench, the same {name}",
                figure=f"{bare.a_second:.0f}/s, {bare.cpu_ms:.2f} ms CPU",
            ),
            Line(
                what=f"Check over HTTP against that {name}",
                figure=f"{ratio:.0%} of its rate; by CPU {share:.0%}",
                aim=f">= {AIM:.0%}",
                reached=ratio >= AIM,
            ),
        ]
    return [
        *lines,
        _flat(f"CPU of a check at {last} against at {first}", own[last], own[first]),
    ]


def _partner_lines(partner: dict[int, Rate]) -> list[Line]:
    none, *some = partner
    lines = [
        Line(
            what=f"Partner's check, {count} disclosers",
            figure=f"{rate.a_second:.0f}/s, {rate.cpu_ms:.2f} ms CPU",
        )
        for count, rate in partner.items()
    ]
    return lines + [
        _flat(f"With {count} disclosers against {none}", partner[count], partner[none])
        for count in some
    ]


def _flat(what: str, later: Rate, earlier: Rate) -> Line:
    """How many times the cost: by rate, with the processor time beside it."""
    wall = earlier.a_second / later.a_second
    cpu = later.cpu_ms / earlier.cpu_ms if earlier.cpu_ms else wall
    return Line(
        what=what,
        figure=f"{wall:.2f} x by rate, {cpu:.2f} x by CPU",
        aim=f"<= {FLAT}",
        reached=min(wall, cpu) <= FLAT,
    )


def _migration_lines(idle: dict[int, tuple[float, int]]) -> list[Line]:
    return [
        Line(
            what=f"Migration with nothing to do, {step} organisations",
            figure=f"{seconds:.2f} s, {queries} statements",
        )
        for step, (seconds, queries) in idle.items()
    ]
