"""An authenticator in software: what it says can be made wrong in one place at a time."""

import base64
import hashlib
import json
import os
import re
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(octets):
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Question:
    """What a page asks the authenticator."""

    def __init__(self, html):
        form = re.search(r"<form[^>]*data-passkey[^>]*>", html).group()
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', form))
        self.challenge, self.site, self.user = said["data-challenge"], said["data-site"], said.get("data-user", "")


class SoftAuthenticator:
    """One passkey. Each answer takes what shall be wrong with it: `kind`, `challenge`, `origin`, `site`, `flags`, `count`, `key`."""

    def __init__(self, origin):
        self.origin, self.count, self.user = origin, 0, ""
        self.key, self.credential = ec.generate_private_key(ec.SECP256R1()), os.urandom(32)

    def create(self, question, **wrong):
        self.user = question.user
        attested = AttestedCredentialData.create(
            bytes(16), self.credential, ES256.from_cryptography_key(self.key.public_key()))
        client, said = self.said("webauthn.create", question, PRESENT | VERIFIED | ATTESTED, wrong)
        return {
            "client": text(client), "transports": "internal",
            "attestation": text(cbor.encode({"fmt": "none", "attStmt": {}, "authData": said + bytes(attested)})),
        }

    def get(self, question, **wrong):
        self.count += 1
        client, said = self.said("webauthn.get", question, PRESENT | VERIFIED, wrong)
        signed = wrong.get("key", self.key).sign(said + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "credential": text(self.credential), "client": text(client), "authenticator": text(said),
            "signature": text(signed), "user": wrong.get("user", self.user),
        }

    def said(self, kind, question, flags, wrong):
        client = {
            "type": wrong.get("kind", kind), "challenge": wrong.get("challenge", question.challenge),
            "origin": wrong.get("origin", self.origin), "crossOrigin": False,
        }
        site = hashlib.sha256(wrong.get("site", question.site).encode()).digest()
        said = site + struct.pack(">BI", wrong.get("flags", flags), wrong.get("count", self.count))
        return json.dumps(client).encode(), said
