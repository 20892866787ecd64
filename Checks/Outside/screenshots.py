"""Pictures of a running demo: screenshots.py ADDRESS PERSONS.json OUT [--all].

Without --all the two pictures of the README; with it every role's desktop, narrow and wide, in Finnish and Swedish.
"""

import json
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from visit import ARGUMENTS, CHROMIUM, Visit


class Running:
    """A server that somebody else started."""

    def __init__(self, address):
        self.address = address


def picture(browser, house, person, file, path=None, **manner):
    one = Visit(browser, house, **manner).become(person)
    if path:
        one.open(path)
    for attempt in range(5):
        # Chromium without a screen sometimes has nothing painted yet.
        try:
            one.page.screenshot(path=str(file))
            break
        except Error:
            one.page.wait_for_timeout(300)
    one.close()
    print(file)


def main():
    address, persons, out = sys.argv[1:4]
    persons, out, house = json.loads(Path(persons).read_text())["persons"], Path(out), Running(address)
    out.mkdir(parents=True, exist_ok=True)
    first = {role: next(p for p in persons if p["role"] == role) for role in {p["role"] for p in persons}}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        if "--all" in sys.argv:
            for role, person in first.items():
                for width in (360, 1280):
                    for language, scheme in (("fi", "light"), ("sv", "dark")):
                        name = f"{role}-{width}-{language}-{scheme}.png"
                        picture(browser, house, person, out / name, width=width, language=language, scheme=scheme)
        else:
            picture(browser, house, first["guardian"], out / "guardian.png", width=1100, height=640)
            picture(browser, house, first["teacher"], out / "teacher-phone.png", width=360, height=640)
        browser.close()


main()
