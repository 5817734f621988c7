"""Has this client, or this organisation, called too often?

Counted in the web process, a minute at a time: a call costs no round trip and needs no
broker. Each process counts for itself, so the figures below are for one process.
"""

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from api.callers import Caller


if TYPE_CHECKING:
    from rest_framework.views import APIView


MINUTE = 60.0
MOST_COUNTERS = 10_000


class Counters:
    """How many calls each key has made in its present minute."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[object, tuple[float, int]] = {}

    def wait(self, key: object, *, limit: int, now: float) -> float:
        """Count one call; the seconds to wait where it is one too many, else 0."""
        with self._lock:
            if len(self._counts) > MOST_COUNTERS:
                self._forget(now)
            began, count = self._counts.get(key, (now, 0))
            if now - began >= MINUTE:
                began, count = now, 0
            if count >= limit:
                return began + MINUTE - now
            self._counts[key] = (began, count + 1)
            return 0.0

    def __len__(self) -> int:
        return len(self._counts)

    def clear(self) -> None:
        """Forget every call, as a new process has."""
        with self._lock:
            self._counts = {}

    def _forget(self, now: float) -> None:
        self._counts = {
            key: (began, count)
            for key, (began, count) in self._counts.items()
            if now - began < MINUTE
        }


counters = Counters()


class CallLimit(BaseThrottle):
    """Both limits, the organisation's first: unknown tokens count against it too."""

    def __init__(self) -> None:
        self._wait = 0.0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        del view
        now = monotonic()
        organisation = request._request.organisation.id  # type: ignore[attr-defined]
        keys = [(organisation, settings.API_ORGANISATION_CALLS_A_MINUTE)]
        if isinstance(request.user, Caller):
            key = (organisation, request.user.digest)
            keys.append((key, settings.API_CLIENT_CALLS_A_MINUTE))
        for key, limit in keys:
            self._wait = counters.wait(key, limit=limit, now=now)
            if self._wait:
                return False
        return True

    def wait(self) -> float:
        return self._wait + 1
