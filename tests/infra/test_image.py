"""Would the image run the same program, in the same way, as the demonstration?"""

import json
import re
import shlex
from pathlib import Path

import pytest

from infra.local import demo, system
from infra.local.ports import Ports
from infra.local.servers import LocalServers
from tests.architecture.repository import ROOT
from tests.infra.test_compose import COMPOSE


type Instruction = tuple[str, str]


def instructions() -> list[Instruction]:
    """Each instruction of the Dockerfile and what it is given, comments left out."""
    text = (ROOT / COMPOSE["x-heed"]["build"]["dockerfile"]).read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    parsed = [line.partition(" ") for line in whole.splitlines() if line.strip()]
    return [(word, rest.strip()) for word, _, rest in parsed]


def given_to(wanted: str) -> list[str]:
    return [rest for word, rest in instructions() if word == wanted]


def last_stage() -> list[Instruction]:
    all_of_it = instructions()
    begins = max(at for at, (word, _) in enumerate(all_of_it) if word == "FROM")
    return all_of_it[begins:]


def flags(command: list[str]) -> set[str]:
    """What is served and how, without where: a container listens to its neighbours."""
    elsewhere = ("--host", "--port", "--log-level")
    return {part for part in command[1:] if not part.startswith(elsewhere)}


@pytest.fixture
def served_by_the_demonstration(tmp_path) -> list[str]:
    servers = LocalServers(data=tmp_path)
    servers.ports = Ports(tmp_path / "ports.json")
    [web] = [one for one in demo._programs(servers, {}) if one.name == "The web server"]
    return [str(part) for part in web.command]


def test_every_instruction_is_one_that_is_known():
    known = {"FROM", "ENV", "RUN", "COPY", "WORKDIR", "USER", "EXPOSE", "CMD"}

    assert {word for word, _ in instructions()} <= known


def test_python_is_the_one_the_project_is_pinned_to():
    wanted = (ROOT / ".python-version").read_text().strip()
    images = [rest.split()[0] for rest in given_to("FROM")]

    assert images.count(f"python:{wanted}-slim") == 2
    assert set(images) == {f"python:{wanted}-slim", "packages"}


def test_what_is_copied_exists_here_or_in_an_earlier_stage():
    stages: set[str] = set()
    for word, rest in instructions():
        if word == "FROM" and " AS " in rest:
            stages.add(rest.rpartition(" AS ")[2])
        if word != "COPY":
            continue
        source = re.match(r"--from=(\S+)", rest)
        if source:
            assert source[1] in stages
        else:
            *paths, _ = rest.split()
            assert all((ROOT / path).exists() for path in paths)


def test_it_runs_as_nobody_in_particular_with_the_systems_libraries():
    stage = last_stage()
    installed = shlex.split(" ".join(rest for word, rest in stage if word == "RUN"))
    words = [word for word, _ in stage]

    assert {one.debian for one in system.WEASYPRINT} <= set(installed)
    assert [rest for word, rest in stage if word == "USER"] == ["heed"]
    assert words.index("USER") < words.index("CMD")


def test_packages_are_installed_by_their_hashes_alone():
    installs = [part for run in given_to("RUN") for part in run.split("&&")]
    pip = [part for part in installs if "pip install" in part]

    assert pip
    assert all("--require-hashes" in part for part in pip)


def test_it_serves_as_the_demonstration_does(served_by_the_demonstration):
    [command] = given_to("CMD")
    started = json.loads(command)

    assert Path(served_by_the_demonstration[0]).name == started[0]
    assert flags(started) == flags(served_by_the_demonstration)


def test_workers_start_as_the_demonstrations_do():
    services = COMPOSE["services"]
    told = {name: services[name]["command"] for name in ("worker", "provisioner")}

    for command in told.values():
        assert command[:5] == ["celery", "-A", "config.celery", "worker", command[4]]
        assert "--pool=prefork" in command
    assert "--queues=provisioning" in told["provisioner"]


def test_settings_and_paths_are_those_of_every_other_run():
    set_here = dict(
        pair.split("=", 1)
        for word, rest in last_stage()
        if word == "ENV"
        for pair in shlex.split(rest)
    )

    assert set_here["DJANGO_SETTINGS_MODULE"] == "config.settings"
    assert set_here["PYTHONPATH"] == "/heed:/heed/platform"
