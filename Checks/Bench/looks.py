"""Loads pages that write the access log and prints how many looks they must have left: looks.py PORT SESSIONS COLUMN COUNT.

Every session asks for its page once, quietly; COUNT (a command that prints what is stored) says how many looks that is.
Then all ask for it many times at once; the server is stopped right after that by whoever called this.
"""

import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

TIMES, THREADS, FLUSH_SECONDS = 25, 32, 3
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(port, session, path):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"__Host-session={session}"})
    with OPENER.open(request, timeout=30) as answer:
        answer.read()
        assert answer.status == 200


def stored(command):
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0])


def main():
    port, sessions, column, command = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
    rows = [line.rstrip("\n").split("\t") for line in open(sessions)]
    asked = [(row[0], row[column]) for row in rows if row[column] != "-"]
    before = stored(command)
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda one: ask(port, *one), asked))
        time.sleep(FLUSH_SECONDS)
        once = stored(command) - before
        assert once > 0, "these pages leave no looks"
        list(pool.map(lambda one: ask(port, *one), asked * TIMES))
    print(before + once * (TIMES + 1), flush=True)


main()
