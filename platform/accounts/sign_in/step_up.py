"""Must this person prove again who they are before they do this?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.sign_in.requests import Asked


def step_up[**P](
    view: Callable[Concatenate[Asked, P], HttpResponseBase],
) -> Callable[Concatenate[Asked, P], HttpResponseBase]:
    """For releases, exports and role changes: only shortly after a proof.

    A form that was sent is kept and goes on by itself after the proof. Somebody who
    comes in by single sign-on alone has nothing to prove with here: they sign in anew.
    """

    @wraps(view)
    def guarded(
        request: Asked, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        adapter = get_adapter(request)
        if not adapter.is_reauthentication_required(app="accounts"):
            return view(request, *args, **kwargs)
        if not adapter.get_reauthentication_methods(request.user):
            logout(request)
            return redirect("account_login")
        raise ReauthenticationRequired

    return guarded


def proved_lately(request: HttpRequest) -> bool:
    """Whether a signed-in person has proved who they are as lately as a page asks."""
    if not request.user.is_authenticated:
        return False
    adapter = get_adapter(request)
    return not adapter.is_reauthentication_required(app="accounts")
