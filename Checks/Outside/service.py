"""Services that sign their users in with DigiOne: one of our own on Authlib, and an Apache with mod_auth_openidc."""

import base64
import hashlib
import os
import secrets
import subprocess
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.jwk import KeySet

from house import OPENER, free_port


def page(title, heading):
    """A page of a service. It names an empty icon: a browser would ask for one when the service may have closed already."""
    return f'<!doctype html><html lang="fi"><link rel="icon" href="data:,"><title>{title}</title><h1>{heading}</h1></html>'


def proof(key, method, address, nonce=None, token=None):
    """That whoever sends a request has the key (RFC 9449)."""
    claims = {"jti": secrets.token_urlsafe(16), "htm": method, "htu": address, "iat": int(time.time())}
    if nonce:
        claims["nonce"] = nonce
    if token:
        digest = hashlib.sha256(token.encode()).digest()
        claims["ath"] = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": key.as_dict(private=False)}
    return jwt.encode(header, claims, key, algorithms=["ES256"])


class Service:
    """A service on loopback: it notes where browsers come back and what it is told of sign-outs."""

    def __init__(self, house, *arguments, name="Laskupolku", scope="openid profile digione"):
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.back, self.left = f"{self.address}/back", f"{self.address}/left"
        self.came, self.told = [], []
        printed = house.run(
            "client", "add", name, "--redirect-uri", self.back, "--logout-redirect-uri", self.left,
            "--backchannel-logout-uri", f"{self.address}/logout", *arguments)
        values = dict(line.split(maxsplit=1) for line in printed.splitlines())
        self.client, self.secret = values["client_id"], values.get("client_secret")
        self.issuer = house.address
        self.metadata = self.read("/.well-known/openid-configuration")
        self.session = self.new_session(scope)
        self.server = ThreadingHTTPServer(("localhost", self.port), self.handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def new_session(self, scope):
        session = OAuth2Session(
            self.client, self.secret, scope=scope, redirect_uri=self.back, code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self.secret else "none")
        session.trust_env = False
        return session

    def read(self, path):
        import json

        with OPENER.open(self.issuer + path, timeout=10) as answer:
            return json.loads(answer.read())

    def handler(self):
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                service.came.append(self.path)
                self.answer(page("Laskupolku", "Tervetuloa").encode())

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                if self.path == "/logout":
                    service.told.append(urllib.parse.parse_qs(body)["logout_token"][0])
                    return self.answer(b"")
                service.came.append(f"{self.path}?{body}")
                self.answer(page("Laskupolku", "Tervetuloa").encode())

            def answer(self, body):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler

    def begin(self, **more):
        """The address to send a browser to."""
        self.verifier, self.nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
        address, self.state = self.session.create_authorization_url(
            self.metadata["authorization_endpoint"], nonce=self.nonce, code_verifier=self.verifier, **more)
        return address

    def tokens(self):
        """What the last browser that came back is worth."""
        return self.session.fetch_token(
            self.metadata["token_endpoint"], authorization_response=self.address + self.came[-1],
            state=self.state, code_verifier=self.verifier)

    def bound(self, method, address, key, token=None, **more):
        """A request with a proof of the key, sent again with the nonce when one is asked for."""
        headers, nonce = ({"Authorization": f"DPoP {token}"} if token else {}), None
        for _ in range(2):
            headers["DPoP"] = proof(key, method, address, nonce, token)
            answer = self.session.request(
                method, address, withhold_token=True, headers=headers, timeout=10, **more)
            nonce = answer.headers["DPoP-Nonce"]
            if answer.ok or answer.json()["error"] != "use_dpop_nonce":
                break
        return answer

    def bound_tokens(self, key):
        """The same as `tokens`, for a service without a secret whose tokens are bound to its key."""
        code = urllib.parse.parse_qs(urllib.parse.urlparse(self.came[-1]).query)["code"][0]
        return self.bound("POST", self.metadata["token_endpoint"], key, data={
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.back,
            "code_verifier": self.verifier, "client_id": self.client}).json()

    def claims(self, token, **options):
        """The claims of a token of the provider, its signature verified with the published keys."""
        keys = KeySet.import_key_set(self.read(urllib.parse.urlparse(self.metadata["jwks_uri"]).path))
        decoded = jwt.decode(token, keys, algorithms=["RS256", "ES256"])
        registry = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": self.issuer}, aud={"essential": True, "value": self.client}, **options)
        registry.validate(decoded.claims)
        return decoded

    def userinfo(self, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.session.request(
            "GET", self.metadata["userinfo_endpoint"], withhold_token=True, headers=headers, timeout=10)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Apache:
    """A private Apache on loopback whose /inside asks for a sign-in with DigiOne."""

    MODULES = Path("/usr/lib/apache2/modules")

    def __init__(self, house, folder):
        self.port, self.folder = free_port(), Path(folder)
        self.address = f"http://localhost:{self.port}"
        printed = house.run(
            "client", "add", "Kirjasto", "--redirect-uri", f"{self.address}/inside/back",
            "--logout-redirect-uri", f"{self.address}/left.html")
        values = dict(line.split(maxsplit=1) for line in printed.splitlines())
        pages = self.folder / "pages"
        (pages / "inside").mkdir(parents=True)
        (pages / "inside/index.html").write_text(page("Kirjasto", "Hyllyt"))
        (pages / "left.html").write_text(page("Kirjasto", "Tervemenoa"))
        os.chmod(self.folder, 0o755)
        conf = self.folder / "apache.conf"
        conf.write_text(self.configuration(house, values, pages))
        self.process = subprocess.Popen(
            ["/usr/sbin/apache2", "-X", "-f", str(conf)], cwd=self.folder, env={"PATH": os.environ["PATH"]},
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "start.log", "w"))
        for _ in range(100):
            try:
                OPENER.open(f"{self.address}/left.html", timeout=1)
                return
            except OSError:
                assert self.process.poll() is None, (self.folder / "start.log").read_text()
                time.sleep(0.1)

    def configuration(self, house, values, pages):
        names = ["mpm_event", "authn_core", "authz_core", "authz_user", "dir", "mime", "auth_openidc"]
        loaded = "\n".join(
            f"LoadModule {name}_module {self.MODULES / f'mod_{name}.so'}" for name in names
            if (self.MODULES / f"mod_{name}.so").exists())
        return f"""
ServerName localhost
ServerRoot {self.folder}
PidFile {self.folder}/pid
Listen 127.0.0.1:{self.port}
Listen [::1]:{self.port}
User nobody
Group nogroup
ErrorLog {self.folder}/error.log
{loaded}
DocumentRoot {pages}
DirectoryIndex index.html
TypesConfig /etc/mime.types
OIDCProviderMetadataURL {house.address}/.well-known/openid-configuration
OIDCClientID {values["client_id"]}
OIDCClientSecret {values["client_secret"]}
OIDCRedirectURI {self.address}/inside/back
OIDCCryptoPassphrase {secrets.token_hex(16)}
OIDCScope "openid profile"
OIDCPKCEMethod S256
<Location /inside>
    AuthType openid-connect
    Require valid-user
</Location>
"""

    def log(self):
        path = self.folder / "error.log"
        return path.read_text() if path.exists() else ""

    def close(self):
        self.process.terminate()
        self.process.wait(10)
