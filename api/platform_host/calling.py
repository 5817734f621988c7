"""In whose name does a call act that manages the platform, and may it?"""

from typing import ClassVar

from rest_framework.request import Request

from accounts.policy import PLATFORM_SCOPE
from accounts.queries.administering import administrator
from api.acting import Call, Calling, calling


class PlatformCall(Call):
    """A call of the platform's administrator, or of a program of theirs."""

    scope: ClassVar[str] = PLATFORM_SCOPE


def administering(request: Request, view: Call) -> Calling:
    """Who reads. Whoever changes something is asked further in, and put on record.

    Raises, as problem documents, NoCredential, NotScoped and NotAdministrator.
    """
    call = calling(request, view)
    administrator(call.user, at=call.at)
    return call
