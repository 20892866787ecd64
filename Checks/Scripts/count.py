"""Reads a test runner's output and prints `NAME: N passed, N failed`: count.py NAME swift|pytest STATUS FILE...

Ends with status 1 when a test failed, when none ran, or when the runner itself failed.
"""

import re
import sys


def swift(text):
    """Swift Testing's summary counts functions; XCTest's own line, always of 0 tests here, is not looked at."""
    runs = re.findall(r"Test run with (\d+) tests?(?: in \d+ suites?)? (passed|failed) after", text)
    failed = len(set(re.findall(r"^✘ Test (?!run |case )(.+?) failed after", text, re.MULTILINE)))
    skipped = len(re.findall(r"^\S+ Test (?!run |case ).+? skipped", text, re.MULTILINE))
    total = sum(int(count) for count, _ in runs)
    if any(verdict == "failed" for _, verdict in runs):
        failed = max(failed, 1)
    return max(total - failed - skipped, 0), failed


def pytest(text):
    summary = next((line for line in reversed(text.splitlines()) if re.search(r"\d+ \w+.* in [\d.]+s", line)), "")
    numbers = {word.rstrip("s"): int(count) for count, word in re.findall(r"(\d+) (\w+)", summary)}
    return numbers.get("passed", 0), numbers.get("failed", 0) + numbers.get("error", 0)


def main():
    name, runner, status, *files = sys.argv[1:]
    passed = failed = 0
    for file in files:
        with open(file, encoding="utf-8", errors="replace") as log:
            more, wrong = {"swift": swift, "pytest": pytest}[runner](log.read())
        passed, failed = passed + more, failed + wrong + (0 if more or wrong else 1)
    if status != "0":
        failed = max(failed, 1)
    print(f"{name}: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
