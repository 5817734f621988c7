"""What may an elected member be told, and what does an officer answer?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.members import queries
from register.members.actions import asking
from register.members.rules import MODELS
from register.refusals import RegisterError
from register.states import MemberAnswer
from tenants.queries import current_pack
from web.answers import see
from web.members.forms import AnswerForm, AskForm
from web.work import lines_of


@require_http_methods(["GET", "POST"])
def mine(request: Asked) -> HttpResponse:
    """What holds for members here; where they ask, the form and their requests."""
    pack = current_pack(request.organisation)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = asking.ask(**form.cleaned_data, by=request.user, at=timezone.now())
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, "An officer has your request.")
            return see("members:request", reference=asked.reference)
    page = {
        "form": form,
        "sentence": MODELS[pack.member_access],
        "asks": pack.members_ask,
        "looks": pack.members_look,
        "items": lines_of(queries.own_requests(request.user)),
    }
    return render(
        request, "members/mine.html", page, status=422 if form.errors else 200
    )


@require_GET
def request_page(request: Asked, reference: str) -> HttpResponse:
    """One request and its answer; reading it is on record."""
    found = asking.read(reference=reference, by=request.user, at=timezone.now())
    return render(request, "members/request.html", {"asked": found})


@require_http_methods(["GET", "POST"])
def answer(request: Asked, reference: str) -> HttpResponse:
    """Look first, then answer."""
    found = asking.read(reference=reference, by=request.user, at=timezone.now())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            asking.answer(
                reference=reference,
                answer=MemberAnswer(given["answer"]),
                entry_reference=given["entry_reference"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, "The member is answered.")
            return see("home:work")
    page = {
        "form": form,
        "asked": found,
        "heading": "Answer an elected member",
        "caption": reference,
        "button": "Answer",
        "back": reverse("home:work"),
    }
    return render(
        request, "members/answer.html", page, status=422 if form.errors else 200
    )
