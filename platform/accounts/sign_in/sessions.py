"""Which session does this cookie name, and does it still count?

A session lives in its organisation's own schema and names that organisation. Only
the digest of its key is stored. A signed-in session counts while its shared asker
row does: dropping that row ends it, wherever it is read next.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db.models import DateTimeField, OuterRef, Subquery
from django.utils import timezone

from accounts.actions import stored_sessions
from accounts.actions.askers import digest_of
from accounts.models import Session
from accounts.policy import ABSOLUTE, BEFORE_SIGN_IN
from tenants.context import current_organisation
from tenants.models import Asker


SIGNED_IN_AT = "signed_in_at"


class SessionStore(SessionBase):
    """Django's session interface over `accounts.Session`."""

    @property
    def key_salt(self) -> str:
        """What one organisation signed, no other can read."""
        return f"accounts.sessions.{current_organisation().id.hex}"

    @property
    def digest(self) -> bytes | None:
        """The name this session has at rest and in `tenants_asker`. No query."""
        return digest_of(self.session_key) if self.session_key else None

    def load(self) -> dict[str, Any]:
        """The session's data, or an empty session when it does not count."""
        found = self._find(timezone.now())
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found.data)

    def exists(self, session_key: str) -> bool:
        """Is this key taken?"""
        return Session.objects.filter(digest=digest_of(session_key)).exists()

    def create(self) -> None:
        """A new key, saved at once so that it is surely new."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep the data. A session that was ended meanwhile is not brought back."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        now = timezone.now()
        row = {
            "data": self.encode(data),
            "user_id": data.get("_auth_user_id"),
            "expires_at": _ends(data, now),
        }
        digest = digest_of(self.session_key)
        if not must_create:
            if not stored_sessions.update(digest=digest, row=row):
                raise UpdateError
            return
        try:
            stored_sessions.insert(digest=digest, row=row, at=now)
        except stored_sessions.KeyTaken as error:
            raise CreateError from error

    def delete(self, session_key: str | None = None) -> None:
        """Forget the session and its asker row, so that neither answers."""
        key = session_key or self.session_key
        if key is not None:
            stored_sessions.delete(digest=digest_of(key))

    def cycle_key(self) -> None:
        """A new key for the same session: its asker row goes along."""
        before, data = self.digest, self._session  # type: ignore[attr-defined]
        key = self.session_key
        self.create()
        self._session_cache = data
        if key is not None and before is not None and self.digest is not None:
            stored_sessions.move(before=before, after=self.digest)

    @classmethod
    def clear_expired(cls) -> None:
        """Called by Django's own command; the nightly sweep does the same."""
        Session.objects.filter(expires_at__lte=timezone.now()).delete()

    def _find(self, now: datetime) -> Session | None:
        digest = self.digest
        organisation = current_organisation().id
        live = Asker.objects.filter(
            digest=OuterRef("digest"),
            organisation=organisation,
            idle_expires_at__gt=now,
            expires_at__gt=now,
        )
        found = (
            Session.objects.filter(
                digest=digest, organisation=organisation, expires_at__gt=now
            )
            .annotate(
                idle_until=Subquery(
                    live.values("idle_expires_at")[:1], output_field=DateTimeField()
                )
            )
            .first()
        )
        if found is None or (found.user_id and found.idle_until is None):
            return None
        return found


def _ends(data: dict[str, Any], now: datetime) -> datetime:
    """Twelve hours from sign-in whatever is done; half an hour before it."""
    signed_in_at = data.get(SIGNED_IN_AT)
    if signed_in_at is None:
        return now + BEFORE_SIGN_IN
    return datetime.fromisoformat(signed_in_at) + ABSOLUTE
