"""How do the register's states follow one another, drawn for a reader?

`python -m register.diagram > platform/register/DIAGRAM.md` writes the page; a test
compares it with the dicts in `register.states`.
"""

import sys
from collections.abc import Mapping
from typing import Any

from register.appeal_states import APPEAL_TRANSITIONS
from register.states import (
    ENTRY_TRANSITIONS,
    NOTICE_TRANSITIONS,
    REPORT_TRANSITIONS,
)


# Each machine has its own kind of state, so only `Any` fits them all.
type Machine = Mapping[Any, frozenset[Any]]

MACHINES: Mapping[str, Machine] = {
    "Report": REPORT_TRANSITIONS,
    "Entry": ENTRY_TRANSITIONS,
    "Letter": NOTICE_TRANSITIONS,
    "Appeal": APPEAL_TRANSITIONS,
}


def page() -> str:
    """The whole page: one diagram and one list of words a machine."""
    parts = ["# States of the register\n\nMade by `register.diagram`; do not edit.\n"]
    parts += [_machine(name, machine) for name, machine in MACHINES.items()]
    return "\n".join(parts)


def _machine(name: str, transitions: Machine) -> str:
    first = next(iter(transitions))
    lines = [f"## {name}\n", "```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    for state, following in transitions.items():
        lines += [f"    {state} --> {after}" for after in sorted(following)]
        if not following:
            lines.append(f"    {state} --> [*]")
    lines += ["```", ""]
    lines += [f"- `{state}`: {state.label}" for state in transitions]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
