"""A house with its server and one browser for the whole run; a fresh profile for every visit."""

import os

import pytest
from playwright.sync_api import sync_playwright

from caller import Caller, pages
from clock import SCHOOL_MORNING
from house import House
from register import Register
from visit import ARGUMENTS, CHROMIUM, Visit

PARTS = [
    "pupil", "adult_student", "guardian_in_both", "guardian_of_one", "class_teacher", "subject_teacher",
    "swedish_teacher", "principal", "assistant", "office", "teacher_with_children", "administrator",
    "neighbour_administrator",
]
IS_ALL = os.environ.get("DIGIONE_CHECK_EXTENT") == "all"


# What only looks, or has servers of its own; it runs beside the others, in a house of its own.
BESIDE = ["test_shape.py", "test_operating.py", "test_testbed.py", "test_edges.py"]

# Services, logins and apps of other hands take part in these, and all of them look at the machine's clock.
ON_THE_MACHINES_DAY = ["test_openid.py", "test_brokers.py", "test_passkeys.py"]


def pytest_generate_tests(metafunc):
    """One house for the tests that live on the school morning, another for those that live on the day of the machine."""
    if "house" in metafunc.fixturenames:
        is_real = metafunc.definition.path.name in ON_THE_MACHINES_DAY
        begins = None if is_real else SCHOOL_MORNING
        metafunc.parametrize("house", [pytest.param(begins, id=pytest.HIDDEN_PARAM)], indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Those who do not mean well come last: what they try counts against the addresses and names of the others. The others
    change one house in their order, so that they find it as they always do."""
    items.sort(key=lambda item: item.path.name == "test_edges.py")
    for item in items:
        item.add_marker(pytest.mark.xdist_group("beside" if item.path.name in BESIDE else "house"))


@pytest.fixture(scope="session")
def house(request):
    house = House(database=os.environ.get("DIGIONE_BROWSER_DATABASE"), begins=request.param)
    house.start()
    yield house
    status, told = house.stop(), house.told()
    house.remove()
    assert status == 0, "a signal must end the server in order"
    assert not told, f"the server's log names {told[:5]}"


@pytest.fixture(scope="session")
def cast(house):
    """The demo persons by the part they play."""
    assert len(house.persons) == len(PARTS)
    return dict(zip(PARTS, house.persons))


@pytest.fixture(scope="session")
def register(house):
    return Register(house.data / "sample", house.clock.now().date())


@pytest.fixture(scope="session")
def found(register, cast):
    """The rows of a demo person in the files: a list of (municipality, human)."""
    return {part: register.find(person) for part, person in cast.items()}


@pytest.fixture(scope="session")
def slugs(register):
    return {place.slug for place in register.municipalities}


@pytest.fixture(scope="session")
def caller(house, cast):
    """A caller signed in as a part, or signed out."""
    made = {}

    def call(part=None):
        if part not in made:
            made[part] = Caller(house, cast[part]["signInName"] if part else None)
        return made[part]

    return call


# Linked to where a login by Suomi.fi opens the account, which needs another server.
UNLINKED = {"/account/mandates": "/account/mandates"}


@pytest.fixture(scope="session")
def site(caller, slugs):
    """One page of each kind for a part: pattern → path. Signed out: the door and what is shown for errors."""
    made = {}

    def of(part):
        if part not in made:
            made[part] = {**pages(caller(part), slugs), **UNLINKED}
        return made[part]

    return of


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, house):
    """Opens a visit: a fresh browser profile. At the end every one of them must have been quiet."""
    opened = []

    def open_visit(**manner):
        opened.append(Visit(browser, house, **manner))
        return opened[-1]

    yield open_visit
    for one in opened:
        one.close()
    for one in opened:
        assert not one.complaints, one.complaints
