"""What is told of an address under /api/ that is none of ours?

Whether an id has the right shape is nobody's business who may not call at all: without a
live credential every address is answered alike.
"""

from typing import Any, cast

from django.utils import timezone
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.queries.callers import asker_for
from api.callers import Caller


class Nowhere(APIView):
    """No method of it is answered."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises, as problem documents, NoCredential and NotFound."""
        super().initial(request, *args, **kwargs)
        asker_for(digest=cast("Caller", request.user).digest, at=timezone.now())
        raise NotFound


no_route = Nowhere.as_view()
