"""How do the rules and the state machine read, for somebody who reads no code?

Both documents are made from the code and compared with it in a test.
"""

from pathlib import Path
from typing import Any

from sharing.check_rules import Rule
from sharing.facts import PartnerFacts
from sharing.partner_rules import PARTNER_RULES
from sharing.policy import LIMITS, MOST_IN_A_CHECK
from sharing.states import LABELS, WHO, Step, diagram
from sharing.team_rules import READER_RULES, TEAM_RULES
from tenants.codes import Level


HERE = Path(__file__).resolve().parent
POLICY = """# Who may be shown an entry

Made from the code by `manage.py sharing_documents`; do not edit. Every rule is always
asked. Any one that refuses forbids; an unknown value or an error refuses. Points of law
are this product's reading; a lawyer settles them.
"""
STATES = """# The states of an agreement

Made from the code by `manage.py sharing_documents`; do not edit.
"""


def policy() -> str:
    """The rules as Markdown, in the order they are asked."""
    parts = [
        POLICY,
        _section("A partner", PARTNER_RULES),
        _section("An own team", TEAM_RULES),
        _section("An own role that reads the register", READER_RULES),
        _levels(),
    ]
    return "\n".join(parts)


def states() -> str:
    """The state machine, its labels, and who takes each step."""
    labels = [f"| `{state}` | {label} |" for state, label in LABELS.items()]
    steps = [f"| `{step}` | {_who(step)} |" for step in Step]
    return "\n".join(
        [
            STATES,
            "```mermaid",
            diagram(),
            "```",
            "",
            "| State | In words |",
            "| --- | --- |",
            *labels,
            "",
            "| Step | Who |",
            "| --- | --- |",
            *steps,
            "",
        ]
    )


DOCUMENTS = {"POLICY.md": policy, "STATES.md": states}


def _section(title: str, rules: tuple[Rule[Any], ...]) -> str:
    lines = [f"## {title}", "", "| Rule | Meaning | Authority |", "| --- | --- | --- |"]
    for rule in rules:
        meaning = " ".join((rule.__doc__ or "").split())
        name = rule.__name__.replace("_", " ")
        lines.append(f"| {name} | {meaning} | {rule.authority.value} |")
    return "\n".join([*lines, ""])


def _levels() -> str:
    limits = [f"- {name.replace('_', ' ')}" for name in LIMITS[PartnerFacts]]
    return "\n".join(
        [
            "## How much is shown",
            "",
            "The least of every limit that applies:",
            "",
            *limits,
            f'- never more than "{MOST_IN_A_CHECK.label}" in a check',
            f'- "{Level.SEEK_ADVICE.label}" where processing is restricted',
            "",
        ]
    )


def _who(step: Step) -> str:
    who = sorted(f"{role.label} of the {side}" for side, role in WHO[step])
    return "; ".join(who) or "the clock alone"
