"""Would anybody notice this mutant of the gate?

The mutant's module is put in the place of the real one, those that import it are run
anew over it, and the gate that results answers a fixed set of questions. A mutant that
answers each of them as it should survives.
"""

import ast
import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sharing.facts import Facts
from tests.sharing.proof.mutating import Mutant


# In the order they import each other.
CHAIN = (
    "sharing.check_rules",
    "sharing.partner_rules",
    "sharing.team_rules",
    "sharing.policy",
)


@dataclass(frozen=True)
class Question:
    """One set of facts, and all that the gate must say of it."""

    facts: Facts
    reasons: Mapping[str, str]
    level: str | None
    terms: tuple[str, ...]
    may_answer: Mapping[str, str]


def source_of(module: str) -> str:
    return Path(str(sys.modules[module].__file__)).read_text()


def question(policy: Any, facts: Facts) -> Question:
    decision = policy.decide(facts)
    return Question(
        facts=facts,
        reasons=dict(decision.reasons),
        level=decision.level,
        terms=tuple(decision.terms),
        may_answer=policy.may_answer(facts),
    )


def is_killed(module: str, mutant: Mutant, questions: list[Question]) -> bool:
    """Whether the gate over this mutant answers one question wrongly, or cannot be."""
    with _gate_over(module, mutant.tree) as policy:
        if policy is None:
            return True
        return any(_wrong(policy, asked) for asked in questions)


def _wrong(policy: Any, asked: Question) -> bool:
    try:
        return question(policy, asked.facts) != asked
    except Exception:
        return True


@contextmanager
def _gate_over(module: str, tree: ast.Module) -> Iterator[ModuleType | None]:
    """`sharing.policy` as it would be over the changed module; None where it fails."""
    real = {name: sys.modules[name] for name in CHAIN}
    try:
        try:
            for name in CHAIN[CHAIN.index(module) :]:
                body = tree if name == module else ast.parse(source_of_real(real[name]))
                _run_anew(name, body)
            policy = sys.modules["sharing.policy"]
        except Exception:
            policy = None
        yield policy
    finally:
        sys.modules.update(real)
        for name, kept in real.items():
            setattr(importlib.import_module("sharing"), name.partition(".")[2], kept)


_SOURCES: dict[str, str] = {}


def source_of_real(module: ModuleType) -> str:
    file = str(module.__file__)
    if file not in _SOURCES:
        _SOURCES[file] = Path(file).read_text()
    return _SOURCES[file]


def _run_anew(name: str, tree: ast.Module) -> None:
    made = ModuleType(name)
    made.__file__ = str(sys.modules[name].__file__)
    sys.modules[name] = made
    exec(compile(tree, name, "exec"), made.__dict__)
