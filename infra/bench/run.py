"""In which order is everything measured, and what was aimed at?"""

import os
import secrets
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from django.conf import settings

from infra.bench import pages, schemas, world
from infra.bench.agreements import agree
from infra.bench.checks import (
    Asking,
    Rate,
    best,
    best_in_turns,
    by_statement,
    by_transaction,
    over_http,
    warm,
)
from infra.bench.copies import copy_of_now
from infra.bench.lines import (
    check_lines,
    migration_lines,
    opening_lines,
    partner_lines,
)
from infra.bench.report import Line
from infra.bench.web import WebServer
from infra.local.postgres import cluster_folder
from tenants.codes import OrganisationKind


DISCLOSERS = (0, 50, 300)
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
        few, *between, many = self.steps
        copy = ""
        for step in self.steps:
            self._grow(step)
            if step == few:
                self._own()
                copy = copy_of_now("heed_few")
            elif step in between:
                with self._web_server():
                    own[step] = self._over_http(self._own(), f"own check, {step}")
            idle[step] = schemas.idle_migration()
        turns = self._in_turns(copy)
        own = {few: turns["few"], **own, many: turns["many"]}
        statement, transaction = turns["statement"], turns["transaction"]
        partner = self._partners_in_turns()
        self.say("Counting statements by page")
        counted = pages.statements_by_page(
            self.registers[0].organisation, token=self._own().token
        )
        return [
            *check_lines(own, statement, transaction),
            *partner_lines(partner),
            *opening_lines(self.opening, bare=bare),
            *migration_lines(idle),
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
            agree(disclosers, contractor.organisation)
            token = secrets.token_urlsafe(32)
            world.let_in(contractor.organisation, token)
            made[count] = Asking(
                organisation=contractor.organisation,
                token=token,
                uprns=_portfolio(disclosers or councils[:1]),
            )
        world.settle()
        return made

    def _in_turns(self, copy: str) -> dict[str, Rate]:
        """Few organisations, many, and pgbench, one after the other and over again."""
        self.say("Checks at few and at many organisations and under pgbench, in turns")
        asking, other = self._own(), int(os.environ["HEED_BENCH_SECOND_PORT"])
        few = WebServer(other, host=self._host, database=copy)
        with self._web_server() as many, few:
            ways: dict[str, Callable[[], Rate]] = {
                "few": lambda: self._call(asking, few),
                "many": lambda: self._call(asking, many),
                "statement": lambda: by_statement(asking, roots=self.roots),
                "transaction": lambda: by_transaction(asking, roots=self.roots),
            }
            for web in (few, many):
                warm(asking, port=web.port)
            return best_in_turns(ways)

    def _partners_in_turns(self) -> dict[int, Rate]:
        """A recipient's check with none, some and many disclosers."""
        agreed = self._agreed()
        self.say("Checks with none, some and many disclosers, in turns")
        with self._web_server() as web:
            for asking in agreed.values():
                warm(asking, port=web.port)
            rates = best_in_turns(
                {
                    str(count): partial(self._call, asking, web)
                    for count, asking in agreed.items()
                }
            )
        return {int(count): rate for count, rate in rates.items()}

    def _call(self, asking: Asking, web: WebServer) -> Rate:
        return over_http(asking, port=web.port, roots=[*self.roots, web.pid])

    def _over_http(self, asking: Asking, what: str) -> Rate:
        self.say(f"Checks over HTTP: {what}")
        warm(asking, port=self.port)
        return best(lambda: self._call(asking, self.web))

    def _web_server(self) -> WebServer:
        self.web = WebServer(self.port, host=self._host)
        return self.web

    @property
    def _host(self) -> str:
        return f"{self.registers[0].organisation.slug}.localhost"


def _portfolio(disclosers: Sequence[world.Register]) -> list[str]:
    """Places of twenty disclosers, half of them with a released entry."""
    return [
        disclosers[n * len(disclosers) // ASKED].uprn(n % 10 + (10 if n % 2 else 0))
        for n in range(ASKED)
    ]
