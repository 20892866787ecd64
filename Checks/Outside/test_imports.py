"""An administrator imports in a house of its own: what is tried here must not change what others look at."""

import re

import pytest

from clock import SCHOOL_MORNING
from conftest import PARTS
from house import House
from package import package
from visit import Visit

IMPORTS = "/jarvikaupunki/administrator/imports"
scripts = pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture(scope="module")
def office():
    house = House(pupils=120, begins=SCHOOL_MORNING)
    house.start()
    yield house
    house.stop()
    house.remove()


@pytest.fixture
def desk(browser, office):
    """An administrator at the list of imports."""
    opened = []

    def open_desk(**manner):
        one = Visit(browser, office, **manner)
        one.told = []
        one.page.on("request", lambda asked: one.told.append(asked.url) if asked.url.endswith("/progress") else None)
        opened.append(one)
        one.become(dict(zip(PARTS, office.persons))["administrator"])
        assert one.open(IMPORTS) == 200
        return one

    yield open_desk
    for one in opened:
        one.close()
        assert not one.complaints, one.complaints


def settle(one):
    """Waits until the run is worked on no more: the page tells with scripts, the reader asks without."""
    is_watched = one.scripted and one.page.locator("#progress[data-live]").count()
    for _ in range(120):
        if not one.page.locator("#progress").count():
            assert not is_watched or one.told, "a page with scripts is told by events"
            return
        one.page.wait_for_timeout(500)
        if not one.scripted:
            one.page.click("section[aria-labelledby='working'] a.button")
    raise AssertionError("the run is still being worked on")


def upload(one, file, script):
    one.scripted = script
    one.open(IMPORTS)
    one.page.set_input_files("#field-package", str(file))
    one.page.click("main form[enctype] button.primary")
    assert re.fullmatch(IMPORTS + "/[0-9a-z]{26}", one.path)
    settle(one)
    return one.path


def press(one, form):
    one.page.click(f"main form[action$='/{form}'] button")
    settle(one)


def words(one):
    return one.page.locator("main").inner_text().replace("\u00ad", "")


@scripts
def test_an_administrator_uploads_previews_confirms_and_undoes(desk, office, tmp_path, script):
    one = desk(script=script)
    renamed = []

    def rename(name, row):
        if name == "users.csv" and not renamed and row["metadata.protected"] != "true" and row["grades"]:
            renamed.append(row["sourcedId"])
            return {**row, "familyName": "Vastanimetty"}
        return row

    file = package(office.data / "sample/1", tmp_path / "syksy.zip", rename)
    run = upload(one, file, script)
    assert "Näin rekisteri muuttuisi" in words(one) and "1 muuttuva" in words(one)
    one.page.click("section[aria-labelledby='kinds'] td a")
    assert "Vastanimetty" in words(one)
    one.open(run)
    press(one, "application")
    assert "Muutokset ovat rekisterissä" in words(one)
    upload(one, file, script)
    assert "Rekisteri on jo ajan tasalla" in words(one)
    one.open(run)
    press(one, "undoing")
    assert "Tuonti on kumottu" in words(one)
    upload(one, file, script)
    assert "1 muuttuva" in words(one), "the register is as it was before"


@scripts
def test_a_shrinking_file_is_refused_then_confirmed(desk, office, tmp_path, script):
    one = desk(script=script)
    seen = []

    def shrink(name, row):
        if name != "enrollments.csv":
            return row
        seen.append(row)
        return row if len(seen) % 2 else None

    run = upload(one, package(office.data / "sample/1", tmp_path / "puolikas.zip", shrink), script)
    assert "Tuonti päättäisi tavallista enemmän" in words(one) and "päättyisi" in words(one)
    code = re.search(r"[0-9a-f]{16}|[0-9a-z]{16}", one.page.locator("#field-confirmation-hint").inner_text()).group(0)
    one.page.fill("#field-confirmation", "väärä")
    press(one, "application")
    assert "Koodi ei ole näiden muutosten koodi" in words(one)
    one.page.fill("#field-confirmation", code)
    press(one, "application")
    assert "Muutokset ovat rekisterissä" in words(one)
    press(one, "undoing")
    one.open(IMPORTS)
    assert "Kumottu" in one.page.locator(f".row:has(a[href='{run}'])").inner_text()


@scripts
def test_a_broken_package_is_refused_with_its_problems(desk, tmp_path, script):
    one = desk(script=script)
    broken = tmp_path / "rikki.zip"
    broken.write_bytes(b"this is no zip")
    run = upload(one, broken, script)
    assert "Pakettia ei voi tuoda" in words(one)
    one.page.click("section[aria-labelledby='problems'] a.title")
    assert one.path == f"{run}/problems" and one.page.locator("table tbody tr").count() == 1
    with one.page.expect_download() as download:
        one.page.click(f"a[href='{run}/problems.csv']")
    text = open(download.value.path(), encoding="utf-8-sig").read()
    assert text.startswith("Laatu;Tiedosto;") and len(text.splitlines()) == 2


def test_a_form_without_a_file_says_so(desk):
    one = desk()
    one.page.click("main form[enctype] button.primary")
    assert "Valitse zip-tiedosto" in words(one) and one.page.locator("#field-package[aria-invalid]").count() == 1
