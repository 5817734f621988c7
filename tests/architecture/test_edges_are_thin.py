"""Do pages and the API leave the database to the applications they ask?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.repository import python_files, relative, tree_of


EDGES = [
    path
    for path in python_files("platform", "api")
    if relative(path).startswith(("platform/web/", "api/"))
]
ORM = {"objects", "_default_manager", "select_related", "prefetch_related", "raw"}
ORM_MODULES = ("django.db.models", "django.db.connection", "django.db.connections")


def _for_types_only(tree: ast.Module) -> set[ast.AST]:
    """Give the nodes that only a type checker reads."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str(module)):
            return [f"{module}.{alias.name}" for alias in node.names]
        case _:
            return []


def _uses(path: Path) -> Iterator[str]:
    tree = tree_of(path)
    skipped = _for_types_only(tree)
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Attribute) and node.attr in ORM:
            yield f"line {node.lineno}: .{node.attr}"
        for name in _imported(node):
            if ".models" in f".{name}" or name.startswith(ORM_MODULES):
                yield f"line {getattr(node, 'lineno', 0)}: imports {name}"


@pytest.mark.parametrize("path", EDGES, ids=relative)
def test_an_edge_holds_no_orm(path):
    assert list(_uses(path)) == []
