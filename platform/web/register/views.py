"""What stands on the register, and who looked at it?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.sign_in.requests import Asked
from register.actions import entries as entry_actions
from register.actions import letters, looks
from register.refusals import RegisterError
from sharing.actions import seen
from tenants.codes import Permission
from tenants.queries import current_pack
from web.access import holding
from web.answers import see
from web.lives.steps import offered
from web.middleware import held_roles
from web.register.forms import FilterForm, WithdrawForm
from web.register.shown import entry_sections


@require_GET
def entries(request: Asked) -> HttpResponse:
    form = FilterForm(request.GET, pack=current_pack(request.organisation))
    filters = form.cleaned_data if form.is_valid() else {}
    found = looks.list_entries(
        state=filters.get("state") or None,
        category=filters.get("category") or None,
        page=page_number(request),
        by=request.user,
        at=timezone.now(),
    )
    return render(request, "register/list.html", {"list": found, "filter": form})


def page_number(request: Asked) -> int:
    """Return the page asked for; anything that is no number is the first."""
    given = request.GET.get("page", "1")
    return max(1, int(given)) if given.isdecimal() and len(given) < 6 else 1


@require_GET
def entry(request: Asked, reference: str) -> HttpResponse:
    found = looks.open_entry(reference=reference, by=request.user, at=timezone.now())
    roles = held_roles(request)
    page = {
        "entry": found,
        "sections": entry_sections(found, current_pack(request.organisation)),
        "may_share": bool(roles & holding(Permission.SHARE)),
        "may_withdraw": bool(roles & holding(Permission.DECIDE)),
        "may_post": bool(roles & holding(Permission.DECIDE)),
        "may_read_letters": bool(
            roles & holding(Permission.DECIDE, Permission.REVIEW_REGISTER)
        ),
        "may_see_looks": bool(roles & holding(Permission.READ_AUDIT)),
        "life": offered(found, roles),
        "may_disclose": bool(
            roles & holding(Permission.RIGHTS, Permission.SHARE, Permission.DECIDE)
        ),
        "may_appeal": bool(roles & holding(Permission.ARRANGE_APPEALS)),
        "may_retest": found.not_told and bool(roles & holding(Permission.DECIDE)),
    }
    return render(request, "register/entry.html", page)


@require_GET
def letter(request: Asked, reference: str, notice_id: UUID) -> HttpResponse:
    """The letter exactly as it was made, as a download."""
    content, name = looks.open_letter(
        reference=reference, notice_id=notice_id, by=request.user, at=timezone.now()
    )
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def posted(request: Asked, reference: str, notice_id: UUID) -> HttpResponse:
    """Somebody has printed the letter and put it in the post."""
    try:
        letters.mark_posted(notice_id=notice_id, by=request.user, at=timezone.now())
    except RegisterError as refusal:
        for sentence in refusal.sentences:
            messages.warning(request, sentence)
    else:
        messages.success(request, "The letter is recorded as posted.")
    return see("register:entry", reference=reference)


@require_GET
def looks_at(request: Asked, reference: str) -> HttpResponse:
    found = seen.who_looked(reference=reference, by=request.user, at=timezone.now())
    page = {"reference": reference, "looks": found}
    return render(request, "register/looks.html", page)


@require_GET
def recent_looks(request: Asked) -> HttpResponse:
    found = seen.who_looked(reference=None, by=request.user, at=timezone.now())
    return render(request, "register/looks.html", {"looks": found, "area": "looks"})


@require_http_methods(["GET", "POST"])
def withdraw(request: Asked, reference: str) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry_actions.withdraw(
                reference=reference,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, "The entry is removed. It answers nothing now.")
            return see("register:entry", reference=reference)
    page = {
        "form": form,
        "heading": "Remove this entry?",
        "caption": reference,
        "back": reverse("register:entry", args=[reference]),
        "button": "Remove the entry",
        "warning": True,
    }
    return render(
        request, "register/withdraw.html", page, status=422 if form.errors else 200
    )
