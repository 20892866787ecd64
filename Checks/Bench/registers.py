"""Saves registers of the last school day as their teachers would: run by measure.py.

Every register is opened, a few pupils are marked, and wrk posts each form once; what a form holds is read from the page.
"""

import urllib.parse
import urllib.request
from html.parser import HTMLParser


class RegisterForm(HTMLParser):
    """The fields of the page's register, as a browser would send them, with every ninth pupil absent, counted from `absent`."""

    def __init__(self, path, absent):
        super().__init__()
        self.absent = absent
        self.path, self.inside, self.fields, self.choices = path, False, [], {}

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("action") == self.path
        if not self.inside or "name" not in given:
            return
        if tag == "input" and given.get("type") == "radio":
            self.choices.setdefault(given["name"], []).append((given["value"], "checked" in given))
        elif tag == "input" and given.get("type") != "checkbox":
            self.fields.append((given["name"], given.get("value", "")))
        elif tag in ("textarea", "select"):
            self.fields.append((given["name"], ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False

    def body(self):
        marked = [
            (name, "absent" if index % 9 == self.absent and "absent" in [value for value, _ in values] else
             next((value for value, is_checked in values if is_checked), values[0][0]))
            for index, (name, values) in enumerate(sorted(self.choices.items()))
        ]
        return urllib.parse.urlencode(self.fields + marked), len(marked)


def prepare(lines, port, opener, out, absent=4):
    """Writes cookie, path and form of every register; returns how many there are and how many pupils they have."""
    written, pupils = [], 0
    for fields in lines:
        for path in fields[4:]:
            if path == "-":
                continue
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"__Host-session={fields[0]}"})
            form = RegisterForm(path, absent)
            form.feed(opener.open(request, timeout=10).read().decode())
            body, count = form.body()
            if count:
                written.append(f"{fields[0]}\t{path}\t{body}")
                pupils += count
    out.write_text("\n".join(written) + "\n")
    return len(written), pupils
