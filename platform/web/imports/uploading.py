"""Which imports are there, and how does a new one begin?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.imports.actions import uploads
from register.imports.actions.looks.mapping import open_columns
from register.imports.actions.looks.opening import batch_lines
from register.imports.states import ImportState
from tenants.codes import Permission
from web.access import holding
from web.answers import ask, see
from web.imports.forms import SheetForm, UploadForm


# Where an import is taken up again, by its state.
NEXT_PAGE = {
    ImportState.MAPPING: "imports:columns",
    ImportState.CHECKING: "imports:findings",
    ImportState.SENT: "imports:summary",
    ImportState.COMMITTING: "imports:progress",
    ImportState.COMMITTED: "imports:progress",
    ImportState.ABANDONED: "imports:progress",
}
UPLOAD = {
    "heading": "Bring in an old register",
    "caption": "Import",
    "button": "Upload and read",
}


@require_GET
def every(request: Asked) -> HttpResponse:
    """The imports under way and the latest that ended."""
    lines = batch_lines(by=request.user, at=timezone.now())
    page = {
        "imports": [
            (line, reverse(NEXT_PAGE[line.state], args=[line.id])) for line in lines
        ],
        "may_import": bool(request.roles & holding(Permission.IMPORT_REGISTER)),
        "may_decide": bool(request.roles & holding(Permission.DECIDE)),
        "area": "imports",
    }
    return render(request, "imports/list.html", page)


@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """Take a file, read it in a child process, and stage its rows."""

    def do(form: UploadForm) -> HttpResponse:
        batch_id = uploads.upload(
            data=form.cleaned_data["file"],
            file_name=form.file_name,
            by=request.user,
            at=timezone.now(),
        )
        return see("imports:columns", batch_id=batch_id)

    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*sent, sent_bytes=int(request.META.get("CONTENT_LENGTH") or 0))
    page = {**UPLOAD, "area": "imports", "back": reverse("imports:list")}
    return ask(request, form, do, page, "imports/new.html")


@require_http_methods(["GET", "POST"])
def sheet(request: Asked, batch_id: UUID) -> HttpResponse:
    """Take another sheet of the same workbook."""
    found = open_columns(batch_id=batch_id, by=request.user, at=timezone.now())

    def do(form: SheetForm) -> HttpResponse:
        uploads.read_sheet(
            batch_id=batch_id,
            sheet=form.cleaned_data["sheet"],
            by=request.user,
            at=timezone.now(),
        )
        return see("imports:columns", batch_id=batch_id)

    form = SheetForm(
        request.POST or None,
        sheets=found.sheets,
        initial={"sheet": found.batch.sheet},
    )
    page = {
        "heading": "Read another sheet",
        "caption": found.batch.file_name,
        "button": "Read this sheet",
        "area": "imports",
        "back": reverse("imports:columns", args=[batch_id]),
    }
    return ask(request, form, do, page)
