"""What does a request carry once the middleware knows who asks?"""

from django.http import HttpRequest

from accounts.models import User
from accounts.sign_in.sessions import SessionStore
from tenants.codes import Role
from tenants.models import Asker, Organisation


class Asked(HttpRequest):
    """A request as pages get it. Only ever an annotation: Django makes the object.

    `user` is a person wherever the route's rule asks for somebody signed in.
    """

    organisation: Organisation
    session: SessionStore
    user: User
    asker: Asker | None
    asker_digest: bytes | None
    roles: frozenset[Role]
    acting_roles: frozenset[Role]
