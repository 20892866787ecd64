"""An office worker and the register: searching, correcting, merging two records and taking it back."""

import re

import pytest

from test_journeys import scripts


def own_pupils(place, human, count):
    """Pupils of the office worker's school whose names are theirs alone, so that a search finds one."""
    school = human.roles[0][1]
    names = [one.full for one in place.people.values()]
    pupils = {
        pupil.source: pupil for group in place.groups.values() if group.school == school for pupil in group.pupils
        if names.count(pupil.full) == 1 and not pupil.protected and pupil.full.isascii()
    }
    return [pupils[source] for source in sorted(pupils)][:count]


def search(one, text):
    one.open("/jarvikaupunki/office/register/people")
    one.page.fill("#field-q", text)
    one.page.click("form[role='search'] button.primary")
    return one.titles("found")


@pytest.fixture
def worker(visit, cast, found):
    def come(**manner):
        one = visit(**manner).become(cast["office"])
        one.place, one.human = found["office"][0]
        return one

    return come


@scripts
def test_the_office_finds_people_by_a_part_of_a_name(worker, script):
    one = worker(script=script)
    pupil = own_pupils(one.place, one.human, 1)[0]
    part = pupil.family.split("-")[-1][1:].lower()
    assert pupil.full in search(one, f"{part} {pupil.called[:4]}")
    one.page.click(f".row a.title:text-is('{pupil.full}')")
    assert one.heading() == pupil.full


@scripts
def test_the_office_corrects_a_name_and_the_history_says_so(worker, script):
    one = worker(script=script)
    pupil = own_pupils(one.place, one.human, 6)[0 if script else 1]
    new = f"Korjattu-{pupil.family}"
    search(one, pupil.full)
    one.page.click(f".row a.title:text-is('{pupil.full}')")
    one.page.click("main a.button.primary")
    one.page.fill("#field-family", "")
    one.page.fill("#field-called", "")
    one.page.click("main form button.primary")
    assert one.page.locator("#errors").is_visible(), "the called name is missing"
    one.page.fill("#field-called", pupil.called)
    one.page.fill("#field-family", new)
    one.page.click("main form button.primary")
    assert one.heading() == f"{pupil.called} {new}"
    assert one.page.locator(".toast").count() == 1
    assert f"{pupil.called} {new}" in search(one, "korjattu")
    one.page.click(f".row a.title:text-is('{pupil.called} {new}')")
    one.page.click("main a[href$='/history']")
    words = one.page.locator("main").inner_text()
    assert pupil.family in words and new in words and one.human.full in words


@scripts
def test_two_records_are_merged_and_parted_again(worker, script):
    one = worker(script=script)
    kept, gone = own_pupils(one.place, one.human, 6)[2:4] if script else own_pupils(one.place, one.human, 6)[4:6]
    search(one, kept.full)
    one.page.click(f".row a.title:text-is('{kept.full}')")
    home = one.path
    before = one.titles("groups")
    one.page.click("section[aria-labelledby='more'] a[href$='/merge']")
    one.page.fill("#field-q", gone.full)
    one.page.click("form[role='search'] button.primary")
    one.page.click(f".row a.title:text-is('{gone.full}')")
    table = one.page.locator("table").inner_text()
    assert kept.family in table and gone.family in table
    one.page.click("main form[method='post'] button.primary")
    assert one.path == home
    assert len(one.titles("groups")) > len(before)
    assert gone.full not in search(one, gone.full)
    one.open(f"{home}/merge")
    assert one.titles("merged") == [gone.full]
    one.page.click("section[aria-labelledby='merged'] form button")
    assert one.titles("groups") == before
    assert gone.full in search(one, gone.full)


def test_an_office_worker_gives_a_reason_before_contact_details(worker):
    one = worker()
    pupil = own_pupils(one.place, one.human, 1)[0]
    search(one, pupil.full)
    one.page.locator(".row a.title").first.click()
    assert not re.search(r"\S+@\S+\.\w+", one.page.locator("main").inner_text())
    one.page.click("section[aria-labelledby='more'] a[href$='/contact']")
    one.page.fill("#field-reason", "Soitto kotiin")
    one.page.click("main form button.primary")
    assert "/contact/" in one.path and "Soitto kotiin" in one.page.locator("main").inner_text()
