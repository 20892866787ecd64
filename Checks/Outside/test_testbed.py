"""An outside tester: the testbed over https, with its CA, by plain forms and Authlib. No browser, no script."""

import html
import json
import os
import re
import secrets
import signal
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from house import TREE, House, free_port

BACK = "http://localhost:8400/back"


class Provider:
    """`digione serve --testbed` with a data folder and a CA of its own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.program = House.copied(TREE / ".build/debug", self.folder / "program")
        self.port = free_port()
        document = (TREE / "docs/testing-from-outside.md").read_text().replace("8443", str(self.port))
        authority, serve, *self.questions = re.findall(r"```sh\n(.*?)```", document, re.S)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("DIGIONE_")}
        self.environment["PATH"] = f"{self.folder / 'program'}:{os.environ['PATH']}"
        self.environment["NO_PROXY"] = self.environment["no_proxy"] = "localhost"
        self.ca = self.follow(authority).strip()
        assert Path(self.folder, self.ca) == self.folder / "testbed-ca/ca.pem"
        self.ca = str(self.folder / "testbed-ca/ca.pem")
        data, command = serve.split(maxsplit=1)
        self.environment["DIGIONE_DATA"] = str(self.folder / data.split("=")[1])
        self.server = subprocess.Popen(
            ["bash", "-c", f"exec {command}"], env=self.environment, cwd=self.folder,
            stdout=open(self.folder / "out.log", "w"), stderr=open(self.folder / "err.log", "w"))
        self.http = requests.Session()
        self.http.trust_env, self.http.verify = False, self.ca
        for _ in range(600):
            assert self.server.poll() is None, (self.folder / "err.log").read_text()
            try:
                if self.http.get(f"https://localhost:{self.port}/readyz", timeout=2).status_code == 200:
                    break
            except requests.ConnectionError:
                time.sleep(0.1)
        self.told = json.loads((self.folder / "testbed-data/testbed.json").read_text())
        self.issuer = self.told["issuer"]
        self.metadata = self.http.get(f"{self.issuer}/.well-known/openid-configuration", timeout=10).json()

    def follow(self, block):
        """What a block of the document prints; it must end well."""
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block], env=self.environment, cwd=self.folder, capture_output=True,
            text=True, timeout=120)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def run(self, *arguments, **more):
        return subprocess.run(
            [self.program, *arguments], env={**self.environment, **more}, cwd=self.folder, capture_output=True,
            text=True, timeout=120)

    def client(self, method):
        return next(one for one in self.told["clients"] if one["token_endpoint_auth_method"] == method)

    def person(self, part):
        return next(one for one in self.told["people"] if one["part"] == part)

    def sign_in(self, address, person):
        """What a browser without scripts does between the service's request and its answer."""
        browser = requests.Session()
        browser.trust_env, browser.verify = False, self.ca
        answer = browser.get(address, allow_redirects=False, timeout=10)
        for _ in range(6):
            while answer.is_redirect:
                where = urllib.parse.urljoin(answer.url, answer.headers["Location"])
                if where.startswith(BACK):
                    return where
                answer = browser.get(where, allow_redirects=False, timeout=10)
            assert answer.status_code == 200, answer.text
            form = re.search(r'<form method="post" action="(/sign-in|/oidc/requests/[^"]+/answer)".*?</form>', answer.text, re.S)
            fields = [
                (html.unescape(name), html.unescape(value))
                for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form[0])]
            if form[1] == "/sign-in":
                fields += [("name", person["sign_in_name"]), ("password", person["password"])]
            answer = browser.post(
                self.issuer + form[1], data=fields, headers={"Origin": self.issuer}, allow_redirects=False, timeout=10)
        raise AssertionError("the service was never answered")

    def close(self):
        self.server.send_signal(signal.SIGTERM)
        assert self.server.wait(30) == 0, (self.folder / "err.log").read_text()


@pytest.fixture(scope="module")
def testbed():
    with tempfile.TemporaryDirectory(prefix="digione-testbed-") as folder:
        one = Provider(folder)
        yield one
        one.close()


def session(testbed, client, scope="openid profile digione"):
    method = client["token_endpoint_auth_method"]
    secret = ECKey.import_key(client["private_key"]) if "private_key" in client else client.get("client_secret")
    one = OAuth2Session(
        client["client_id"], secret, scope=scope, redirect_uri=BACK, code_challenge_method="S256",
        token_endpoint_auth_method=method)
    if method == "private_key_jwt":
        # Five minutes at most; Authlib would say an hour.
        one.register_client_auth_method(
            PrivateKeyJWT(
                testbed.metadata["token_endpoint"], alg="ES256", headers={"kid": "testbed"},
                claims={"exp": int(time.time()) + 60}))
    one.trust_env, one.verify = False, testbed.ca
    return one


def tokens(testbed, client, part):
    one = session(testbed, client)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    address, state = one.create_authorization_url(
        testbed.metadata["authorization_endpoint"], nonce=nonce, code_verifier=verifier)
    back = testbed.sign_in(address, testbed.person(part))
    got = one.fetch_token(
        testbed.metadata["token_endpoint"], authorization_response=back, state=state, code_verifier=verifier)
    keys = KeySet.import_key_set(testbed.http.get(testbed.metadata["jwks_uri"], timeout=10).json())
    claims = jwt.decode(got["id_token"], keys, algorithms=["RS256"]).claims
    assert claims["iss"] == testbed.issuer and claims["aud"] == client["client_id"] and claims["nonce"] == nonce
    info = one.get(testbed.metadata["userinfo_endpoint"], timeout=10).json()
    assert info["sub"] == claims["sub"]
    return info


def test_the_commands_of_the_document_run(testbed):
    discovery, registration = (json.loads(testbed.follow(block)) for block in testbed.questions)
    assert discovery["issuer"] == testbed.issuer == f"https://localhost:{testbed.port}"
    assert registration["client_id"] and registration["client_secret"]
    printed = (testbed.folder / "out.log").read_text()
    for word in [testbed.issuer, testbed.told["initial_access_token"], testbed.person("pupil")["sign_in_name"]]:
        assert word in printed


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"])
def test_every_service_of_the_testbed_signs_somebody_in(testbed, method):
    info = tokens(testbed, testbed.client(method), "pupil")
    if method == "none":
        assert set(info) == {"sub"}
    else:
        assert info["name"] == testbed.person("pupil")["name"] and info["digione"]


def test_a_service_registers_itself_with_the_initial_access_token(testbed):
    answer = testbed.http.post(
        testbed.metadata["registration_endpoint"], timeout=10,
        headers={"Authorization": f"Bearer {testbed.told['initial_access_token']}"},
        json={"client_name": "Oma testipalvelu", "redirect_uris": [BACK]})
    assert answer.status_code == 201, answer.text
    assert set(tokens(testbed, answer.json(), "classTeacher")) == {"sub"}


def test_the_ca_vouches_for_this_machine_and_browsers_are_not_bound_to_https(testbed):
    assert testbed.http.get(f"https://127.0.0.1:{testbed.port}/hello", timeout=10).status_code == 200
    assert "Strict-Transport-Security" not in testbed.http.get(f"{testbed.issuer}/hello", timeout=10).headers
    with pytest.raises(requests.exceptions.SSLError):
        stranger = requests.Session()
        stranger.trust_env = False
        stranger.get(f"{testbed.issuer}/hello", timeout=10)


def test_it_starts_on_nothing_real(testbed):
    other = testbed.run("serve", "--testbed", "--port", str(free_port()), DIGIONE_DATABASE="sqlite:/tmp/real.sqlite")
    assert other.returncode == 1 and "DIGIONE_DATABASE" in other.stderr
    beyond = testbed.run("serve", "--testbed", "--port", str(free_port()), DIGIONE_HOST="0.0.0.0")
    assert beyond.returncode == 1 and "DIGIONE_HOST" in beyond.stderr
    bare = testbed.run("serve", "--port", str(free_port()))
    assert bare.returncode == 1 and "--testbed" in bare.stderr
