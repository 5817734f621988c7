"""What is decided about many imported reports at once, each by its own criteria?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.sign_in.requests import Asked
from register.facts import Tell
from register.imports.actions.looks.awaiting import open_awaiting
from register.states import Outcome
from sharing.actions import approvals
from sharing.queries import team_choices
from web.answers import ask
from web.imports.bulk import BulkForm


@require_http_methods(["GET", "POST"])
def awaiting(request: Asked) -> HttpResponse:
    """The imported reports that await a decision, to be chosen from."""
    number = request.GET.get("page", "1")
    found = open_awaiting(
        page=int(number) if number.isascii() and number.isdigit() else 1,
        by=request.user,
        at=timezone.now(),
    )
    choices = team_choices(request.user)

    def do(form: BulkForm) -> HttpResponse:
        chosen = form.chosen()
        approve = form.outcome is Outcome.APPROVE
        result = approvals.decide_many(
            references=[line.reference for line in chosen],
            outcome=form.outcome,
            criteria={line.reference: form.criteria_of(line) for line in chosen},
            proportionality=form.cleaned_data["proportionality"],
            audience=form.audience() if approve else [],
            tell=Tell(told=True) if approve else None,
            precautions=form.precautions_said() if approve else (),
            by=request.user,
            at=timezone.now(),
        )
        page = {"result": result, "outcome": form.outcome, "area": "imports"}
        return render(request, "imports/decided.html", page)

    form = BulkForm(request.POST or None, page=found, teams=choices)
    page = {"found": found, "area": "imports", "back": reverse("home:work")}
    return ask(request, form, do, page, "imports/decisions.html")
