"""In whose name does this call act, may it, and was it made before?

Every call but a check goes through `calling`: one look at the shared asker row, the
scope of the view, and the person who acts or answers for the program. Who may take
which step is asked further in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.actions import replays
from accounts.queries.callers import Caller, caller_for
from accounts.sign_in.step_up import proved_lately
from api.callers import Caller as Shown
from api.files import came_as_form
from api.problems import Kinds, Problem


if TYPE_CHECKING:
    from accounts.models import User


_KEY = re.compile(r"[\x21-\x7e]{1,100}")


class Call(APIView):
    """A call that reads or changes what an organisation holds.

    `scope` is what a program's token must have been given for it. Who calls is judged
    before anything of the call is read: nobody else learns what it takes.
    """

    scope: ClassVar[str] = ""
    caller: Caller
    at: datetime

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises, as problem documents, NoCredential and NotScoped."""
        super().initial(request, *args, **kwargs)
        shown = cast("Shown", request.user)
        self.at = timezone.now()
        self.caller = caller_for(digest=shown.digest, scope=self.scope, at=self.at)


@dataclass(frozen=True, slots=True)
class Calling:
    """One call: who acts, when, and under which Idempotency-Key."""

    caller: Caller
    at: datetime
    key: str
    address: str
    body: bytes

    @property
    def user(self) -> "User":
        return self.caller.user

    def sending(self, body: bytes) -> "Calling":
        """The same call, told from others by these bytes: what came was no plain body."""
        return replace(self, body=body)

    def once(self, act: Callable[[], str]) -> str:
        """Take a step, or learn what the same call brought about before."""
        return replays.once(
            caller=self.caller,
            key=self.key,
            address=self.address,
            body=self.body,
            act=act,
            at=self.at,
        )


def calling(request: Request, view: Call, *, body: bytes | None = None) -> Calling:
    """Who makes this call. `body` is given where it was read already, as a long one is."""
    return Calling(
        caller=view.caller,
        at=view.at,
        key=idempotency_key(request) if request.method == "POST" else "",
        address=request._request.path,
        body=_body_of(request) if body is None else body,
    )


def _body_of(request: Request) -> bytes:
    """What came; of a form nothing, for whoever takes one says what tells it apart."""
    return b"" if came_as_form(request) else request._request.body


def proved(request: Request, call: Calling) -> None:
    """Somebody signed in has proved lately who they are, as a page would ask.

    A program proves nothing: what only a person may do is refused it further in.
    Raises Problem NEEDS_PROOF.
    """
    if not call.caller.is_program and not proved_lately(request._request):
        raise Problem(
            Kinds.NEEDS_PROOF,
            "Prove again who you are at /account/prove/ and send it again.",
        )


def idempotency_key(request: Request) -> str:
    """The Idempotency-Key, empty where there is none, or a Problem."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if key and not _KEY.fullmatch(key):
        raise Problem(
            Kinds.INVALID,
            "Correct the header named and send it again.",
            errors={"Idempotency-Key": "Send 1 to 100 visible ASCII characters."},
        )
    return str(key)
