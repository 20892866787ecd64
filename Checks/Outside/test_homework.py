"""Homework from the teacher's phone to the pupil's timetable and the home, and along with a lesson that is moved."""

import csv
import re
from datetime import date, timedelta

import pytest

from clock import TODAY
from test_journeys import scripts
from test_signing import NEW_PASSWORD, join
from visit import Visit


@pytest.fixture(scope="module")
def maths(found):
    """The group in which the demo's subject teacher teaches its pupil mathematics."""
    taught = {group.source for group in found["subject_teacher"][0][1].groups if "matematiikka" in group.title}
    return next(group for group in found["pupil"][0][1].groups if group.source in taught)


@pytest.fixture(scope="module")
def guardian(house, browser, found):
    """The sign-in name of one of the pupil's guardians, made by an invitation."""
    place, pupil = found["pupil"][0]
    code = house.run("invite", "--provider", place.slug, "--person", pupil.agents[0]).strip()
    one = Visit(browser, house)
    name = join(one, code)
    one.close()
    return name


def give(visit, cast, maths, script, text, suits=lambda day, clock: True):
    """The subject teacher gives it on a phone for the first offered lesson that suits; its day and its time."""
    one = visit(script=script, width=360).sign_in(cast["subject_teacher"])
    one.open("/jarvikaupunki/teacher/groups")
    one.page.click(f".row .title:text-is('{maths.title}')")
    one.page.click("main a[href$='/homework']")
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert "Seuraava tunti: " in one.page.locator("label:has(input[name='when']:checked)").inner_text()
    one.page.fill("#field-text", text)
    one.page.fill("#field-bring", "kompassi")
    for choice in one.page.locator("label:has(input[name='when'][value*='.'])").all():
        day = date.fromisoformat(choice.locator("input").get_attribute("value").split(".")[1])
        clock = re.search(r"klo (\d+\.\d\d)", choice.inner_text()).group(1)
        if day > TODAY and suits(day, clock):
            choice.click()
            break
    else:
        raise AssertionError("none of the offered lessons suits")
    one.page.click("form[action$='/homework'] button.primary")
    assert "Annettu." in one.page.locator("body").inner_text()
    assert text in one.page.locator("section[aria-labelledby='coming']").inner_text()
    return day, clock


def line(one, text):
    return one.page.locator(f"li.line:has-text('{text}')")


@scripts
def test_given_on_a_phone_ticked_by_the_pupil_and_seen_at_home(visit, cast, maths, guardian, script):
    text = f"Tehtävät 4–6 {'skriptein' if script else 'ilman'}"
    day, _ = give(visit, cast, maths, script, text)

    pupil = visit(script=script).sign_in(cast["pupil"])
    pupil.open(f"/jarvikaupunki/pupil/timetable?day={day}")
    assert f"Läksy: {text}" in line(pupil, text).inner_text()
    assert "Mukaan: kompassi" in line(pupil, text).inner_text()
    line(pupil, text).get_by_role("button", name=text).click()
    assert pupil.path == f"/jarvikaupunki/pupil/timetable?day={day}", "the click leads back to the same day"
    assert "Tehty" in line(pupil, text).inner_text()

    home = visit(script=script).sign_in(guardian, NEW_PASSWORD)
    home.open("/guardian/homework")
    row = home.page.locator(f"li.row:has-text('{text}')")
    assert "Tehty" in row.inner_text()
    assert not row.locator("button").count(), "a guardian sees the tick and does not tick"

    pupil.open("/jarvikaupunki/pupil/homework")
    pupil.page.locator(f"li.row:has-text('{text}')").get_by_role("button", name="Kumoa").click()
    assert pupil.path == "/jarvikaupunki/pupil/homework"
    home.page.reload()
    assert "Tehty" not in home.page.locator(f"li.row:has-text('{text}')").inner_text()


def test_the_desktop_says_what_is_due_on_the_next_school_day(visit, cast, maths):
    """Whatever the day of the run: on the desktop are the same words as on the day's own page."""
    pupil = visit().sign_in(cast["pupil"])
    days = pupil.page.locator(".day").count()
    said = [text for text in pupil.page.locator("li.line p.quiet").all_inner_texts() if "Läksy: " in text]
    pupil.open("/jarvikaupunki/pupil/timetable")
    assert pupil.page.locator(".day").count() >= days
    page = pupil.page.locator("main").inner_text()
    assert all(text in page for text in said)


@pytest.fixture
def timetable(house):
    """The folder of the first school's timetable and its code; what the test imports is undone."""
    folder = next((house.data / "sample/timetable/1").glob("*/GPU001.TXT")).parent
    before = (folder / "changes.csv").read_bytes()
    where = ["--provider", "jarvikaupunki", "--school", folder.name]
    yield folder, where
    (folder / "changes.csv").write_bytes(before)
    house.run("import", "timetable", "--undo", *where)


def numbered(folder, group, day, clock):
    """The number and hour of a group's lesson in the files."""
    with open(folder / "bells.csv", encoding="utf-8", newline="") as file:
        hours = {row["begins"]: row["hour"] for row in csv.DictReader(file) if row["schedule"] == "B"}
    for row in (folder / "GPU001.TXT").read_bytes().decode("latin-1").splitlines():
        number, classes, _, subject, _, weekday, hour = row.replace('"', "").split(";")[:7]
        if (classes, subject, weekday, hour) == (group, "MA", str(day.isoweekday()), hours.get(clock)):
            return number, hour
    return None


def test_a_moved_lesson_takes_its_homework_along(visit, cast, maths, house, timetable):
    folder, where = timetable
    text = "Siirtyvä tehtävä"
    group = maths.title.split(" ")[0]
    day, clock = give(visit, cast, maths, True, text, lambda day, clock: numbered(folder, group, day, clock))
    number, hour = numbered(folder, group, day, clock)
    later = day + timedelta(days=1 if day.isoweekday() < 5 else 3)
    with open(folder / "changes.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    rows.append(dict.fromkeys(columns, "") | {
        "number": number, "day": day.isoformat(), "hour": hour, "kind": "moved", "new_day": later.isoformat(),
        "new_hour": "8",
    })
    with open(folder / "changes.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    house.run("import", "timetable", str(folder / "changes.csv"), *where)

    pupil = visit().sign_in(cast["pupil"])
    pupil.open(f"/jarvikaupunki/pupil/timetable?day={day}")
    assert not line(pupil, text).count(), "it is not said where the lesson is no more"
    pupil.open(f"/jarvikaupunki/pupil/timetable?day={later}")
    assert line(pupil, text).count() == 1
    pupil.open("/jarvikaupunki/pupil/homework")
    assert "Tunti siirretty" in pupil.page.locator(f"li.row:has-text('{text}')").inner_text()
