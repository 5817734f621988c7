"""Does each variable that settings read stand in `.env.example`, and reach every server?"""

import ast
import re

import pytest
import yaml

from infra.local.check import production_environment
from infra.local.environment import demo_environment, environment
from infra.local.passwords import NAMES
from infra.local.ports import Ports
from tests.architecture.repository import ROOT


SETTINGS = ROOT / "platform/config/settings.py"
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
READERS = {
    "str",
    "int",
    "bool",
    "list",
    "url",
    "db",
    "required",
    "env",
    "float",
    "json",
}
COMPOSE_ONLY = {"POSTGRES_PASSWORD"}


def variables_read() -> set[str]:
    """Find every variable that the settings module asks the environment for."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(SETTINGS.read_text()))
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and re.fullmatch(r"[A-Z][A-Z0-9_]+", node.args[0].value)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in READERS
    }


@pytest.fixture
def local_variables(tmp_path):
    secrets = dict.fromkeys(NAMES, "secret")
    servers = environment(ports=Ports(tmp_path / "ports.json"), secrets=secrets)
    return demo_environment(servers, web_port=8000)


def test_the_example_names_every_variable():
    assert set(production_environment()) - COMPOSE_ONLY == variables_read()


def test_local_servers_set_only_what_settings_read(local_variables):
    assert set(local_variables) - variables_read() == {"PYTHONPATH"}


def test_containers_take_their_variables_from_the_example():
    without = [
        name
        for name, service in COMPOSE["services"].items()
        if name != "mail" and service.get("env_file") != ".env"
    ]

    assert without == []


def test_containers_set_no_variable_that_settings_do_not_read():
    application = [
        service
        for service in COMPOSE["services"].values()
        if service["image"] == "heed"
    ]

    assert len(application) == 5
    for service in application:
        assert set(service["environment"]) <= variables_read()
