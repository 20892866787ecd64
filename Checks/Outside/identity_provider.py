"""A small OpenID provider on loopback that plays MPASSid: written from the standard, with a JOSE library of its own."""

import base64
import hashlib
import html
import json
import secrets
import time
import urllib.request
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

from joserfc import jwe, jwt
from joserfc.jwk import KeySet, RSAKey
from small_server import SmallServer

CLIENT, SECRET = "digione-test", "a-secret:1+1=2"


class IdentityProvider(SmallServer):
    """`claims` is what it says of whoever signs in next; `said` keeps what we were asked with."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
        self.claims, self.said, self.codes, self.tokens = {}, [], {}, {}
        super().__init__()
        self.issuer = self.address

    def found(self, handler, method):
        if method == "GET":
            query = urlsplit(handler.path).query
        else:
            query = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        path = urlsplit(handler.path).path
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        handlers = {
            "/.well-known/openid-configuration": self.metadata, "/keys": self.keys, "/authorize": self.authorize,
            "/choose": self.choose, "/token": self.token, "/userinfo": self.userinfo, "/end": self.end,
        }
        return handlers[path](asked, handler.headers) if path in handlers else (404, "text/plain", "")

    def metadata(self, *_):
        return 200, "application/json", {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys", "response_types_supported": ["code"],
            "authorization_response_iss_parameter_supported": True,
        }

    def keys(self, *_):
        return 200, "application/json", {"keys": [self.key.as_dict(private=False)]}

    def authorize(self, asked, _):
        """The page of whoever signs people in: one button to sign in, one to turn back."""
        self.said.append(asked)
        assert asked["response_type"] == "code" and asked["client_id"] == CLIENT and asked["scope"] == "openid profile"
        assert asked["code_challenge_method"] == "S256" and asked["response_mode"] == "query"
        inputs = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(asked[name])}">'
            for name in ("state", "nonce", "redirect_uri", "code_challenge"))
        return 200, "text/html; charset=utf-8", f"""<!doctype html><html lang="{asked["lang"]}"><title>MPASSid</title>
            <link rel="icon" href="data:,"><h1>MPASSid</h1><form action="/choose">{inputs}
            <button name="answer" value="yes">Kirjaudu</button>
            <button name="answer" value="no">Peruuta</button></form></html>"""

    def choose(self, asked, _):
        answer = {"state": asked["state"], "iss": self.issuer}
        if asked["answer"] == "yes":
            answer["code"] = secrets.token_urlsafe(24)
            self.codes[answer["code"]] = asked
        else:
            answer["error"] = "access_denied"
        return 303, "", f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, asked, headers):
        """RFC 6749 §4.1.3, RFC 7636 §4.6."""
        if not self.is_client(asked, headers):
            return 401, "application/json", {"error": "invalid_client"}
        given = self.codes.pop(asked["code"], None)
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not given or given["redirect_uri"] != asked["redirect_uri"] or given["code_challenge"] != challenge:
            return 400, "application/json", {"error": "invalid_grant"}
        access = secrets.token_urlsafe(24)
        self.tokens[access] = dict(self.claims)
        half = hashlib.sha256(access.encode()).digest()[:16]
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": self.claims["sub"], "iat": now, "exp": now + 300,
            "nonce": given["nonce"], "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
        }
        return 200, "application/json", {
            "access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": self.written(claims),
        }

    def is_client(self, asked, headers):
        """RFC 6749 §2.3.1."""
        client, secret = base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode().split(":")
        return (unquote_plus(client), unquote_plus(secret)) == (CLIENT, SECRET)

    def written(self, claims):
        return jwt.encode({"alg": "RS256", "kid": "first"}, claims, self.key)

    def end(self, *_):
        return 404, "text/plain", ""

    def userinfo(self, _, headers):
        claims = self.tokens.get(headers["Authorization"].removeprefix("Bearer "))
        return (200, "application/json", claims) if claims else (401, "application/json", {})


class NationalProvider(IdentityProvider):
    """Plays Suomi.fi: it takes signed questions alone, encrypts what it says, and signs people out in both directions."""

    CLASS = "http://ftn.ficora.fi/2017/loa3"

    def __init__(self):
        super().__init__()
        self.client_keys, self.left, self.sid = None, [], None

    def keys_of_client(self, use):
        """Those that the client publishes at the address that its administrator sees."""
        with urllib.request.urlopen(self.client_keys) as answer:
            published = json.load(answer)["keys"]
        assert all("d" not in key for key in published)
        return KeySet.import_key_set({"keys": [key for key in published if key["use"] == use]})

    def metadata(self, *_):
        status, kind, body = super().metadata()
        del body["userinfo_endpoint"]
        return status, kind, body | {
            "end_session_endpoint": f"{self.issuer}/end", "request_parameter_supported": True,
            "backchannel_logout_supported": True, "backchannel_logout_session_supported": True,
        }

    def authorize(self, asked, _):
        """RFC 9101 §6: nothing counts but what was signed."""
        request = jwt.decode(asked["request"], self.keys_of_client("sig"), algorithms=["RS256"])
        claims, now = request.claims, int(time.time())
        assert request.header["typ"] == "oauth-authz-req+jwt" and claims["iss"] == claims["client_id"] == CLIENT
        assert claims["aud"] == self.issuer and claims["nbf"] - 60 <= now < claims["exp"] <= now + 360 and claims["jti"]
        assert self.CLASS in claims["acr_values"].split() and claims["code_challenge_method"] == "S256"
        assert set(asked) == {"client_id", "response_type", "scope", "request"}
        self.said.append(claims)
        inputs = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(claims[name])}">'
            for name in ("state", "nonce", "redirect_uri", "code_challenge"))
        return 200, "text/html; charset=utf-8", f"""<!doctype html><html lang="{claims["ui_locales"]}"><title>Suomi.fi</title>
            <link rel="icon" href="data:,"><h1>Suomi.fi</h1><form action="/choose">{inputs}
            <button name="answer" value="yes">Tunnistaudu</button></form></html>"""

    def is_client(self, asked, _):
        """OpenID Connect Core 9, `private_key_jwt`."""
        claims = jwt.decode(asked["client_assertion"], self.keys_of_client("sig"), algorithms=["RS256"]).claims
        return claims["iss"] == claims["sub"] == CLIENT and claims["aud"] == f"{self.issuer}/token"

    def written(self, claims):
        """Signed, then encrypted (RFC 7519 §11.2)."""
        self.sid = secrets.token_urlsafe(8)
        said = {name: value for name, value in self.claims.items() if name != "sub"}
        inner = super().written(claims | said | {
            "acr": self.CLASS, "auth_time": int(time.time()), "sid": self.sid})
        return self.closed(inner)

    def closed(self, token):
        key = self.keys_of_client("enc").keys[0]
        registry = jwe.JWERegistry(algorithms=["RSA-OAEP-256", "A256GCM"])
        header = {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": key.kid, "cty": "JWT"}
        return jwe.encrypt_compact(header, token, key, registry=registry)

    def end(self, asked, _):
        """RP-Initiated Logout 1.0 §2."""
        self.left.append(asked)
        return 303, "", asked["post_logout_redirect_uri"]

    def notice(self):
        """A logout token for the last session (Back-Channel Logout 1.0 §2.4)."""
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": self.claims["sub"], "sid": self.sid, "iat": now, "exp": now + 120,
            "jti": secrets.token_urlsafe(8), "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        return self.closed(jwt.encode({"alg": "RS256", "kid": "first", "typ": "logout+jwt"}, claims, self.key))
