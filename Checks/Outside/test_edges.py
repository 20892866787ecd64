"""What a server shows to those who do not mean well."""

import random
import re
import socket

import pytest

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# Words of our inside that no reader may ever see.
INSIDE = re.compile(
    rb"SELECT |INSERT INTO|UPDATE [a-z_]+ SET|(?i:sqlite|postgres|libpq|GRDB|Hummingbird|\.swift|Fault\(|StorageFault|"
    rb"/home/|/root/|/usr/|\.build|Fatal error|stack trace|0x[0-9a-f]{8})")
GETS = [
    "/", "/sign-in", "/account", "/invitation", "/guardian", "/hello", "/healthz", "/readyz", "/styleguide",
    "/{x}/pupil", "/{x}/teacher", "/{x}/assistant", "/{x}/principal", "/{x}/office", "/{x}/administrator",
    "/{x}/guardian/{x}", "/{x}/guardian/{x}/groups/{x}", "/{x}/pupil/groups", "/{x}/pupil/groups/{x}",
    "/{x}/pupil/guardians", "/{x}/teacher/groups/{x}", "/{x}/teacher/people/{x}", "/{x}/assistant/groups/{x}",
    "/{x}/principal/schools/{x}", "/{x}/office/people/{x}", "/{x}/administrator/groups/{x}", "/assets/{x}/{x}",
    "/badge", "/badge/device", "/{x}/teacher/groups/{x}/badges", "/{x}/office/groups/{x}/badges",
    "/where", "/where/{x}", "/s/{x}", "/sign-in/with/{x}", "/sign-in/answer", "/sign-in/mandates", "/account/mandates",
    "/{x}/administrator/identity-providers/{x}",
    "/{x}/office/register/people", "/{x}/office/register/people/{x}", "/{x}/administrator/register/people/{x}/merge",
]
POSTS = [
    "/sign-in", "/sign-in/device", "/sign-in/joining", "/sign-out", "/invitation", "/invitation/account", "/invitation/person", "/language", "/demo/sign-in",
    "/badge", "/badge/device", "/{x}/teacher/groups/{x}/badges", "/{x}/teacher/groups/{x}/sign-in-opening",
    "/{x}/teacher/groups/{x}/badges/{x}/ending", "/{x}/teacher/groups/{x}/class-devices/{x}/ending",
    "/account/logins/with/{x}", "/account/password", "/account/sessions/ending", "/account/sessions/{x}/ending", "/account/session/extension",
    "/{x}/pupil/guardians/{x}/grant", "/{x}/pupil/guardians/{x}/grant/ending",
    "/{x}/office/register/people/{x}/correction", "/{x}/administrator/register/people/{x}/merge",
    "/{x}/administrator/import-limits",
]
GARBAGE = [
    "jarvikaupunki", "%00", "%ff%fe", "%c0%af", "%zz", "%", "..", "%2e%2e%2f%2e%2e", "'%20OR%201=1--", "%22%3E%3Cb%3E",
    "0" * 26, "z" * 26, "7" * 26, "a" * 3000, "%F0%9F%A6%86", "%E2%80%AE", "-1", "\u00e4\u00f6".encode().decode("latin-1"),
]
BODIES = [
    b"", b"\xff\xfe\x00", b"name=%ff&password=%00", b"name=%zz", b"=&=&&;;", b"name[]=1&name=2", b"{\"name\": 1}",
    b"name=" + b"a" * 20_000, b"&".join(b"f%d=1" % n for n in range(5000)), b"name=x&password=" + b"%F0%9F%A6%86" * 500,
    b"name=o'hara%22%3Cscript%3E&password=%27%20OR%201%3D1--&to=//elsewhere.example&code=%00", b"\x00" * 100,
]


def raw(house, data, finish=True):
    """What the server answers to bytes as they are; closing without an answer is an answer."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=15) as connection:
        try:
            connection.sendall(data)
            if finish:
                connection.shutdown(socket.SHUT_WR)
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
        except (ConnectionResetError, BrokenPipeError):
            return b""
        return received


def harmless(answer, what):
    head = answer.split(b"\r\n", 1)[0]
    if answer:
        assert re.match(rb"HTTP/1\.[01] [1-4]\d\d", head), f"{what}: {head[:80]!r}"
    found = INSIDE.search(answer)
    assert not found, f"{what} shows {found.group()!r}"


def request(method, path, headers=(), body=b""):
    lines = [f"{method} {path} HTTP/1.1".encode("latin-1"), b"Host: localhost", b"Connection: close",
             b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@pytest.mark.parametrize("part", [None, "pupil", "administrator"])
@pytest.mark.parametrize("path", GETS)
def test_odd_paths_show_no_inside(house, caller, part, path):
    cookie = caller(part).cookie
    headers = [b"Cookie: " + cookie.encode()] if cookie else []
    for odd in GARBAGE:
        # Both everywhere and only behind a provider that there is.
        for filled in (path.replace("{x}", odd), path.replace("{x}", "jarvikaupunki", 1).replace("{x}", odd)):
            shows_no_inside(house, filled, odd, headers)


def shows_no_inside(house, filled, odd, headers):
    for query in ("", f"?to={odd}&done={odd}&code={odd}"):
        harmless(raw(house, request("GET", filled + query, headers)), f"GET {filled[:80]}{query[:40]}")


@pytest.mark.parametrize("part", [None, "pupil"])
@pytest.mark.parametrize("path", POSTS)
def test_odd_forms_show_no_inside(house, caller, part, path):
    # A session of its own: one of these forms is the one that signs out.
    cookie = type(caller(part))(house, house.persons[1]["signInName"]).cookie if part else None
    types = [b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x", b"application/json", b"\xff"]
    for odd in GARBAGE[:6]:
        for body in BODIES:
            for kind in types if odd == "jarvikaupunki" else types[:1]:
                headers = [b"Content-Type: " + kind, b"Sec-Fetch-Site: same-origin"]
                headers += [b"Cookie: " + cookie.encode()] if cookie else []
                answer = raw(house, request("POST", path.replace("{x}", odd), headers, body))
                harmless(answer, f"POST {path} {kind!r} {body[:30]!r}")


HEADS = [
    b"Cookie: " + b"a=b; " * 3000, b"Cookie: __Host-session=" + b"A" * 5000, b"Cookie: __Host-session=\xff\xfe",
    b"Cookie: __Host-language=xx; __Host-session='; DROP TABLE session", b"Accept-Language: " + b"fi;q=9," * 2000,
    b"Accept-Language: \xff;q=-1e999", b"X-Forwarded-For: ' OR 1=1", b"Host: elsewhere.example", b"Range: bytes=0-1,5-",
    b"Content-Length: -5", b"Transfer-Encoding: chunked", b"Transfer-Encoding: cow", b"Expect: 100-continue",
    b"Upgrade: h2c", b"No colon at all", b": empty", b"Bad\x00Name: 1", b"X: " + b"y" * 200_000,
]


@pytest.mark.parametrize("head", HEADS, ids=lambda head: repr(head[:28]))
def test_odd_heads_show_no_inside(house, head):
    harmless(raw(house, b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + head + b"\r\n\r\n"), head[:40])


def test_random_bytes_show_no_inside_and_end_nothing(house, caller):
    chance = random.Random(20260823)
    for _ in range(300):
        start = chance.choice([b"", b"GET / HTTP/1.1\r\n", b"POST /sign-in HTTP/1.1\r\nHost: x\r\n", b"PRI * HTTP/2.0\r\n\r\n"])
        harmless(raw(house, start + chance.randbytes(chance.randrange(1, 2000)) + b"\r\n\r\n"), "random bytes")
    assert caller().get("/healthz").status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(house, method):
    answer = raw(house, request(method, "/sign-in"))
    harmless(answer, method)
    assert re.match(rb"HTTP/1.1 4\d\d", answer) or not answer


def test_a_body_over_the_limit_is_refused(house):
    headers = [b"Content-Type: application/x-www-form-urlencoded", b"Sec-Fetch-Site: same-origin"]
    answer = raw(house, request("POST", "/sign-in", headers, b"name=" + b"a" * 2_000_000))
    harmless(answer, "two megabytes")
    assert not answer or answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("part, path", [
    (None, "/sign-in"), (None, "/invitation"), (None, "/no/such/page"), (None, "/styleguide"),
    ("pupil", "/jarvikaupunki/pupil"), ("pupil", "/account"), ("pupil", "/jarvikaupunki/teacher"), ("pupil", "/no/such/page"),
])
def test_every_page_carries_the_security_headers(caller, part, path):
    answer = caller(part).get(path)
    headers = answer.headers
    assert answer.status in (200, 404)
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Request-ID"] and "Server" not in headers


@pytest.mark.parametrize("path", ["/", "/account", "/jarvikaupunki/pupil", "/guardian"])
def test_a_redirect_is_kept_by_nobody(caller, path):
    answer = caller().get(path)
    assert answer.status == 303 and answer.body == b""
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/hello", "/healthz", "/readyz"])
def test_plain_answers_are_text_and_nothing_else(caller, path):
    headers = caller().get(path).headers
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
    assert headers["X-Request-ID"] and "Server" not in headers and "Set-Cookie" not in headers


def test_assets_are_kept_for_ever_and_typed(caller):
    page = caller().get("/sign-in").text
    for path in re.findall(r'(?:href|src)="(/assets/[^"]+)"', page):
        answer = caller().get(path)
        assert answer.status == 200 and "immutable" in answer.headers["Cache-Control"], path
        assert answer.headers["Content-Type"].split(";")[0] in ("text/css", "text/javascript", "image/svg+xml")


def test_pages_hold_nothing_inline(caller, site):
    for part in ("pupil", "guardian_in_both", "class_teacher", "principal"):
        for path in site(part).values():
            text = caller(part).get(path).text
            assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", text), path


@pytest.mark.parametrize("headers, accepted", [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "none"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "OWN"}, False),
    ({"Origin": "OWN"}, True),
    ({"Origin": "http://elsewhere.example"}, False),
    ({"Origin": "null"}, False),
    ({}, False),
])
def test_only_our_own_pages_may_change_anything(house, caller, headers, accepted):
    own = {name: value.replace("OWN", house.address) for name, value in headers.items()}
    answer = caller().call(
        "POST", "/language", {"Content-Type": "application/x-www-form-urlencoded", **own}, "language=sv&to=/sign-in")
    assert answer.status == (303 if accepted else 403)


@pytest.mark.parametrize("to", [
    "//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", "/%2f/elsewhere.example", "javascript:alert(1)",
    "/sign-in/../../x", "\thttps://elsewhere.example", "/account\r\nSet-Cookie: a=b",
])
def test_no_form_leads_to_another_site(caller, to):
    answer = caller().post("/language", {"language": "fi", "to": to})
    assert answer.status == 303 and answer.location == "/" and "a=b" not in str(answer.headers)


def test_a_signed_out_reader_learns_nothing_of_providers(caller):
    there, nowhere = caller().get("/jarvikaupunki/pupil"), caller().get("/nosuchplace/pupil")
    assert there.status == nowhere.status == 303
