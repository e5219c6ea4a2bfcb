"""An officer brings a table of members with errors, mends it on the page, and imports all of it."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site, WorkedSite
from tests.browser.visitor import PHONE, Visitor, barriers

TABLE = Path(__file__).resolve().parents[2] / "fixtures/demo/members-with-errors.csv"
OFFICER = "hiephoi@demo.example"
LAPTOP = {"width": 1280, "height": 900}
MENDED = {
    "Email": "mot@dia-chi.example",
    "Tax code": "3990001740",
    "Telephone": "0900 777 111",
    "Name of the member": "Tiệm không tên",
}
CHOSEN = ("Sector", "Ward or commune", "Size")


@pytest.fixture(scope="module")
def site(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("members") / "site"
    worked = demo.copy(folder, WorkedSite)
    worked.start()
    yield worked
    worked.remove()


def until(page: Page, link: str) -> None:
    """Work in the background goes on: the page is looked at again until it has this."""
    for _look in range(60):
        page.wait_for_timeout(500)
        page.goto(page.url.partition("?")[0])
        if page.get_by_role("link", name=link).count():
            return
    raise AssertionError(f"no {link} on {page.url}")


def mend_all(page: Page, say: Callable[[str], str]) -> None:
    """Each wrong field of the page, by its label."""
    for label, text in MENDED.items():
        for field in page.get_by_label(say(label), exact=True).all():
            field.fill(text)
    for label in CHOSEN:
        for field in page.get_by_label(say(label), exact=True).all():
            field.select_option(index=1)


def said(language: str, text: str) -> str:
    with translation.override(language):
        return gettext(text)


@pytest.mark.parametrize(("language", "size"), [("vi", PHONE), ("en", LAPTOP)])
def test_a_table_with_errors_is_mended_on_the_page_and_imported(
    chromium: Browser, site: Site, language: str, size: dict
):
    say = partial(said, language)
    officer = Visitor(chromium, site.url, language, viewport=size)
    officer.sign_in(OFFICER)
    page = officer.page
    with site.begin("work"):
        officer.go("/cua-toi/")
        page.locator("main a[href$='/hoi-vien/']").first.click()
        page.get_by_role("link", name=say("Import from Excel or CSV")).click()
        assert barriers(page) == []
        page.set_input_files("input[type=file]", TABLE)
        page.get_by_role("button", name=say("Read the table")).click()
        until(page, say("Perhaps the same one"))
        assert barriers(page) == []
        mend_all(page, say)
        page.get_by_role("button", name=say("Save what was mended")).click()
        expect(
            page.get_by_role("heading", name=say("Perhaps the same one"))
        ).to_be_visible()
        assert barriers(page) == []
        page.get_by_role("button", name=say("All are the same ones")).click()
        page.get_by_role("button", name=re.compile("^(Nhập|Import) \\d+ ")).click()
        until(page, say("See the members"))
    assert barriers(page) == []
    page.get_by_role("link", name=say("See the members")).click()
    page.get_by_label(say("Name or tax code")).fill("tap hoa goc pho")
    page.get_by_role("button", name=say("Show")).click()
    expect(page.get_by_role("link", name="Tạp hóa Góc Phố")).to_have_count(1)
    assert barriers(page) == []
    assert officer.troubles == []
    officer.leave()
