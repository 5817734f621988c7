"""What may the public be told in numbers?"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.sign_in.requests import Asked
from register.refusals import RegisterError
from rights.actions.figures import as_csv, read_figures
from web.answers import attachment, put_on
from web.govuk.fields import DateField


A_YEAR = timedelta(days=365)


class PeriodForm(forms.Form):
    since = DateField(label="From")
    until = DateField(label="To")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            self.add_error(
                "until", "The period must end on or after the day it begins."
            )
        if until and until > timezone.localdate():
            self.add_error("until", "The period must end today or in the past.")
        return given


@require_GET
def figures(request: Asked) -> HttpResponse:
    """The ten questions for a period; the last year where none is asked."""
    until = timezone.localdate()
    since = until - A_YEAR
    form = PeriodForm(
        request.GET if request.GET else None, initial={"since": since, "until": until}
    )
    if form.is_bound:
        if not form.is_valid():
            return render(request, "rights/figures.html", {"form": form}, status=422)
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    return _answered(request, form, since=since, until=until)


def _answered(
    request: Asked, form: PeriodForm, *, since: date, until: date
) -> HttpResponse:
    try:
        found = read_figures(
            since=since, until=until, by=request.user, at=timezone.now()
        )
    except RegisterError as refusal:
        put_on(form, refusal)
        return render(request, "rights/figures.html", {"form": form}, status=422)
    if request.GET.get("as") == "csv":
        name = f"register-figures-{since.isoformat()}-{until.isoformat()}.csv"
        content = as_csv(found).encode("utf-8-sig")
        return attachment(content, content_type="text/csv; charset=utf-8", name=name)
    return render(request, "rights/figures.html", {"form": form, "found": found})
