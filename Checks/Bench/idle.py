"""Holds many connections that say nothing, on loopback, and says what they cost: idle.py --port P --server PID."""

import argparse
import re
import resource
import socket
import sys
import time
import urllib.request
from pathlib import Path

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def resident(process):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text()).group(1)) / 1024


def opened(port):
    text = OPENER.open(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode()
    return int(re.search(r"^digione_connections_open (\d+)", text, re.M).group(1))


def milliseconds(port, times=50):
    taken = []
    for _ in range(times):
        start = time.monotonic()
        OPENER.open(f"http://127.0.0.1:{port}/hello", timeout=10).read()
        taken.append((time.monotonic() - start) * 1000)
    return sorted(taken)[times // 2]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--server", type=int, required=True)
    parser.add_argument("--count", type=int, default=10_000)
    arguments = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if most < arguments.count + 100:
        sys.exit(f"the limit of open files, {most}, is too low for {arguments.count} connections")
    before, alone = resident(arguments.server), milliseconds(arguments.port)
    connections = []
    start = time.monotonic()
    for number in range(arguments.count):
        connections.append(socket.create_connection(("127.0.0.1", arguments.port), timeout=30))
        if number % 500 == 499:
            time.sleep(0.05)
    while opened(arguments.port) < arguments.count and time.monotonic() < start + 60:
        time.sleep(0.1)
    held = opened(arguments.port)
    after, beside = resident(arguments.server), milliseconds(arguments.port)
    print(f"- {arguments.count:,} idle connections: {held - 1:,} held, {after - before:.0f} MB more"
          f" ({(after - before) * 1024 / max(held, 1):.1f} kB each), `/hello` in {beside:.1f} ms beside them and"
          f" {alone:.1f} ms without.")
    for connection in connections:
        connection.close()
    return 0 if held > arguments.count * 0.999 else 1


if __name__ == "__main__":
    sys.exit(main())
