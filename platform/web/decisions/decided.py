"""What do the answers to a decision's questions say together?"""

from collections.abc import Mapping
from typing import Any

from register.facts import Answer, Audience, Criteria, Ruling, Tell
from register.states import Outcome
from tenants.codes import Category, Follows, Precaution
from web.decisions.forms import AudienceForm


type Answers = Mapping[str, Any]

WEIGHED = (
    "severity",
    "time_since",
    "previous_conduct",
    "current_conduct",
    "one_off_or_circumstances",
    "animal_still_there",
)


def criteria_of(factors: Answers) -> Criteria:
    return Criteria(
        **{name: factors[name] for name in WEIGHED},
        compulsory=tuple(factors.get("compulsory") or ()),
        discretionary=tuple(factors.get("discretionary") or ()),
        under_18=Answer(factors["under_18"]),
    )


def ruling_of(ruling: Answers) -> Ruling:
    return Ruling(
        category=Category(ruling["category"]),
        category_text=ruling["category_text"],
        precautions=tuple(Precaution(code) for code in ruling["precautions"]),
        summary=ruling.get("summary") or "",
        follows=Follows(ruling["follows"]),
        months=ruling["months"],
        order_ends_on=ruling["order_ends_on"],
        shareable=ruling["shareable"] == "yes",
        ring_name=ruling.get("ring_name") or "",
        ring_phone=ruling.get("ring_phone") or "",
        consulted=tuple(ruling.get("consulted") or ()),
    )


def audience_of(form: AudienceForm) -> list[Audience]:
    reason = form.cleaned_data["reason"]
    return [Audience(team_id=team, reason=reason) for team in form.chosen()]


def tell_of(tell: Answers) -> Tell:
    return Tell(told=tell["tell"] == "yes", reason=tell["not_told_reason"])


def decision_of(forms_by_step: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is decided, as the action takes it. Every form must be valid."""
    factors = forms_by_step["factors"].cleaned_data
    decided: dict[str, Any] = {
        "outcome": Outcome(factors["outcome"]),
        "criteria": criteria_of(factors),
        "proportionality": factors["proportionality"],
        "audience": [],
        "ruling": None,
        "tell": None,
    }
    if "ruling" in forms_by_step:
        ruling = forms_by_step["ruling"].cleaned_data
        decided["ruling"] = ruling_of(ruling)
        decided["joins"] = ruling["joins"].strip()
        decided["audience"] = audience_of(forms_by_step["audience"])
        decided["tell"] = tell_of(forms_by_step["tell"].cleaned_data)
    return decided
