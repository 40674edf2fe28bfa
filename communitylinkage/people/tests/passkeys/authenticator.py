"""A passkey device in software: answers as a browser would, truly signed (WebAuthn 3, 6.1, 6.5)."""

import base64
import hashlib
import json
import os

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HOLDS_KEY = 1, 4, 64


def text_of(some: bytes) -> str:
    return base64.urlsafe_b64encode(some).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Device:
    """One key for one site; `counts=False` is one that tells 0 for ever, as synced ones do."""

    def __init__(self, origin="http://testserver", domain="testserver", counts=True):
        self.origin, self.domain, self.counts = origin, domain, counts
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential, self.counter, self.handle = os.urandom(32), 0, b""

    def _client_data(self, act, challenge):
        told = {"type": f"webauthn.{act}", "challenge": challenge, "origin": self.origin}
        return json.dumps(told).encode()

    def _said(self, flags, more=b""):
        self.counter += self.counts
        head = hashlib.sha256(self.domain.encode()).digest() + bytes([flags])
        return head + self.counter.to_bytes(4, "big") + more

    @property
    def public_key(self):
        """As it is stored (COSE, ES256)."""
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _sent(self, **response):
        told = {name: text_of(each) for name, each in response.items()}
        number = text_of(self.credential)
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": told})

    def make(self, question):
        """Answers `navigator.credentials.create`."""
        asked = json.loads(question)
        self.handle = bytes_of(asked["user"]["id"])
        size = len(self.credential).to_bytes(2, "big")
        key = bytes(16) + size + self.credential + self.public_key
        said = self._said(PRESENT | VERIFIED | HOLDS_KEY, key)
        proof = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said})
        client = self._client_data("create", asked["challenge"])
        return self._sent(clientDataJSON=client, attestationObject=proof)

    def use(self, question, **changed):
        """Answers `navigator.credentials.get`."""
        challenge = changed.get("challenge") or json.loads(question)["challenge"]
        client, said = self._client_data("get", challenge), self._said(PRESENT)
        signature = self.key.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._sent(
            clientDataJSON=client,
            authenticatorData=said,
            signature=changed.get("signature", signature),
            userHandle=changed.get("handle", self.handle),
        )
