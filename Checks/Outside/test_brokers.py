"""Signing in where one has a login already, with a provider of another hand that plays MPASSid."""

import csv
from datetime import date
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

import mandate_service
from identity_provider import CLIENT, SECRET, IdentityProvider, NationalProvider
from mandate_service import MandateService
from test_journeys import scripts
from visit import Visit

LIST = "/jarvikaupunki/administrator/identity-providers"


@pytest.fixture(scope="module")
def mpassid():
    provider = IdentityProvider()
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def files(house):
    """The rows of the municipality's files: provider OID, and people by their names."""
    folder = house.data / "sample" / "1"
    with open(folder / "orgs.csv", encoding="utf-8", newline="") as file:
        orgs = list(csv.DictReader(file))
    with open(folder / "users.csv", encoding="utf-8", newline="") as file:
        users = list(csv.DictReader(file))
    return next(row for row in orgs if not row["parentSourcedId"]), orgs, users


def claims(files, human, role="oppilas;1", number=None):
    root, orgs, users = files
    row = next(row for row in users if row["sourcedId"] == human.source)
    school = next(row for row in orgs if row["metadata.schoolCode"])
    code, oid = school["metadata.schoolCode"], school["identifier"]
    return {
        "sub": f"MPASSOID.{human.source}", "family_name": human.family, "given_name": human.given,
        "urn:mpass.id:uid": f"MPASSOID.{human.source}",
        "urn:oid:1.3.6.1.4.1.16161.1.1.27": number or row["metadata.learnerNumber"],
        "urn:mpass.id:role": [f"{root['identifier']};{code};7B;{role};{oid};"],
        "urn:mpass.id:schoolInfo": [f"{code};{school['name']}", f"{oid};{school['name']}"],
        "urn:mpass.id:originalIssuer": root["identifier"],
    }


@pytest.fixture(scope="module")
def administrator(browser, house, cast, mpassid):
    """The municipality's administrator connects it, at first with a wrong secret and for nobody else."""
    one = traveller(browser, house, mpassid).become(cast["administrator"])
    one.open(LIST)
    one.page.locator(".tile", has_text="MPASSid").click()
    one.page.fill("#field-issuer", mpassid.issuer)
    one.page.fill("#field-client-id", CLIENT)
    one.page.fill("#field-secret", "wrong")
    one.page.click("main form button.primary")
    one.page.wait_for_selector(".toast")
    yield one
    one.close()
    assert not one.complaints, one.complaints


@pytest.fixture(scope="module")
def connected(administrator, files, found, mpassid):
    """Tried, mended and taken into use."""
    one = administrator
    _, human = found["class_teacher"][0]
    mpassid.claims = claims(files, human, "opettaja;2")
    try_it(one)
    assert "luottaa" in one.heading(), "a wrong secret is the provider's refusal"
    one.open(LIST)
    one.page.click("main .rows a")
    one.page.fill("#field-secret", SECRET)
    one.page.click("main form button.primary")
    one.page.wait_for_selector(".toast")
    try_it(one)
    assert one.heading() == "Tämä tuli"
    text = one.page.locator("main").inner_text()
    assert "Testioppijanumerolla ei voi kirjautua" in text, "the sample has test numbers"
    assert "opettaja" in text and "urn:mpass.id:schoolInfo" in text
    one.open(LIST)
    one.page.click("main .rows a")
    one.page.check("#field-test-numbers")
    one.page.check("#field-enabled")
    one.page.click("main form button.primary")
    one.page.wait_for_selector(".toast")
    try_it(one)
    assert "Oppijanumero on rekisterissä yhdellä" in one.page.locator("main").inner_text()
    return one


def traveller(browser, house, mpassid, **manner):
    """A visit that may be led to the identity provider."""
    one = Visit(browser, house, **manner)
    one.friends = (mpassid.issuer,)
    return one


def try_it(one):
    one.page.locator("a.button", has_text="Kirjaudu ja katso").click()
    one.page.click("button[value=yes]")
    one.page.wait_for_selector("main")


def find(one, letters):
    """From the sign-in page by three letters of the municipality's name to its ways in."""
    one.open("/sign-in")
    one.page.locator("a.button", has_text="kunnan tai koulun").click()
    one.page.fill("#field-q", letters)
    one.page.press("#field-q", "Enter")
    one.page.locator(".row a", has_text="Järvikaupunki").first.click()


def go(one, answer="yes"):
    one.page.locator("a.button", has_text="MPASSid").click()
    one.page.click(f"button[value={answer}]")
    one.page.wait_for_selector("main")


@scripts
def test_a_pupil_signs_in_by_the_learner_number(browser, house, connected, mpassid, files, found, script):
    _, human = found["pupil"][0]
    mpassid.claims = claims(files, human)
    one = traveller(browser, house, mpassid, script=script)
    find(one, "jär")
    go(one)
    assert one.path == "/jarvikaupunki/pupil"
    assert human.called in one.page.locator("main").inner_text()
    assert mpassid.said[-1]["lang"] == "fi" and list(mpassid.said[-1])[-1] == "lang"
    cookies = {cookie["name"] for cookie in one.context.cookies()}
    assert "__Host-session" in cookies and not any(name.startswith("__Host-way-") for name in cookies)
    # The device knows where it is from, and the login is enough from now on.
    one.page.click("header details:has(form[action='/sign-out']) summary")
    one.page.click("form[action='/sign-out'] button")
    one.page.wait_for_url("**/sign-in")
    one.open("/where")
    assert one.path == "/where/jarvikaupunki"
    go(one)
    assert one.path == "/jarvikaupunki/pupil"
    one.close()
    assert not one.complaints, one.complaints


def test_whoever_turns_back_or_has_no_role_is_told_so(browser, house, connected, mpassid, files, found):
    _, human = found["pupil"][0]
    mpassid.claims = claims(files, human)
    one = traveller(browser, house, mpassid)
    find(one, "JÄRV")
    go(one, "no")
    assert one.heading() == "Kirjautuminen keskeytyi"
    mpassid.claims = {
        name: value for name, value in claims(files, human).items()
        if name not in ("urn:mpass.id:role", "urn:mpass.id:schoolInfo")
    }
    one.page.locator("a.button.primary", has_text="Yritä uudelleen").click()
    one.page.click("button[value=yes]")
    assert one.heading() == "Sinulla ei ole roolia missään koulussa"
    assert human.family not in one.page.locator("main").inner_text()
    assert "__Host-session" not in {cookie["name"] for cookie in one.context.cookies()}
    one.close()
    assert not one.complaints, one.complaints


def test_somebody_unknown_is_asked_for_a_code(browser, house, connected, mpassid, files, found, register):
    _, human = found["pupil"][0]
    unknown = dict(claims(files, human, number="1.2.246.562.98.11111111111"), sub="MPASSOID.unknown")
    mpassid.claims = unknown
    one = traveller(browser, house, mpassid)
    find(one, "järvikaup")
    go(one)
    assert one.heading() == "Kuka olet DigiOnessa?"
    one.page.fill("#field-code", "abcd-efgh-jkmn-pqrs")
    one.page.click("main form button.primary")
    assert one.page.locator("#field-code-error").is_visible()
    place = register.municipalities[0]
    pupil = next(
        one for one in sorted(place.people.values(), key=lambda one: one.source, reverse=True)
        if [role for role, _ in one.roles] == ["student"] and not one.protected)
    code = house.run("invite", "--provider", place.slug, "--person", pupil.source).strip()
    one.page.fill("#field-code", code)
    one.page.click("main form button.primary")
    one.page.wait_for_url("**/jarvikaupunki/pupil")
    assert pupil.called in one.page.locator("main").inner_text()
    one.close()
    assert not one.complaints, one.complaints


def test_a_stolen_answer_opens_nothing(browser, house, connected, mpassid, files, found):
    _, human = found["pupil"][0]
    mpassid.claims = claims(files, human)
    thief, victim = (traveller(browser, house, mpassid) for _ in range(2))
    find(thief, "jär")
    thief.page.locator("a.button", has_text="MPASSid").click()
    # The thief signs in, keeps the answer back and gets somebody else to open it.
    fields = thief.page.eval_on_selector_all("input[type=hidden]", "all => all.map(one => [one.name, one.value])")
    address = f"{mpassid.issuer}/choose?{urlencode(dict(fields, answer='yes'))}"
    answer = thief.context.request.get(address, max_redirects=0).headers["location"]
    assert victim.open(answer.removeprefix(house.address)) == 400
    assert victim.heading() == "Kirjautuminen ei alkanut tästä selaimesta"
    assert "__Host-session" not in {cookie["name"] for cookie in victim.context.cookies()}
    for one in (thief, victim):
        one.close()
    assert not victim.complaints, victim.complaints


@pytest.fixture(scope="module")
def suomifi(browser, house, cast):
    """Connected by the administrator, who gives its operator the addresses that the page shows."""
    provider = NationalProvider()
    one = traveller(browser, house, provider).become(cast["administrator"])
    one.open(LIST)
    one.page.locator(".tile", has_text="Suomi.fi").click()
    one.page.fill("#field-issuer", provider.issuer)
    one.page.fill("#field-client-id", CLIENT)
    one.page.check("#field-test-numbers")
    one.page.check("#field-enabled")
    one.page.click("main form button.primary")
    one.page.wait_for_selector(".toast")
    shown = one.page.locator("#for-them ~ *, section[aria-labelledby='for-them']").locator("code").all_inner_texts()
    provider.client_keys = next(address for address in shown if "/sign-in/keys/" in address)
    provider.notices = next(address for address in shown if "/sign-in/ended/" in address)
    one.close()
    assert not one.complaints, one.complaints
    yield provider
    provider.stop()


def tell(provider, token):
    """The status of a notice."""
    try:
        with urlopen(provider.notices, urlencode({"logout_token": token}).encode()) as answer:
            return answer.status
    except HTTPError as refusal:
        return refusal.code


def identify(one):
    one.page.locator("a.button", has_text="Suomi.fi").click()
    one.page.click("button[value=yes]")
    one.page.wait_for_selector("main")


@scripts
def test_a_guardian_comes_by_the_national_identification_and_leaves_it_too(
        browser, house, connected, suomifi, register, script):
    place = register.municipalities[0]
    guardians = [
        one for one in sorted(place.people.values(), key=lambda one: one.source)
        if {role for role, _ in one.roles} == {"guardian"} and not one.protected
    ]
    human = guardians[3 if script else 4]
    code = "010594Y9021" if script else "010594-9021"
    suomifi.claims = {
        "sub": f"there-{human.source}", "urn:oid:1.2.246.21": code, "given_name": human.given,
        "family_name": human.family,
    }
    one = traveller(browser, house, suomifi, script=script)
    find(one, "jär")
    identify(one)
    assert one.heading() == "Kuka olet DigiOnessa?"
    one.page.fill("#field-code", house.run("invite", "--provider", place.slug, "--person", human.source).strip())
    one.page.click("main form button.primary")
    one.page.wait_for_url("**/guardian**")
    # Signed out here means signed out there; the door then knows where the device is from.
    one.page.click("header details:has(form[action='/sign-out']) summary")
    one.page.click("form[action='/sign-out'] button")
    one.page.wait_for_url("**/sign-in")
    assert suomifi.left[-1]["client_id"] == CLIENT and "id_token_hint" not in suomifi.left[-1]
    assert "__Host-session" not in {cookie["name"] for cookie in one.context.cookies()}
    # Another subject, the same person.
    suomifi.claims["sub"] = f"elsewhere-{human.source}"
    identify(one)
    one.page.wait_for_url("**/guardian**")
    # A sign-out over there is one here, once.
    notice = suomifi.notice()
    assert (tell(suomifi, notice), tell(suomifi, notice), tell(suomifi, "a.b.c")) == (200, 400, 400)
    one.open("/guardian")
    assert one.path.startswith("/sign-in")
    one.close()
    assert not one.complaints, one.complaints


# --- A child by a mandate alone (decision 0026) ---

CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def identity_code(born, number):
    """An artificial one: its number is of those that are given to nobody (900 to 999)."""
    digits = f"{born:%d%m%y}{number}"
    return f"{digits[:6]}{'A' if born.year >= 2000 else '-'}{number}{CHARACTERS[int(digits) % 31]}"


def deliver(house, folder, files):
    """The register gets rows as a delta, by the command of its operator."""
    folder.mkdir()
    names = [
        "academicSessions", "categories", "classes", "classResources", "courseResources", "courses", "demographics",
        "enrollments", "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales", "orgs", "resources",
        "resultLearningObjectiveIds", "results", "resultScoreScales", "roles", "scoreScales", "userProfiles",
        "userResources", "users",
    ]
    head = [("propertyName", "value"), ("manifest.version", "1.0"), ("oneroster.version", "1.2")]
    manifest = head + [(f"file.{name}", "delta" if name in files else "absent") for name in names]
    for name, rows in {**files, "manifest": manifest}.items():
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            if name == "manifest":
                csv.writer(file).writerows(rows)
            else:
                writer = csv.DictWriter(file, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
    house.run("import", "oneroster", str(folder), "--provider", "jarvikaupunki")


@pytest.fixture
def mandates(browser, house, cast, suomifi):
    """The mandate service, named by the administrator in the settings of Suomi.fi; it knows the address that the page shows."""
    service = MandateService()
    one = traveller(browser, house, suomifi).become(cast["administrator"])
    one.open(LIST)
    one.page.locator("main .rows a", has_text="Suomi.fi").click()
    one.page.locator("main details summary").first.click()
    one.page.fill("#field-mandate-address", service.address)
    one.page.fill("#field-mandate-client", mandate_service.CLIENT)
    one.page.fill("#field-mandate-secret", mandate_service.KEY)
    one.page.fill("#field-mandate-password", mandate_service.PASSWORD)
    one.page.locator("main form button.primary").first.click()
    one.page.wait_for_selector(".toast")
    shown = one.page.locator("section[aria-labelledby='for-them'] code").all_inner_texts()
    service.redirect = next(address for address in shown if address.endswith("/sign-in/mandates"))
    one.close()
    assert not one.complaints, one.complaints
    yield service
    service.stop()


def test_a_guardian_whom_the_register_gives_no_child_has_one_by_a_mandate(
        browser, house, connected, suomifi, mandates, files, register, tmp_path):
    """Without scripts: a guardian's role in the register, no child, no account, no invitation."""
    place, (root, orgs, users) = register.municipalities[0], files
    child = next(
        one for one in sorted(place.people.values(), key=lambda one: one.source, reverse=True)
        if {role for role, _ in one.roles} == {"student"} and not one.protected and one.agents and one.born
        and one.born.year > date.today().year - 15)
    code, childs = identity_code(date(1984, 6, 5), 902), identity_code(child.born, 903)
    row = next(row for row in users if row["sourcedId"] == child.source)
    told = {"status": "active", "dateLastModified": "2026-11-01T00:00:00.000Z"}
    guardian = {name: "" for name in row} | told | {
        "sourcedId": "g-valtuus", "enabledUser": "true", "username": "helka.mantere", "givenName": "Helka Inkeri",
        "familyName": "Mantere", "preferredGivenName": "Helka", "metadata.language": "fi", "metadata.identityCode": code,
    }
    role = {"sourcedId": "r-valtuus"} | told | {
        "userSourcedId": "g-valtuus", "roleType": "primary", "role": "guardian", "beginDate": "", "endDate": "",
        "orgSourcedId": next(org["sourcedId"] for org in orgs if org["metadata.schoolCode"]), "userProfileSourcedId": "",
    }
    deliver(house, tmp_path / "muutos", {
        "users": [row | told | {"metadata.identityCode": childs}, guardian], "roles": [role]})
    mandates.children = {code: [(childs, f"{child.given} {child.family}"), ("010115A9047", "Toinen Lapsi")]}

    one = traveller(browser, house, suomifi, script=False)
    one.friends += (mandates.address,)
    suomifi.claims = {
        "sub": "there-valtuus", "urn:oid:1.2.246.21": code, "given_name": "Helka Inkeri", "family_name": "Mantere"}
    find(one, "jär")
    identify(one)
    assert one.heading() == "Kenen puolesta asioit?", "whoever has no child is led to the mandates at once"
    assert mandates.address in one.page.url and childs not in one.page.url and code not in one.page.url
    one.page.click("button[value='0']")
    one.page.wait_for_url("**/guardian**")
    assert child.called in one.page.locator("main").inner_text()
    assert mandates.asked == [
        ["user", "register", mandate_service.CLIENT], ["api", "delegate"],
        ["api", "authorization", mandates.asked[-1][2]],
    ] and not mandates.refused, mandates.refused

    # Asked once more, and nobody chosen: what there is stays.
    one.open("/account/mandates")
    one.page.locator("main a.button.primary").click()
    one.page.click("button[value=yes]")
    one.page.locator("button", has_text="Keskeytä").click()
    assert one.path == "/account/mandates" and one.page.locator(".toast").is_visible()
    one.open("/guardian")
    assert child.called in one.page.locator("main").inner_text()

    # A service that refuses to speak stops nobody.
    mandates.disallowed = {childs}
    one.open("/account/mandates")
    one.page.locator("main a.button.primary").click()
    one.page.click("button[value=yes]")
    one.page.click("button[value='0']")
    assert "ei löytynyt" in one.page.locator("main").inner_text() + one.page.locator(".toast").inner_text()
    assert not mandates.refused, mandates.refused
    log = (house.data / "server.log").read_text(encoding="utf-8")
    assert code not in log and childs not in log and "Mantere" not in log
    one.close()
    assert not one.complaints, one.complaints
