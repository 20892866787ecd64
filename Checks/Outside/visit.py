"""A person at a browser."""

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


class Visit:
    """One browser profile with one page; it notes what the browser complains about."""

    def __init__(self, browser, house, script=True, width=1280, height=900, language="fi", scheme="light"):
        self.house, self.language = house, language
        # Other hosts that this visit may be led to, such as a service that one signs in to.
        self.friends = ()
        self.context = browser.new_context(
            base_url=house.address, java_script_enabled=script, viewport={"width": width, "height": height},
            locale={"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[language], color_scheme=scheme, reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        self.complaints = []
        self.page = self.context.new_page()
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self.asked)

    def heard(self, message):
        # A status that a test asked for is no complaint; a blocked style or script is one.
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def asked(self, request):
        if not request.url.startswith((self.house.address, "data:", *self.friends)):
            self.complaints.append(f"a request to another host: {request.url}")

    def open(self, path):
        """The status of the page at the end of redirects."""
        return self.page.goto(path).status

    def sign_in(self, person, password=None):
        self.open("/sign-in")
        self.page.fill("#field-name", person if isinstance(person, str) else person["signInName"])
        self.page.fill("#field-password", password or self.house.password)
        self.page.click("main form[action='/sign-in'] button.primary")
        return self if isinstance(person, str) else self.speak()

    def become(self, person):
        """One-click sign-in of a demo person."""
        self.open("/sign-in")
        self.page.click(f"form[action='/demo/sign-in']:has(input[value='{person['signInName']}']) button")
        return self.speak()

    def speak(self):
        """A demo person's account speaks the person's own language; a visit says which it wants to see."""
        self.page.wait_for_load_state()
        if self.page.get_attribute("html", "lang") != self.language:
            self.page.click("header details:has(form[action='/language']) summary")
            self.page.click(f"form[action='/language'] button[value='{self.language}']")
        return self

    @property
    def path(self):
        return self.page.url.removeprefix(self.house.address)

    def heading(self):
        return self.page.locator("h1").inner_text().replace("\u00ad", "")

    def titles(self, section=None):
        """The titles of a section's rows and tiles, or of all of them; without soft hyphens and notes."""
        within = f"section[aria-labelledby='{section}'] " if section else ""
        words = self.page.locator(f"{within}:is(.row .title, .tile .tile-text)").all_inner_texts()
        return [text.replace("\u00ad", "").strip().split("\n")[0] for text in words]

    def close(self):
        self.context.close()
