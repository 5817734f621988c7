"""How is an extract signed inside and encrypted outside?"""

from email.message import EmailMessage
from email.policy import SMTP

from cryptography import x509
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7EnvelopeBuilder,
    PKCS7Options,
    PKCS7SignatureBuilder,
)

from sharing.extracts.signing import Signer


def seal(
    content: bytes, *, file_name: str, signer: Signer, recipient: x509.Certificate
) -> bytes:
    """The enveloped message in DER: only the recipient learns even who signed."""
    signed = sign(entity(content, file_name=file_name), signer=signer)
    return (
        PKCS7EnvelopeBuilder()
        .set_data(signed)
        .set_content_encryption_algorithm(AES256)
        .add_recipient(recipient)
        .encrypt(Encoding.DER, [PKCS7Options.Binary])
    )


def sign(content: bytes, *, signer: Signer) -> bytes:
    """A signed message with the signature beside what it signs."""
    return (
        PKCS7SignatureBuilder()
        .set_data(content)
        .add_signer(signer.certificate, signer.key, SHA256())
        .sign(Encoding.SMIME, [PKCS7Options.DetachedSignature])
    )


def entity(content: bytes, *, file_name: str) -> bytes:
    """The file as a part of a message, in lines that no mail server changes."""
    part = EmailMessage(policy=SMTP)
    part.set_content(
        content,
        maintype="text",
        subtype="csv",
        disposition="attachment",
        filename=file_name,
        params={"charset": "utf-8"},
        cte="base64",
    )
    return part.as_bytes()
