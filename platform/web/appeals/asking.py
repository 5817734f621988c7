"""How does a page ask its questions, take one step, and lose nothing typed?"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from accounts.sign_in.requests import Asked
from register.refusals import NotFound, NotPermitted, RegisterError
from web.answers import SeeOther


def ask(
    request: Asked,
    form: forms.Form,
    step: Callable[[], object],
    *,
    done: str,
    then: SeeOther,
    template: str = "web/form_page.html",
    **page: Any,
) -> HttpResponse:
    """Show the form; when it is sent and valid take the step, and go on.

    A refusal comes back above the form with what was typed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            step()
        except (NotFound, NotPermitted):
            raise
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, done)
            return then
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **page}, status=status)


def step_or_warn(
    request: Asked, step: Callable[[], object], *, done: str, then: SeeOther
) -> HttpResponse:
    """Take a step that asks nothing; a refusal is said on the page it came from."""
    try:
        step()
    except (NotFound, NotPermitted):
        raise
    except RegisterError as refusal:
        for sentence in refusal.sentences:
            messages.warning(request, sentence)
    else:
        messages.success(request, done)
    return then
