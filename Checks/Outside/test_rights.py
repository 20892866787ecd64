"""Slips, sheets and resets on paper; who has looked; what somebody sees. This file runs on one database."""

import re

import pytest

from test_journeys import scripts
from test_signing import NEW_PASSWORD, redeem

CODE = re.compile(r"^[0-9a-z]{4}(-[0-9a-z]{4}){3}$")


def printed(one):
    """The slips of a page: what each says, as a list of its codes and passwords."""
    return [slip.locator("code").all_inner_texts() for slip in one.page.locator(".slip").all()]


def to_slips(one, kind="homeroom"):
    """From the desktop to the slips of the first group of a kind."""
    one.page.locator(f"section[aria-labelledby='{kind}'] a.title").first.click()
    one.page.click("a.button[href$='/sign-in-slips']")


def choose(one, number):
    """Makes the slip of one person of the list."""
    for at, box in enumerate(one.page.locator("input[name='person']").all()):
        box.set_checked(at == number)
    one.page.click("main form button.primary")


@scripts
def test_a_teacher_prints_slips_and_a_pupil_signs_in_with_one(visit, cast, script):
    one = visit(script=script).become(cast["class_teacher"])
    one.open("/jarvikaupunki/teacher")
    to_slips(one)
    choose(one, 3 if script else 5)
    (first,) = printed(one)
    if CODE.match(first[0]):
        # No account yet: the code gives one, and then the pupil has a name.
        pupil = visit(script=script)
        redeem(pupil, first[0])
        pupil.page.fill("#field-password", NEW_PASSWORD)
        pupil.page.click("main form button.primary")
        name = pupil.page.locator(".sign-in-name").inner_text()
        one.open("/jarvikaupunki/teacher")
        to_slips(one)
        choose(one, 3 if script else 5)
        (renewed,) = printed(one)
        assert renewed[0] == name
        pupil.open("/account")
        assert pupil.path.startswith("/sign-in"), "a new password ends the pupil's sessions"
        first = renewed
    name, password = first
    assert visit(script=script).sign_in(name, password).path == "/jarvikaupunki/pupil"


def test_slips_are_shown_once(visit, cast):
    one = visit().become(cast["class_teacher"])
    one.open("/jarvikaupunki/teacher")
    to_slips(one)
    choose(one, 7)
    secret = printed(one)[0][-1]
    for path in (one.path, "/jarvikaupunki/teacher"):
        one.open(path)
        assert secret not in one.page.content()


@scripts
def test_an_office_prints_a_sheet_and_an_invitation_of_it_works_once(visit, cast, script):
    one = visit(script=script).become(cast["office"])
    one.open("/jarvikaupunki/office")
    one.page.locator("section[aria-labelledby='homeroom'] a.tile").nth(1 if script else 2).click()
    one.page.click("a.button[href$='/sign-in-slips']")
    one.page.click("nav.tabs a[href*='guardians']")
    one.page.click("main form button.primary")
    slips = printed(one)
    assert len(slips) > 3 and all(CODE.match(slip[0]) for slip in slips)
    guest = visit(script=script)
    redeem(guest, slips[0][0])
    guest.page.fill("#field-password", NEW_PASSWORD)
    guest.page.click("main form button.primary")
    assert guest.page.locator(".sign-in-name").inner_text().endswith("@jarvikaupunki")
    again = visit(script=script)
    redeem(again, slips[0][0])
    assert again.page.locator("#errors").is_visible()


@scripts
def test_a_guardian_reads_who_has_looked(visit, cast, found, script):
    place, human = found["guardian_of_one"][0]
    child = place.children(human)[0]
    office = visit(script=script).become(cast["administrator"])
    school = next(org for role, org in child.roles if role == "student")
    office.open("/jarvikaupunki/administrator")
    office.page.click(f"section[aria-labelledby='schools'] a.title:text-is('{school}')")
    homeroom = next(group.title for group in child.groups if group.kind == "homeroom")
    office.page.click(f"section[aria-labelledby='homeroom'] a.tile:has-text('{homeroom}')")
    office.page.click(f".row a.title:text-is('{child.full}')")
    office.page.wait_for_timeout(2500)
    one = visit(script=script).become(cast["guardian_of_one"])
    one.open("/guardian")
    one.page.click(f"a.title:text-is('{child.full}')")
    one.page.wait_for_timeout(2500)
    one.page.click("a.tile[href$='/access-log']")
    log = one.page.locator("table").inner_text()
    assert cast["administrator"]["name"] in log
    assert "henkilön tiedot" in log and "Sinä itse" in log


def test_an_administrator_searches_the_log_with_a_reason(visit, cast):
    one = visit().become(cast["administrator"])
    one.open("/jarvikaupunki/administrator/access-log")
    one.page.fill("#field-person", cast["pupil"]["name"])
    one.page.click("main form button.primary")
    assert one.page.locator("#field-reason-error").is_visible()
    one.page.fill("#field-reason", "Selvityspyyntö 4/2026")
    one.page.click("main form button.primary")
    assert "/access-log/searches/" in one.path
    assert "Selvityspyyntö 4/2026" in one.page.locator("main").inner_text()


@pytest.mark.parametrize("part", ["principal", "administrator"])
def test_rights_lead_to_what_somebody_sees(visit, cast, part):
    one = visit().become(cast[part])
    one.open(f"/jarvikaupunki/{part}/rights?role=teacher")
    name = one.page.locator("tbody th a").first.inner_text()
    one.page.locator("tbody th a").first.click()
    assert name in one.heading()
    assert one.page.locator("section .row").count() > 0
    one.page.locator("main a[href*='/sight/teacher-group-']").first.click()
    drawn = one.page.locator(".drawn")
    assert "Henkilö 1" in drawn.inner_text() and name in one.page.locator("main").inner_text()
    assert drawn.locator("form, button, a:not([href*='/sight/'])").count() == 0
