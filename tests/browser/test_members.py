"""An officer brings a table of members with errors, mends it on the page, and imports all of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site, WorkedSite
from tests.browser.visitor import PHONE, Visitor, barriers

TABLE = Path(__file__).resolve().parents[2] / "fixtures/demo/members-with-errors.csv"
OFFICER = "hiephoi@demo.example"
LAPTOP = {"width": 1280, "height": 900}
MENDED = {
    "Email": "mot@dia-chi.example",
    "Mã số thuế": "3990001740",
    "Điện thoại": "0900 777 111",
    "Tên hội viên": "Tiệm không tên",
}


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


def mend_all(page: Page) -> None:
    """Each wrong field of the page, by its label."""
    for label, text in MENDED.items():
        for field in page.get_by_label(label, exact=True).all():
            field.fill(text)
    for label in ("Ngành", "Phường, xã", "Quy mô"):
        for field in page.get_by_label(label, exact=True).all():
            field.select_option(index=1)


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_table_with_errors_is_mended_on_the_page_and_imported(
    chromium: Browser, site: Site, size: dict
):
    officer = Visitor(chromium, site.url, viewport=size)
    officer.sign_in(OFFICER)
    page = officer.page
    with site.begin("work"):
        officer.go("/cua-toi/")
        page.locator("main a[href$='/hoi-vien/']").first.click()
        page.get_by_role("link", name="Nhập từ Excel hoặc CSV").click()
        assert barriers(page) == []
        page.set_input_files("input[type=file]", TABLE)
        page.get_by_role("button", name="Đọc bảng").click()
        until(page, "Có thể trùng")
        assert barriers(page) == []
        mend_all(page)
        page.get_by_role("button", name="Lưu chỗ đã sửa").click()
        expect(page.get_by_role("heading", name="Có thể trùng")).to_be_visible()
        assert barriers(page) == []
        page.get_by_role("button", name="Tất cả là cùng hội viên").click()
        page.get_by_role("button", name=re.compile("^Nhập \\d+ hội viên$")).click()
        until(page, "Xem hội viên")
    assert barriers(page) == []
    page.get_by_role("link", name="Xem hội viên").click()
    page.get_by_label("Tên hoặc mã số thuế").fill("tap hoa goc pho")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("link", name="Tạp hóa Góc Phố")).to_have_count(1)
    assert barriers(page) == []
    officer.leave()
