"""What anybody opens before signing in, with one education provider and with a thousand: run by run.sh on two running servers.

Both servers are of one program on one engine and take turns, so that a row compares like with like: the ratio of a page to
`/hello` of its own server, and the ratio of the two. Prints a Markdown table.
"""

import argparse
import re
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def rate(port, path, seconds):
    """Requests a second, and the slowest of a hundred in milliseconds; every answer must be a page."""
    printed = subprocess.run(
        ["wrk", "-t1", "-c32", f"-d{seconds}s", "-s", str(HERE / "pages.lua"), f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True, check=True).stdout
    requests, microseconds, errors, _, p99 = (
        int(number) for number in re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", printed).groups())
    assert errors == 0, f"{path} answered {errors} times with an error"
    return requests / microseconds * 1e6, p99 / 1000


def page(port, path):
    with OPENER.open(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.read().decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", required=True)
    for name in ("one", "many", "providers", "seconds"):
        parser.add_argument(f"--{name}", type=int, required=True)
    given = parser.parse_args()
    # Both have the first of the invented municipalities, with its three ways in.
    for port in (given.one, given.many):
        assert page(port, "/where/kunta-0").count("/sign-in/with/") == 3, "the identity providers are not there"

    def search(text):
        return "/where?" + urllib.parse.urlencode({"q": text})

    assert "kunta-0" in page(given.many, search("ahoharju")) and "kunta-0" in page(given.one, search("ahoharju"))
    rows = [("/hello", "/hello"), ("sign-in page", "/sign-in"),
            ("search, three letters that many have", search("har")),
            ("search, a whole name", search("ahoharju")), ("search, nothing found", search("xyzzy")),
            ("a municipality's ways in", "/where/kunta-0"),
            ("discovery", "/.well-known/openid-configuration")]
    hello = {}
    print(f"\n### {given.name}: before signing in, 1 and {given.providers:,} education providers\n")
    print("| page | one: requests/s | of /hello | many: requests/s | of /hello | p99 ms | many to one |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, path in rows:
        (one, _), (many, p99) = rate(given.one, path, given.seconds), rate(given.many, path, given.seconds)
        hello = hello or {"one": one, "many": many}
        part, other = one / hello["one"], many / hello["many"]
        print(f"| {name} | {one:,.0f} | {part:.2f} | {many:,.0f} | {other:.2f} | {p99:.2f} | {other / part:.2f} |", flush=True)


main()
