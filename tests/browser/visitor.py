"""A person with a browser. Whatever goes wrong there (console, requests, other hosts) fails."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
)

from tests.browser.tables import lost_tables

AXE = Axe()
PATIENCE = 15_000  # milliseconds
PHONE = {"width": 390, "height": 844}
PASSWORD = "demo-san-sang-so"


class Visitor:
    def __init__(
        self,
        chromium: Browser,
        url: str,
        language: str = "vi",
        **differently: object,
    ) -> None:
        """`differently`: what this browser has other than everybody's, as Playwright names it."""
        self.url = url
        self.troubles: list[str] = []
        self._tolerated: tuple[int, ...] = ()
        usual = {"viewport": PHONE, "locale": "vi-VN", "reduced_motion": "reduce"}
        self.context: BrowserContext = chromium.new_context(
            base_url=url, **(usual | differently)
        )
        self.context.set_default_timeout(PATIENCE)
        self.speak(language)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on(
            "pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}")
        )
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def speak(self, language: str) -> None:
        self.context.add_cookies(
            [{"name": "django_language", "value": language, "url": self.url}]
        )

    def go(self, path: str) -> Response | None:
        return self.page.goto(path)

    def links(self) -> list[str]:
        """Paths on this site that the page leads to; not out of it."""
        addresses = self.page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.href)"
        )
        here = urlsplit(self.url).netloc
        parts = [urlsplit(address) for address in addresses]
        paths = [part.path for part in parts if part.netloc == here]
        return [path for path in paths if "logout" not in path]

    def tell_profile(self, name: str, sector: str, people: int) -> None:
        """On the page to start from: what is asked of everybody."""
        self.page.fill("#id_name", name)
        self.page.select_option("#id_sector", sector)
        self.page.fill("#id_employees", str(people))

    def send_profile(self) -> None:
        """From the page to start from to whatever is asked next."""
        self.page.locator("form.profile button.button").click()
        self.page.wait_for_url("**/danh-gia/**")

    def begin(self) -> Page:
        """From the page to start from to the first question, or to the choice of an industry."""
        self.send_profile()
        has_ticks = self.page.locator("#ways input[name=ways_of]").count()
        if has_ticks and not self.page.locator("input[name=variant]").count():
            self.page.locator("button[name=skip]").click()
            self.page.wait_for_url(lambda url: not url.endswith("/nganh/"))
        return self.page

    def pick_industry(self, industry: str) -> None:
        """With scripts: the ticks of the industry come by themselves."""
        page = self.page
        page.locator(f"label.choice:has(input[value='{industry}'])").click()
        ticks = page.locator(f"#ways input[name=ways_of][value='{industry}']")
        ticks.wait_for(state="attached")

    def send_ticks(self, *ticks: str) -> None:
        """Ways that are so and wants, and on to the questions."""
        page = self.page
        for tick in ticks:
            page.locator(f"#ways label.choice:has(input[value='{tick}'])").click()
        page.locator("#ways button:not([name])").click()
        page.wait_for_url(lambda url: not url.endswith("/nganh/"))

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
        is_a_status = (
            "status of" in message.text or "Response Status Error" in message.text
        )  # Chromium's, htmx's
        if message.type in ("error", "warning") and not (
            self._tolerated and is_a_status
        ):
            self.troubles.append(f"{self.page.url}: console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url + "/", "data:", "blob:")):
            self.troubles.append(
                f"{self.page.url}: asked another host for {request.url}"
            )

    def _failed(self, request: Request) -> None:
        # A page left while something was on its way is no failure, nor a download in its place.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(
                f"{self.page.url}: {request.method} {request.url}: {request.failure}"
            )

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._tolerated:
            self.troubles.append(
                f"{self.page.url}: {response.status} from {response.url}"
            )

    def leave(self) -> None:
        self.context.close()


def barriers(page: Page, colours: bool = True) -> list[str]:
    """What a page does badly for people who cannot see or use a mouse: serious or worse.

    colours: most of the time goes there, and a language changes none of them.
    """
    rules = {"color-contrast": {"enabled": colours}}
    options = {"resultTypes": ["violations"], "rules": rules}
    answer = AXE.run(page, options=options).response
    found = [
        f"{violation['id']}: {node['target']}"
        for violation in answer["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:2]
    ]
    return found + lost_tables(page)


@contextmanager
def saved(page: Page) -> Iterator[None]:
    """Whatever is done here is sent to the server, and its answer is shown."""
    with page.expect_response(
        lambda response: re.search("/tra-loi/|/so-lieu/", response.url) and response.ok
    ):
        yield
    expect(page.locator(".htmx-request")).to_have_count(0)


def told_progress(page: Page) -> tuple[int, int]:
    bar = page.locator("#wizard-progress progress")
    return int(bar.get_attribute("value")), int(bar.get_attribute("max"))
