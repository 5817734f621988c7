"""With which key does an organisation sign what leaves it?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


BITS = 3072
LASTS = timedelta(days=825)
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A key and the certificate by which its signatures are known."""

    certificate: x509.Certificate
    key: RSAPrivateKey


def new_signer(name: str, *, at: datetime) -> Signer:
    """A key and a certificate of its own, for signing mail and for nothing else."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    called = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:LONGEST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, "Extracts from the register"),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + LASTS)
    )
    for extension, critical in _extensions(key):
        builder = builder.add_extension(extension, critical=critical)
    return Signer(certificate=builder.sign(key, SHA256()), key=key)


def written(signer: Signer) -> tuple[str, str]:
    """The certificate and the key as PEM. The key is to be sealed before it is kept."""
    key = signer.key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    ).decode()
    return signer.certificate.public_bytes(Encoding.PEM).decode(), key


def signer_in(certificate: str, key: str) -> Signer:
    read = load_pem_private_key(key.encode(), password=None)
    if not isinstance(read, RSAPrivateKey):
        raise TypeError("A signing key is RSA.")
    return Signer(
        certificate=x509.load_pem_x509_certificate(certificate.encode()), key=read
    )


def _extensions(key: RSAPrivateKey) -> list[tuple[x509.ExtensionType, bool]]:
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (usage, True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    ]
