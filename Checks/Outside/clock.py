"""The time of a house: the machine's own, or that of a school morning which begins when the house is made and runs on.

The clock is moved from outside, around the program (`clock.c`), so that the program itself has one clock only and nothing
in it can be set wrong. The browser keeps the machine's time: what we send it says how long, never until when.
"""

import shutil
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")

# A Tuesday in the middle of a term, when the first lessons are over; the calendar's 30 days back hold the end of summer time.
SCHOOL_MORNING = datetime(2026, 11, 10, 10, 50, tzinfo=HELSINKI)
TODAY = SCHOOL_MORNING.date()


class Clock:
    def __init__(self, begins=None):
        self.shift = round(begins.timestamp() - time.time()) if begins else 0

    def now(self):
        return datetime.now(HELSINKI) + timedelta(seconds=self.shift)

    def environment(self, folder):
        """What a program needs around it to live by this clock; `folder` holds what is made for it."""
        if not self.shift:
            return {}
        library = Path(folder) / "clock.so"
        compiler = shutil.which("clang") or shutil.which("cc")
        source = Path(__file__).with_suffix(".c")
        subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
        return {"LD_PRELOAD": str(library), "DAY_SHIFT": str(self.shift)}
