"""Who asks on these pages, and what did they send?"""

from django.http import QueryDict

from accounts.actions.sessions import session_name
from accounts.queries import actor
from accounts.sign_in.requests import Asked
from audit.actors import Actor


def by(request: Asked) -> Actor:
    """Whoever is signed in, as the audit names them."""
    return actor(request.user, session=session_name(request.asker_digest or b""))


def sent(request: Asked) -> QueryDict | None:
    """What was sent, or None when the page was only asked for."""
    return request.POST if request.method == "POST" else None
