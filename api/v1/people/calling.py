"""In whose name does a call on people act, may it, and how is one person answered?"""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.actions.looking_after import admit
from accounts.queries import naming
from api.acting import Call, Calling
from api.answers import answer
from api.shapes import written
from api.shapes_described import serialiser_of


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PersonSerializer = serialiser_of(naming.NamedPerson, "NamedPerson", answered=True)


class PeopleCall(Call):
    """A call of whoever looks after people, in person.

    They are judged before anything of the call is read; further in once more.
    `accesses`: the pack may name others too.
    """

    scope: ClassVar[str] = "sharing:manage"
    accesses: ClassVar[bool] = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises, as problem documents, NoCredential, NotScoped, NotNamer."""
        super().initial(request, *args, **kwargs)
        match = request._request.resolver_match
        admit(
            step=match.view_name if match else "",
            subject=next((str(value) for value in kwargs.values()), ""),
            on_record=request.method not in SAFE,
            by=self.caller.user,
            at=self.at,
            accesses=self.accesses,
        )


def person_answer(call: Calling, person_id: UUID, *, status: int = 200) -> HttpResponse:
    """The person as they stand now."""
    found = naming.person_for(call.user, person_id, at=call.at)
    location = f"/api/v1/people/{found.id}" if status == 201 else ""
    return answer(written(found), status=status, version=found.seen, location=location)
