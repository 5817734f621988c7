"""How is a secret that must be read again kept at rest?

Authenticator secrets and provider secrets are encrypted under a key derived from the
deployment's secret key and the organisation, so that a row carried into another
organisation's schema opens nothing. Old secret keys still open what they sealed.
"""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from uuid import UUID

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def seal(text: str, *, organisation: UUID, keys: Sequence[str]) -> str:
    """The text, encrypted under the first key."""
    return _box(organisation, keys).encrypt(text.encode()).decode()


def unseal(sealed: str, *, organisation: UUID, keys: Sequence[str]) -> str:
    """The text again. Raises cryptography.fernet.InvalidToken for anything else."""
    return _box(organisation, keys).decrypt(sealed.encode()).decode()


def _box(organisation: UUID, keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(_derive(organisation, key)) for key in keys])


def _derive(organisation: UUID, key: str) -> bytes:
    derivation = HKDF(
        algorithm=SHA256(), length=32, salt=None, info=b"accounts:" + organisation.bytes
    )
    return urlsafe_b64encode(derivation.derive(key.encode()))
