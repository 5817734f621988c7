"""How many checks a second, over HTTP and as the bare statement?"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from audit.actions import INSERT_EVENT
from infra.bench.cpu import cpu_seconds
from infra.local.binaries import postgresql
from sharing.check.recording import INSERT_CHECK
from sharing.check.request import CheckRequest
from sharing.check.statement import FIND, MOST_CANDIDATES
from tenants.backend.base import STAND_AS_CHECK
from tenants.models import Organisation


ROUNDS = 3
CONNECTIONS = 4
SECONDS = 3.0
WARMINGS, ENOUGH = 60, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Checks a second, and the processor time of one check over all processes."""

    a_second: float
    cpu_ms: float
    median_ms: float = 0.0
    slow_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, with which token, about which places."""

    organisation: Organisation
    token: str
    uprns: Sequence[str]

    @property
    def pair(self) -> list[CheckRequest]:
        """Two of the requests: pgbench prepares each script apart, so it gets few."""
        return [
            CheckRequest(purpose="repair", activity="REPAIRS", uprn=uprn)
            for uprn in self.uprns[:2]
        ]


def best(measure: Callable[[], Rate]) -> Rate:
    """The best of three: what else the machine did only ever slows it."""
    return max((measure() for _ in range(ROUNDS)), key=lambda rate: rate.a_second)


def best_in_turns(ways: Mapping[str, Callable[[], Rate]]) -> dict[str, Rate]:
    """The best of each, every way once in each of twice the rounds: whatever else the
    machine does meanwhile then slows all of them."""
    done: dict[str, list[Rate]] = {name: [] for name in ways}
    for _ in range(2 * ROUNDS):
        for name, measure in ways.items():
            done[name].append(measure())
    return {name: _least(rates) for name, rates in done.items()}


def _least(rates: Sequence[Rate]) -> Rate:
    """The best of each figure, each from the round that was disturbed least."""
    return Rate(
        a_second=max(rate.a_second for rate in rates),
        cpu_ms=min(rate.cpu_ms for rate in rates),
        median_ms=min(rate.median_ms for rate in rates),
        slow_ms=min(rate.slow_ms for rate in rates),
    )


def over_http(asking: Asking, *, port: int, roots: list[int]) -> Rate:
    """The whole way: HTTP, middleware, token, gate, record, answer."""
    before = cpu_seconds(roots)
    result = _load(asking, port=port, seconds=SECONDS)
    used = cpu_seconds(roots) - before + result["cpu"]
    return Rate(
        a_second=max(result["done"], 1) / result["seconds"],
        cpu_ms=1000 * used / max(result["done"], 1),
        median_ms=1000 * result["median"],
        slow_ms=1000 * result["slow"],
    )


def warm(asking: Asking, *, port: int) -> None:
    """Call until every worker has read its code and prepared its statements."""
    for _ in range(WARMINGS):
        if _load(asking, port=port, seconds=1.0)["done"] >= ENOUGH:
            return
    sys.exit("The web server answers too few checks to be measured.")


def _load(asking: Asking, *, port: int, seconds: float) -> dict[str, float]:
    asked = {
        "port": port,
        "requests": [_http(asking, uprn) for uprn in asking.uprns],
        "seconds": seconds,
        "connections": CONNECTIONS,
    }
    done = subprocess.run(
        [sys.executable, "-m", "infra.bench.load"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"The load stopped: {done.stderr[-600:]}")
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _http(asking: Asking, uprn: str) -> str:
    body = json.dumps(
        {"purpose": "repair", "activity": "REPAIRS", "premises": {"uprn": uprn}}
    )
    return (
        "POST /api/v1/checks HTTP/1.1\r\n"
        f"Host: {asking.organisation.slug}.localhost\r\n"
        f"Authorization: Bearer {asking.token}\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


def by_statement(asking: Asking, *, roots: list[int]) -> Rate:
    """The one statement that finds, prepared, as the check's role, and nothing else."""
    options = {
        "search_path": "pg_catalog",
        "role": "heed_check",
        "heed.organisation": str(asking.organisation.id),
        "plan_cache_mode": "force_generic_plan",
    }
    scripts = [f"{_statement(n)};\n" for n in range(len(asking.pair))]
    return _pgbench(asking, scripts, options, roots=roots)


def by_transaction(asking: Asking, *, roots: list[int]) -> Rate:
    """All that a check sends: begin, stand, find, record, commit."""
    stand = STAND_AS_CHECK % f"'{asking.organisation.id}'"
    scripts = [
        f"BEGIN;\n{stand};\n{_statement(n)};\n{_record(asking)}COMMIT;\n"
        for n in range(len(asking.pair))
    ]
    return _pgbench(asking, scripts, {}, roots=roots)


def _statement(number: int) -> str:
    """The statement as pgbench takes it: each parameter a variable of pgbench's."""
    names = ("me", "digest", "uprn", "activity", "keys", "most")
    values = {name: f":{name}_{number}" for name in names}
    plain = re.sub(r"--[^\n]*", "", FIND)
    # pgbench knows no empty variable.
    return (plain % (values | {"officer": "''", "place": "''"})).strip()


def _variables(asking: Asking) -> list[str]:
    digest = sha256(asking.token.encode()).hexdigest()
    given = []
    for number, request in enumerate(asking.pair):
        values = {
            "me": str(asking.organisation.id),
            "digest": f"\\x{digest}",
            "uprn": request.number,
            "activity": request.activity,
            "keys": "{" + ",".join(map(str, request.keys)) + "}",
            "most": str(MOST_CANDIDATES + 1),
        }
        given += [f"--define={name}_{number}={value}" for name, value in values.items()]
    return given


def _record(asking: Asking) -> str:
    """The two rows of a check, of the size they have."""
    me, sealed = f"'{asking.organisation.id}'", "'\\x" + "ab" * 200 + "'"
    check = INSERT_CHECK.replace("%s::jsonb", "'[]'::jsonb")
    for value in (
        *("gen_random_uuid()", me, sealed, "'CLIENT'", "'bench'"),
        *("'VISITING_OFFICER'", "'repair'", "'REPAIRS'", "'CLEAR'", "now()", "now()"),
    ):
        check = check.replace("%s", value, 1)
    event = INSERT_EVENT.replace("%s::jsonb", "'{}'::jsonb")
    for value in (
        *("gen_random_uuid()", me, "'sharing.checked'", "'CLIENT'", "'bench'"),
        *("'VISITING_OFFICER'", "''", "'subject'", sealed, "'digest'", "now()"),
    ):
        event = event.replace("%s", value, 1)
    return f"{check.strip()};\n{event.strip()};\n"


def _pgbench(
    asking: Asking, scripts: list[str], options: dict[str, str], *, roots: list[int]
) -> Rate:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, script in enumerate(scripts):
            file = Path(folder) / f"{number}.sql"
            file.write_text(script)
            files.append(f"--file={file}")
        command = [
            str(postgresql() / "bin/pgbench"),
            *("--no-vacuum", "--protocol=prepared", f"--client={CONNECTIONS}"),
            *("--jobs=1", f"--time={int(SECONDS)}", *files),
            *_variables(asking),
            os.environ["DATABASE_URL"],
        ]
        joined = " ".join(f"-c {name}={value}" for name, value in options.items())
        before, own = cpu_seconds(roots), _children()
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PGOPTIONS": joined},
        )
        time.sleep(0.1)
        used = cpu_seconds(roots) - before + _children() - own
    rate = re.search(r"tps = ([\d.]+)", done.stdout)
    count = re.search(r"actually processed: (\d+)", done.stdout)
    if done.returncode or rate is None or count is None:
        sys.exit(f"pgbench stopped: {done.stderr[-800:]}")
    return Rate(a_second=float(rate[1]), cpu_ms=1000 * used / int(count[1]))


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
