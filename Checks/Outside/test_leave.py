"""Leave: a guardian applies, the principal refuses with reasons, the guardian reads and prints; granted days are told."""

import subprocess
from datetime import timedelta

import pytest

from clock import TODAY

APPLY, PAPER = "a.button[href$='/leave/new']", "article.paper"


def on(day):
    return day.isoformat()


@pytest.fixture(scope="module")
def school_days():
    """A Monday far enough ahead to be free of what the demo has applied for."""
    day = TODAY + timedelta(days=130)
    return day - timedelta(days=day.weekday())


def apply(one, child, first, last, reason):
    one.open(f"{child}/leave/new")
    one.page.fill("#field-first", on(first))
    one.page.fill("#field-last", on(last))
    one.page.fill("#field-reason", reason)
    one.page.click("main form button.primary")
    one.page.wait_for_url("**/leave/*")
    return one.path


def child_path(one):
    return one.page.locator("section[aria-labelledby='children'] a.title").first.get_attribute("href")


def decide(one, identifier, outcome, reasons):
    one.page.locator(f"a.button[href$='/leave/{identifier}']").click()
    one.page.check(f"input[name='outcome'][value='{outcome}']")
    one.page.fill("#field-reasons", reasons)
    one.page.click("main form[action$='/decision'] button.primary")
    one.page.wait_for_selector(PAPER)


@pytest.fixture(scope="module")
def refused(browser, house, cast, school_days):
    """An application of eight school days that the principal has refused: where the guardian reads it."""
    from visit import Visit

    guardian = Visit(browser, house).become(cast["guardian_of_one"])
    path = apply(
        guardian, child_path(guardian), school_days, school_days + timedelta(days=11), "Sukujuhlat ulkomailla.\n\nLapsi lukee matkalla."
    )
    principal = Visit(browser, house, width=360, height=740).become(cast["principal"])
    decide(principal, path.split("/")[-1], "refused", "Matkaan on loma-aikoja.\n\nJaksolla on kokeita.")
    guardian.close()
    principal.close()
    return path


def test_the_guardian_is_told_and_reads_the_decision(visit, cast, refused):
    one = visit(script=False).become(cast["guardian_of_one"])
    assert one.page.locator(f"li.need a[href='{refused}']").count() == 1
    one.page.click(f"li.need a[href='{refused}']")
    paper = one.page.locator(PAPER).inner_text()
    for words in ("Viranhaltijapäätös", "Matkaan on loma-aikoja.", "rehtori", "Oikaisuvaatimusohje", "14 päivän"):
        assert words in paper
    one.page.click("form[action$='/receipt'] button")
    one.open("/guardian")
    assert one.page.locator(f"li.need a[href='{refused}']").count() == 0


def test_the_decision_prints_on_two_sheets(visit, cast, refused, tmp_path):
    """On paper there is the decision alone, and its appeal instructions on a sheet of their own."""
    one = visit(language="sv").become(cast["guardian_of_one"])
    one.open(refused)
    file = tmp_path / "decision.pdf"
    one.page.pdf(path=str(file), prefer_css_page_size=True)
    sheets = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout.strip("\f\n").split("\f")
    assert len(sheets) == 2, sheets
    assert "Viranhaltijapäätös" in sheets[0] and "Jaksolla on kokeita." in sheets[0]
    assert "Oikaisuvaatimusohje" in sheets[1] and "Sivistyslautakunta" in sheets[1]
    # The reader speaks Swedish, the school Finnish; nothing of the page around is printed.
    assert "Markera" not in "".join(sheets) and "DigiOne\n" not in sheets[0].split("Tiedoksianto")[0]


def test_granted_from_the_desktop_it_is_told_quietly(visit, cast, school_days):
    guardian = visit().become(cast["guardian_of_one"])
    first = school_days + timedelta(days=21)
    path = apply(guardian, child_path(guardian), first, first + timedelta(days=11), "Turnaus")
    principal = visit().become(cast["principal"])
    form = f"form[action$='/leave/{path.split('/')[-1]}/decision']"
    need = principal.page.locator(f"li.need:has({form})")
    assert not need.locator(form).is_visible(), "it is asked once before it goes home"
    need.locator("summary").click()
    need.locator(f"{form} button").click()
    principal.page.wait_for_selector(PAPER)
    guardian.open("/guardian")
    assert guardian.page.locator(f"li.need a[href='{path}']").count() == 1
    guardian.open(path)
    assert "Oikaisuvaatimusohje" not in guardian.page.locator(PAPER).inner_text()


def test_a_form_with_mistakes_leads_to_them(visit, cast):
    one = visit(width=360, height=740).become(cast["guardian_of_one"])
    one.open(child_path(one) + "/leave")
    one.page.click(APPLY)
    one.page.click("main form button.primary")
    assert one.page.locator("#errors").is_visible()
    assert one.page.locator("#field-first-error, #field-last-error, #field-reason-error").count() == 3
