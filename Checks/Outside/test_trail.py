"""The absence trail: a limit is reached, the homeroom teacher reacts, home is told, the principal sees who reacted."""

import csv
import io
import re

import pytest

from test_journeys import scripts

LIMITS = "/jarvikaupunki/administrator/absence-limits"
REPORT = "/jarvikaupunki/principal/absence-trail"
HOW = "Puhuttiin aamuista ja sovittiin herätyksestä."


@pytest.fixture(scope="module")
def child(found):
    """The child of the guardian of one, in the class of the class teacher."""
    municipality, guardian = found["guardian_of_one"][0]
    return municipality.children(guardian)[0]


def add_limit(one, amount):
    """So many unauthorised hours, of which everybody is told."""
    one.open(f"{LIMITS}/new")
    one.page.fill("#field-amount", str(amount))
    for counted in ("illness", "other", "unexplained"):
        one.page.uncheck(f"input[name='classes'][value='{counted}']")
    for whom in ("teacher", "principal", "guardian"):
        one.page.check(f"input[name='alerts'][value='{whom}']")
    one.page.click("main form button.primary")


@pytest.fixture(scope="module")
def strict(browser, house, cast):
    """For these tests one hour is enough; afterwards the standard limits alone alert again."""
    from visit import Visit

    one = Visit(browser, house).become(cast["administrator"])
    add_limit(one, 0)
    assert one.page.locator("#errors").count() == 1, "no hour at all is no limit"
    add_limit(one, 1)
    assert one.path == LIMITS and "1 h poissa lukukaudella" in one.titles()
    yield one
    for amount in (1, 2):
        if one.open(f"{LIMITS}/absence_hours-{amount}") == 200:
            one.page.click(".disclosure summary")
            one.page.click("button.danger")
    assert not {"1 h poissa lukukaudella", "2 h poissa lukukaudella"} & set(one.titles())
    one.close()


def be_absent(one, child, number):
    """The teacher marks the child absent without leave in one of the oldest lessons that can still be corrected."""
    one.open("/jarvikaupunki/teacher/registers")
    lessons = one.page.locator(".row", has_text="1A ").locator("a[href$='/register']")
    one.open(lessons.nth(lessons.count() - number).get_attribute("href"))
    row = one.page.locator(".mark-row", has_text=child.full)
    row.locator("label.stop").click()
    if row.locator("details:not([open])").count():
        row.locator("summary").click()
    row.locator("select").select_option("unauthorised")
    one.page.click("form.marks button.primary")
    one.page.wait_for_load_state()


@scripts
def test_a_limit_is_reached_and_somebody_reacts(visit, cast, child, strict, script):
    teacher = visit(script=script, width=360, height=740).become(cast["class_teacher"])
    guardian = visit(script=script).become(cast["guardian_of_one"])
    be_absent(teacher, child, 1 if script else 2)
    if not script:
        # The limit of one hour has been answered; the higher one has not.
        add_limit(strict, 2)
    asked = re.compile(rf"{child.full}: \d+(,\d)? h poissa tällä lukukaudella. Mitä on tehty\?")
    teacher.open("/jarvikaupunki/teacher")
    need = teacher.page.locator("li.need", has_text=asked)
    assert need.count() == 1
    guardian.open("/guardian")
    told = guardian.page.locator("li.need", has_text=re.compile(rf"{child.called}: \d+(,\d)? h poissa"))
    assert told.count() == 1

    need.locator("summary").click()
    need.locator("select").select_option("home")
    need.locator("textarea").fill(HOW)
    need.locator("button.primary").click()
    teacher.page.wait_for_url("**/absence-trail")
    assert teacher.heading() == child.full
    assert HOW in teacher.page.locator("main").inner_text()
    teacher.open("/jarvikaupunki/teacher")
    assert teacher.page.locator("li.need", has_text=asked).count() == 0

    guardian.open("/guardian")
    assert told.count() == 0, "the talk has begun"
    guardian.page.locator("section[aria-labelledby='children'] a.title").first.click()
    guardian.page.click("a.tile[href$='/absence-sums']")
    assert guardian.heading() == child.called
    text = guardian.page.locator("main").inner_text()
    assert " h" in text and HOW not in text and "Soitettu" not in text


def test_the_principal_sees_who_reacted_and_how_long_it_took(visit, cast, child, strict, caller, tmp_path):
    one = visit().become(cast["principal"])
    one.open(REPORT)
    row = one.page.locator("tbody tr", has_text=child.full)
    assert row.count() >= 1
    assert "Soitettu kotiin" in row.first.inner_text()
    one.page.click("thead a[href*='order=since']")
    assert one.page.locator("th[aria-sort='ascending'] a[href*='order=since']").count() == 1
    one.page.click("thead a[href*='order=since']")
    assert one.page.locator("th[aria-sort='descending']").count() == 1
    file = caller("principal").get(f"{REPORT}/file")
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(file.text.removeprefix("\ufeff")), delimiter=";"))
    assert child.full in {row["Oppilas"] for row in rows}
    assert HOW not in file.text, "what was said stays on the pupil's own page"


def test_the_report_prints_without_the_frame(visit, cast, strict, tmp_path):
    one = visit().become(cast["principal"])
    one.open(REPORT)
    one.page.emulate_media(media="print")
    assert not one.page.locator("nav.tabs").is_visible()
    assert one.page.locator("main table").is_visible()
