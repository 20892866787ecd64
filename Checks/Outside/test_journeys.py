"""Each role signs in with a password and sees its own, as the imported files say; with scripts and without.

This file runs on both databases.
"""

import pytest

HOMES = {
    "pupil": "/jarvikaupunki/pupil", "adult_student": "/jarvikaupunki/pupil", "guardian_in_both": "/guardian",
    "guardian_of_one": "/guardian", "class_teacher": "/jarvikaupunki/teacher",
    "subject_teacher": "/jarvikaupunki/teacher", "swedish_teacher": "/jarvikaupunki/teacher",
    "principal": "/jarvikaupunki/principal", "assistant": "/jarvikaupunki/assistant",
    "office": "/jarvikaupunki/office", "teacher_with_children": "/jarvikaupunki/teacher",
}
scripts = pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])


def titles(groups, kind):
    return sorted(group.title for group in groups if group.kind == kind)


@scripts
@pytest.mark.parametrize("part", HOMES)
def test_each_role_signs_in_and_comes_home(visit, cast, found, part, script):
    one = visit(script=script).sign_in(cast[part])
    assert one.path == HOMES[part]
    human = found[part][0][1]
    assert one.heading().endswith(f", {human.called}")
    assert one.open("/account") == 200
    assert human.full in one.titles("records")


@scripts
@pytest.mark.parametrize("part", ["pupil", "adult_student"])
def test_a_learner_sees_the_own_groups_and_their_people(visit, cast, found, part, script):
    human = found[part][0][1]
    one = visit(script=script).sign_in(cast[part])
    assert sorted(one.titles("homeroom")) == titles(human.groups, "homeroom")
    assert sorted(one.titles("teaching")) == titles(human.groups, "teaching")
    own = next(group for group in human.groups if group.kind == "homeroom")
    one.page.click(f".row .title:text-is('{own.title}')")
    shown = {pupil.called if pupil.protected else pupil.full for pupil in own.pupils}
    assert set(one.titles("pupilsTitle")) == shown
    assert set(one.titles("teachersTitle")) == {teacher.full for teacher in own.teachers}


@scripts
@pytest.mark.parametrize("part", ["class_teacher", "subject_teacher", "swedish_teacher", "assistant"])
def test_who_works_with_groups_sees_the_own_groups(visit, cast, found, part, script):
    human = found[part][0][1]
    one = visit(script=script).sign_in(cast[part])
    assert sorted(one.titles("homeroom")) == titles(human.groups, "homeroom")
    assert sorted(one.titles("teaching")) == titles(human.groups, "teaching")
    one.page.locator(".row a.title").first.click()
    group = next(group for group in human.groups if group.title == one.heading())
    seen = {p.called if p.protected and part == "assistant" else p.full for p in group.pupils}
    assert set(one.titles("pupilsTitle")) == seen


@scripts
@pytest.mark.parametrize("part", ["principal", "office"])
def test_who_governs_a_school_sees_it(visit, cast, found, register, part, script):
    place, human = found[part][0]
    school = human.roles[0][1]
    one = visit(script=script).sign_in(cast[part])
    assert one.titles("schools") == [school]
    one.page.click("section[aria-labelledby='schools'] a.title")
    assert one.heading() == school
    groups = [group for group in place.groups.values() if group.school == school]
    assert sorted(one.titles("homeroom")) == titles(groups, "homeroom")
    one.page.click("section[aria-labelledby='teaching'] summary")
    assert sorted(one.titles("teaching")) == titles([group for group in groups if group.pupils], "teaching")


@scripts
def test_an_administrator_sees_every_school_of_the_provider(visit, cast, found, script):
    place, _ = found["administrator"][0]
    one = visit(script=script).become(cast["administrator"])
    assert one.open("/jarvikaupunki/administrator") == 200
    schools = {org for human in place.people.values() for role, org in human.roles if role == "student"}
    assert schools <= set(one.titles("schools"))


@scripts
def test_one_sign_in_shows_children_of_two_municipalities(visit, cast, found, script):
    both = found["guardian_in_both"]
    assert len(both) == 2
    expected = sorted(child.full for place, human in both for child in place.children(human))
    one = visit(script=script).sign_in(cast["guardian_in_both"])
    assert sorted(one.titles("children")) == expected
    for place, human in both:
        child = place.children(human)[0]
        one.open("/guardian")
        one.page.click(f"section[aria-labelledby='children'] a.title:text-is('{child.full}')")
        assert one.path.startswith(f"/{place.slug}/guardian/")
        assert one.heading() == child.full
        assert sorted(one.titles("teaching")) == titles(child.groups, "teaching")
        one.page.locator("section[aria-labelledby='teaching'] a.title").first.click()
        assert one.titles("teachersTitle") and not one.page.locator("#pupilsTitle").count()


def test_roles_are_switched_in_the_open(visit, cast):
    one = visit().sign_in(cast["teacher_with_children"])
    links = one.page.locator("nav.switch a")
    assert links.count() >= 3, "all children, a child, the teacher's own"
    one.page.click("nav.switch a[href='/jarvikaupunki/teacher']")
    assert one.path == "/jarvikaupunki/teacher"
    assert one.page.locator("nav.switch a[aria-current]").get_attribute("href") == "/jarvikaupunki/teacher"


def test_the_last_choice_of_role_is_where_one_lands(visit, cast):
    one = visit().sign_in(cast["teacher_with_children"])
    one.open("/jarvikaupunki/teacher")
    one.page.wait_for_timeout(2500)
    one.open("/")
    assert one.path == "/jarvikaupunki/teacher"


def test_two_tabs_do_not_mix_children(visit, cast):
    one = visit().sign_in(cast["guardian_in_both"])
    paths = one.page.locator("section[aria-labelledby='children'] a.title").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))")
    second = one.context.new_page()
    one.open(paths[0])
    second.goto(paths[1])
    here, there = one.heading(), second.locator("h1").inner_text()
    one.page.reload()
    assert one.heading() == here != there


@pytest.mark.parametrize("part", ["pupil", "guardian_of_one", "class_teacher", "principal"])
def test_what_belongs_to_others_does_not_exist(caller, site, part):
    own = set(site(part).values())
    for other in ["adult_student", "guardian_in_both", "swedish_teacher", "administrator", "neighbour_administrator"]:
        for path in set(site(other).values()) - own:
            if path not in ("/account", "/guardian"):
                assert caller(part).get(path).status == 404, f"{part} asked for {path}"


def test_signed_out_everything_leads_to_the_door(caller, site):
    for path in {path for part in HOMES for path in site(part).values()}:
        answer = caller().get(path)
        assert answer.status == 303 and answer.location.startswith("/sign-in?to=%2F"), path


@scripts
def test_after_signing_in_one_is_where_one_wanted_to_be(visit, cast, house, script):
    one = visit(script=script)
    one.open("/jarvikaupunki/teacher/groups")
    assert one.path.startswith("/sign-in")
    one.page.fill("#field-name", cast["class_teacher"]["signInName"])
    one.page.fill("#field-password", house.password)
    one.page.click("main form[action='/sign-in'] button.primary")
    assert one.path == "/jarvikaupunki/teacher/groups"


@scripts
def test_a_demo_person_signs_in_with_one_click(visit, cast, script):
    one = visit(script=script).become(cast["pupil"])
    assert one.path == HOMES["pupil"]
