"""Can every migration be undone, and does it change shape or data but not both?"""

import ast
from pathlib import Path

import pytest

from tests.architecture.repository import is_migration, python_files, relative, tree_of


MIGRATIONS = [
    path
    for path in python_files("platform", "tenants", "sharing")
    if is_migration(path) and path.name != "__init__.py"
]


def _operations(path: Path) -> dict[str, list[ast.Call]]:
    """Give a migration's calls by the operation's name."""
    found: dict[str, list[ast.Call]] = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found.setdefault(name, []).append(node)
    return found


@pytest.mark.parametrize("path", MIGRATIONS, ids=relative)
def test_a_migration_can_be_undone(path):
    operations = _operations(path)

    for name, reverse in (("RunPython", "reverse_code"), ("RunSQL", "reverse_sql")):
        for call in operations.get(name, []):
            named = {keyword.arg for keyword in call.keywords}
            assert len(call.args) > 1 or reverse in named


@pytest.mark.parametrize("path", MIGRATIONS, ids=relative)
def test_a_migration_changes_shape_or_data_not_both(path):
    operations = _operations(path)
    shape = [
        name
        for name in operations
        if name.endswith(("Model", "Field", "Constraint", "Index", "Table"))
        and name.startswith(("Create", "Delete", "Add", "Remove", "Alter", "Rename"))
    ]

    assert not ("RunPython" in operations and shape)
