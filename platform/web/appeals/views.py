"""Which appeals are there, and what is one of them about?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.sign_in.requests import Asked
from register.actions import appeals, replies
from register.actions.appeals import looks, papers
from register.appeal_states import Route
from register.queries import hearings
from web.answers import ask, attachment, see, seen_in
from web.appeals.asking import step_or_warn
from web.appeals.forms import (
    HearingForm,
    MemberForm,
    PapersForm,
    RecordForm,
    ReplyForm,
    WithdrawalForm,
)


PDF = "application/pdf"


@require_GET
def mine(request: Asked) -> HttpResponse:
    found = looks.list_appeals(by=request.user, at=timezone.now())
    return render(request, "appeals/list.html", {"appeals": found})


@require_GET
def appeal(request: Asked, reference: str) -> HttpResponse:
    found = looks.open_appeal(reference=reference, by=request.user, at=timezone.now())
    return render(request, "appeals/appeal.html", {"appeal": found})


@require_http_methods(["GET", "POST"])
def record(request: Asked, reference: str) -> HttpResponse:
    """Take in an appeal against this entry."""
    form = RecordForm(request.POST or None)

    def do(form: RecordForm) -> HttpResponse:
        appeals.record(
            entry=reference, words=form.words(), by=request.user, at=timezone.now()
        )
        return see("appeals:list")

    page = {
        "heading": "Record an appeal",
        "caption": f"Entry {reference}",
        "back": reverse("register:entry", args=[reference]),
        "button": "Record the appeal",
    }
    return ask(
        request,
        form,
        do,
        page,
        done="The appeal is recorded. The warning stands, marked as contested.",
    )


@require_http_methods(["GET", "POST"])
def reply(request: Asked, reference: str) -> HttpResponse:
    """Keep what the person says beside the entry, without an appeal."""
    form = ReplyForm(request.POST or None)

    def do(form: ReplyForm) -> HttpResponse:
        replies.record_reply(
            reference=reference,
            text=form.cleaned_data["text"],
            route=Route(form.cleaned_data["route"]),
            received_on=form.cleaned_data["received_on"],
            by=request.user,
            at=timezone.now(),
        )
        return see("register:entry", reference=reference)

    page = {
        "heading": "Record what the person says",
        "caption": f"Entry {reference}",
        "back": reverse("register:entry", args=[reference]),
        "button": "Record it",
    }
    return ask(
        request, form, do, page, done="What the person says stands beside the entry."
    )


@require_POST
def acknowledge(request: Asked, reference: str) -> HttpResponse:
    return step_or_warn(
        request,
        lambda: appeals.acknowledge(
            reference=reference, by=request.user, at=timezone.now()
        ),
        done="The appeal is acknowledged. The person gets a letter.",
        then=see("appeals:appeal", reference=reference),
    )


@require_http_methods(["GET", "POST"])
def panel(request: Asked, reference: str) -> HttpResponse:
    """Name somebody to hear the appeal."""
    at = timezone.now()
    people = hearings.may_sit(request.user, reference, at=at)
    form = MemberForm(request.POST or None, people=people)

    def do(form: MemberForm) -> HttpResponse:
        appeals.assign(
            reference=reference,
            version=seen_in(request),
            member=form.cleaned_data["member"],
            by=request.user,
            at=at,
        )
        return see("appeals:appeal", reference=reference)

    page = {
        "heading": "Name a panel member",
        "caption": f"Appeal {reference}",
        "seen": seen_in(request),
        "back": reverse("appeals:appeal", args=[reference]),
        "button": "Name this member",
        "people": people,
    }
    return ask(
        request,
        form,
        do,
        page,
        "appeals/panel.html",
        done="The appeal is given to this panel member.",
    )


@require_POST
def remove(request: Asked, reference: str, member: UUID) -> HttpResponse:
    return step_or_warn(
        request,
        lambda: appeals.remove(
            reference=reference, member=member, by=request.user, at=timezone.now()
        ),
        done="This member no longer hears the appeal.",
        then=see("appeals:appeal", reference=reference),
    )


@require_http_methods(["GET", "POST"])
def hearing_date(request: Asked, reference: str) -> HttpResponse:
    form = HearingForm(request.POST or None)

    def do(form: HearingForm) -> HttpResponse:
        appeals.set_hearing(
            reference=reference,
            version=seen_in(request),
            hearing_at=form.hearing_at(),
            place=form.cleaned_data["place"],
            by=request.user,
            at=timezone.now(),
        )
        return see("appeals:appeal", reference=reference)

    page = {
        "heading": "When and where is the hearing?",
        "caption": f"Appeal {reference}",
        "seen": seen_in(request),
        "back": reverse("appeals:appeal", args=[reference]),
        "button": "Set the hearing and send the letter",
    }
    return ask(
        request, form, do, page, done="The hearing is set. The person gets a letter."
    )


@require_http_methods(["GET", "POST"])
def prepare(request: Asked, reference: str) -> HttpResponse:
    form = PapersForm(request.POST or None)

    def do(form: PapersForm) -> HttpResponse:
        appeals.prepare(
            reference=reference,
            version=seen_in(request),
            also_leave_out=form.listed(),
            by=request.user,
            at=timezone.now(),
        )
        return see("appeals:appeal", reference=reference)

    page = {
        "heading": "Make the papers for the hearing",
        "caption": f"Appeal {reference}",
        "seen": seen_in(request),
        "back": reverse("appeals:appeal", args=[reference]),
        "button": "Make the papers",
    }
    return ask(
        request,
        form,
        do,
        page,
        done="The papers are made. Read the person's copy before it is posted.",
    )


@require_GET
def download(request: Asked, reference: str, number: int, whose: str) -> HttpResponse:
    """The papers as they were made, as a download."""
    content, name = papers.open_papers(
        reference=reference,
        number=number,
        persons_copy=whose == "person",
        by=request.user,
        at=timezone.now(),
    )
    return attachment(content, content_type=PDF, name=name)


@require_http_methods(["GET", "POST"])
def withdraw(request: Asked, reference: str) -> HttpResponse:
    form = WithdrawalForm(request.POST or None)

    def do(form: WithdrawalForm) -> HttpResponse:
        appeals.withdraw(
            reference=reference,
            version=seen_in(request),
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        )
        return see("appeals:appeal", reference=reference)

    page = {
        "heading": "The person takes the appeal back",
        "caption": f"Appeal {reference}",
        "seen": seen_in(request),
        "back": reverse("appeals:appeal", args=[reference]),
        "button": "Record it",
    }
    return ask(request, form, do, page, done="The appeal is withdrawn.")
