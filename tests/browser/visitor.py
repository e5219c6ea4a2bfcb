"""A person with a browser. Whatever goes wrong on the way (console, requests, other hosts) is noted and fails."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PHONE = {"width": 390, "height": 844}
PASSWORD = "demo-san-sang-so"


class Visitor:
    def __init__(self, chromium: Browser, url: str, language: str = "vi") -> None:
        self.url = url
        self.troubles: list[str] = []
        self._tolerated: tuple[int, ...] = ()
        self.context: BrowserContext = chromium.new_context(
            base_url=url, viewport=PHONE, locale="vi-VN", accept_downloads=True, reduced_motion="reduce"
        )
        self.context.set_default_timeout(15_000)
        self.speak(language)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def speak(self, language: str) -> None:
        self.context.add_cookies([{"name": "django_language", "value": language, "url": self.url}])

    def go(self, path: str) -> Response | None:
        return self.page.goto(path)

    def choose_index(self, index_id: str) -> None:
        """On the page to start from: another index than the one that is offered."""
        self.page.locator("details:has(#id_index) > summary").click()
        self.page.select_option("#id_index", index_id)

    def sign_in(self, address: str, password: str = PASSWORD) -> None:
        self.go("/tai-khoan/login/")
        self.sign_in_here(address, password)

    def sign_in_here(self, address: str, password: str = PASSWORD) -> None:
        """On the page to sign in, wherever it leads afterwards."""
        self.page.fill("input[name=login]", address)
        self.page.fill("input[name=password]", password)
        self.page.click("main form button[type=submit], main form button:not([type])")
        self.page.wait_for_url(lambda url: "login" not in url)

    @contextmanager
    def tolerating(self, *statuses: int):
        """Answers with these statuses are what is asked for, just now."""
        self._tolerated = statuses
        yield
        self._tolerated = ()

    def _said(self, message: ConsoleMessage) -> None:
        is_a_status = "status of" in message.text or "Response Status Error" in message.text  # Chromium's, htmx's
        if message.type in ("error", "warning") and not (self._tolerated and is_a_status):
            self.troubles.append(f"{self.page.url}: console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url + "/", "data:", "blob:")):
            self.troubles.append(f"{self.page.url}: asked another host for {request.url}")

    def _failed(self, request: Request) -> None:
        # A page left while something was on its way, and a download taking the place of a page, are no failures.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{self.page.url}: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._tolerated:
            self.troubles.append(f"{self.page.url}: {response.status} from {response.url}")

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=str(path), full_page=True)

    def leave(self) -> None:
        self.context.close()
