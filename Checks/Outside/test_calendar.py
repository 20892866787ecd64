"""The personal calendar address, read by a third-party parser."""

import re
from collections import defaultdict
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest

HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture(scope="module")
def feed(caller, slugs):
    """The pupil's own calendar, made anew."""
    pupil = caller("pupil")
    slug = pupil.follow("/")[0].split("/")[1]
    made = pupil.post(f"/{slug}/pupil/timetable/calendar", {})
    assert made.status == 303
    done = made.headers["Set-Cookie"].split(";")[0]
    shown = pupil.get(made.location, Cookie=f"{pupil.cookie}; {done}")
    path = re.search(r"http://localhost(?::\d+)?(/calendar/[\w-]+)", shown.text).group(1)
    assert path not in pupil.get(f"/{slug}/pupil/timetable/calendar").text, "shown once"
    answer = caller().get(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return path, answer


def test_every_line_is_read(feed):
    calendar = icalendar.Calendar.from_ical(feed[1].body)
    events = calendar.walk("VEVENT")
    assert len(events) > 20
    assert not calendar.errors and not any(event.errors for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert {str(event["STATUS"]) for event in events} <= {"CONFIRMED", "CANCELLED"}
    assert all(len(line) <= 75 for line in feed[1].body.split(b"\r\n"))


def test_the_time_zone_changes_its_clocks_as_finland_does(feed):
    """The zone of the file, not the reader's own of the same name."""
    calendar = icalendar.Calendar.from_ical(feed[1].body)
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    for day in range(366 * 2):
        noon = datetime(2026, 1, 1, 12) + timedelta(days=day)
        assert zone.utcoffset(noon) == HELSINKI.utcoffset(noon), noon
    for event in calendar.walk("VEVENT"):
        assert 8 <= event["DTSTART"].dt.hour < 17
        assert event["DTSTART"].dt.astimezone(timezone.utc) < event["DTEND"].dt.astimezone(timezone.utc)


def test_lessons_keep_their_hour_when_summer_time_ends(feed):
    """The clocks went back on 25 October, within the days that the feed looks back: by the file's own zone each weekly
    lesson begins at the hour at which it began before, and an hour later by the world's."""
    calendar = icalendar.Calendar.from_ical(feed[1].body)
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    begins = defaultdict(set)
    for event in calendar.walk("VEVENT"):
        if event["STATUS"] == "CONFIRMED":
            local = event["DTSTART"].dt.replace(tzinfo=None)
            moment = local.replace(tzinfo=zone).astimezone(timezone.utc)
            begins[str(event["UID"]).split("-")[0], local.isoweekday(), local.time()].add((local.date(), moment.time()))
    before, after = date(2026, 10, 23), date(2026, 10, 26)
    over = 0
    for (_, _, clock), held in begins.items():
        summer, winter = {t for day, t in held if day <= before}, {t for day, t in held if day >= after}
        assert summer <= {time(clock.hour - 3, clock.minute)} and winter <= {time(clock.hour - 2, clock.minute)}
        over += bool(summer and winter)
    assert over > 10, "the same lessons are there on both sides"


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_on_a_phone_the_address_is_read_whole_and_loading_again_makes_no_other(visit, cast, slugs, script):
    adult = visit(script=script, width=360, height=740).become(cast["adult_student"])
    slug = next(slug for slug in slugs if f"/{slug}/" in adult.page.url)
    adult.open(f"/{slug}/pupil/timetable/calendar")
    adult.page.click("main button.primary")
    notice = adult.page.locator("main .advice.good:visible")
    assert "/calendar/" in notice.inner_text()
    for line in notice.locator("p").all():
        place = line.bounding_box()
        assert place["x"] + place["width"] <= 360
    made = adult.page.locator("main .card .quiet").inner_text()
    adult.page.reload()
    assert notice.count() == 0
    assert adult.page.locator("main .card .quiet").inner_text() == made


def test_a_removed_address_is_gone(feed, caller):
    pupil = caller("pupil")
    slug = pupil.follow("/")[0].split("/")[1]
    assert pupil.post(f"/{slug}/pupil/timetable/calendar/ending", {}).status == 303
    assert caller().get(feed[0]).status == 404
