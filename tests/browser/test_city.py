"""The agency's pages in a browser: map and tables, in both languages, on telephone and desk."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import Site
from tests.browser.starts import AGENCY, OWNER
from tests.browser.visitor import PHONE, Visitor, barriers

DESK = {"width": 1280, "height": 900}
CUTS = {
    "vi": ["Theo quy mô", "Theo địa bàn", "Theo hiệp hội", "Theo thời gian"],
    "en": ["By size", "By area", "By association", "Over time"],
}


@pytest.mark.parametrize(("language", "size"), [("vi", PHONE), ("en", DESK)])
def test_the_agency_walks_through_all_cuts(
    chromium: Browser, demo_site: Site, language, size
):
    agency = Visitor(chromium, demo_site.url, language=language, viewport=size)
    agency.sign_in(AGENCY)
    page = agency.page
    expect(page.locator("table.table--cards")).to_be_visible()
    for cut in CUTS[language]:
        page.get_by_role("link", name=cut).click()
        expect(page.locator("#told")).to_have_text(cut)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"]
        assert barriers(page) == []
    page.get_by_role("link", name=CUTS[language][1]).click()
    expect(page.locator("svg .tile")).to_have_count(168)
    for file, ending in (("excel", ".xlsx"), ("so-lieu.pdf", ".pdf")):
        with page.expect_download() as download:
            page.locator(f"a[href*='{file}']").click()
        assert download.value.suggested_filename.endswith(ending)
    assert agency.troubles == []
    agency.leave()


def test_an_owner_agrees_by_the_keyboard_and_takes_it_back(
    chromium: Browser, demo_site: Site
):
    owner = Visitor(chromium, demo_site.url)
    owner.sign_in(OWNER)
    owner.go("/dong-y/")
    page = owner.page
    offer = page.locator("details", has_text="Được đếm trong số liệu chung").first
    offer.locator("summary").press("Enter")
    box = offer.locator("input[name=agree]")
    assert not box.is_checked()
    box.press("Space")
    offer.get_by_role("button").press("Enter")
    expect(page.locator("main, body").first).to_contain_text(
        "từ nay doanh nghiệp được đếm"
    )
    assert barriers(page) == []
    assert owner.troubles == []
    owner.leave()
