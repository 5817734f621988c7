"""On which line of a TOML file does a key stand?"""

import re


HEADING = re.compile(r"^\s*(\[{1,2})\s*([^\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(
    r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w"'-]+)*)\s*="""
)


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def lines_of_keys(toml_text: str) -> dict[str, int]:
    """Dotted key → line number, from 1. An array's table is `panels.0.name`.

    Reads only headings and the start of each assignment, which is all that a
    message needs; what a value means is tomllib's business.
    """
    found: dict[str, int] = {}
    seen: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(toml_text.splitlines(), start=1):
        if heading := HEADING.match(line):
            prefix = _plain(heading[2])
            if heading[1] == "[[":
                place = seen[prefix] = seen.get(prefix, -1) + 1
                prefix = f"{prefix}.{place}"
            found.setdefault(prefix, number)
        elif assignment := KEY.match(line):
            key = _plain(assignment[1])
            found.setdefault(f"{prefix}.{key}" if prefix else key, number)
    return found


def line_of(key: str, lines: dict[str, int]) -> int:
    """The line of a key, or of the nearest thing that holds it; 1 when absent."""
    while key:
        if key in lines:
            return lines[key]
        key = key.rpartition(".")[0]
    return 1
