"""A small child signs in: a card that the teacher prints, a device of the class, an open door, and pictures."""

import re
import subprocess
import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from test_shape import TAGS

NUMBER = re.compile(r"^\d{3} \d{3} \d{3}$")


def to_badges(one):
    """A class teacher's page of the cards of the first own class."""
    one.open("/jarvikaupunki/teacher")
    one.page.locator("section[aria-labelledby='homeroom'] a.title").first.click()
    one.page.click("a.button[href$='/badges']")
    return one.path


def print_cards(one, *places):
    """Makes the cards of the pupils at these places of the list; the numbers on them."""
    one.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for at, box in enumerate(one.page.locator("input[name='person']").all()):
        box.set_checked(at in places)
    one.page.click("main form:has(input[name='person']) button[type='submit']")
    numbers = one.page.locator(".badge-number").all_inner_texts()
    assert len(numbers) == len(places) and all(NUMBER.match(number) for number in numbers)
    return numbers


def open_door(one, minutes=45):
    one.page.check(f"input[name='minutes'][value='{minutes}']")
    one.page.click("form[action$='/sign-in-opening'] button[type='submit']")
    assert re.search(r"Kirjautuminen on auki luokalle .+ kello \d+\.\d\d asti", one.page.inner_text("main"))


def add_device(teacher, page, device):
    """The teacher shows a code, and the device takes it."""
    teacher.open(page)
    teacher.page.click("form[action$='/class-devices'] button")
    code = teacher.page.locator("dd .sign-in-name").inner_text()
    device.open("/badge/device")
    device.page.fill("#field-code", code.upper())
    device.page.click("main form button.primary")
    assert device.path == "/badge"
    teacher.open(page)


def tap(one, *pictures):
    for picture in pictures:
        one.page.click(f"button[name='picture'][value='{picture}']")


def is_sound(one):
    """Nothing serious for axe, and nothing that scrolls sideways."""
    found = Axe().run(one.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []
    assert one.page.evaluate("document.documentElement.scrollWidth") <= one.page.viewport_size["width"]


def test_a_child_comes_in_on_a_phone_without_scripts(visit, cast):
    teacher = visit().become(cast["class_teacher"])
    page = to_badges(teacher)
    phone = visit(script=False, width=360)
    phone.open("/badge")
    assert "ei ole luokan laite" in phone.page.inner_text("main")
    add_device(teacher, page, phone)
    assert "ei ole nyt auki" in phone.page.inner_text("main")
    (number,) = print_cards(teacher, 4)
    name = teacher.page.locator(".badge-name strong").inner_text()
    teacher.open(page)
    open_door(teacher)
    phone.open("/badge")
    phone.page.fill("#field-card", "000 000 000")
    phone.page.click("main form button.primary")
    assert "Kortti ei käy" in phone.page.inner_text(".field-error")
    phone.page.fill("#field-card", number)
    phone.page.click("main form button.primary")
    assert name.split(" ")[0] in phone.heading()
    box = phone.page.locator(".picture-button").first.bounding_box()
    assert box["width"] >= 80 and box["height"] >= 80
    tap(phone, "moon", "boat", "house", "moon", "boat", "house")
    assert phone.path == "/jarvikaupunki/pupil"
    teacher.open(page)
    teacher.page.click("form[action$='/sign-in-opening/ending'] button")
    phone.open("/jarvikaupunki/pupil")
    assert phone.path.startswith("/sign-in"), "the session ends with the door"


def test_squares_on_paper_lead_a_camera_to_the_pictures(visit, cast):
    teacher = visit().become(cast["class_teacher"])
    page = to_badges(teacher)
    tablet = visit(width=360)
    add_device(teacher, page, tablet)
    open_door(teacher)
    numbers = print_cards(teacher, 5, 6)
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.pdf"
        teacher.page.pdf(path=str(sheet), format="A4", print_background=True)
        subprocess.run(["pdftoppm", "-r", "150", "-png", str(sheet), str(sheet.with_suffix(""))], check=True)
        pages = sorted(Path(folder).glob("*.png"))
        assert len(pages) == 1, "a few cards are one sheet"
        read = subprocess.run(["zbarimg", "--quiet", "--raw", str(pages[0])], check=True, capture_output=True, text=True)
    addresses = read.stdout.split()
    assert len(addresses) == len(numbers)
    assert all(one.startswith(f"{teacher.house.address}/badge#") for one in addresses)
    is_sound(teacher)
    # At home the same squares open nothing.
    home = visit()
    home.page.goto(addresses[0])
    assert "ei ole luokan laite" in home.page.inner_text("main")
    tablet.page.goto(addresses[0])
    tablet.page.wait_for_selector(".picture-button")
    assert "#" not in tablet.page.url
    is_sound(tablet)
    # By the keyboard alone.
    for picture in ("key", "star", "sun", "key", "star", "sun"):
        tablet.page.focus(f"button[value='{picture}']")
        with tablet.page.expect_navigation():
            tablet.page.keyboard.press("Enter")
    assert tablet.path == "/jarvikaupunki/pupil"
    # The next child shows a card at the same device.
    tablet.page.goto(addresses[1])
    tablet.page.wait_for_selector(".picture-button")
    tap(tablet, "sun", "sun", "sun")
    assert "kaksi eri kuvaa" in tablet.page.inner_text("main")
    is_sound(tablet)
