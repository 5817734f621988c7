"""What does one version of an agreement say that another does not, in plain words?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sharing.check_rules import in_words
from sharing.terms import PORTFOLIO_KINDS, AgreementTerms
from tenants.codes import Activity, Category, LawfulBasis, Level, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One term side by side, and a sentence that says what the change does."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


type Shown = Callable[[Any], tuple[str, ...]]


def _labels(codes: type[Activity | Purpose | Category]) -> Shown:
    return lambda held: tuple(codes(code).label for code in sorted(held))


def _text(held: str) -> tuple[str, ...]:
    return (held,) if held else ()


def _day(held: date) -> tuple[str, ...]:
    return (in_words(held),)


def _counted(one: str, many: str) -> Shown:
    return lambda held: (f"{held} {one if held == 1 else many}",)


TERMS: dict[str, tuple[str, Shown]] = {
    "activities": ("Work", _labels(Activity)),
    "purposes": ("Purposes", _labels(Purpose)),
    "categories": ("Kinds of risk", _labels(Category)),
    "portfolio_kind": ("What it is about", lambda held: (PORTFOLIO_KINDS[held],)),
    "level": ("The most they may see", lambda held: (Level(held).label,)),
    "lawful_basis_discloser": (
        "Lawful basis of whoever shares",
        lambda held: (LawfulBasis(held).label,),
    ),
    "condition_discloser": ("Schedule 1 condition of whoever shares", _text),
    "lawful_basis_recipient": (
        "Lawful basis of whoever receives",
        lambda held: (LawfulBasis(held).label,),
    ),
    "condition_recipient": ("Schedule 1 condition of whoever receives", _text),
    "starts_on": ("Starts", _day),
    "review_on": ("Is reviewed by", _day),
    "ends_on": ("Last day", _day),
    "training_months": ("Briefing within", _counted("month", "months")),
    "recall_days": ("Recalls acknowledged in", _counted("working day", "working days")),
    "retention_days": ("May be kept for", _counted("day", "days")),
    "security_terms": ("How it is kept safe", _text),
    "onward_terms": ("Whom they may tell", _text),
    "dpia_reference": ("Impact assessment", _text),
    "policy_reference": ("Policy document", _text),
    "discloser_named": ("Who signs for whoever shares", _text),
    "recipient_named": ("Who signs for whoever receives", _text),
}
LISTS = frozenset({"activities", "purposes", "categories"})


def difference(before: AgreementTerms, after: AgreementTerms) -> list[Change]:
    """Every term in the order both sides read them, changed or not."""
    return [_change(name, before, after) for name in TERMS]


def forgotten() -> set[str]:
    """Terms that no difference would show; a test says there are none."""
    return {field.name for field in fields(AgreementTerms)} ^ TERMS.keys()


def _change(name: str, before: AgreementTerms, after: AgreementTerms) -> Change:
    label, shown = TERMS[name]
    old, new = getattr(before, name), getattr(after, name)
    was, becomes = shown(old), shown(new)
    sentence = "" if was == becomes else _sentence(name, label, old, new, was, becomes)
    return Change(label=label, before=was, after=becomes, sentence=sentence)


def _sentence(
    name: str,
    label: str,
    old: Any,  # noqa: ANN401 - a term
    new: Any,  # noqa: ANN401
    was: tuple[str, ...],
    becomes: tuple[str, ...],
) -> str:
    if name in LISTS:
        return " ".join(_added_and_gone(was, becomes))
    if name == "level":
        wider = Level(new).rank > Level(old).rank
        than = "more" if wider else "less"
        return f"They may see {than} than before: {Level(new).label.lower()}."
    if isinstance(new, date):
        later = new > old
        return f"{label}: {'later' if later else 'earlier'}, on {in_words(new)}."
    if not becomes:
        return f"{label}: no longer said."
    if not was:
        return f"{label}: now said."
    if isinstance(new, int):
        return f"{label} {becomes[0]} instead of {was[0]}."
    return f"{label}: said in other words."


def _added_and_gone(was: Iterable[str], becomes: Iterable[str]) -> Iterable[str]:
    added = [label for label in becomes if label not in set(was)]
    gone = [label for label in was if label not in set(becomes)]
    if added:
        yield f"Adds {_listed(added)}."
    if gone:
        yield f"Takes out {_listed(gone)}."


def _listed(labels: list[str]) -> str:
    lowered = [label[:1].lower() + label[1:] for label in labels]
    if len(lowered) == 1:
        return lowered[0]
    return f"{', '.join(lowered[:-1])} and {lowered[-1]}"
