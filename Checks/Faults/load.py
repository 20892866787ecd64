"""Sign-ons at a steady rate, and password sign-ins as many as the hash lets through, while PostgreSQL goes away and comes back.

Each sign-on is what a service and a browser with a session do: a code from /oidc/authorize, tokens for it, and the subject that
this session has always had. What may be answered while the database is away: 503 with Retry-After, or to the service
`temporarily_unavailable`. Everything else is wrong: another status, another person, a session that is asked to sign in again, no
answer at all. On loopback, bounded in count and time. Prints a table; status 1 when something was wrong, when it took longer
than five seconds to recover, or when the rate was not kept.
"""

import argparse
import base64
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Bench"))

import openid  # noqa: E402
from faults import OWN, Postgres, Trial  # noqa: E402

PASSWORD = "kuikka-uittaa-poikasia"
ANSWERED, AWAY, WRONG = "answered", "told to come again", "wrong"


class Caller:
    """One connection that is opened again when the server closed it, from an address of this machine's own network."""

    def __init__(self, port, source="127.0.0.1"):
        self.port, self.source, self.connection = port, source, None

    def ask(self, method, path, headers, body=None):
        fresh = self.connection is None
        if fresh:
            self.connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60, source_address=(self.source, 0))
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read()
            if answer.headers.get("Connection") == "close":
                self.close()
            return answer.status, answer.headers, text
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            # A connection that was kept too long may close as it is used; a fresh one must answer.
            if fresh or method != "GET":
                raise
            return self.ask(method, path, headers, body)
        except OSError:
            self.close()
            raise

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Book:
    """What was answered, when, and how long it took."""

    def __init__(self):
        self.lock = threading.Lock()
        self.entries = []
        self.complaints = Counter()

    def note(self, kind, what, began, complaint=None):
        with self.lock:
            self.entries.append((kind, what, began, time.monotonic() - began))
            if complaint:
                self.complaints[f"{kind}: {complaint}"] += 1

    def of(self, kind, what=None):
        return [entry for entry in self.entries if entry[0] == kind and what in (None, entry[1])]


def come_again(status, headers):
    """What an answer without a database must be."""
    if status == 503 and headers.get("Retry-After"):
        return True
    query = urllib.parse.parse_qs(urllib.parse.urlparse(headers.get("Location") or "").query)
    return status == 303 and query.get("error") == ["temporarily_unavailable"]


def subject(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))["sub"]


class SignOns:
    """Sign-ons begun at `rate` a second, whether those before have been answered or not. While the database is away each waits
    for some seconds; then those who ask run out, and what could not begin within a second is left out and counted."""

    def __init__(self, port, service, sessions, book, rate, end):
        self.port, self.service, self.sessions, self.book = port, service, sessions, book
        self.rate, self.end, self.began = rate, end, time.monotonic()
        self.subjects, self.next, self.lock, self.left_out = {}, 0, threading.Lock(), 0

    def run(self):
        caller = Caller(self.port)
        while True:
            with self.lock:
                number, self.next = self.next, self.next + 1
            due = self.began + number / self.rate
            if due > self.end:
                break
            wait = due - time.monotonic()
            if wait < -1:
                with self.lock:
                    self.left_out += 1
                continue
            time.sleep(max(0, wait))
            began = time.monotonic()
            try:
                what, complaint = self.one(caller, number)
            except (OSError, http.client.HTTPException) as error:
                what, complaint = WRONG, f"no answer: {type(error).__name__}"
            self.book.note("sign-on", what, began, complaint)
        caller.close()

    def one(self, caller, number):
        cookie, path = self.sessions[number % len(self.sessions)]
        status, headers, _ = caller.ask("GET", path, {"Cookie": f"__Host-session={cookie}"})
        if come_again(status, headers):
            return AWAY, None
        place = headers.get("Location") or ""
        code = urllib.parse.parse_qs(urllib.parse.urlparse(place).query).get("code")
        if status != 303 or not code:
            return WRONG, f"authorization {status} {place.split('?')[0]}"
        body = urllib.parse.urlencode({
            "grant_type": "authorization_code", "code": code[0], "redirect_uri": openid.BACK,
            "code_verifier": openid.VERIFIER})
        status, headers, text = caller.ask("POST", "/oidc/token", self.service.form(), body)
        if come_again(status, headers):
            return AWAY, None
        if status != 200:
            return WRONG, f"token {status} {text[:80]!r}"
        with self.lock:
            known = self.subjects.setdefault(cookie, subject(json.loads(text)["id_token"]))
        return (ANSWERED, None) if known == subject(json.loads(text)["id_token"]) else (WRONG, "another person")


def sign_in(port, names, book, end, place):
    """Somebody types a password, again and again; a busy server says when to come again. There are more of them than a
    server lets wait (256)."""
    # Each from an address of their own, as from homes: tries are counted by address too.
    caller, turn = Caller(port, f"127.0.{1 + place // 250}.{1 + place % 250}"), place
    while time.monotonic() < end:
        turn += 1
        began = time.monotonic()
        try:
            body = urllib.parse.urlencode({"name": names[turn % len(names)], "password": PASSWORD})
            status, headers, _ = caller.ask("POST", "/sign-in", OWN, body)
        except (OSError, http.client.HTTPException) as error:
            book.note("password", WRONG, began, f"no answer: {type(error).__name__}")
            continue
        if status == 303 and "__Host-session=" in (headers.get("Set-Cookie") or ""):
            book.note("password", ANSWERED, began)
        elif come_again(status, headers):
            book.note("password", AWAY, began)
            time.sleep(0.2)
        else:
            book.note("password", WRONG, began, f"{status} {headers.get('Location')}")
    caller.close()


def restart(store, folder, pause, times):
    times["gone"] = time.monotonic()
    store.control("stop", "-m", "fast")
    time.sleep(pause)
    store.control("start", "-l", f"{folder}/server.log", "-o",
                  f"-c listen_addresses= -c unix_socket_directories={folder}")
    times["back"] = time.monotonic()


def prepare(trial):
    """Sessions of 200 people who have read what the service gets, and names for passwords."""
    made = trial.place / "sessions.tsv"
    subprocess.run(
        [trial.arguments.program, "bench-sessions", "--count", "200", "--role", "pupil", "--out", str(made)],
        env=trial.environment, check=True, stdout=subprocess.DEVNULL, timeout=300)
    lines = [line.split("\t") for line in made.read_text().splitlines()]
    trial.start()
    # The service is registered by a command that reads the same settings.
    os.environ.update({name: trial.environment[name] for name in trial.environment if name.startswith("DIGIONE_")})
    service = openid.Service(trial.arguments.program, trial.port, OPENER_WITHOUT_REDIRECTS, trial.place, "ES256")
    flow = service.sessions([line[0] for line in lines]).read_text().splitlines()
    return service, [line.split("\t") for line in flow], [line[3] for line in lines]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER_WITHOUT_REDIRECTS = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect())


def share(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] * 1000 if values else 0.0


def report(book, times, arguments, ons, signed_in):
    after = [entry for entry in book.entries if entry[2] > times["back"]]
    told = [entry[2] - times["back"] for entry in after if entry[1] == AWAY and entry[0] == "sign-on"]
    recovery = max(told, default=0.0)
    quiet = [e for e in book.of("sign-on") if e[2] < times["gone"] - 1 or e[2] > times["back"] + 5]
    spent = max(0.0, times["gone"] - 1 - ons.began) + max(0.0, ons.end - times["back"] - 5)
    good = [entry for entry in quiet if entry[1] == ANSWERED]
    rate = len(good) / spent if spent > 0 else 0.0
    print("| what | answered | told to come again | wrong | p50 ms | p99 ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in ("sign-on", "password"):
        counts = Counter(entry[1] for entry in book.of(kind))
        seconds = [e[3] for e in book.of(kind, ANSWERED) if not times["gone"] - 1 < e[2] < times["back"] + 5]
        print(f"| {kind} | {counts[ANSWERED]:,} | {counts[AWAY]:,} | {counts[WRONG]:,} | {share(seconds, 0.5):.1f} |"
              f" {share(seconds, 0.99):.1f} |")
    away = times["back"] - times["gone"]
    print(f"\n- Asked for {arguments.rate} sign-ons a second for {arguments.seconds} s; answered with the database there:"
          f" {rate:.0f} a second. Not begun: {ons.left_out:,}, since everyone who asks waited.")
    print(f"- Password sign-ins beside them: {len(book.of('password', ANSWERED)) / arguments.seconds:.1f} a second of"
          f" {arguments.typists} people at once.")
    ends = [e[2] + e[3] - times["back"] for e in book.of("sign-on", ANSWERED)]
    first = min((end for end in ends if end > 0), default=float("nan"))
    print(f"- The database was away for {away:.1f} s; the first answer came {first:.2f} s after it was back; the last sign-on"
          f" that was told to come again began {recovery:.2f} s after it.")
    print(f"- Still signed in afterwards: {signed_in} of {len(ons.sessions)}.", flush=True)
    for complaint, count in book.complaints.most_common(20):
        print(f"{count} × {complaint}", file=sys.stderr)
    lost = len(ons.sessions) - signed_in
    unseen = not any(entry[1] == AWAY for entry in book.of("sign-on"))
    if unseen:
        print("the database was not away long enough to be missed", file=sys.stderr)
    return bool(book.of("sign-on", WRONG) or book.of("password", WRONG) or recovery > 5 or lost or unseen
                or rate < arguments.rate * 0.95)


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "place", "database", "folder", "binaries", "prefix"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--typists", type=int, default=280)
    arguments = parser.parse_args()
    arguments.seed = 1
    trial, book, times = Trial(arguments), Book(), {}
    store = Postgres(arguments.folder, arguments.binaries, arguments.prefix.split())
    try:
        service, sessions, names = prepare(trial)
        end = time.monotonic() + arguments.seconds
        ons = SignOns(trial.port, service, sessions, book, arguments.rate, end)
        threads = [threading.Thread(target=ons.run, daemon=True) for _ in range(300)]
        threads += [threading.Thread(target=sign_in, args=(trial.port, names, book, end, 17 * place), daemon=True)
                    for place in range(arguments.typists)]
        for thread in threads:
            thread.start()
        time.sleep(arguments.seconds / 2)
        # Longer than a request waits for a connection (5 s), so that it is told to come again.
        restart(store, arguments.folder, 8, times)
        for thread in threads:
            thread.join(timeout=arguments.seconds + 60)
        assert not any(thread.is_alive() for thread in threads), "a request was never answered"
        caller = Caller(trial.port)
        signed_in = sum(ons.one(caller, number)[0] == ANSWERED for number in range(len(sessions)))
        wrong = report(book, times, arguments, ons, signed_in)
        trial.stop()
    finally:
        if trial.server and trial.server.poll() is None:
            trial.server.kill()
            trial.server.wait()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
