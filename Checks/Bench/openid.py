"""What a service asks of the OpenID Connect provider, prepared for wrk: run by measure.py."""

import base64
import hashlib
import json
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

VERIFIER = "a-verifier-of-more-than-forty-three-characters-0"
BACK = "https://service.example/back"


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def assertion(key, client, audience, number):
    """RFC 7523 §3, good for four minutes."""
    now = int(time.time())
    claims = {"iss": client, "sub": client, "aud": audience, "iat": now, "exp": now + 240, "jti": f"bench-{number}"}
    parts = [base64url(json.dumps(part).encode()) for part in ({"alg": "ES256", "kid": "bench"}, claims)]
    first, second = utils.decode_dss_signature(key.sign(".".join(parts).encode(), ec.ECDSA(hashes.SHA256())))
    return ".".join([*parts, base64url(first.to_bytes(32, "big") + second.to_bytes(32, "big"))])


class Service:
    """A client of the provider, with sessions of people who have read what it gets."""

    def __init__(self, program, port, opener, folder, algorithm="RS256"):
        self.port, self.opener, self.folder, self.algorithm = port, opener, Path(folder), algorithm
        self.program = program
        printed = subprocess.run(
            [program, "client", "add", f"Bench {algorithm}", "--redirect-uri", BACK, "--algorithm", algorithm, "--scope",
             "roster.read"], capture_output=True, text=True, check=True).stdout
        values = dict(line.split(maxsplit=1) for line in printed.splitlines())
        self.client = values["client_id"]
        pair = f"{self.client}:{values['client_secret']}"
        self.basic = "Basic " + base64.b64encode(pair.encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
        self.authorize = "/oidc/authorize?" + urllib.parse.urlencode({
            "client_id": self.client, "redirect_uri": BACK, "response_type": "code", "scope": "openid profile digione",
            "state": "s", "nonce": "n", "code_challenge": challenge, "code_challenge_method": "S256"})

    def call(self, method, path, headers=None, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=body.encode() if body is not None else None, headers=headers or {},
            method=method)
        try:
            answer = self.opener.open(request, timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers, answer.read().decode()

    def code(self, cookie):
        """A code for whoever has the session, past the page that says what the service gets."""
        headers = {"Cookie": f"__Host-session={cookie}"}
        status, fields, page = self.call("GET", self.authorize, headers)
        if status == 200:
            action = re.search(r'action="(/oidc/requests/[^"]*/answer)"', page)[1]
            told = urllib.parse.urlencode([("told", one) for one in re.findall(r'name="told" value="([^"]*)"', page)])
            headers |= {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
            status, fields, _ = self.call("POST", action, headers, told)
        assert status == 303, f"no code: {status}"
        return re.search(r"[?&]code=([\w-]+)", fields["Location"])[1]

    def access_token(self, cookie):
        body = urllib.parse.urlencode({
            "grant_type": "authorization_code", "code": self.code(cookie), "redirect_uri": BACK, "code_verifier": VERIFIER})
        status, _, text = self.call("POST", "/oidc/token", self.form(), body)
        assert status == 200, text
        return json.loads(text)["access_token"]

    def form(self):
        return {"Content-Type": "application/x-www-form-urlencoded", "Authorization": self.basic}

    def asks(self, name, lines):
        kept = self.folder / f"{name}.asks.tsv"
        kept.write_text("\n".join("\t".join(line) for line in lines) + "\n")
        return kept

    def own_token(self):
        headers = f"Content-Type: application/x-www-form-urlencoded|Authorization: {self.basic}"
        return self.asks(f"own-{self.algorithm}", [("POST", "/oidc/token", headers, "grant_type=client_credentials")])

    def own_tokens_by_key(self, count):
        """A file of forms of a second client that signs each of its assertions; none is used twice."""
        key = ec.generate_private_key(ec.SECP256R1())
        point = key.public_key().public_numbers()
        published = self.folder / "client-keys.json"
        published.write_text(json.dumps({"keys": [{
            "kty": "EC", "crv": "P-256", "kid": "bench", "use": "sig", "alg": "ES256",
            "x": base64url(point.x.to_bytes(32, "big")), "y": base64url(point.y.to_bytes(32, "big"))}]}))
        printed = subprocess.run(
            [self.program, "client", "add", "Bench private_key_jwt", "--redirect-uri", BACK, "--algorithm", self.algorithm,
             "--scope", "roster.read", "--authentication", "private_key_jwt", "--keys", str(published),
             "--assertion-algorithm", "ES256"], capture_output=True, text=True, check=True).stdout
        client = dict(line.split(maxsplit=1) for line in printed.splitlines())["client_id"].strip()
        audience = json.loads(self.call("GET", "/.well-known/openid-configuration")[2])["issuer"]
        kept = self.folder / "own-by-key.forms.tsv"
        with kept.open("w") as out:
            for number in range(count):
                body = urllib.parse.urlencode({
                    "grant_type": "client_credentials", "client_id": client,
                    "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion": assertion(key, client, audience, number)})
                out.write(f"-\t/oidc/token\t{body}\n")
        return kept

    def questions(self, cookies):
        """Files of questions about tokens of many people: userinfo, introspection."""
        tokens = [self.access_token(cookie) for cookie in cookies]
        form = f"Content-Type: application/x-www-form-urlencoded|Authorization: {self.basic}"
        return (
            self.asks("userinfo", [("GET", "/oidc/userinfo", f"Authorization: Bearer {token}", "-") for token in tokens]),
            self.asks("introspection", [("POST", "/oidc/introspection", form, f"token={token}") for token in tokens]))

    def sessions(self, cookies):
        """A file of sessions whose people get a code at once."""
        for cookie in cookies:
            self.code(cookie)
        kept = self.folder / f"flow-{self.algorithm}.tsv"
        kept.write_text("".join(f"{cookie}\t{self.authorize}\n" for cookie in cookies))
        return kept
