"""Which topics of a report are answered, and what do they say together?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse

from register.policy.contents import EXTERNAL
from tenants.codes import Source
from tenants.packs import Pack
from tenants.packs.choices import Presence
from web.govuk.summary import Row, rows_of
from web.reports.asking import LONGEST, set_choices
from web.reports.forms import (
    ASKED_BY_PACK,
    OPTIONAL_TOPICS,
    PACKS_NAME,
    TOPICS,
)
from web.steps import as_posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the task list."""

    title: str
    address: str
    done: bool
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One topic on the page that repeats the answers."""

    title: str
    rows: list[Row]
    change: str = ""


def form_for(
    topic: str,
    *,
    pack: Pack,
    today: date,
    data: Any = None,  # noqa: ANN401 - a form's data
    kept: Any = None,  # noqa: ANN401 - a form's initial values
) -> forms.Form:
    """Return the form of a topic: filled from what was posted, or was kept."""
    options: dict[str, Any] = {"initial": kept or {}}
    if topic == "when":
        options["today"] = today
    if topic == "risk":
        options["choices"] = {
            "category": category_choices(pack),
            "criteria_met": [(name, name) for name in pack.thresholds],
            "precautions": [(code.value, code.label) for code in pack.precautions],
            "risk_rating": [(rating, rating) for rating in pack.risk_rating],
        }
    form = TOPICS[topic](data, **options)
    if topic == "about":
        kinds = [(kind.value, kind.label) for kind in sorted(pack.subject_kinds)]
        panels = [(panel.name, panel.name) for panel in pack.panels]
        set_choices(form, {"subject_kind": kinds, "panel": panels})
    if topic == "account":
        limit_account(form, pack)
        set_choices(form, {"source": source_choices(pack)})
    follow_pack(form, pack)
    return form


def follow_pack(form: forms.Form, pack: Pack) -> None:
    """Ask for what the register must hold, and never for what it may not."""
    for name in list(form.fields):
        presence = pack.presence_of(PACKS_NAME.get(name, name))
        unasked = name in ASKED_BY_PACK and name not in pack.fields
        if presence is Presence.FORBIDDEN or unasked:
            del form.fields[name]
        if presence is Presence.REQUIRED and name not in PACKS_NAME:
            field = form.fields[name]
            field.required = True
            field.error_messages["required"] = f"Answer: {field.label}."


def limit_account(form: forms.Form, pack: Pack) -> None:
    """The employee's account may be as long as the register allows, and no longer."""
    for name in ("seen", "told", "inferred"):
        field = form.fields[name]
        longest = min(field.max_length, pack.narrative_max)  # type: ignore[attr-defined]
        field.validators.append(MaxLengthValidator(longest))
        field.error_messages["max_length"] = (
            f"{field.label} must be {longest} characters or fewer."
        )
        if longest < LONGEST:
            told = f"Up to {longest} characters."
            field.help_text = f"{field.help_text} {told}".strip()


def source_choices(pack: Pack) -> list[tuple[str, str]]:
    """Return where a report may come from: outside too, where the register takes it."""
    outside = pack.external_sources.allowed
    return [(s.value, s.label) for s in Source if outside or s not in EXTERNAL]


def category_choices(pack: Pack) -> list[tuple[str, str]]:
    """Return the pack's categories under the organisation's own words for them."""
    return [(category.value, pack.label_of(category)) for category in pack.categories]


def tasks_of(reference: str, kept: Mapping[str, Any]) -> list[Task]:
    """Return the task list, in the order questions are asked."""
    return [
        Task(
            title=form.title,
            address=reverse("reports:topic", args=[reference, topic]),
            done=topic in kept,
            optional=topic in OPTIONAL_TOPICS,
        )
        for topic, form in TOPICS.items()
    ]


def is_ready(kept: Mapping[str, Any]) -> bool:
    """Say whether every topic that must be answered is."""
    return set(TOPICS) - OPTIONAL_TOPICS <= set(kept)


def rules_for(topic: str, pack: Pack, kept: Mapping[str, Any]) -> Pack:
    """The rules a topic follows: the panel's, once it is known which."""
    about: Mapping[str, Any] = kept.get("about", {})
    return pack if topic == "about" else pack.for_panel(about.get("panel") or "")


def next_topic(topic: str, kept: Mapping[str, Any]) -> str | None:
    """Return the next topic that is not answered yet, None after the last."""
    order = list(TOPICS)
    later = order[order.index(topic) + 1 :]
    return next((name for name in later if name not in kept), None)


def checked_forms(
    kept: Mapping[str, Any], *, pack: Pack, today: date
) -> dict[str, forms.Form]:
    """Return each answered topic's form, bound to its answers and validated again.

    Rules may have changed since the page was answered (the pack, today's date).
    """
    bound = {
        topic: form_for(
            topic,
            pack=rules_for(topic, pack, kept),
            today=today,
            data=as_posted(TOPICS[topic], answers),
        )
        for topic, answers in kept.items()
        if topic in TOPICS
    }
    return {topic: bound[topic] for topic in TOPICS if topic in bound}


def sections_of(
    reference: str, forms_by_topic: Mapping[str, forms.Form]
) -> list[Section]:
    """Return the answers to check, topic by topic."""
    return [
        Section(
            title=TOPICS[topic].title,
            rows=rows_of(form),
            change=reverse("reports:topic", args=[reference, topic]),
        )
        for topic, form in forms_by_topic.items()
    ]
