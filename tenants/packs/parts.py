"""How is each table inside a pack read?"""

from decimal import Decimal
from types import MappingProxyType

from tenants.codes import EXCLUDED_ACTIVITIES, Activity, Level, Role
from tenants.packs.choices import LetterBy, PushMode
from tenants.packs.pack import (
    AccessGate,
    Appeal,
    ExternalSources,
    Letters,
    NotTold,
    Provisional,
    Push,
    SharingRules,
    Statements,
    Suspended,
    UnderAge,
)
from tenants.packs.reading import Table


LETTERS = ("add", "keep", "change", "remove")


def provisional(root: Table) -> Provisional:
    table = root.table("provisional")
    table.known("allowed", "hours")
    allowed = table.flag("allowed", default=False)
    hours = table.number("hours", None if allowed else 0, 0, 240)
    if allowed and hours == 0:
        raise table.error("hours", "Say for how many hours, from 1 to 240.")
    return Provisional(allowed=allowed, hours=hours)


def under_age(root: Table) -> UnderAge | None:
    table = root.table("under_age")
    table.known("age", "factor")
    if not table.values:
        return None
    factor = Decimal(str(table.fraction("factor")))
    return UnderAge(age=table.number("age", None, 10, 25), factor=factor)


def access_gate(root: Table) -> AccessGate | None:
    table = root.table("access_gate")
    table.known("form", "role", "review_months")
    if not table.values:
        return None
    return AccessGate(
        form=table.text("form"),
        role=table.maybe_choice("role", Role),
        review_months=table.number("review_months", 12, 1, 24),
    )


def letters(root: Table) -> Letters:
    table = root.table("letters")
    table.known("by", "signed_by", "return_address", *LETTERS)
    opening = {kind: table.text(kind, "") for kind in LETTERS}
    return Letters(
        by=table.choice("by", LetterBy, LetterBy.POST),
        signed_by=table.text("signed_by", ""),
        return_address=table.texts("return_address"),
        opening=MappingProxyType(opening),
    )


def not_told(root: Table) -> NotTold | None:
    """Without this table the subject is always told."""
    table = root.table("not_told")
    table.known("role", "retest_weeks")
    if not table.values:
        return None
    return NotTold(
        role=table.choice("role", Role, None),
        retest_weeks=table.number("retest_weeks", None, 1, 26),
    )


def appeal(root: Table) -> Appeal:
    table = root.table("appeal")
    table.known("panel", "days", "acknowledge_days", "hearing_days", "how")
    needed = root.flag("has_register", default=True)
    return Appeal(
        panel=table.text("panel", None if needed else ""),
        days=table.number("days", 28, 14, 90),
        acknowledge_days=table.number("acknowledge_days", 5, 1, 20),
        hearing_days=table.number("hearing_days", 20, 1, 60),
        how=table.text("how", None if needed else ""),
    )


def push(root: Table) -> Push:
    table = root.table("push")
    table.known("mode", "groups")
    return Push(
        mode=table.choice("mode", PushMode, PushMode.LINK),
        groups=table.texts("groups"),
    )


def external_sources(root: Table) -> ExternalSources:
    table = root.table("external_sources")
    table.known("allowed", "corroboration")
    return ExternalSources(
        allowed=table.flag("allowed", default=True),
        corroboration=table.flag("corroboration", default=True),
    )


def sharing(root: Table) -> SharingRules:
    """The two activities the policy names are excluded whatever the pack says."""
    table = root.table("sharing")
    table.known("ceiling", "exclusions")
    ceiling = table.choice("ceiling", Level, Level.SUMMARY)
    if ceiling is Level.FULL:
        raise table.error("ceiling", "FULL never leaves. Use SUMMARY or less.")
    exclusions = frozenset(table.chosen("exclusions", Activity))
    return SharingRules(ceiling=ceiling, exclusions=exclusions | EXCLUDED_ACTIVITIES)


def suspended(root: Table) -> Suspended | None:
    table = root.table("suspended")
    table.known("reason", "fallback")
    if not table.values:
        return None
    return Suspended(reason=table.text("reason"), fallback=table.text("fallback"))


def statements(root: Table) -> Statements:
    table = root.table("statements")
    table.known("proportionality", "retention")
    return Statements(
        proportionality=table.text("proportionality", ""),
        retention=table.text("retention", ""),
    )
