"""Sessions, invitations, devices, languages, keyboard."""

import pytest

from test_journeys import scripts

NEW_PASSWORD = "tuuli-kantaa-lehtia"
WORDS = {
    "fi": ("Kirjaudu sisään", "fi"), "sv": ("Logga in", "sv"), "en": ("Sign in", "en"),
}


@pytest.fixture
def invited(house, register, cast, found):
    """A pupil without an account and an invitation code; each use takes another pupil. None is of the office worker's
    school, whose pupils are corrected and merged by other tests."""
    place, worker = found["office"][0]
    schools = {school for _, school in worker.roles}
    names = {person["name"] for person in cast.values()}
    pupils = [
        human for human in place.people.values()
        if any(role == "student" and school not in schools for role, school in human.roles)
        and not human.protected and human.full not in names
    ]
    human = pupils[len(used)]
    used.append(human.source)
    code = house.run("invite", "--provider", place.slug, "--person", human.source).strip()
    return human, code


used = []


def redeem(one, code):
    one.open("/invitation")
    one.page.fill("#field-code", code)
    one.page.click("main form button.primary")


def join(one, code, password=NEW_PASSWORD):
    """Redeems a code with a password and returns the sign-in name that it gives."""
    redeem(one, code)
    one.page.fill("#field-password", password)
    one.page.click("main form button.primary")
    name = one.page.locator(".sign-in-name").inner_text()
    one.page.click("main a.button.primary")
    return name


@scripts
def test_an_invitation_is_used_once(visit, invited, script):
    human, code = invited
    one = visit(script=script)
    redeem(one, code.upper().replace("-", " "))
    assert human.called not in one.page.locator("main").inner_text(), "a code alone names nobody"
    name = join(one, code.upper().replace("-", " "))
    assert one.path == "/jarvikaupunki/pupil"
    again = visit(script=script)
    redeem(again, code)
    assert again.page.locator("#errors").is_visible() and again.path == "/invitation"
    later = visit(script=script).sign_in(name, NEW_PASSWORD)
    assert later.path == "/jarvikaupunki/pupil"


def test_a_weak_password_is_refused_beside_its_field(visit, invited):
    human, code = invited
    one = visit()
    redeem(one, code)
    one.page.fill("#field-password", "salasana12")
    one.page.click("main form button.primary")
    one.page.wait_for_selector("#errors")
    assert one.page.locator("#field-password-error").is_visible()
    assert one.page.title().startswith("Virhe: "), "the title says that something is wrong"
    assert one.page.input_value("#field-password") == "", "a password never returns"
    assert one.page.evaluate("document.activeElement.id") == "errors", "the summary has the focus"


@scripts
def test_an_invitation_adds_a_person_to_the_account_that_is_signed_in(visit, invited, cast, script):
    human, code = invited
    one = visit(script=script).become(cast["office"])
    redeem(one, code)
    one.page.click("main form[action='/invitation/person'] button")
    assert human.full in one.titles("records")


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(visit, cast):
    answers = []
    for name in (cast["pupil"]["signInName"], "nobody.there@jarvikaupunki"):
        one = visit().sign_in(name, "not-the-password")
        assert one.path == "/sign-in" and one.page.locator("#errors").is_visible()
        answers.append(one.page.locator("main").inner_text())
    assert answers[0] == answers[1]


def test_guessing_is_slowed_down(caller):
    form = {"name": "guessed.name@jarvikaupunki", "password": "a-guess-of-many"}
    answers = [caller().post("/sign-in", form) for _ in range(12)]
    assert answers[0].status == 422
    assert answers[-1].status == 429


@scripts
def test_another_device_is_signed_out_from_here(visit, cast, script):
    here = visit(script=script).become(cast["swedish_teacher"])
    there = visit(script=script).become(cast["swedish_teacher"])
    there.open("/account")
    here.open("/account")
    here.page.click("form[action='/account/sessions/ending'] button")
    assert here.open("/account") == 200 and here.path == "/account"
    there.open("/account")
    assert there.path.startswith("/sign-in")


def test_one_chosen_device_is_signed_out(visit, cast):
    here, there = visit().become(cast["assistant"]), visit().become(cast["assistant"])
    here.open("/account")
    here.page.locator("form[action^='/account/sessions/'][action$='/ending']:not([action='/account/sessions/ending'])") \
        .first.locator("button").click()
    there.open("/account")
    assert there.path.startswith("/sign-in")


def test_signing_out_ends_the_session_everywhere(visit, cast, caller, house):
    one = visit().become(cast["guardian_of_one"])
    cookie = next(c for c in one.context.cookies() if c["name"] == "__Host-session")
    assert cookie["httpOnly"] and cookie["secure"] and cookie["sameSite"] == "Lax"
    one.page.click("header summary[aria-label]")
    one.page.click("form[action='/sign-out'] button")
    assert one.path.startswith("/sign-in")
    kept = caller().get("/guardian", Cookie=f"__Host-session={cookie['value']}")
    assert kept.status == 303, "the token that somebody kept is worth nothing"
    one.page.go_back()
    assert one.page.locator("section[aria-labelledby='children']").count() == 0, "nothing is kept to go back to"


@scripts
@pytest.mark.parametrize("language", WORDS)
def test_the_language_is_chosen_before_signing_in(visit, language, script):
    one = visit(script=script, language="en" if language == "fi" else "fi")
    one.open("/sign-in")
    one.page.click("header details:has(form[action='/language']) summary")
    one.page.click(f"form[action='/language'] button[value='{language}']")
    title, code = WORDS[language]
    assert one.path == "/sign-in" and one.heading() == title
    assert one.page.get_attribute("html", "lang") == code


def test_the_language_stays_with_the_account(visit, invited):
    human, code = invited
    one = visit(language="en")
    name = join(one, code)
    one.page.click("header details:has(form[action='/language']) summary")
    one.page.click("form[action='/language'] button[value='sv']")
    elsewhere = visit(language="en").sign_in(name, NEW_PASSWORD)
    assert elsewhere.page.get_attribute("html", "lang") == "sv"


def test_the_password_is_changed_with_the_old_one(visit, invited):
    human, code = invited
    one = visit()
    name = join(one, code)
    for old, new, accepted in [("wrong-one-here", "satakieli-laulaa", False), (NEW_PASSWORD, "satakieli-laulaa", True)]:
        one.open("/account")
        one.page.fill("#field-password", old)
        one.page.fill("#field-new-password", new)
        one.page.click("form[action='/account/password'] button[type='submit']")
        assert one.page.locator("#errors").count() == (0 if accepted else 1)
    assert visit().sign_in(name, NEW_PASSWORD).path == "/sign-in"
    assert visit().sign_in(name, "satakieli-laulaa").path == "/jarvikaupunki/pupil"


@scripts
def test_one_signs_in_with_the_keyboard_alone(visit, cast, house, script):
    one = visit(script=script)
    one.open("/sign-in")
    press = one.page.keyboard.press
    press("Tab")
    focused = one.page.locator(":focus")
    assert focused.get_attribute("class") == "skip" and focused.is_visible()
    press("Enter")
    press("Tab")
    # Other ways in stand before the name.
    while one.page.locator(":focus").evaluate("(focused) => focused.matches('.door-sheet a.button')"):
        press("Tab")
    assert one.page.locator(":focus").get_attribute("id") == "field-name"
    one.page.keyboard.type(cast["pupil"]["signInName"])
    press("Tab")
    one.page.keyboard.type(house.password)
    press("Enter")
    one.page.wait_for_url("**/jarvikaupunki/pupil")
    for _ in range(30):
        press("Tab")
        if one.page.locator(":focus").get_attribute("href") == "/account":
            break
    press("Enter")
    one.page.wait_for_url("**/account")


SEARCH = "/jarvikaupunki/administrator/access-log"


@scripts
def test_what_was_typed_outlives_the_session(visit, cast, script):
    one = visit(script=script).become(cast["administrator"])
    one.open(SEARCH)
    one.page.fill("#field-person", cast["pupil"]["name"])
    one.page.fill("#field-reason", "Selvityspyyntö \"7/2026\"")
    one.context.clear_cookies()
    one.page.click("main form button.primary")
    assert one.heading().startswith("Istunto päättyi")
    with one.context.expect_page() as opened:
        one.page.click("main a.button.primary")
    door = opened.value
    # One click signs in as surely as a second factor does; `test_passkeys` signs in with a password alone.
    door.click(f"form[action='/demo/sign-in']:has(input[value='{cast['administrator']['signInName']}']) button")
    door.wait_for_url(lambda url: not url.endswith("/sign-in"))
    one.page.click("main form button")
    assert "/access-log/searches/" in one.path
    assert "Selvityspyyntö \"7/2026\"" in one.page.locator("main").inner_text()


def test_what_was_typed_outlives_the_connection(visit, cast):
    one = visit().become(cast["administrator"])
    one.open(SEARCH)
    one.page.fill("#field-person", cast["pupil"]["name"])
    one.page.fill("#field-reason", "Selvityspyyntö 8/2026")
    one.context.set_offline(True)
    one.page.click("main form button.primary")
    assert one.page.locator("#offline").is_visible()
    assert one.page.input_value("#field-reason") == "Selvityspyyntö 8/2026"
    one.context.set_offline(False)
    one.page.wait_for_selector("#offline", state="hidden")
    one.page.click("main form button.primary")
    assert "/access-log/searches/" in one.path
