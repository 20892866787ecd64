"""The product under test: a prepared demo in a temporary folder and a server of its own."""

import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from clock import Clock

TREE = Path(__file__).resolve().parents[2]
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class House:
    """`digione` with its data folder; `address` is where the server answers once it runs. `begins` is the moment at which it
    is made; without one it lives by the machine's clock."""

    def __init__(self, pupils=300, database=None, begins=None):
        self.clock = Clock(begins)
        self.folder = tempfile.TemporaryDirectory(prefix="digione-browser-")
        self.program = self.copied(TREE / ".build/debug", Path(self.folder.name) / "program")
        self.data = Path(self.folder.name) / "data"
        self.data.mkdir()
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("DIGIONE_")}
        self.environment |= self.clock.environment(self.folder.name)
        self.environment["DIGIONE_DATA"] = str(self.data)
        self.environment["DIGIONE_OUTBOUND_LOOPBACK"] = "yes"
        if database:
            self.environment["DIGIONE_DATABASE"] = database
        printed = self.run("prepare-demo", "--pupils", str(pupils))
        self.password = printed.splitlines()[0].split(" is ")[1].strip()
        self.persons = json.loads((self.data / "demo.json").read_text())["persons"]
        self.server = None

    @staticmethod
    def copied(build, place):
        """The program and its resources as they are now: a build during the run must not change what is tested."""
        place.mkdir()
        shutil.copy(build / "digione", place)
        for resources in build.glob("*.resources"):
            shutil.copytree(resources, place / resources.name)
        return str(place / "digione")

    def run(self, *arguments):
        """What a command prints; it must end well."""
        result = subprocess.run(
            [self.program, *arguments], env=self.environment, cwd=self.data, capture_output=True, text=True, timeout=120
        )
        assert result.returncode == 0, f"digione {arguments[0]} ended with {result.returncode}: {result.stderr}"
        return result.stdout

    def start(self):
        self.log = open(self.data / "server.log", "wb")
        self.server = subprocess.Popen(
            [self.program, "serve", "--demo", "--port", str(self.port)],
            env=self.environment, cwd=self.data, stdout=self.log, stderr=self.log,
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert self.server.poll() is None, (self.data / "server.log").read_text()
            try:
                if OPENER.open(f"{self.address}/readyz", timeout=1).status == 200:
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("the server did not get ready in 30 seconds")

    def stop(self):
        """Ends the server as systemd would and returns its status."""
        self.server.send_signal(signal.SIGTERM)
        try:
            return self.server.wait(timeout=30)
        finally:
            self.server.kill()
            self.log.close()

    def told(self):
        """Whom the server's log names, by name, sign-in name, mail or source id: it must be nobody."""
        words = {person["signInName"] for person in self.persons}
        for users in (self.data / "sample").glob("*/users.csv"):
            with open(users, encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    given = {row["givenName"], row["preferredGivenName"]} - {""}
                    words |= {f"{name} {row['familyName']}" for name in given} | {row["email"], row["sourcedId"]} - {""}
        log = (self.data / "server.log").read_text(encoding="utf-8")
        return sorted(word for word in words if word in log)

    def remove(self):
        self.folder.cleanup()
