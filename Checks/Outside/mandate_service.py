"""A small server on loopback that plays Suomi.fi's Valtuudet (national.md 10.2): it believes nothing that is not as it must
be, and remembers what it has refused."""

import base64
import hashlib
import hmac
import html
import json
import secrets
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from small_server import SmallServer

CLIENT, KEY, PASSWORD = "digione-hpa", secrets.token_urlsafe(24), secrets.token_urlsafe(24)
HEADER = "X-AsiointivaltuudetAuthorization"
WORDS = {"fi": ("Kenen puolesta asioit?", "Keskeytä"), "sv": ("För vem uträttar du ärenden?", "Avbryt")}


class Refused(Exception):
    """Why, and the status that the caller gets."""

    def __init__(self, why, status=401):
        super().__init__(why)
        self.status = status


class MandateService(SmallServer):
    """`children` says whom somebody may choose, as (identity code, name), by the identity code of the guardian;
    `disallowed` are those whom they may not act for all the same. `redirect` is the only address to come back to."""

    def __init__(self):
        self.children, self.disallowed, self.redirect = {}, set(), None
        self.refused, self.asked = [], []
        self.sessions, self.users, self.codes, self.tokens = {}, {}, {}, {}
        super().__init__()

    def found(self, handler, method):
        try:
            return self.believed(handler, method)
        except Refused as why:
            self.refused.append(str(why))
            return why.status, "text/plain", ""

    def believed(self, handler, method):
        parts = urlsplit(handler.path)
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        query = dict(pairs)
        if len(query) != len(pairs):
            raise Refused("a parameter twice", 400)
        steps = parts.path.split("/")[1:]
        # The browser brings nothing but what is in the address.
        if (method, parts.path) == ("GET", "/oauth/authorize"):
            return self.choosing(query)
        if (method, parts.path) == ("GET", "/choose"):
            return self.chosen(query)
        if (method, parts.path) == ("POST", "/oauth/token"):
            return self.token(query, handler)
        if method != "GET" or steps[:2] != ["service", "hpa"]:
            raise Refused(f"no such address: {method} {parts.path[:20]}", 404)
        self.check(handler)
        if set(query) != {"requestId"} or not query["requestId"]:
            raise Refused("requestId", 400)
        self.asked.append(steps[2:-1])
        if steps[2:4] == ["user", "register"] and len(steps) == 6:
            return self.register(*(unquote(step) for step in steps[4:]))
        if steps[2:4] == ["api", "delegate"] and len(steps) == 5:
            guardian = self.of_bearer(handler, steps[4])
            return self.json([{"personId": code, "name": name} for code, name in self.children.get(guardian, [])])
        if steps[2:4] == ["api", "authorization"] and len(steps) == 6:
            guardian, code = self.of_bearer(handler, steps[4]), unquote(steps[5])
            known = code in dict(self.children.get(guardian, [])) and code not in self.disallowed
            return self.json({"result": "ALLOWED" if known else "DISALLOWED"})
        raise Refused(f"no such question: {steps[2:4]}", 404)

    def check(self, handler):
        """The client, the time within five minutes, and the keyed hash of the path as it was sent and the time."""
        words = handler.headers.get(HEADER, "").split(" ")
        if len(words) != 3 or words[0] != CLIENT:
            raise Refused("header")
        try:
            time = datetime.fromisoformat(words[1].replace("Z", "+00:00"))
        except ValueError:
            raise Refused("time") from None
        if time.tzinfo is None or abs(datetime.now(timezone.utc) - time) > timedelta(minutes=5):
            raise Refused("clock")
        code = hmac.new(KEY.encode(), f"{handler.path} {words[1]}".encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(words[2], base64.b64encode(code).decode()):
            raise Refused("checksum")

    def register(self, client, guardian):
        if client != CLIENT or len(guardian) != 11:
            raise Refused("register", 400)
        session, user = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        self.sessions[session], self.users[user] = guardian, session
        return self.json({"sessionId": session, "userId": user})

    def choosing(self, query):
        """The page on which the guardian picks the child."""
        if set(query) != {"client_id", "response_type", "redirect_uri", "user", "lang"}:
            raise Refused("authorize", 400)
        if query["client_id"] != CLIENT or query["response_type"] != "code" or query["redirect_uri"] != self.redirect:
            raise Refused("authorize", 400)
        if query["user"] not in self.users or query["lang"] not in ("fi", "sv", "en"):
            raise Refused("user", 400)
        title, stop = WORDS.get(query["lang"], ("Whom do you act for?", "Cancel"))
        children = self.children.get(self.sessions[self.users[query["user"]]], [])
        buttons = "".join(
            f'<button name="child" value="{number}">{html.escape(name)}</button>'
            for number, (_, name) in enumerate(children))
        return 200, "text/html; charset=utf-8", f"""<!doctype html><html lang="{query["lang"]}"><title>Valtuudet</title>
            <link rel="icon" href="data:,"><main><h1>{title}</h1><form action="/choose">
            <input type="hidden" name="user" value="{html.escape(query["user"])}">{buttons}
            <button name="child" value="">{stop}</button></form></main></html>"""

    def chosen(self, query):
        session = self.users.pop(query["user"])
        if not query["child"]:
            return 303, "", self.redirect
        code = secrets.token_urlsafe(16)
        # Whom the guardian picked is whom is told of afterwards, and nobody else.
        guardian = self.sessions[session]
        self.codes[code] = (session, self.children[guardian][int(query["child"])])
        return 303, "", f"{self.redirect}?{urlencode({'code': code})}"

    def token(self, query, handler):
        """Everything stands in the address; the client shows itself by Basic with a password of its own."""
        basic = base64.b64encode(f"{CLIENT}:{PASSWORD}".encode()).decode()
        if not hmac.compare_digest(handler.headers.get("Authorization", ""), f"Basic {basic}"):
            raise Refused("basic")
        if handler.headers.get("Content-Length", "0") != "0":
            raise Refused("a body", 400)
        if set(query) != {"grant_type", "redirect_uri", "code"} or query["grant_type"] != "authorization_code":
            raise Refused("grant", 400)
        if query["redirect_uri"] != self.redirect or query["code"] not in self.codes:
            raise Refused("code", 400)
        session, child = self.codes.pop(query["code"])
        self.children[self.sessions[session]] = [child]
        access = secrets.token_urlsafe(24)
        self.tokens[access] = session
        return self.json({"access_token": access, "token_type": "bearer", "expires_in": 600})

    def of_bearer(self, handler, session):
        """The guardian of a session, for whoever holds the token of that session."""
        token = handler.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.tokens.get(token) != session:
            raise Refused("bearer")
        return self.sessions[session]

    @staticmethod
    def json(value):
        return 200, "application/json", json.dumps(value)
