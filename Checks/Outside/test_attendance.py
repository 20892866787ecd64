"""A teacher takes registers on a phone, a home announces and explains, and each sees what the other did."""

import re
from datetime import timedelta

import pytest

from clock import TODAY

scripts = pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture
def family(found):
    """A guardian's only child, whom the class teacher of the cast teaches."""
    place, guardian = found["guardian_of_one"][0]
    return place, place.children(guardian)[0]


@pytest.fixture
def phone(visit):
    """Somebody on a phone, with or without scripts."""
    return lambda person, script: visit(script=script, width=360, height=740).become(person)


def registers(teacher, place, child, section="open", day=None):
    """The rows of lessons in which the child is, the latest first; most tests take the oldest, so that today's are left."""
    teacher.open(f"/{place.slug}/teacher/registers")
    titles = "|".join(re.escape(group.title) for group in child.groups)
    within = f"section[aria-labelledby='{section}']"
    if day:
        within += f" h3:text-is('{day}') + .rows"
    return teacher.page.locator(f"{within} .row").filter(has_text=re.compile(rf"({titles}) · "))


def absences(home, child):
    """The page of the child's absences, by the main navigation."""
    home.open("/guardian")
    home.page.click(f"section[aria-labelledby='children'] a.title:text-is('{child.full}')")
    home.page.click("nav a[href$='/absences']")


def fits(one):
    return one.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def said(one):
    return one.page.locator(".toasts").inner_text()


@scripts
def test_an_absence_is_marked_then_explained_and_the_teacher_sees_why(phone, cast, family, script):
    place, child = family
    teacher = phone(cast["class_teacher"], script)
    registers(teacher, place, child).last.locator("a.title").click()
    row = teacher.page.locator(".mark-row", has_text=child.full)
    row.locator("label.stop").click()
    if script:
        assert teacher.page.locator("[data-count='absent'] strong").inner_text() == "1"
    assert fits(teacher)
    teacher.page.click(".savebar button")
    assert "Läsnäolot tallennettu." in said(teacher)
    register = teacher.path

    home = phone(cast["guardian_of_one"], script)
    home.open("/guardian")
    need = home.page.locator("section[aria-labelledby='needs'] .need").first
    assert need.locator(".what").inner_text().startswith(child.called)
    assert "miksi poissa?" in need.inner_text()
    assert fits(home)
    need.locator("summary").click()
    need.locator("input[type='text']").fill("Hammaslääkäri")
    need.locator("button[value='other']").click()
    assert home.path == "/guardian"
    assert "syy on kerrottu koululle" in said(home)
    assert home.page.locator(".need", has_text="miksi poissa?").count() == 0

    teacher.open(register)
    assert "Selitetty: muu syy" in row.inner_text()
    assert "Viesti kotoa: Hammaslääkäri" in row.inner_text()
    assert row.locator("input[value='absent']").is_checked()


@scripts
def test_a_late_arrival_has_minutes_and_a_note_that_the_home_reads(phone, cast, family, script):
    place, child = family
    teacher = phone(cast["class_teacher"], script)
    registers(teacher, place, child).last.locator("a.title").click()
    row = teacher.page.locator(".mark-row", has_text=child.full)
    row.locator("label.notice").click()
    if not script:
        row.locator("details.more summary").click()
    row.locator("input[type='number']").fill("12")
    row.locator("input[type='text']").fill("Bussi oli myöhässä")
    assert fits(teacher)
    teacher.page.click(".savebar button")
    home = phone(cast["guardian_of_one"], script)
    absences(home, child)
    marks = home.page.locator("section[aria-labelledby='marks']").inner_text()
    assert "Myöhässä 12 min" in marks and "Bussi oli myöhässä" in marks
    assert fits(home)


@scripts
@pytest.mark.parametrize("width", [360, 1280])
def test_behind_a_name_is_only_what_its_mark_needs(visit, cast, family, script, width):
    place, child = family
    teacher = visit(script=script, width=width, height=800).become(cast["class_teacher"])
    registers(teacher, place, child).last.locator("a.title").click()
    row = teacher.page.locator(".mark-row", has_text=child.full)
    more, minutes = row.locator("details.more"), row.locator("input[type='number']")
    reason, note = row.locator("select"), row.locator(".more-fields input[type='text']")
    for mark, shown in [("good", (False, False)), ("stop", (True, False)), ("notice", (False, True))]:
        row.locator(f"label.{mark}").click()
        if more.get_attribute("open") is None:
            more.locator("summary").click()
        assert (reason.is_visible(), minutes.is_visible()) == shown, mark
        assert note.is_visible()
    assert fits(teacher)
    # The way to more stays where it was beside the name.
    name, way = row.locator(".person").bounding_box(), more.locator("summary").bounding_box()
    assert abs(name["y"] - way["y"]) < 16


@scripts
def test_a_home_announces_an_illness_of_two_days_and_takes_it_back(phone, cast, family, script):
    place, child = family
    home = phone(cast["guardian_of_one"], script)
    absences(home, child)
    page = home.path
    home.page.check("input[name='reason'][value='illness']")
    home.page.fill("#field-last", (TODAY + timedelta(days=1)).isoformat())
    home.page.fill("#field-note", "Kuumetta")
    assert fits(home)
    home.page.click("section[aria-labelledby='announce'] button.primary")
    assert "Poissaolosta on ilmoitettu." in said(home)
    announced = home.page.locator("section[aria-labelledby='announced'] .row")
    assert announced.count() == 1 and "Kuumetta" in announced.inner_text()

    teacher = phone(cast["class_teacher"], script)
    registers(teacher, place, child, day="Tänään").first.locator("a.title").click()
    row = teacher.page.locator(".mark-row", has_text=child.full)
    assert "Ilmoitettu: sairaana" in row.inner_text()
    assert row.locator("input[value='absent']").is_checked()

    home.open(page)
    announced.locator("button").click()
    assert "Ilmoitus on peruttu." in said(home)
    assert announced.count() == 0


@scripts
def test_what_is_wrong_in_an_announcement_is_said_and_kept(phone, cast, family, script):
    _, child = family
    home = phone(cast["guardian_of_one"], script)
    absences(home, child)
    home.page.check("input[name='reason'][value='other']")
    home.page.fill("#field-last", (TODAY - timedelta(days=1)).isoformat())
    home.page.fill("#field-note", "Mummon syntymäpäivät")
    home.page.click("section[aria-labelledby='announce'] button.primary")
    assert home.page.title().startswith("Virhe")
    assert "Viimeinen päivä on ennen ensimmäistä" in home.page.locator("#errors").inner_text()
    assert home.page.input_value("#field-note") == "Mummon syntymäpäivät"
    assert home.page.is_checked("input[name='reason'][value='other']")


def test_two_phones_save_one_register_and_nothing_is_lost(phone, cast, family):
    place, child = family
    first = phone(cast["class_teacher"], True)
    registers(first, place, child).last.locator("a.title").click()
    link = first.path
    principal = phone(cast["principal"], False)
    second = link.replace("/teacher/", "/principal/")
    assert principal.open(second) == 200
    rows = first.page.locator(".mark-row")
    other = next(row for row in rows.all() if child.full not in row.inner_text())
    name = other.locator(".mark-name > span").first.inner_text()
    other.locator("label.stop").click()
    # Without a connection nothing is sent; what was marked waits, even when the telephone forgets the page meanwhile.
    first.context.set_offline(True)
    first.page.click(".savebar button")
    assert "heti, kun yhteys palaa" in first.page.locator("#offline").inner_text()
    assert first.path == link and other.locator("input[value='absent']").is_checked()
    first.page.goto("about:blank")
    first.context.set_offline(False)
    first.open(link)
    first.page.locator("#typed-back").wait_for()
    assert other.locator("input[value='absent']").is_checked()
    first.context.set_offline(True)
    first.page.click(".savebar button")
    first.context.set_offline(False)
    first.page.locator(".toasts", has_text="Läsnäolot tallennettu.").wait_for()
    assert not first.page.locator("#typed-back").is_visible()
    principal.page.locator(".mark-row", has_text=child.full).locator("label.notice").click()
    principal.page.click(".savebar button")
    assert "tallensi samat läsnäolot" in principal.page.locator("main").inner_text()
    assert "Kaikki on tallessa." in principal.page.locator("main").inner_text()
    first.open(link)
    assert rows.filter(has_text=name).locator("input[value='absent']").is_checked()
    assert rows.filter(has_text=child.full).locator("input[value='late']").is_checked()


def test_a_register_is_taken_by_the_keyboard_alone(visit, cast, family):
    place, child = family
    teacher = visit(width=1280).become(cast["class_teacher"])
    registers(teacher, place, child, section="taken").last.locator("a.title").click()
    teacher.page.wait_for_load_state()
    press = teacher.page.keyboard.press

    def come_to(what):
        """Goes on with the tab key until the focus is there."""
        for _ in range(200):
            press("Tab")
            if teacher.page.evaluate("what => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"the tab key does not lead to {what}")

    row = teacher.page.locator(".mark-row", has_text=child.full)
    name = row.locator(".segments input").first.get_attribute("name")
    come_to(f"input[name='{name}']:checked")
    while not row.locator("input[value='late']").is_checked():
        press("ArrowRight")
    come_to(".more-fields input[type='number']")
    teacher.page.keyboard.type("7")
    come_to(".savebar button")
    press("Enter")
    teacher.page.locator(".toasts", has_text="Läsnäolot tallennettu.").wait_for()
    assert row.locator("input[value='late']").is_checked() and row.locator("input[type='number']").input_value() == "7"
