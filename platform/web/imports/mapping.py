"""What do the columns and the words mean, says the person who brings them in?"""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.sign_in.requests import Asked
from register.imports.actions import mapping
from register.imports.actions.looks.mapping import open_columns, open_words
from tenants.codes import Precaution, StatementKind
from web.answers import ask, see
from web.imports.forms import LEAVE_OUT, ColumnsForm, WordsForm


@require_http_methods(["GET", "POST"])
def columns(request: Asked, batch_id: UUID) -> HttpResponse:
    """Show each guess beside what is in the column; take the corrections."""
    found = open_columns(batch_id=batch_id, by=request.user, at=timezone.now())

    def do(form: ColumnsForm) -> HttpResponse:
        mapping.map_columns(
            batch_id=batch_id,
            columns=form.columns(),
            by=request.user,
            at=timezone.now(),
        )
        return see("imports:words", batch_id=batch_id)

    form = ColumnsForm(request.POST or None, page=found)
    page = {"found": found, "area": "imports", "back": reverse("imports:list")}
    return ask(request, form, do, page, "imports/columns.html")


@require_http_methods(["GET", "POST"])
def words(request: Asked, batch_id: UUID) -> HttpResponse:
    """Show what each word seems to stand for; take the corrections and judge."""
    found = open_words(batch_id=batch_id, by=request.user, at=timezone.now())

    def do(form: WordsForm) -> HttpResponse:
        precautions = form.chosen("precaution", found.precautions)
        departments = form.chosen("department", found.departments)
        default = form.cleaned_data["default_precaution"]
        mapping.map_words(
            batch_id=batch_id,
            categories=form.chosen("category", found.categories),
            precautions={
                word: "" if code == LEAVE_OUT else code
                for word, code in precautions.items()
            },
            statement=StatementKind(form.cleaned_data["statement"]),
            statements={
                name: StatementKind(kind) for name, kind in departments.items()
            },
            default_precaution=Precaution(default) if default else None,
            by=request.user,
            at=timezone.now(),
        )
        return see("imports:findings", batch_id=batch_id)

    form = WordsForm(request.POST or None, page=found)
    page = {
        "found": found,
        "groups": [
            ("Categories", form.boxes("category")),
            ("Precautions", form.boxes("precaution")),
        ],
        "departments": form.boxes("department"),
        "area": "imports",
        "back": reverse("imports:columns", args=[batch_id]),
    }
    return ask(request, form, do, page, "imports/words.html")
