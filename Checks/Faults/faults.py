"""Writes by HTTP while the server (or PostgreSQL) is stopped as hard as can be, then looks for what was answered.

Three kinds of writes, each of several rows in one transaction: signing in (a session and its event; who signs in once
more in the same browser keeps the session under a new token), the choice of a language, and an adult student's grant to a
guardian (the grant, the change feed, the change log).
Everything happens on loopback and is bounded in count and time. Prints a line of counts; status 1 when anything is missing.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
OWN = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


class Writer(threading.Thread):
    """One browser that writes one thing after the other and remembers what it was told."""

    def __init__(self, port, name, chance, guardianship=None):
        super().__init__(daemon=True)
        self.port, self.name_, self.chance, self.guardianship = port, name, chance, guardianship
        self.cookie = None
        self.sessions = []      # for each session begun: the hashes of its tokens, None where no answer came
        self.languages = []     # (language, was answered)
        self.grants = []        # (is granted, was answered)
        self.answered = self.unknown = self.refused = 0
        self.ends = threading.Event()

    def run(self):
        while not self.ends.is_set():
            try:
                self.step()
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)

    def step(self):
        if self.cookie is None:
            return self.sign_in()
        kinds = [self.sign_in, self.choose] + ([self.grant] * 4 if self.guardianship else [])
        self.chance.choice(kinds)()

    def post(self, path, fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.connect()
        except OSError:
            connection.close()
            raise
        try:
            headers = {**OWN, "Host": "localhost", **({"Cookie": self.cookie} if self.cookie else {})}
            connection.request("POST", path, urlencode(fields), headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            # Whether it was saved nobody knows; it may be there, but whole.
            self.unknown += 1
            raise
        finally:
            connection.close()
        if answer.status == 303 and "/sign-in" not in answer.headers.get("Location", ""):
            self.answered += 1
            return answer
        self.refused += 1
        if answer.status == 303:
            self.cookie = None
        time.sleep(0.02)
        return None

    def sign_in(self):
        if self.cookie is None or self.chance.random() < 0.5:
            # Another browser of the same person: the session before stays open.
            self.cookie = None
            self.sessions.append([])
        self.sessions[-1].append(None)
        answer = self.post("/demo/sign-in", {"name": self.name_})
        if answer:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
            self.sessions[-1][-1] = token_hash(self.cookie)

    def sign_ins(self):
        """How many were answered."""
        return sum(1 for tokens in list(self.sessions) for token in list(tokens) if token)

    def choose(self):
        self.remember(self.languages, self.chance.choice(["fi", "sv", "en"]),
                      lambda value: self.post("/language", {"language": value, "to": "/account"}))

    def grant(self):
        provider, guardianship = self.guardianship
        wanted = not (self.grants and self.grants[-1][0])
        path = f"/{provider}/pupil/guardians/{guardianship}/grant" + ("" if wanted else "/ending")
        self.remember(self.grants, wanted, lambda _: self.post(path, {}))

    def remember(self, list_, value, act):
        list_.append((value, False))
        if act(value):
            list_[-1] = (value, True)

    def certain_grants(self):
        """Answered grants that changed something for certain: what stood there before was answered too."""
        before = [(False, True)] + self.grants
        return sum(1 for (was, is_known), (now, is_answered) in zip(before, self.grants)
                   if is_known and is_answered and was != now)

    @staticmethod
    def possible(list_):
        """What may stand there now: what was answered last, and what was asked after it."""
        last = max((place for place, entry in enumerate(list_) if entry[1]), default=None)
        return None if last is None else {value for value, _ in list_[last:]}


def token_hash(cookie):
    return hashlib.sha256(cookie.split("=", 1)[1].encode()).hexdigest()


class SQLite:
    def __init__(self, path):
        self.path = path

    def rows(self, sql):
        with sqlite3.connect(self.path, timeout=30) as connection:
            return [tuple(map(plain, row)) for row in connection.execute(sql)]

    def is_whole(self):
        return self.rows("PRAGMA integrity_check") == [("ok",)] and self.rows("PRAGMA foreign_key_check") == []


class Postgres:
    def __init__(self, folder, binaries, prefix):
        self.folder, self.binaries, self.prefix = folder, binaries, prefix

    def rows(self, sql):
        command = [*self.prefix, f"{self.binaries}/psql", "-XAtq", "-F", "\t", "-h", self.folder, "-U", "postgres",
                   "-d", "digione", "-c", sql]
        lines = subprocess.run(command, cwd="/", capture_output=True, text=True, check=True, timeout=120).stdout
        return [tuple(plain_text(cell) for cell in line.split("\t")) for line in lines.splitlines()]

    def is_whole(self):
        return True

    def control(self, *arguments):
        command = [*self.prefix, f"{self.binaries}/pg_ctl", "-w", "-t", "60", "-D", f"{self.folder}/data", *arguments]
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=90)


def plain(cell):
    return cell.hex() if isinstance(cell, bytes) else cell


def plain_text(cell):
    if cell.startswith("\\x"):
        return cell[2:]
    return None if cell == "" else cell.replace("-", "") if re.fullmatch(r"[0-9a-f-]{36}", cell) else cell


class Trial:
    """The server under load, its end, and what is left."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.place = Path(arguments.place)
        self.data = self.place / "data"
        self.data.mkdir(parents=True)
        self.environment = {**{k: v for k, v in os.environ.items() if not k.startswith("DIGIONE_")},
                            "DIGIONE_DATA": str(self.data), "DIGIONE_LOG_LEVEL": "error"}
        if arguments.database:
            self.environment["DIGIONE_DATABASE"] = arguments.database
        subprocess.run([arguments.program, "prepare-demo", "--pupils", "300"], env=self.environment, check=True,
                       stdout=subprocess.DEVNULL, timeout=300)
        self.port = free_port()
        self.chance = random.Random(arguments.seed)
        self.server = None
        self.restarts = 0

    def start(self):
        log = open(self.place / "server.log", "ab")
        self.server = subprocess.Popen([self.arguments.program, "serve", "--demo", "--port", str(self.port)],
                                       env=self.environment, stdout=log, stderr=log)
        log.close()
        self.wait_until_ready()

    def wait_until_ready(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.server.poll() is not None:
                said = (self.place / "server.log").read_text()[-2000:]
                raise SystemExit(f"the server ended with {self.server.returncode}: {said}")
            try:
                if OPENER.open(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status == 200:
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        raise SystemExit("the server did not get ready")

    def writers(self):
        persons = json.loads((self.data / "demo.json").read_text())["persons"]
        adult = persons[1]["signInName"]
        names = [person["signInName"] for person in persons if person["signInName"] != adult]
        made = [Writer(self.port, name, random.Random(self.chance.random())) for name in names[:6]]
        made.append(Writer(self.port, adult, random.Random(self.chance.random()), self.guardianship(adult)))
        return made

    def guardianship(self, name):
        """Provider and id of a guardianship that this adult student decides about, from the page with the button."""
        reader = Writer(self.port, name, random.Random(0))
        reader.sign_in()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        slug = name.split("@")[1]
        connection.request("GET", f"/{slug}/pupil/guardians", headers={"Cookie": reader.cookie})
        page = connection.getresponse().read().decode()
        connection.close()
        found = re.search(r"/pupil/guardians/([0-9a-z]{26})/grant", page)
        if not found:
            raise SystemExit("the demo has no guardian to whom a grant could be given")
        return slug, found.group(1)

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        if self.server.wait(timeout=60) != 0:
            raise SystemExit("the server did not stop in order")


def missing(store, writers):
    """What was answered and is not there."""
    tokens = {row[0] for row in store.rows("SELECT token_hash FROM session WHERE ended_at IS NULL")}
    lost = lost_events(store, [(writer.name_, writer.sign_ins()) for writer in writers])
    for writer in writers:
        for own in writer.sessions:
            # The last answered token is good, unless a sign-in after it got no answer; those before it never are.
            answered = [token for token in own if token]
            if own[-1] not in {None, *tokens} or tokens.intersection(answered[:-1]):
                lost.append(("session", writer.name_))
        wanted = Writer.possible(writer.languages)
        held = store.rows(f"SELECT language FROM account WHERE sign_in_name = '{writer.name_}'")[0][0]
        if wanted and held not in wanted:
            lost.append(("language", writer.name_))
        if writer.guardianship:
            answered = writer.certain_grants()
            logged = store.rows("SELECT COUNT(*) FROM change_log WHERE entity = 'guardianship'")[0][0]
            if int(logged) < answered:
                lost.append(("grant", answered - int(logged)))
            wanted = Writer.possible(writer.grants)
            granted = store.rows("SELECT COUNT(*) FROM guardianship WHERE granted_at IS NOT NULL"
                                 f" AND {key(store, writer)}")[0][0]
            if wanted and (int(granted) == 1) not in wanted:
                lost.append(("state of the grant", granted))
    return lost


def lost_events(store, told):
    """Answered sign-ins of which there is no event: (what, how many) of each name and its count."""
    events = dict(store.rows("""
        SELECT account.sign_in_name, COUNT(*) FROM sign_in_event JOIN account ON account.id = sign_in_event.account_id
        WHERE sign_in_event.kind = 'sign-in' GROUP BY account.sign_in_name"""))
    lost = []
    for name, count in told:
        lost += [("sign-in", name)] * max(0, count - int(events.get(name, 0)))
    return lost


def key(store, writer):
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for character in writer.guardianship[1]:
        number = number * 32 + digits.index(character)
    uuid = f"{number:032x}"
    return f"id = X'{uuid}'" if isinstance(store, SQLite) else f"id = '{uuid}'"


def half(store):
    """Rows of one transaction of which some are there and some are not."""
    found = []
    orphans = store.rows("""
        SELECT COUNT(*) FROM (
            SELECT account_id, created_at FROM session EXCEPT SELECT account_id, happened_at FROM sign_in_event) AS alone""")
    found += [("a session without its event", orphans[0][0])] if int(orphans[0][0]) else []
    for title, one, other in [("a grant without its feed row", "change_log", "change_feed"),
                              ("a feed row without its grant", "change_feed", "change_log")]:
        count = store.rows(f"""
            SELECT COUNT(*) FROM {one} AS one WHERE one.entity = 'guardianship'
                AND one.changed_at > (SELECT MIN(session.created_at) FROM session) AND NOT EXISTS (
                SELECT 1 FROM {other} AS other WHERE other.entity = 'guardianship'
                    AND other.entity_id = one.entity_id AND other.changed_at = one.changed_at)""")
        found += [(title, count[0][0])] if int(count[0][0]) else []
    gaps = store.rows("""
        SELECT COUNT(*) FROM change_counter WHERE last_sequence <> (SELECT COUNT(*) FROM change_feed
            WHERE change_feed.provider_id = change_counter.provider_id)""")
    found += [("a gap in the change feed", gaps[0][0])] if int(gaps[0][0]) else []
    return found + ([] if store.is_whole() else [("the file", "damaged")])


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def on_sqlite(trial, arguments):
    store = SQLite(trial.data / "digione.sqlite")
    trial.start()
    writers = trial.writers()
    for writer in writers:
        writer.start()
    for _ in range(arguments.times):
        if time.monotonic() > arguments.end:
            break
        time.sleep(trial.chance.uniform(0.05, 0.9))
        trial.kill()
        trial.restarts += 1
        # Nobody answers now, so what writers remember does not grow while the file is looked at.
        yield store, writers
        trial.start()


def on_postgres(trial, arguments):
    store = Postgres(arguments.folder, arguments.binaries, arguments.prefix.split())
    trial.start()
    writers = trial.writers()
    for writer in writers:
        writer.start()
    for _ in range(arguments.times):
        if time.monotonic() > arguments.end:
            break
        time.sleep(trial.chance.uniform(0.3, 2.0))
        store.control("stop", "-m", "immediate")
        trial.restarts += 1
        told = [(writer.name_, writer.sign_ins()) for writer in writers]
        store.control("start", "-l", f"{arguments.folder}/server.log", "-o",
                      f"-c listen_addresses= -c unix_socket_directories={arguments.folder}")
        trial.wait_until_ready()
        lost = lost_events(store, told)
        if lost:
            raise SystemExit(f"{len(lost)} answered sign-ins are missing")
    yield store, writers


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "place", "database", "folder", "binaries", "prefix"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    if arguments.seed is None:
        arguments.seed = random.SystemRandom().randrange(1_000_000)
    arguments.end = time.monotonic() + arguments.seconds
    engine = "PostgreSQL" if arguments.database else "SQLite"
    print(f"{engine}: seed {arguments.seed}", file=sys.stderr)
    trial = Trial(arguments)
    lost, halves, writers = [], [], []
    try:
        for store, writers in (on_postgres if arguments.database else on_sqlite)(trial, arguments):
            if engine == "PostgreSQL":
                end_of(writers)
            lost += missing(store, writers)
            halves += half(store)
            if lost or halves:
                break
        end_of(writers)
        if trial.server.poll() is None:
            trial.stop()
        lost += missing(store, writers)
        halves += half(store)
    finally:
        end_of(writers)
        if trial.server and trial.server.poll() is None:
            trial.server.kill()
            trial.server.wait()
    return report(engine, trial, writers, lost, halves, arguments)


def end_of(writers):
    for writer in writers:
        writer.ends.set()
    for writer in writers:
        writer.join(timeout=60)


def report(engine, trial, writers, lost, halves, arguments):
    answered = sum(writer.answered for writer in writers)
    unknown = sum(writer.unknown for writer in writers)
    refused = sum(writer.refused for writer in writers)
    what = "server killed" if engine == "SQLite" else "database stopped hard"
    print(f"| {engine} | {what} | {trial.restarts} | {answered:,} | {answered - len(lost):,} | {len(lost)} | {len(halves)} |"
          f" {unknown:,} | {refused:,} | {arguments.seed} |")
    for entry in lost[:20] + halves[:20]:
        print(entry, file=sys.stderr)
    enough = trial.restarts == arguments.times and answered > trial.restarts
    if not enough:
        print("too little was tried to say anything", file=sys.stderr)
    return 0 if enough and not lost and not halves else 1


if __name__ == "__main__":
    sys.exit(main())
