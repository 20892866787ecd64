"""The end of a session is announced, can be put off, and costs nobody what was typed."""

import pytest

SEARCH = "/jarvikaupunki/administrator/access-log"
REASON = "Selvityspyyntö 14/2026"


def wait_idle(one, hours):
    """Time goes by for the browser alone; its timers fire as they would for a device that slept."""
    one.page.clock.fast_forward(hours)


def open_form(visit, person, language="fi"):
    one = visit(language=language).become(person)
    one.context.clock.install()
    one.open(SEARCH)
    one.page.fill("#field-reason", REASON)
    return one


def dialog(one, name):
    return one.page.locator(f"#session-end[open] [data-part={name}]")


def test_the_end_is_announced_two_minutes_before_and_one_press_puts_it_off(visit, cast):
    one = open_form(visit, cast["administrator"])
    wait_idle(one, "07:57:00")
    assert not one.page.locator("#session-end").is_visible()
    wait_idle(one, "01:05")
    dialog(one, "near").wait_for()
    assert one.page.locator("#session-end").get_attribute("role") == "alertdialog"
    assert one.page.locator(":focus").inner_text() == "Pysy kirjautuneena"
    spoken = one.page.locator("#session-end [role=status]")
    assert spoken.inner_text() == "", "the seconds are for the eye alone"
    wait_idle(one, "01:00")
    assert spoken.inner_text() == "Aikaa on yksi minuutti."
    one.page.keyboard.press("Enter")
    dialog(one, "near").wait_for(state="hidden")
    assert one.page.input_value("#field-reason") == REASON
    assert one.page.evaluate("document.activeElement.id") == "field-reason", "the focus is where it was"
    wait_idle(one, "07:50:00")
    assert not one.page.locator("#session-end").is_visible()


def test_what_one_tab_extends_is_extended_for_the_others(visit, cast):
    one = open_form(visit, cast["administrator"])
    other = one.context.new_page()
    other.goto("/account")
    wait_idle(one, "07:58:30")  # The clock is the browser's, for both.
    dialog(one, "near").wait_for()
    other.locator("#session-end[open]").wait_for()
    other.click("#session-end [data-stay]")
    dialog(one, "near").wait_for(state="hidden")
    other.locator("#session-end[open]").wait_for(state="hidden")


def end(one):
    """The session is over for the browser and for the server."""
    wait_idle(one, "08:01:00")
    dialog(one, "over").wait_for()
    one.context.clear_cookies()


def test_what_was_typed_comes_back_to_whoever_typed_it(visit, cast):
    one = open_form(visit, cast["administrator"])
    end(one)
    assert not one.page.locator("main h1").is_visible(), "nobody reads on"
    assert "tunnin ajan" in dialog(one, "over").inner_text()
    dialog(one, "over").locator("a").click()
    one.page.click(f"form[action='/demo/sign-in']:has(input[value='{cast['administrator']['signInName']}']) button")
    one.page.wait_for_url("**/administrator")
    one.open(SEARCH)
    one.page.locator("#typed-back").wait_for()
    assert one.page.input_value("#field-reason") == REASON
    one.open(SEARCH)
    assert one.page.input_value("#field-reason") == "", "it comes back once"


def test_a_password_leads_back_to_the_page_itself(visit, cast, house):
    one = visit().become(cast["office"])
    one.context.clock.install()
    one.open("/account")
    one.page.fill("#field-password", "not-to-be-kept")
    end(one)
    assert one.page.evaluate("sessionStorage.getItem('digione-typed')") is None, "passwords are never kept"
    dialog(one, "over").locator("a").click()
    one.page.fill("#field-name", cast["office"]["signInName"])
    one.page.fill("#field-password", house.password)
    one.page.click("main form[action='/sign-in'] button.primary")
    one.page.wait_for_url("**/account")
    assert one.page.input_value("#field-password") == ""


@pytest.mark.parametrize("part, hours", [("neighbour_administrator", "00:01:00"), ("administrator", "01:01:00")])
def test_it_comes_back_to_nobody_else_and_not_for_ever(visit, cast, part, hours):
    one = open_form(visit, cast["administrator"])
    end(one)
    dialog(one, "over").locator("a").click()
    wait_idle(one, hours)
    one.page.click(f"form[action='/demo/sign-in']:has(input[value='{cast[part]['signInName']}']) button")
    one.page.wait_for_url("**/administrator")
    one.open("/account")
    assert one.page.evaluate("sessionStorage.getItem('digione-typed')") is None


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_session_page_does_the_same_without_scripts(visit, cast, language):
    one = visit(script=False, language=language).become(cast["office"])
    one.open("/account")
    one.page.click("a[href='/account/session']")
    one.page.click("form[action='/account/session/extension'] button")
    assert one.path == "/account/session" and one.page.locator(".toast.good").is_visible()


def test_what_was_typed_without_scripts_is_sent_by_its_owner_alone(visit, cast, caller):
    one = visit(script=False).become(cast["administrator"])
    one.open(SEARCH)
    one.page.fill("#field-person", cast["pupil"]["name"])
    one.page.fill("#field-reason", REASON)
    token = next(cookie for cookie in one.context.cookies() if cookie["name"] == "__Host-session")["value"]
    caller().post("/sign-out", {}, {"Cookie": f"__Host-session={token}"})
    one.page.click("main form button.primary")
    with one.context.expect_page() as opened:
        one.page.click("main a.button.primary")
    door = opened.value
    door.click(f"form[action='/demo/sign-in']:has(input[value='{cast['pupil']['signInName']}']) button")
    door.wait_for_url(lambda url: not url.endswith("/sign-in"))
    one.page.click("main form button")
    assert one.heading() == "Tämän kirjoitti joku muu" and REASON not in one.page.content()


def session_cookie(one):
    return next(cookie for cookie in one.context.cookies() if cookie["name"] == "__Host-session")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_shared_device_is_told_once_and_shows_the_way_out(visit, cast, script):
    one = visit(script=script)
    one.open("/sign-in")
    one.page.check("#field-shared")
    if script:
        assert not one.page.locator("[data-remember-device]").is_visible(), "a script tells the other ways in"
        one.page.wait_for_function("() => fetch('/sign-in').then((page) => page.text())"
                                   ".then((text) => /name=\"shared\"[^>]*checked|checked[^>]*name=\"shared\"/.test(text))")
    else:
        one.page.click("[data-remember-device]")
        assert one.page.is_checked("#field-shared")
    one.become(cast["pupil"])
    assert session_cookie(one)["expires"] == -1, "it ends with the browser"
    one.page.click(".shared-bar button")
    assert one.path.startswith("/sign-in") and one.page.is_checked("#field-shared"), "the device remembers"
    one.page.uncheck("#field-shared")
    one.page.fill("#field-name", cast["pupil"]["signInName"])
    one.page.fill("#field-password", one.house.password)
    one.page.click("main form[action='/sign-in'] button.primary")
    one.page.wait_for_url("**/pupil")
    assert session_cookie(one)["expires"] > 0 and one.page.locator(".shared-bar").count() == 0


AUDIT = "/jarvikaupunki/administrator/sign-in-audit"


def test_an_administrator_reads_narrows_and_takes_the_audit(visit, cast, house):
    visit().sign_in(cast["pupil"]["signInName"], "not-the-password")
    visit().sign_in(cast["pupil"])
    one = visit().become(cast["administrator"])
    one.page.click(f"main a[href='{AUDIT}']")
    one.page.click("main details summary")
    one.page.fill("#field-person", cast["pupil"]["name"])
    one.page.select_option("#field-topic", "refused")
    rows = one.page.locator("main tbody tr")
    # Refused attempts are written every second.
    for _ in range(20):
        one.page.click("main form[method=get] button")
        one.page.locator("h1").wait_for()
        if rows.count():
            break
        one.page.wait_for_timeout(250)
    assert rows.count() >= 1 and all("Hylätty" in row for row in rows.all_inner_texts())
    one.page.click("section[aria-labelledby=export] button")
    assert one.page.locator("#field-reason-error").is_visible()
    one.page.fill("#field-reason", REASON)
    with one.page.expect_download() as taken:
        one.page.click("section[aria-labelledby=export] button")
    text = open(taken.value.path(), encoding="utf-8-sig").read()
    assert "Hylätty kirjautuminen" in text and cast["pupil"]["name"] in text
