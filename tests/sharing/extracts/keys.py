"""A partner's mailbox: its key and certificate, and opening what is sent to it."""

import email
import subprocess
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID


ADDRESS = "desk@brightfix.example"


def certificate(
    *, bits=2048, days=365, since=1, curve=False, address=ADDRESS
) -> tuple[bytes, bytes]:
    """A certificate and its key, in PEM."""
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if curve
        else rsa.generate_private_key(public_exponent=65537, key_size=bits)
    )
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Desk")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=since))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.RFC822Name(address)]), critical=False
        )
        .sign(key, SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made.public_bytes(Encoding.PEM), pem


def opened(
    message: bytes, *, certificate: bytes, key: bytes, signer: str, folder: Path
) -> bytes:
    """Decrypt a whole mail, then verify what is inside, with `openssl cms`."""
    files = {"mail": message, "own.pem": certificate, "key.pem": key}
    for name, content in {**files, "signer.pem": signer.encode()}.items():
        (folder / name).write_bytes(content)
    openssl(folder, "-decrypt", "-in", "mail", "-recip", "own.pem", "-inkey", "key.pem",
            "-out", "inner")  # fmt: skip
    openssl(folder, "-verify", "-in", "inner", "-CAfile", "signer.pem", "-purpose",
            "smimesign", "-out", "part")  # fmt: skip
    part = email.message_from_bytes((folder / "part").read_bytes(), policy=default)
    return bytes(part.get_payload(decode=True))


def openssl(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["openssl", "cms", *words], cwd=folder, capture_output=True, check=True
    )
    return done.stdout.decode(errors="replace")
