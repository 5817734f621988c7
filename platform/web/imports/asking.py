"""How does a page of an import ask, refuse with a sentence, and go on?"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from accounts.sign_in.requests import Asked
from register.refusals import NotFound, NotPermitted, RegisterError
from register.states import NotAllowedNow


def ask[F: forms.Form](
    request: Asked,
    form: F,
    do: Callable[[F], HttpResponse],
    page: Mapping[str, Any],
    template: str = "web/form_page.html",
) -> HttpResponse:
    """Show the form; when it is sent and valid, do it; a refusal is its error.

    What was typed is kept, and nothing was changed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return do(form)
        except (NotFound, NotPermitted):
            raise
        except RegisterError as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
        except NotAllowedNow as refused:
            form.add_error(None, str(refused))
    status = 422 if form.errors else 200
    return render(request, template, {**page, "form": form}, status=status)
