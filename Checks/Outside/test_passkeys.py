"""More than a password: passkeys by the browser's own virtual authenticator, one-time codes as an app makes them."""

import base64
import hashlib
import hmac
import re
import struct
import time

from cryptography.hazmat.primitives.asymmetric import ec

from authenticator import ATTESTED, PRESENT, VERIFIED, Question, SoftAuthenticator, text
from caller import Caller
from test_journeys import scripts


class Authenticator:
    """A device that is touched at once and makes sure who is there, in one page of a visit."""

    def __init__(self, one, **manner):
        self.session = one.context.new_cdp_session(one.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True, **manner,
        }
        answer = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = answer["authenticatorId"]

    def credentials(self):
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def touched(self, whether):
        """Whether questions that come from now on are answered at once."""
        self.session.send(
            "WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self.id, "enabled": whether})

    def verifies(self, whether):
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": whether})


def code(key, step=0):
    """RFC 6238: what an app shows for the key, `step` half minutes from now."""
    count = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(key.replace(" ", "")), count, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def add_passkey(one, title):
    one.page.click("form[action='/account/passkeys/new'] button")
    one.page.fill("#field-title", title)
    one.page.click("main form[data-passkey] button[type='submit']")


def set_codes_up(one):
    """Sets codes up from the page that asks for a second way; returns the key and the recovery codes."""
    one.page.click("form[action='/account/codes/new'] button")
    key = one.page.locator("dd code").first.inner_text()
    assert one.page.locator("svg.squares").is_visible()
    one.page.fill("#field-secret-code", code(key))
    one.page.click("form[action='/account/codes/proof'] button")
    codes = one.page.locator(".slip code").all_inner_texts()
    assert len(set(codes)) == 10
    one.page.click("main a.button.primary")
    return key, codes


def sign_out(one):
    one.page.click("header summary[aria-label]")
    one.page.click("form[action='/sign-out'] button")


def leave(one, device):
    """Signs out without taking what the door offers in the field for the name."""
    device.touched(False)
    sign_out(one)
    one.page.wait_for_url("**/sign-in")
    one.page.wait_for_timeout(500)
    device.touched(True)


def test_a_passkey_is_made_signs_in_without_a_name_and_is_removed(visit, cast):
    one = visit()
    device = Authenticator(one)
    one.sign_in(cast["subject_teacher"])
    one.open("/account")
    add_passkey(one, "Työpuhelin")
    one.page.wait_for_url("**/account")
    assert "Työpuhelin" in one.titles("ways")
    (credential,) = device.credentials()
    assert credential["rpId"] == "localhost" and len(base64.b64decode(credential["userHandle"])) == 32
    leave(one, device)
    one.page.click("main a[href^='/sign-in/passkey']")
    one.page.wait_for_url("**/jarvikaupunki/teacher")
    one.open("/account")
    assert "käytetty viimeksi tänään" in one.page.locator("section[aria-labelledby='ways']").inner_text().lower()
    one.page.click("a.title:text-is('Työpuhelin')")
    one.page.click("form[action$='/ending'] button")
    assert "Työpuhelin" not in one.titles("ways")
    leave(one, device)
    one.page.click("main a[href^='/sign-in/passkey']")
    one.page.wait_for_selector("#errors")
    assert one.path.startswith("/sign-in/passkey"), "a removed passkey signs nobody in"


def test_the_door_offers_passkeys_where_the_name_is_typed(visit, cast):
    one = visit()
    device = Authenticator(one)
    one.sign_in(cast["assistant"])
    one.open("/account")
    add_passkey(one, "Tabletti")
    one.page.wait_for_url("**/account")
    device.touched(False)
    sign_out(one)
    one.page.wait_for_url("**/sign-in")
    assert "webauthn" in one.page.get_attribute("#field-name", "autocomplete")
    # The virtual device chooses the passkey that is offered, where a person would tap it.
    device.touched(True)
    one.page.reload(wait_until="commit")
    one.page.wait_for_url("**/jarvikaupunki/assistant")


def test_an_administrator_sets_a_passkey_up_and_confirms_with_it(visit, cast):
    one = visit()
    device = Authenticator(one)
    one.sign_in(cast["neighbour_administrator"])
    assert one.path.startswith("/strong"), "a password alone opens nothing of an administrator's"
    assert one.open("/koivula/administrator/imports") == 200 and one.path.startswith("/strong")
    add_passkey(one, "Turva-avain")
    one.page.wait_for_url("**/koivula/administrator/imports")
    device.touched(False)
    sign_out(one)
    one.sign_in(cast["neighbour_administrator"])
    assert one.path.startswith("/strong")
    device.touched(True)
    one.page.click("form[action='/strong/passkey'] button")
    one.page.wait_for_url("**/koivula/administrator")
    one.open("/account")
    one.page.click("a.title:text-is('Turva-avain')")
    assert one.page.locator("form[action$='/ending']").count() == 0, "an administrator's only second factor stays"


def test_a_device_that_does_not_make_sure_who_is_there_makes_no_passkey(visit, cast):
    one = visit()
    device = Authenticator(one)
    device.verifies(False)
    one.sign_in(cast["swedish_teacher"])
    one.open("/account")
    add_passkey(one, "Vieras")
    one.page.wait_for_selector("[data-problem='refused']:not([hidden])")
    assert device.credentials() == []


@scripts
def test_codes_of_an_app_confirm_and_so_does_paper(visit, cast, script):
    # One account for each run, since codes in use are not set up again.
    person = cast["principal" if script else "office"]
    one = visit(script=script).sign_in(person)
    one.open("/account")
    key, papers = set_codes_up(one)
    assert one.path == "/account" and one.titles("ways") == ["Kertakoodit"]
    later = visit(script=script).sign_in(person)
    later.open("/account/codes")
    assert later.path.startswith("/strong")
    later.page.fill("#field-secret-code", code(key, -3))
    later.page.click("form[action='/strong/code'] button")
    assert later.page.locator("#field-secret-code-error").is_visible()
    later.page.fill("#field-secret-code", code(key, 1))
    later.page.click("form[action='/strong/code'] button")
    assert later.path == "/account/codes"
    lost = visit(script=script).sign_in(person)
    lost.open("/account/codes")
    lost.page.fill("#field-secret-code", papers[0].upper())
    lost.page.click("form[action='/strong/code'] button")
    assert lost.path == "/account/codes"
    assert re.search(r"\b9\b", lost.page.locator("section[aria-labelledby='recovery']").inner_text())


def test_what_was_typed_outlives_a_confirmation(visit, cast, house):
    person = cast["administrator"]
    one = visit().become(person)
    one.open("/jarvikaupunki/administrator/access-log")
    one.page.fill("#field-person", cast["pupil"]["name"])
    one.page.fill("#field-reason", "Selvityspyyntö \"9/2026\"")
    with one.context.expect_page() as opened:
        one.page.evaluate("window.open('/account', '_blank', 'noopener')")
    door = opened.value
    door.click("header summary[aria-label]")
    door.click("form[action='/sign-out'] button")
    door.fill("#field-name", person["signInName"])
    door.fill("#field-password", house.password)
    door.click("main form[action='/sign-in'] button.primary")
    door.wait_for_url("**/strong**")
    door.close()
    one.page.click("main form[action$='/searches'] button.primary")
    assert one.heading().startswith("Vahvista ensin")
    with one.context.expect_page() as opened:
        one.page.click("main a.button.primary")
    second = opened.value
    second.click("form[action='/account/codes/new'] button")
    second.fill("#field-secret-code", code(second.locator("dd code").first.inner_text()))
    second.click("form[action='/account/codes/proof'] button")
    second.wait_for_selector(".slip code")
    one.page.click("main form button")
    assert "/access-log/searches/" in one.path
    assert "Selvityspyyntö \"9/2026\"" in one.page.locator("main").inner_text()


# What is wrong with an answer, in one place each (WebAuthn §7.1 and §7.2); everything else of it is right.
WRONG = [
    {"kind": "webauthn.other"}, {"challenge": text(bytes(32))}, {"origin": "http://elsewhere.example"},
    {"site": "elsewhere.example"}, {"flags": PRESENT | ATTESTED}, {"flags": VERIFIED | ATTESTED}, {"flags": 0},
]


def test_wrong_answers_make_no_passkey_and_sign_nobody_in(house, cast):
    owner, device = Caller(house, cast["swedish_teacher"]["signInName"]), SoftAuthenticator(house.address)

    def make(**wrong):
        question = Question(owner.post("/account/passkeys/new", {}).text)
        return owner.post("/account/passkeys", {"title": "Ohjelma", **device.create(question, **wrong)})

    def enter(answer=None, **wrong):
        visitor = Caller(house)
        question = Question(visitor.post("/sign-in/passkey", {}).text)
        return visitor.post("/sign-in/passkey/answer", answer or device.get(question, **wrong))

    for wrong in WRONG:
        assert make(**wrong).status != 303, wrong
    assert "Ohjelma" not in owner.get("/account").text
    made = make()
    assert made.status == 303
    # Whoever has shown a passkey goes on under a new token.
    owner.cookie = next(
        line.split(";")[0] for line in made.headers.get_all("Set-Cookie") if line.startswith("__Host-session"))
    assert "Ohjelma" in owner.get("/account").text
    strange = ec.generate_private_key(ec.SECP256R1())
    for wrong in [*WRONG, {"key": strange}, {"user": text(bytes(32))}, {"user": ""}]:
        assert "__Host-session" not in str(enter(**wrong).headers), wrong
    visitor = Caller(house)
    answer = device.get(Question(visitor.post("/sign-in/passkey", {}).text))
    assert visitor.post("/sign-in/passkey/answer", answer).status == 303
    assert enter(answer).status != 303, "an answer is taken once"
    assert enter(count=1).status != 303, "a passkey that counts backwards may be a copy"
