"""A security key in software: what a browser and a key answer, byte for byte."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestedCredentialData


PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SecurityKey:
    """One key, with one credential for one host."""

    host: str
    port: str = ""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: str = ""
    used: int = 0

    def create(self, options: Any) -> str:
        """The answer to `navigator.credentials.create`, as a page sends it."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        data = AttestedCredentialData.create(
            Aaguid.NONE,
            self.credential_id,
            ES256.from_cryptography_key(self.key.public_key()),
        )
        attestation = cbor.encode(
            {
                "fmt": "none",
                "authData": self._data(ATTESTED, bytes(data)),
                "attStmt": {},
            }
        )
        client = self._client("webauthn.create", asked["challenge"])
        return self._sent(
            {
                "clientDataJSON": websafe_encode(client),
                "attestationObject": websafe_encode(attestation),
            }
        )

    def get(self, options: Any) -> str:
        """The answer to `navigator.credentials.get`, as a page sends it."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = self._data(0, b"")
        signed = data + hashlib.sha256(client).digest()
        return self._sent(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(SHA256()))),
                "userHandle": self.user_handle,
            }
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        origin = f"http://{self.host}{self.port}"
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": origin}
        ).encode()

    def _data(self, flags: int, attested: bytes) -> bytes:
        self.used += 1
        return (
            hashlib.sha256(self.host.encode()).digest()
            + bytes([PRESENT | VERIFIED | flags])
            + self.used.to_bytes(4, "big")
            + attested
        )

    def _sent(self, response: dict[str, str]) -> str:
        name = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {"credProps": {"rk": True}},
                "authenticatorAttachment": "cross-platform",
                "response": response,
            }
        )
