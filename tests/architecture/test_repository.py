"""Is every folder where it belongs, described, and free of what must not be there?"""

import pytest

from tests.architecture.repository import PRODUCT, ROOT, relative, tracked_files


TOP_FOLDERS = {"platform", "tenants", "sharing", "api", "infra", "tests", ".ci"}
TOP_FILES = {
    ".dockerignore",
    ".env.example",
    ".gitignore",
    ".python-version",
    "LICENSE",
    "Makefile",
    "README.md",
    "docker-compose.yml",
    "manage.py",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
}
# In two parts each, so that this file does not name them.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
    )
)
UNDESCRIBED = {"migrations", "management", "commands"}


def test_platform_is_a_plain_folder():
    assert not (ROOT / "platform/__init__.py").exists()


def test_nothing_else_lies_at_the_top():
    names = {relative(path).split("/")[0] for path in tracked_files()}

    assert names - TOP_FOLDERS - TOP_FILES == set()


def test_every_package_says_what_lives_in_it():
    folders = {path.parent for path in tracked_files() if path.name == "__init__.py"}
    folders |= {ROOT / name for name in PRODUCT}

    undescribed = sorted(
        relative(folder)
        for folder in folders
        if folder.name not in UNDESCRIBED and not (folder / "README.md").exists()
    )

    assert undescribed == []


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_no_registry_is_named(host):
    naming = [
        relative(path)
        for path in tracked_files()
        if host.encode() in path.read_bytes().lower()
    ]

    assert naming == []


def test_no_module_is_named_for_nothing():
    banned = {"utils", "util", "helpers", "common", "services", "managers", "core"}

    names = [
        relative(path)
        for path in tracked_files()
        if path.suffix == ".py" and banned & {path.stem, path.parent.name}
    ]

    assert names == []


def test_every_decision_has_a_number_of_its_own():
    files = sorted(ROOT.glob("infra/decisions/[0-9]*.md"))
    numbers = [int(file.name[:4]) for file in files]

    assert numbers == list(range(1, len(files) + 1))
    for number, file in zip(numbers, files, strict=True):
        assert file.read_text().startswith(f"# {number}. ")
