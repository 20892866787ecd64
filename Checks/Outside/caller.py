"""HTTP without a browser: requests as they are written here, with nothing added."""

import http.client
import re
from urllib.parse import urlencode, urljoin, urlsplit

IDENTIFIER = re.compile(r"(?<=/)[0-9a-hjkmnp-tv-z]{26}(?=/|$)")


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def location(self):
        return self.headers.get("Location", "")


class Caller:
    """One who calls the server, signed in as a demo person if a sign-in name is given."""

    def __init__(self, house, name=None):
        self.house = house
        self.cookie = None
        if name:
            answer = self.post("/demo/sign-in", {"name": name})
            assert answer.status == 303, f"one-click sign-in answered {answer.status}"
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def call(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection("localhost", self.house.port, timeout=30)
        try:
            cookie = {"Cookie": self.cookie} if self.cookie else {}
            connection.request(method, path, body=body, headers={**cookie, **(headers or {})})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.call("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, fields, headers=None):
        own = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        return self.call("POST", path, {**own, **(headers or {})}, urlencode(fields))

    def follow(self, path):
        """The page at the end of our own redirects, and where it was."""
        for _ in range(5):
            answer = self.get(path)
            if answer.status != 303:
                return path, answer
            path = urljoin(path, answer.location)
        raise AssertionError(f"too many redirects at {path}")


def links(html):
    """Paths of our own that a page leads to."""
    for found in re.findall(r'<a [^>]*?href="([^"]+)"', html):
        parts = urlsplit(found.replace("&amp;", "&"))
        # Beyond /sign-in/with/ lies another site.
        if not parts.netloc and parts.path.startswith("/") and not parts.path.startswith(("/assets/", "/sign-in/with/")):
            yield parts.path


def pattern(path, slugs):
    """The path with ids and providers taken out: pages of one kind have one pattern."""
    parts = IDENTIFIER.sub("{id}", path).split("/")
    return "/".join("{provider}" if part in slugs else part for part in parts)


def pages(caller, slugs, start="/"):
    """One page of each kind that can be reached by links, pattern → path."""
    first, _ = caller.follow(start)
    found, waiting = {}, [first]
    while waiting:
        path = waiting.pop(0)
        kind = pattern(path, slugs)
        if kind in found or path == "/":
            continue
        answer = caller.get(path)
        assert answer.status == 200, f"{path} is linked to and answered {answer.status}"
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue  # A file to keep is no page.
        found[kind] = path
        waiting.extend(links(answer.text))
    return found
