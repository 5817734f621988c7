"""Which questions does this decision ask, and what do the answers say together?"""

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.sign_in.requests import Asked
from register.facts import ReportContent
from register.states import Outcome
from sharing import queries as sharing_queries
from tenants.packs import Pack
from tenants.queries import current_pack
from web.decisions.forms import AudienceForm, FactorsForm, RulingForm, TellForm
from web.reports.asking import Topic
from web.reports.topics import category_choices, follow_pack
from web.steps import answers_of, as_posted


FORMS: dict[str, type[Topic]] = {
    "factors": FactorsForm,
    "ruling": RulingForm,
    "audience": AudienceForm,
    "tell": TellForm,
}


def steps_for(kept: Mapping[str, Any]) -> list[str]:
    """Return the steps this decision needs: an approval alone goes beyond the first."""
    if kept.get("factors", {}).get("outcome") == Outcome.APPROVE:
        return list(FORMS)
    return ["factors"]


def next_step(step: str, kept: Mapping[str, Any]) -> str | None:
    """Return the step after this one, None after the last."""
    steps = steps_for(kept)
    following = steps[steps.index(step) + 1 :]
    return following[0] if following else None


def task_of(reference: str) -> str:
    return f"decide {reference}"


def form_for(
    step: str,
    request: Asked,
    *,
    content: ReportContent,
    kept: Mapping[str, Any] | None,
    data: Mapping[str, Any] | None = None,
) -> forms.Form:
    """Return a step's form; what the report proposes is filled in to begin with."""
    pack = current_pack(request.organisation).for_panel(content.panel)
    options: dict[str, Any] = {"initial": kept or {}}
    if step == "factors":
        options["choices"] = factor_choices(pack)
    if step == "ruling":
        options["choices"] = ruling_choices(pack)
        options["initial"] = kept or proposed(content, pack)
    if step == "audience":
        options["teams"] = sharing_queries.team_choices(request.user)
    form = FORMS[step](data, **options)
    if step == "ruling":
        follow_pack(form, pack)
    return form


def factor_choices(pack: Pack) -> dict[str, list[tuple[str, str]]]:
    outcomes = [
        (outcome.value, outcome.label)
        for outcome in Outcome
        if outcome is not Outcome.MONITOR or pack.monitor_outcome
    ]
    return {
        "compulsory": [(words, words) for words in pack.compulsory],
        "discretionary": [(words, words) for words in pack.discretionary],
        "outcome": outcomes,
    }


def ruling_choices(pack: Pack) -> dict[str, list[tuple[str, str]]]:
    return {
        "category": category_choices(pack),
        "precautions": [(code.value, code.label) for code in pack.precautions],
        "consulted": [(role.value, role.label) for role in pack.decider_consults],
    }


def proposed(content: ReportContent, pack: Pack) -> dict[str, Any]:
    """Return what the report proposed, for the decider to keep or change."""
    return {
        "category": content.category.value,
        "category_text": content.category_text,
        "precautions": [precaution.value for precaution in content.precautions],
        "summary": content.summary,
        "order_ends_on": content.order_ends_on,
        "follows": (content.follows or pack.follows).value,
        "ring_name": content.ring_name,
        "ring_phone": content.ring_phone,
        "shareable": "yes",
    }


def bound_forms(
    request: Asked, reference: str, content: ReportContent
) -> dict[str, Any]:
    """Return each step's form, bound to its kept answers, in the order asked."""
    kept = answers_of(request, task_of(reference))
    return {
        step: form_for(
            step,
            request,
            content=content,
            kept=None,
            data=as_posted(FORMS[step], kept.get(step, {})),
        )
        for step in steps_for(kept)
    }
