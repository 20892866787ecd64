"""Signing in to services: third-party relying parties against the running server, in the browser."""

import queue
import re
import tempfile
import threading
import time
import urllib.parse

import pytest
import requests

from joserfc.jwk import ECKey

from house import TREE
from service import Apache, Service
from test_badges import is_sound

INFORM = "form[action$='/answer'] button"


@pytest.fixture()
def service(house):
    service = Service(house)
    yield service
    service.close()


def release(visit, cast, slugs, service, fields=("name", "school", "role", "groups", "learner_number")):
    """The administrator decides on the page what the service gets."""
    guest = visit().become(cast["administrator"])
    slug = next(slug for slug in sorted(slugs) if guest.open(f"/{slug}/administrator/releases") == 200)
    guest.open(f"/{slug}/administrator/releases/new/{service.client}")
    for field in fields:
        guest.page.check(f"input[name='fields'][value='{field}']")
    guest.page.check("input[name='reach'][value='all']")
    guest.page.fill("#field-purpose", "Matematiikan tehtäväpalvelu")
    guest.page.click("main form button.primary")
    assert "päätettiin" in guest.page.locator(".toasts").inner_text()
    return slug


def sign_in_to(service, guest, **more):
    guest.friends = (service.address,)
    guest.page.goto(service.begin(**more))
    if guest.page.locator(INFORM).count():
        guest.page.click(INFORM)
    guest.page.wait_for_url(service.address + "/**")
    return service.tokens()


def test_tokens_are_worth_something_only_with_the_key_of_the_service(visit, cast, house):
    service = Service(house, "--authentication", "none", "--dpop", name="Kielipolku", scope="openid")
    try:
        guest = visit().become(cast["pupil"])
        guest.friends = (service.address,)
        guest.page.goto(service.begin())
        guest.page.click(INFORM)
        guest.page.wait_for_url(service.address + "/**")
        key = ECKey.generate_key("P-256")
        tokens = service.bound_tokens(key)
        assert tokens["token_type"] == "DPoP"
        userinfo, token = service.metadata["userinfo_endpoint"], tokens["access_token"]
        assert service.bound("GET", userinfo, key, token).json()["sub"]
        assert service.bound("GET", userinfo, ECKey.generate_key("P-256"), token).status_code == 401
        assert service.userinfo(token).status_code == 401
    finally:
        service.close()


def test_a_service_gets_nothing_but_sub_until_the_provider_decides(visit, cast, slugs, service):
    guest = visit().become(cast["pupil"])
    tokens = sign_in_to(service, guest)
    claims = service.claims(tokens["id_token"], nonce={"essential": True, "value": service.nonce}).claims
    assert service.userinfo(tokens["access_token"]).json() == {"sub": claims["sub"]}
    release(visit, cast, slugs, service)
    # More is told before more is given.
    guest.page.goto(service.begin())
    assert "nimesi" in guest.page.locator("main").inner_text()
    guest.page.click(INFORM)
    guest.page.wait_for_url(service.address + "/**")
    info = service.userinfo(service.tokens()["access_token"]).json()
    assert info["sub"] == claims["sub"]
    assert info["name"] == cast["pupil"]["name"]
    [part] = info["digione"]
    assert [role["role"] for role in part["roles"]] == ["pupil"]
    assert part["groups"] and part["learner_number"].startswith("1.2.246.562.")
    assert "birthdate" not in info and "email" not in info


def test_a_decision_is_changed_on_its_page_which_says_what_was_before(visit, cast, slugs, service):
    slug = release(visit, cast, slugs, service)
    guest = visit().become(cast["pupil"])
    tokens = sign_in_to(service, guest, scope="openid profile digione")
    assert service.userinfo(tokens["access_token"]).json()["name"] == cast["pupil"]["name"]
    office = visit(width=360, scheme="dark").become(cast["administrator"])
    office.open(f"/{slug}/administrator/releases")
    office.page.locator("section[aria-labelledby='decided'] .row a", has_text="Laskupolku").first.click()
    office.page.uncheck("input[name='fields'][value='name']")
    office.page.fill("#field-purpose", "Matematiikan kokeet")
    office.page.locator("main form button.primary").first.click()
    assert "muutettiin" in office.page.locator(".toasts").inner_text()
    told = office.page.locator("section[aria-labelledby='changes'] .card").first.inner_text()
    assert "Matematiikan tehtäväpalvelu" in told and "Matematiikan kokeet" in told
    is_sound(office)
    assert "name" not in service.userinfo(tokens["access_token"]).json()


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_authlib_signs_in_and_out_again(house, visit, cast, algorithm):
    service = Service(house, "--algorithm", algorithm)
    guest = visit()
    guest.friends = (service.address,)
    guest.page.goto(service.begin())
    # Whoever is not signed in does so on the way.
    guest.page.fill("#field-name", cast["class_teacher"]["signInName"])
    guest.page.fill("#field-password", house.password)
    guest.page.click("main form[action='/sign-in'] button.primary")
    guest.page.click(INFORM)
    guest.page.wait_for_url(service.address + "/**")
    query = urllib.parse.parse_qs(urllib.parse.urlparse(service.came[-1]).query)
    assert query["iss"] == [house.address] and query["state"] == [service.state]
    tokens = service.tokens()
    decoded = service.claims(tokens["id_token"], nonce={"essential": True, "value": service.nonce})
    assert decoded.header["alg"] == algorithm
    assert service.userinfo(tokens["access_token"]).status_code == 200
    out = urllib.parse.urlencode(
        {"id_token_hint": tokens["id_token"], "post_logout_redirect_uri": service.left, "state": "bye"})
    guest.page.goto(f"{service.metadata['end_session_endpoint']}?{out}")
    assert guest.page.url == f"{service.left}?state=bye"
    assert service.userinfo(tokens["access_token"]).status_code == 401
    assert guest.open("/account") == 200 and guest.path.startswith("/sign-in")
    service.close()


def test_a_silent_request_shows_no_page(visit, cast, service):
    guest = visit()
    guest.friends = (service.address,)
    guest.page.goto(service.begin(prompt="none"))
    assert "error=login_required" in service.came[-1]


def test_an_answer_by_form_goes_with_and_without_scripts(visit, cast, service):
    for script in (True, False):
        guest = visit(script=script).become(cast["pupil"])
        guest.friends = (service.address,)
        guest.page.goto(service.begin(response_mode="form_post"))
        if guest.page.locator(INFORM).count():
            guest.page.click(INFORM)
        if not script:
            guest.page.click("form[data-send] button")
        guest.page.wait_for_url(service.address + "/**")
        assert service.came[-1].startswith("/back?code=")
        assert service.tokens()["id_token"]


def test_a_refresh_token_is_worth_one_use(visit, cast, house):
    service = Service(house, scope="openid offline_access")
    tokens = sign_in_to(service, visit().become(cast["pupil"]))
    address = service.metadata["token_endpoint"]
    renewed = service.session.refresh_token(address, refresh_token=tokens["refresh_token"])
    assert renewed["refresh_token"] != tokens["refresh_token"]
    with pytest.raises(Exception, match="invalid_grant"):
        service.session.refresh_token(address, refresh_token=tokens["refresh_token"])
    with pytest.raises(Exception, match="invalid_grant"):
        service.session.refresh_token(address, refresh_token=renewed["refresh_token"])
    service.close()


def test_the_account_page_lists_services_and_signs_out_of_one(visit, cast, service):
    guest = visit().become(cast["pupil"])
    tokens = sign_in_to(service, guest)
    guest.open("/account/services")
    assert "Laskupolku" in guest.titles()
    guest.page.locator(f"form[action='/account/services/{service.client}/ending'] button").first.click()
    assert service.userinfo(tokens["access_token"]).status_code == 401


def test_a_service_hears_by_the_back_channel_that_somebody_signed_out(visit, cast, service):
    guest = visit().become(cast["pupil"])
    tokens = sign_in_to(service, guest)
    sid = service.claims(tokens["id_token"]).claims["sid"]
    other = visit().become(cast["class_teacher"])
    sign_in_to(service, other)
    guest.open("/account")
    guest.page.click("header details:has(form[action='/sign-out']) summary")
    guest.page.click("form[action='/sign-out'] button")
    for _ in range(100):
        if service.told:
            break
        time.sleep(0.1)
    [told] = service.told
    decoded = service.claims(told)
    assert decoded.header["typ"] == "logout+jwt"
    assert decoded.claims["sid"] == sid and "nonce" not in decoded.claims
    assert decoded.claims["events"] == {"http://schemas.openid.net/event/backchannel-logout": {}}


def test_a_screen_is_signed_in_with_a_telephone(house, visit, cast):
    printed = house.run("client", "add", "Luokkanäyttö", "--authentication", "none", "--device")
    client = printed.split()[1]
    example = re.search(r"```python\n(import time\n.*?)```", (TREE / "docs/integrating.md").read_text(), re.S)[1]
    names = {}
    exec(example, names)
    shown, tokens = queue.Queue(), queue.Queue()
    http = requests.Session()
    http.trust_env = False
    screen = threading.Thread(
        daemon=True,
        target=lambda: tokens.put(names["sign_in"](http, house.address, client, lambda *said: shown.put(said))))
    screen.start()
    address, code = shown.get(timeout=10)
    guest = visit(script=False, width=360, height=740).become(cast["class_teacher"])
    guest.page.goto(address)
    guest.page.fill("#field-code", "BCDF-GHJK")
    guest.page.click("main form.form button.primary")
    assert guest.page.locator("#field-code-error").is_visible()
    guest.page.fill("#field-code", code.replace("-", "").lower())
    guest.page.click("main form.form button.primary")
    assert "Luokkanäyttö" in guest.heading()
    told = guest.page.locator("main").inner_text()
    assert code.replace("-", "\u2011") in told and "kieltäydy" in told
    assert guest.page.evaluate("document.documentElement.scrollWidth") <= 360
    guest.page.click("form[action='/device/approval'] button")
    assert guest.heading() == "Laite on kirjattu palveluun"
    got = tokens.get(timeout=30)
    assert got["token_type"] == "Bearer" and got["id_token"]
    guest.open("/account/services")
    assert "Luokkanäyttö" in guest.titles()
    asked = {"headers": {"Authorization": f"Bearer {got['access_token']}"}, "timeout": 10}
    assert http.get(f"{house.address}/oidc/userinfo", **asked).status_code == 200
    guest.page.locator("form[action^='/account/services/devices/'][action$='/ending'] button").click()
    assert http.get(f"{house.address}/oidc/userinfo", **asked).status_code == 401


def test_turning_back_tells_the_service_nothing(visit, cast, service):
    guest = visit().become(cast["pupil"])
    guest.friends = (service.address,)
    guest.page.goto(service.begin())
    guest.page.click("form[action$='/refusal'] button")
    guest.page.wait_for_url(service.address + "/**")
    assert "error=access_denied" in service.came[-1] and "code=" not in service.came[-1]


def test_apache_with_mod_auth_openidc_signs_in_and_out(house, visit, cast):
    with tempfile.TemporaryDirectory(prefix="digione-apache-") as folder:
        apache = Apache(house, folder)
        try:
            guest = visit().become(cast["principal"])
            guest.friends = (apache.address,)
            guest.page.goto(f"{apache.address}/inside/")
            guest.page.click(INFORM)
            guest.page.wait_for_url(f"{apache.address}/inside/")
            assert guest.heading() == "Hyllyt", apache.log()
            left = urllib.parse.quote(f"{apache.address}/left.html", safe="")
            guest.page.goto(f"{apache.address}/inside/back?logout={left}")
            assert guest.heading() == "Tervemenoa", apache.log()
            assert guest.open("/account") == 200 and guest.path.startswith("/sign-in")
        finally:
            apache.close()
