"""A real server is killed while answers pour in: what it acknowledged is there again."""

import re
import threading
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest

from tests.browser.site import Site
from tests.builders import make_index_version
from tests.databases import ask, copied_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]
KEPT = (
    "select level from survey_answerchange where question = '1.1.1' order by revision"
)


@pytest.fixture
def site(tmp_path):
    make_index_version()
    with copied_database(tmp_path) as database:
        site = Site(tmp_path / "site", database)
        site.start()
        yield site
        site.remove()


class Browser:
    def __init__(self, site: Site) -> None:
        self.site, self.jar = site, CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar)
        )

    def get(self, path: str) -> tuple[str, str]:
        with self.opener.open(self.site.url + path, timeout=10) as page:
            return page.url.removeprefix(self.site.url), page.read().decode()

    def post(self, path: str, fields: dict[str, str]) -> tuple[str, str]:
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        body = urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        with self.opener.open(self.site.url + path, body, timeout=10) as page:
            return page.url.removeprefix(self.site.url), page.read().decode()


def keep_answering(
    browser: Browser, base: str, acknowledged: list[int], enough: threading.Event
) -> None:
    """One answer after another, each noted only when the server has said yes."""
    for number in range(100_000):
        try:
            browser.post(f"{base}/tra-loi/1.1.1/", {"1.1.1": str(number % 6)})
        except (OSError, urllib.error.URLError):
            return
        acknowledged.append(number % 6)
        if len(acknowledged) >= 12:
            enough.set()


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(site):
    browser = Browser(site)
    browser.get("/bat-dau/")
    path, _ = browser.post(
        "/bat-dau/", {"name": "Quán phở", "sector": "I", "employees": "12"}
    )
    base = "/".join(path.split("/")[:3])
    browser.post(f"{base}/2-con-nguoi/", {"2.1.1-numerator": "5", "2.2.1": "4"})
    acknowledged: list[int] = []
    enough = threading.Event()
    answering = threading.Thread(
        target=keep_answering, args=(browser, base, acknowledged, enough)
    )
    answering.start()
    assert enough.wait(60)
    site.kill()
    answering.join(30)

    site.start()
    levels = [level for (level,) in ask(site.database, KEPT)]
    # The last one may have been saved without the "yes" having arrived; never the other way round.
    assert levels[: len(acknowledged)] == acknowledged
    assert len(levels) - len(acknowledged) in (0, 1)
    _, text = browser.get(f"{base}/1-khach-hang/")
    assert re.search(rf'name="1.1.1" value="{levels[-1]}" checked', text)
    _, text = browser.get(f"{base}/2-con-nguoi/")
    assert 'name="2.1.1-numerator" value="5"' in text
    assert 'name="2.2.1" value="4" checked' in text
