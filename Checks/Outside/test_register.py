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
    # The called name is missing.
    one.page.locator("#errors").wait_for()
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


@scripts
def test_records_that_look_alike_are_listed_and_told_apart(worker, script):
    one = worker(script=script)
    first, second = own_pupils(one.place, one.human, 10)[6:8] if script else own_pupils(one.place, one.human, 10)[8:10]

    def correction(pupil):
        search(one, pupil.full)
        one.page.click(f".row a.title:text-is('{pupil.full}')")
        one.page.click("main a.button.primary")

    fields = ["given", "called", "family", "birth"]
    correction(first)
    values = {name: one.page.input_value(f"#field-{name}") for name in fields}
    correction(second)
    for name, value in values.items():
        one.page.fill(f"#field-{name}", value)
    one.page.click("main form button.primary")
    one.open("/jarvikaupunki/office/register/duplicates")
    card = one.page.locator(f".card:has(a.title:text-is('{first.full}'))")
    assert card.locator("a.title").all_inner_texts() == [first.full, first.full]
    card.locator("a.button").click()
    assert first.family in one.page.locator("table").inner_text()
    one.page.click("main form[action$='/duplicates/distinct'] button")
    assert first.full not in one.titles()
    one.page.click("main a[href$='/duplicates/distinct']")
    assert first.full in one.titles() and one.human.full in one.page.locator("main").inner_text()
    one.page.locator(f".card:has(a.title:text-is('{first.full}')) form button").click()
    assert first.full in one.titles()


def test_a_school_and_a_group_have_their_history(visit, cast):
    one = visit().become(cast["administrator"])
    one.open("/jarvikaupunki/administrator/register/organisations")
    one.page.locator("main a[href$='/history']").last.click()
    assert "Tuotu rekisteriin" in one.page.locator("main").inner_text()
    one.page.click("main .back a")
    one.page.locator("main a[href*='/register/groups?school=']").first.click()
    one.page.locator("main .row a.title").first.click()
    one.page.click("main a[href$='/history']")
    assert "Tuotu rekisteriin" in one.page.locator("main").inner_text()


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


def test_a_group_is_found_anywhere_ended_and_brought_back(visit, cast):
    one = visit(script=False).become(cast["administrator"])
    one.open("/jarvikaupunki/administrator/register/groups")
    one.page.fill("#field-q", "tematiikka")
    one.page.click("form[role='search'] button.primary")
    found = one.titles("found")
    assert found and all("matematiikka" in title.lower() for title in found)
    one.page.locator("section[aria-labelledby='found'] .row a.title").first.click()
    name, members = one.heading(), one.page.locator("main .row a.title").all_inner_texts()
    one.page.click("main a[href*='/register/groups/'][href$='/ending']")
    one.page.click("main form button.danger")
    assert one.heading() == name and not one.page.locator("main a[href$='/members']").count()
    one.page.click("main form[action$='/ending/undoing'] button")
    assert one.page.locator("main .row a.title").all_inner_texts() == members
