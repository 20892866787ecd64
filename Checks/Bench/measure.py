"""Measures one running server with wrk and prints a Markdown table; called by run.sh."""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import openid
import registers

HERE = Path(__file__).parent
PASSWORD = "kuikka-uittaa-poikasia"
TICKS = os.sysconf("SC_CLK_TCK")


def family(process):
    """The process and its children."""
    processes = [process]
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == process:
                    processes.append(int(entry.name))
            except OSError:
                pass
    return processes


def cpu(process):
    """Seconds of CPU that a process and its children have used, those that ended included."""
    total = 0
    for one in family(process):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / TICKS


def resident(process):
    """Megabytes of memory, and the most it ever was."""
    status = Path(f"/proc/{process}/status").read_text()
    return [int(re.search(rf"{key}:\s+(\d+)", status)[1]) / 1024 for key in ("VmRSS", "VmHWM")]


class Bench:
    def __init__(self, given):
        self.given = given
        self.hello = None
        self.lines = []

    def wrk(self, port, path, server, sessions=None, what=None, connections=32, script="pages.lua"):
        command = ["wrk", "-t1", f"-c{connections}", f"-d{self.given.seconds}s", "-s", str(HERE / script)]
        command += [f"http://127.0.0.1:{port}{path}"]
        if sessions:
            command += ["--", str(sessions), *(what if isinstance(what, list) else [str(what)])]
        database = self.given.database
        before, base = cpu(server), cpu(database) if database else 0
        printed = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "BENCH_PASSWORD": PASSWORD}).stdout
        used, in_database = cpu(server) - before, (cpu(database) - base) if database else 0
        numbers = [int(n) for n in re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", printed).groups()]
        requests, microseconds, errors, p50, p99 = numbers
        return {
            "rate": requests / microseconds * 1e6, "errors": errors, "p50": p50 / 1000, "p99": p99 / 1000,
            "cpu": used / requests * 1000 if requests else 0, "database": in_database / requests * 1000 if requests else 0,
            "busy": used / (microseconds / 1e6),
        }

    def answering(self, role, column, rest=""):
        """A file of the sessions whose page is there: a page that leads to the door would be fast and worth nothing."""
        sessions = Path(self.given.sessions) / f"{role}.tsv"
        lines = [line for line in sessions.read_text().splitlines() if self.answers(line.split("\t"), column, rest)]
        assert len(lines) >= 100, f"only {len(lines)} sessions of the {role} have a page in column {column}"
        kept = sessions.with_suffix(f".{column}{rest.partition('?')[0].replace('/', '-')}.tsv")
        kept.write_text("\n".join(lines) + "\n")
        return kept

    def answers(self, fields, column, rest):
        if fields[column] == "-":
            return False
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.given.port}{fields[column]}{rest}", headers={"Cookie": f"__Host-session={fields[0]}"})
        try:
            with QUIET.open(request, timeout=10) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            return False

    def row(self, name, result, part=True):
        ratio = f"{result['rate'] / self.hello:.2f} (1/{self.hello / result['rate']:.1f})" if part and self.hello else ""
        self.lines.append(
            f"| {name} | {result['rate']:,.0f} | {result['p50']:.2f} | {result['p99']:.2f} | "
            f"{result['p99'] / max(result['p50'], 0.001):.1f} | {ratio} | {result['cpu']:.3f} | "
            f"{result['database']:.3f} | {result['errors']} |")

    def run(self):
        given = self.given
        bare = self.wrk(given.bare_port, "/hello", given.bare)
        hello = self.wrk(given.port, "/hello", given.server)
        self.hello = hello["rate"]
        self.row("bare route of the framework", bare)
        self.row("/hello", hello)
        lists = [("office", 4, "the register's people, first page"), ("office", 5, "the register's people, last page"),
                 ("office", 6, "the register's people, by a part of a name")]
        if given.what == "lists":
            self.pages(lists)
            return self.print_table()
        self.row("sign-in page", self.wrk(given.port, "/sign-in", given.server))
        pages = [("pupil", 1, "desktop of a pupil"), ("guardian", 1, "desktop of a guardian"),
                 ("teacher", 1, "desktop of a teacher")]
        # A desktop that somebody comes back to is kept; with a question, which none answers, it is made anew.
        pages += [(role, "1?anew=yes", f"desktop of a {role}, made anew") for role in ("pupil", "guardian", "teacher")]
        pages += [("teacher", 2, "people of a group, as its teacher"),
                 ("pupil", 2, "people of a group, as a pupil"), *lists]
        pages += [(role, f"1{rest}", f"{name} of a {role}") for role in ("pupil", "guardian", "teacher")
                  for rest, name in (("/timetable", "day view"), ("/timetable?view=week", "week view"))]
        self.pages(pages)
        self.row("calendar feed of a pupil", self.wrk(given.port, "/", given.server, self.calendars(), 2))
        saving = self.registers()
        morning = self.morning()
        self.provider()
        again = self.wrk(given.port, "/hello", given.server)
        self.row("/hello once more", again)
        memory = resident(given.server)
        hashed, spent = self.hashing(), cpu(given.server)
        entry = self.wrk(
            given.port, "/", given.server, Path(given.sessions) / "pupil.tsv", "sign-in", connections=8)
        share = (self.hashing() - hashed) / (cpu(given.server) - spent)
        self.row("sign-in by password", entry, part=False)
        self.print(bare, memory, entry, share, saving, morning)

    def pages(self, pages):
        """A row for each page, of every session of a role that has it: (role, column and rest of the address, name)."""
        for role, what, name in pages:
            column, rest = int(str(what)[0]), str(what)[1:]
            sessions = self.answering(role, column, rest)
            self.row(name, self.wrk(self.given.port, "/", self.given.server, sessions, f"{column + 1}{rest}"))

    def calendars(self):
        """A file of calendar addresses, made as their pupils would make them."""
        lines = []
        for line in (Path(self.given.sessions) / "pupil.tsv").read_text().splitlines()[:100]:
            token, desktop = line.split("\t")[:2]
            request = urllib.request.Request(
                f"http://127.0.0.1:{self.given.port}{desktop}/timetable/calendar", data=b"",
                headers={"Cookie": f"__Host-session={token}", "Sec-Fetch-Site": "same-origin"})
            try:
                answer = QUIET.open(request, timeout=10)
            except urllib.error.HTTPError as redirect:
                answer = redirect
            secret = re.search(r"calendar-made\.([\w-]{20,})", answer.headers["Set-Cookie"])[1]
            lines.append(f"-\t/calendar/{secret}")
        kept = Path(self.given.sessions) / "calendars.tsv"
        kept.write_text("\n".join(lines) + "\n")
        return kept

    def registers(self):
        """Opens and saves the registers of the last school day, beside what single rows cost on the same engine."""
        given = self.given
        sessions = self.answering("teacher", 4)
        self.row("register of a lesson", self.wrk(given.port, "/", given.server, sessions, 5))
        lines = [line.split("\t") for line in sessions.read_text().splitlines()]
        forms = Path(given.sessions) / "registers.tsv"
        # On a second run other pupils are marked, so that each form still says something new.
        count, pupils = registers.prepare(lines, given.port, QUIET, forms, 5 if given.sync_ms else 4)
        result = self.wrk(given.port, "/", given.server, forms, "saves", script="saves.lua")
        self.row(f"saving a register ({count:,} of {pupils / max(count, 1):.0f} pupils)", result)
        preload = {"LD_PRELOAD": given.sync_library, "BENCH_SYNC_MS": str(given.sync_ms)} if given.commits_preload else {}
        single = int(subprocess.run(
            [given.program, "bench-commits"], capture_output=True, text=True, check=True, env={**os.environ, **preload}).stdout)
        return result["rate"], single

    def run_slow(self):
        """Saving alone, on a disk that was made slow."""
        given = self.given
        self.hello = self.wrk(given.port, "/hello", given.server)["rate"]
        rate, single = self.registers()
        print(f"- The same with {given.sync_ms} ms more at every `fsync` (an ordinary disk, imitated): registers saved: {rate:,.0f}/s; "
              f"single rows committed one after the other: {single:,}/s (ratio {rate / single:.1f}).", flush=True)

    def morning(self):
        """A school of 900 pupils begins its day: 60 registers and 900 desktops are opened at once. Seconds, errors, slowest."""
        teachers = [line.split("\t") for line in self.answering("teacher", 4).read_text().splitlines()]
        pupils = [line.split("\t") for line in self.answering("pupil", 1).read_text().splitlines()]
        asks = [(teachers[i % len(teachers)], 4) for i in range(60)] + [(pupils[i % len(pupils)], 1) for i in range(900)]

        def ask(what):
            start = time.monotonic()
            is_answered = self.answers(*what, "")
            return is_answered, time.monotonic() - start

        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(max_workers=64) as threads:
            answers = list(threads.map(ask, asks))
        took = time.monotonic() - start
        return took, sum(not is_answered for is_answered, _ in answers), max(seconds for _, seconds in answers)

    def provider(self):
        """What services ask: documents, tokens, questions about tokens, whole sign-ons with sessions that exist."""
        given = self.given
        self.row("discovery", self.wrk(given.port, "/.well-known/openid-configuration", given.server))
        self.row("published keys", self.wrk(given.port, "/oidc/keys", given.server))
        cookies = [line.split("\t")[0] for line in (Path(given.sessions) / "pupil.tsv").read_text().splitlines()]

        def ask(name, lines):
            self.row(name, self.wrk(given.port, "/", given.server, lines, [], script="asks.lua"))

        for algorithm in ("ES256", "RS256"):
            service = openid.Service(given.program, given.port, QUIET, given.sessions, algorithm)
            ask(f"client-credentials token, {algorithm}", service.own_token())
            if algorithm == "ES256":
                forms = service.own_tokens_by_key(given.seconds * 3000)
                self.row(
                    "the same, asked with private_key_jwt (its jti is stored)",
                    self.wrk(given.port, "/", given.server, forms, [], script="saves.lua"))
            flow = self.wrk(
                given.port, "/", given.server, service.sessions(cookies),
                [service.basic, openid.BACK, openid.VERIFIER], script="flow.lua")
            self.row(f"code flow, {algorithm} (two requests a sign-on)", flow)
        userinfo, introspection = service.questions(cookies)
        ask("userinfo", userinfo)
        ask("introspection", introspection)

    def hashing(self):
        """Seconds of CPU that the server has spent in password hashes, as its hashing threads counted them."""
        text = QUIET.open(f"http://127.0.0.1:{self.given.port}/metrics", timeout=10).read().decode()
        return float(re.search(r"^digione_password_hash_cpu_seconds_total (\S+)$", text, re.M)[1])

    def print_table(self):
        given = self.given
        print(f"\n### {given.name}\n")
        print(f"{given.people:,} people, loaded in {given.loading} s; {given.seconds} s a row, 32 connections, 200 sessions.\n")
        print("| page | requests/s | p50 ms | p99 ms | p99/p50 | of /hello | server CPU ms | database CPU ms | errors |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        print("\n".join(self.lines), flush=True)

    def print(self, bare, memory, entry, share, saving, morning):
        given = self.given
        self.print_table()
        print(f"\n- `/hello` is {self.hello / bare['rate']:.2f} of the bare route.")
        print(f"- Memory of the server after the pages: {memory[0]:.0f} MB (at most {memory[1]:.0f} MB); "
              f"after the sign-ins: {resident(given.server)[0]:.0f} MB.")
        print(f"- Registers saved: {saving[0]:,.0f}/s; single rows committed one after the other: {saving[1]:,}/s "
              f"(ratio {saving[0] / saving[1]:.1f}).")
        print(f"- 60 registers and 900 desktops opened at once: all answered in {morning[0]:.1f} s, the slowest in "
              f"{morning[2] * 1000:.0f} ms, {morning[1]} errors.")
        print(f"- Password sign-ins: {entry['rate']:.1f}/s, {entry['busy']:.2f} cores busy, {entry['cpu']:.0f} ms of CPU each, "
              f"{share:.0%} of it in the hash.", flush=True)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


QUIET = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect())


def machine():
    model = re.search(r"model name\s+: (.+)", Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} cores of {model[1] if model else 'unknown'}, Linux {os.uname().release}"


def main():
    parser = argparse.ArgumentParser()
    for name in ("name", "sessions", "program"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("port", "server", "bare-port", "bare", "seconds", "people", "loading"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--database", type=int, help="the process of the database server, if it is one")
    parser.add_argument("--sync-ms", type=float, default=0, help="what each fsync takes longer: saving alone is measured")
    parser.add_argument("--sync-library", default="", help="for the program that commits single rows, where it writes the file itself")
    parser.add_argument("--what", choices=["all", "lists"], default="all")
    given = parser.parse_args()
    given.commits_preload = bool(given.sync_library)
    assert shutil.which("wrk"), "wrk is not installed"
    if given.sync_ms:
        return Bench(given).run_slow()
    print(f"\n{time.strftime('%Y-%m-%d')}, {machine()}; wrk and the server share it.")
    Bench(given).run()


main()
