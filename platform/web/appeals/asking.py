"""How does a button that asks nothing take its step?"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse

from accounts.sign_in.requests import Asked
from register.refusals import NotFound, NotPermitted, RegisterError
from web.answers import SeeOther


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
