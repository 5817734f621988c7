"""Does every file and function stay small enough to be read at once?"""

import ast

from tests.architecture.repository import (
    PRODUCT,
    is_migration,
    python_files,
    relative,
    tree_of,
)
from tests.figures import How, record_figure


FILE_LINES = 250
FUNCTION_LINES = 40
# Each with its reason. Empty is the aim.
LONGER = {"platform/config/settings.py": "one file, so that nothing is set elsewhere"}

FILES = [path for path in python_files(*PRODUCT) if not is_migration(path)]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_files_are_short():
    long = {
        relative(path): len(path.read_text().splitlines())
        for path in FILES
        if len(path.read_text().splitlines()) > FILE_LINES
    }

    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}


def test_functions_are_short():
    lengths = {
        f"{relative(path)}:{node.name}": _length(node)
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    record_figure("Longest function, lines", max(lengths.values()), How.LARGEST)

    long = {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES}

    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}
