"""Is this a certificate to which an extract may be encrypted?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from sharing.errors import Invalid


LEAST_BITS = 2048
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A certificate as an agreement pins it; `fingerprint` is SHA-256 in hexadecimal."""

    pem: str
    fingerprint: str
    ends_on: date


def pinned(given: bytes, *, address: str, at: datetime) -> Pinned:
    """Read a certificate in PEM or DER.

    Raises:
        Invalid: with the sentence why this one cannot be used.
    """
    certificate = _read(given)
    reason = against(certificate, address=address, at=at)
    if reason:
        raise Invalid({"certificate": reason})
    return Pinned(
        pem=certificate.public_bytes(Encoding.PEM).decode(),
        fingerprint=certificate.fingerprint(SHA256()).hex(),
        ends_on=certificate.not_valid_after_utc.date(),
    )


def against(certificate: x509.Certificate, *, address: str, at: datetime) -> str:
    """Why nothing may be encrypted to this certificate now; empty where it may."""
    key = certificate.public_key()
    now = at.astimezone(UTC)
    if not isinstance(key, RSAPublicKey):
        return "Use a certificate with an RSA key: no other can be encrypted to."
    if key.key_size < LEAST_BITS:
        return f"The key is too short. Use RSA of {LEAST_BITS} bits or more."
    if now < certificate.not_valid_before_utc:
        return "The certificate is not valid yet."
    if now > certificate.not_valid_after_utc:
        return "The certificate has expired."
    if not _may_encrypt(certificate):
        return "The certificate may not be used to encrypt e-mail."
    named = _addresses(certificate)
    if named and address.lower() not in named:
        return "The certificate names another e-mail address."
    return ""


def parsed(pem: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem.encode())


def plain_fingerprint(typed: str) -> str:
    """A fingerprint as somebody reads it out: colons, spaces and capitals fall away."""
    return "".join(sign for sign in typed.lower() if sign in "0123456789abcdef")


def in_groups(fingerprint: str) -> str:
    """A fingerprint as it is read out: pairs with colons."""
    pairs = (fingerprint[at : at + 2] for at in range(0, len(fingerprint), 2))
    return ":".join(pairs).upper()


def _read(given: bytes) -> x509.Certificate:
    if len(given) <= MOST_BYTES:
        try:
            if b"-----BEGIN" in given:
                return x509.load_pem_x509_certificate(given)
            return x509.load_der_x509_certificate(given)
        except ValueError:
            pass
    raise Invalid({"certificate": "This is not a certificate in PEM or DER."})


def _may_encrypt(certificate: x509.Certificate) -> bool:
    extensions = certificate.extensions
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        if not usage.key_encipherment:
            return False
    except x509.ExtensionNotFound:
        pass
    try:
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True
    allowed = {
        ExtendedKeyUsageOID.EMAIL_PROTECTION,
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    }
    return bool(allowed & set(purposes))


def _addresses(certificate: x509.Certificate) -> set[str]:
    try:
        names = certificate.extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        ).value
    except x509.ExtensionNotFound:
        return set()
    return {name.lower() for name in names.get_values_for_type(x509.RFC822Name)}
