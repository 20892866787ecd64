"""A school's timetable in a house of its own: imported, changed by hand, gone back from, and printed."""

import re
import subprocess
from datetime import timedelta

import pytest

from clock import SCHOOL_MORNING, TODAY
from conftest import PARTS
from house import House
from visit import Visit

FILES = ["GPU001.TXT", "bells.csv", "days.csv", "changes.csv"]


@pytest.fixture(scope="module")
def school():
    house = House(pupils=120, begins=SCHOOL_MORNING)
    house.start()
    yield house
    assert house.stop() == 0
    house.remove()


@pytest.fixture
def person(browser, school):
    """Someone of the demo at a browser."""
    opened = []

    def open_as(part, **manner):
        one = Visit(browser, school, **manner)
        opened.append(one)
        return one.become(dict(zip(PARTS, school.persons))[part])

    yield open_as
    for one in opened:
        one.close()
        assert not one.complaints, one.complaints


def sample(house):
    """The folder of the timetable that came as Untis writes it, of the first municipality."""
    return next((house.data / "sample" / "timetable" / "1").glob("*/GPU001.TXT")).parent


def imports(one):
    one.open("/")
    slug = one.path.split("/")[1]
    assert one.open(f"/{slug}/office/timetable/imports") == 200
    one.page.click("section[aria-labelledby='schools'] .row a.title")
    one.page.wait_for_load_state()
    return slug


def send(one, files):
    one.page.set_input_files("#field-files", [str(file) for file in files])
    one.page.click("main form[enctype] button.primary")
    one.page.wait_for_load_state()


def changed(house, folder):
    """The files with every lesson of one room somewhere else, and a teacher whom nobody knows."""
    folder.mkdir()
    source = sample(house)
    for name in FILES:
        (folder / name).write_bytes((source / name).read_bytes())
    rows = (source / "GPU001.TXT").read_text(encoding="latin-1").splitlines()
    room = rows[0].split(";")[4]
    rows = [row.replace(f";{room};", ';"UUSI1";') for row in rows] + ['9990;"7A";"XYZ";"MA";"D1";5;6;;']
    (folder / "GPU001.TXT").write_text("\n".join(rows), encoding="latin-1")
    return [folder / name for name in FILES]


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_the_office_imports_looks_and_goes_back(person, school, tmp_path, script):
    one = person("office", script=script)
    imports(one)
    page = one.page.url
    send(one, changed(school, tmp_path / "files"))
    assert "Näin lukujärjestys muuttuisi" in one.page.inner_text("main")
    assert "XYZ" in one.page.inner_text("section[aria-labelledby='problems']")
    with one.page.expect_download() as problems:
        one.page.click("a[href$='problems.csv']")
    assert "XYZ" in problems.value.path().read_text(encoding="utf-8-sig")
    one.page.click("section[aria-labelledby='groups'] table a >> nth=0")
    one.page.wait_for_load_state()
    assert re.search(r"Tila: .* → UUSI1|XYZ|Uusi", one.page.inner_text("main"))
    one.page.go_back()
    one.page.click("main form[action$='/application'] button")
    one.page.wait_for_load_state()
    assert one.page.url == page and "Lukujärjestys on otettu käyttöön." in one.page.inner_text("body")
    one.page.click("a[href$='/undoing']")
    assert "Läsnäolot, läksyt ja kokeet säilyvät" in one.page.inner_text("main")
    one.page.click("main form[action$='/undoing'] button")
    one.page.wait_for_load_state()
    assert "Edellinen lukujärjestys on taas voimassa." in one.page.inner_text("body")


def test_of_two_tabs_the_later_hears_of_the_other(person, school, tmp_path):
    one, two = person("office"), person("office")
    for number, tab in enumerate((one, two)):
        imports(tab)
        send(tab, changed(school, tmp_path / str(number)))
    for tab in (one, two):
        tab.page.click("main form[action$='/application'] button")
        tab.page.wait_for_load_state()
    assert "Lukujärjestys on otettu käyttöön." in one.page.inner_text("body")
    assert "Toinen lukujärjestys ehti väliin" in two.page.inner_text("main")
    imports(one)
    one.page.click("a[href$='/undoing']")
    one.page.click("main form[action$='/undoing'] button")


def test_a_lesson_is_cancelled_by_hand_and_the_pupil_sees_it(person):
    """On the first day from today on which the pupil has lessons."""
    pupil = person("pupil", width=360)
    pupil.open("/")
    slug = pupil.path.split("/")[1]
    for ahead in range(0, 14):
        day = (TODAY + timedelta(days=ahead)).isoformat()
        pupil.open(f"/{slug}/pupil/timetable?day={day}")
        lessons = pupil.page.locator("main .line:not(.gone) .title").all_inner_texts()
        if lessons:
            break
    subject = lessons[-1]
    pupil.open(f"/{slug}/pupil/groups")
    group = pupil.page.locator("main a[href*='/groups/']").first.get_attribute("href").split("/")[-1]
    head = person("principal", script=False)
    assert head.open(f"/{slug}/principal/groups/{group}/timetable/changes?day={day}") == 200
    head.page.locator("main .line", has_text=subject).last.locator("a.button").click()
    head.page.check("#field-cancelled")
    head.page.fill("#field-note", "Opettaja on koulutuksessa")
    head.page.click("main form[action*='/lessons/'] button.primary")
    head.page.wait_for_load_state()
    assert "Muutos on tallennettu" in head.page.inner_text("body")
    pupil.open(f"/{slug}/pupil/timetable?day={day}")
    assert "Opettaja on koulutuksessa" in pupil.page.inner_text("main .line.gone:has-text('koulutuksessa')")
    head.page.click("main form[action$='/restoring'] button")
    head.page.wait_for_load_state()
    assert "Muutokset on peruttu" in head.page.inner_text("body")
    pupil.page.reload()
    assert "koulutuksessa" not in pupil.page.inner_text("main")


@pytest.mark.parametrize("part", ["pupil", "class_teacher"])
def test_the_week_is_printed_on_one_landscape_page(person, tmp_path, part):
    one = person(part)
    one.open("/")
    slug, role = one.path.split("/")[1:3]
    day = TODAY + timedelta(days=7 - TODAY.weekday())
    assert one.open(f"/{slug}/{role}/timetable?view=week&day={day.isoformat()}") == 200
    file = tmp_path / "week.pdf"
    one.page.pdf(path=str(file), prefer_css_page_size=True, print_background=True)
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", told), told
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told).groups())
    assert (round(width), round(height)) in {(842, 595), (842, 596)}, told
    words = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "Viikko" in words and "8.15" in words and "ma " in words and "pe " in words
    assert "Seuraava viikko" not in words
    for title in one.page.locator(".week td.lesson b").all_inner_texts():
        assert title.split()[0].split("-")[0] in words, title
