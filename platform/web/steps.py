"""What has somebody answered so far, in a task of several pages?

Answers wait in the session, which lives in the organisation's own schema and ends
with the sign-in; nothing is stored on the register until the last page is sent.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest

from web.govuk.widgets import DayMonthYear


KEPT = "answers"


def answers_of(request: HttpRequest, task: str) -> dict[str, dict[str, Any]]:
    """Return step → what was typed, empty for a task not yet begun."""
    kept: dict[str, dict[str, dict[str, Any]]] = request.session.get(KEPT, {})
    return dict(kept.get(task, {}))


def keep(
    request: HttpRequest, task: str, step: str, answers: Mapping[str, object]
) -> None:
    """Remember one step's answers, as JSON can hold them."""
    kept = dict(request.session.get(KEPT, {}))
    kept[task] = {**kept.get(task, {}), step: plain(answers)}
    request.session[KEPT] = kept


def forget(request: HttpRequest, task: str) -> None:
    """Drop a task's answers: it was sent, or given up."""
    kept = dict(request.session.get(KEPT, {}))
    kept.pop(task, None)
    request.session[KEPT] = kept


def plain(answers: Mapping[str, object]) -> dict[str, object]:
    """Return a form's answers as JSON holds them."""
    return {name: as_json(value) for name, value in answers.items()}


def as_json(value: object) -> object:
    """Return a form's value as JSON holds it; forms read it back from that."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [as_json(part) for part in value]
    return value


def as_posted(form: type[forms.Form], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return kept answers in the shape a browser would post them.

    Fields that a form adds when it is made are posted under their own names.
    """
    posted = dict(answers)
    for name, field in form.base_fields.items():
        if isinstance(field.widget, DayMonthYear):
            boxes = field.widget.decompress(posted.pop(name, None))
            posted |= {
                f"{name}{part}": typed
                for part, typed in zip(field.widget.parts, boxes, strict=True)
                if typed is not None
            }
    return posted
