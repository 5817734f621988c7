"""In whose name does a call act that manages the platform, and may it?"""

from typing import Any, ClassVar

from rest_framework.request import Request

from accounts.actions.organisations import admit
from accounts.policy import PLATFORM_SCOPE
from api.acting import Call


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class PlatformCall(Call):
    """A call of the platform's administrator, or of a program of theirs.

    They are judged before anything of the call is read; further in once more.
    """

    scope: ClassVar[str] = PLATFORM_SCOPE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises, as problem documents, NoCredential, NotScoped, NotAdministrator."""
        super().initial(request, *args, **kwargs)
        match = request._request.resolver_match
        admit(
            step=match.view_name if match else "",
            subject=next((str(value) for value in kwargs.values()), ""),
            on_record=request.method not in SAFE,
            by=self.caller.user,
            at=self.at,
        )
